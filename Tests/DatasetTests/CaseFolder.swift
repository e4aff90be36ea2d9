import Dataset
import Formula
import Methodology
import SourceText
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A data folder with the edition to read it for and what is expected.
///
/// The first lines of `expected.txt` may be `edition NAME` and `year YYYY`; the others are what is expected, in the
/// order in which it is told.
struct CaseFolder {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path

  let path: String
  let expected: [String]
  private var edition = "edition"
  private(set) var year: Int?

  static func names(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(fixtures)/\(folder)")) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  init(_ name: String) throws {
    path = "\(Self.fixtures)/\(name)"
    let text = try String(contentsOfFile: "\(path)/expected.txt", encoding: .utf8)
    var lines: [String] = []
    for line in text.split(separator: "\n").map(String.init) {
      if line.hasPrefix("edition ") {
        edition = String(line.dropFirst(8))
      } else if line.hasPrefix("year ") {
        year = Int(line.dropFirst(5))
      } else {
        lines.append(line)
      }
    }
    expected = lines
  }

  func loadEdition() throws -> Edition { try Self.edition(edition) }

  static func edition(_ name: String = "edition") throws -> Edition {
    let findings = Findings()
    let file = try #require(SourceFile.read(path: "\(fixtures)/\(name).yaml", findings: findings))
    return try #require(EditionLoader.load(file, findings: findings), "\(rendered(findings))")
  }

  /// The name of a file within the case.
  func shortName(_ name: String) -> String {
    name.hasPrefix(path + "/") ? String(name.dropFirst(path.utf8.count + 1)) : name == path ? "." : name
  }
}

/// A dataset in a few lines of text.
func dump(_ dataset: Dataset, _ edition: Edition) -> [String] {
  dataset.periods.flatMap { period in
    period.bodies.flatMap { body in
      let names = body.titles.texts.sorted { $0.key < $1.key }.map { " \($0.key)=\(escaped($0.value))" }.joined()
      let inputs = zip(edition.inputs.map(\.declaration.name), body.inputs).map { " \($0)=\(text($1))" }.joined()
      let head = "\(period.name.isEmpty ? "" : "\(period.name) ")\(body.id) \(body.kind)\(names):\(inputs)"
      let rows = zip(edition.tables, body.records).flatMap { table, rows in
        rows.map { row in
          let fields = zip(table.fields, row.values).map { " \($0.name)=\(text($1))" }.joined()
          return "  \(table.name)[\(row.label)]:\(fields)"
        }
      }
      return [head] + rows
    }
  }
}

func text(_ value: Value) -> String {
  switch value {
  case .number(let number): number.description
  case .truth(let truth): truth ? "yes" : "no"
  case .text(let text): escaped(text)
  case .missing(let absence): "?" + absence.reasons.map(\.description).joined(separator: "+")
  case .notApplicable: "."
  }
}

/// The text with line breaks as they are written in Swift.
func escaped(_ text: String) -> String {
  text.unicodeScalars.map { $0 == "\n" ? "\\n" : $0 == "\r" ? "\\r" : String(Character($0)) }.joined()
}
