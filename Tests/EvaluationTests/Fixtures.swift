import Dataset
import Evaluation
import Formula
import Methodology
import SourceText
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The folder of fixtures beside the tests.
enum Fixtures {
  static let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path
  /// The root of the repository.
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  static func names(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  static func text(_ name: String) throws -> String {
    try String(contentsOfFile: name.hasPrefix("/") ? name : "\(path)/\(name)", encoding: .utf8)
  }

  static func edition(_ name: String) throws -> Edition {
    let findings = Findings()
    let file = try #require(
      SourceFile.read(path: name.hasPrefix("/") ? name : "\(path)/\(name)", findings: findings))
    return try #require(EditionLoader.load(file, findings: findings), "\(rendered(findings.sorted))")
  }

  static func edition(text: String) throws -> Edition {
    let findings = Findings()
    let file = SourceFile(name: "edition.yaml", bytes: Array(text.utf8))
    return try #require(EditionLoader.load(file, findings: findings), "\(rendered(findings.sorted))")
  }

  static func dataset(_ folder: String, for edition: Edition, year: Int? = nil) throws -> Dataset {
    let findings = Findings()
    return try #require(
      DatasetReader.read(folder: folder, for: edition, year: year, findings: findings),
      "\(rendered(findings.sorted))")
  }

  static func rendered(_ findings: [Diagnostic]) -> String {
    findings.map { DiagnosticRenderer().render($0) }.joined()
  }
}

/// A value in a few letters.
func text(_ value: Value) -> String {
  switch value {
  case .number(let number): number.description
  case .truth(let truth): truth ? "yes" : "no"
  case .text(let text): text
  case .missing(let absence): "missing: " + absence.reasons.map(\.description).joined(separator: "; ")
  case .notApplicable: "not applicable"
  }
}
