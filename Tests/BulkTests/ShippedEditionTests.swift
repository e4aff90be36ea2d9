import Dataset
import Evaluation
import Methodology
import Reporting
import SourceText
import Testing

@testable import Bulk

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The editions of the repository over their example data: columns against the exact evaluator, to the last digit.
@Suite struct ShippedEditionTests {
  @Test(arguments: Shipped.all) func columnsGiveTheSameLines(shipped: Shipped) async throws {
    let findings = Findings()
    let rules = RuleFolder(Shipped.root + "/Rules")
    let edition = try #require(
      rules.edition(named: shipped.edition, findings: findings), "\(findings.sorted.map(\.message.text))")
    let dataset = try #require(
      DatasetReader.read(
        folder: Shipped.root + "/Examples/" + shipped.data, for: edition, year: shipped.year, findings: findings))
    let evaluator = Evaluator(edition)
    let evaluation = evaluator.evaluate(dataset)
    let result = try await ColumnScorer(evaluator).score(dataset, threads: 2)
    let exact = EvaluationReport(evaluation).csv
    for (own, exact) in zip(result.csv.split(separator: "\r\n"), exact.split(separator: "\r\n")) where own != exact {
      Issue.record("\(own)\n\(exact)")
    }
    #expect(result.csv.count == exact.count)
    #expect(
      result.findings.map { DiagnosticRenderer().render($0) }.sorted()
        == evaluation.findings.map { DiagnosticRenderer().render($0) }.sorted())
    let folder = try shipped.folderInUTF8()
    defer { folder.remove() }
    let written = try await WrittenLines(folder.path, year: shipped.year, evaluator, threads: 2)
    #expect((written == nil) == shipped.isReadWhole)
    if let written {
      #expect(written.csv == exact)
      #expect(written.isHeld)
      #expect(written.outcome.exactBodies == result.exactBodies)
      #expect(
        written.findings == (findings.all + evaluation.findings).map { DiagnosticRenderer().render($0) }.sorted())
    }
    // Else the columns would not be tested.
    #expect(result.exactBodies <= evaluation.bodies.count / 2)
  }
}

/// A year of example data and the edition that evaluates it.
struct Shipped: Sendable, CustomTestStringConvertible {
  let edition: String
  let data: String
  let year: Int

  /// The year before has choices that the one does not know, and the others evaluate no year.
  var isReadWhole: Bool { ["2017-11", "2023-01", "2023-06"].contains { edition.hasSuffix($0) } }

  var testDescription: String { "\(edition), \(year)" }

  /// The year and the one before in the only encoding that is read in parts.
  func folderInUTF8() throws -> Folder {
    var files: [String: String] = [:]
    for year in [year - 1, year] {
      let path = "\(Self.root)/Examples/\(data)/\(year)"
      for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
        let bytes = try Data(contentsOf: URL(filePath: "\(path)/\(name)"))
        let encodings: [String.Encoding] = bytes.starts(with: [0xFF, 0xFE]) ? [.utf16] : [.utf8, .windowsCP1251]
        files["\(year)/\(name)"] = encodings.lazy.compactMap { String(data: bytes, encoding: $0) }.first
      }
    }
    return try Folder(files: files)
  }

  static let root = String(#filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 })

  static let all =
    [
      ("2017-02", 2016), ("2017-11", 2017), ("2019-03", 2018), ("2020-03", 2019), ("2021-04", 2020), ("2022-04", 2021),
      ("2023-01", 2022), ("2023-03", 2022), ("2023-06", 2023), ("2023-07", 2023), ("2025-04", 2024),
    ].map { Shipped(edition: "citizen-interaction/" + $0.0, data: "citizen-interaction", year: $0.1) } + [
      Shipped(edition: "service-quality/2014-11", data: "service-quality", year: 2014)
    ]
}
