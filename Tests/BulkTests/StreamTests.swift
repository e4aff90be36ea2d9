import Dataset
import Evaluation
import Formula
import Methodology
import Reporting
import SourceText
import Synchronization
import Testing

@testable import Bulk

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The column path against the exact evaluator, to the last digit written.
@Suite struct StreamTests {
  @Test(arguments: 0..<24) func randomEditionsGiveTheSameLines(group: Int) async throws {
    var streamed = 0
    var left = 0
    for seed in group * 8..<group * 8 + 8 {
      let made = RandomEdition(seed: UInt64(seed), bodies: 90, missing: seed % 3 == 0 ? 0 : 4 * (seed % 3))
      let edition = try edition(made.rules)
      let folder = try Folder(bodies: made.bodies)
      defer { folder.remove() }
      let both = try await both(edition, folder.path)
      guard let fast = both.fast else { continue }
      streamed += 1
      #expect(fast.bodies == 90)
      left += fast.exactBodies
      if fast.lines == both.exact { continue }
      for (own, exact) in zip(fast.lines.split(separator: "\r\n"), both.exact.split(separator: "\r\n")) where own != exact {
        Issue.record("seed \(seed)\n\(own)\n\(exact)\n\(made.rules)")
        break
      }
    }
    #expect(streamed == 8)
    // Else the columns would not be tested.
    #expect(left < 8 * 90 * 4 / 5)
  }

  struct Both {
    var fast: (lines: String, bodies: Int, exactBodies: Int)?
    let exact: String
  }

  private func both(_ edition: Edition, _ folder: String) async throws -> Both {
    let findings = Findings()
    let dataset = try #require(
      DatasetReader.read(folder: folder, for: edition, findings: findings),
      "\(findings.sorted.map { DiagnosticRenderer().render($0) }.joined())")
    let evaluation = Evaluator(edition).evaluate(dataset)
    var both = Both(exact: EvaluationReport(evaluation).csv)
    let stream = try BodyStream(folder: folder, year: nil, Evaluator(edition), language: "en")
    let lines = Mutex<[UInt8]>([])
    let told = Findings()
    let outcome = await stream.write(threads: 2, findings: told, progress: { _ in }) { bytes in
      lines.withLock { $0 += bytes }
      return true
    }
    if case .written(let bodies, let exactBodies) = outcome {
      both.fast = (String(decoding: lines.withLock { $0 }, as: UTF8.self), bodies, exactBodies)
      let expected = (findings.all + evaluation.findings).map { DiagnosticRenderer().render($0) }.sorted()
      #expect(told.all.map { DiagnosticRenderer().render($0) }.sorted() == expected)
    }
    return both
  }

  private func edition(_ rules: String) throws -> Edition {
    let findings = Findings()
    let file = SourceFile(name: "edition.yaml", bytes: Array(rules.utf8))
    return try #require(
      EditionLoader.load(file, findings: findings),
      "\(findings.sorted.map { DiagnosticRenderer().render($0) }.joined())")
  }
}

/// A data folder for the time of a test.
struct Folder {
  let path: String

  init(bodies: String) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "bulk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try Data(bodies.utf8).write(to: url.appending(path: "bodies.csv"))
    path = url.path
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
