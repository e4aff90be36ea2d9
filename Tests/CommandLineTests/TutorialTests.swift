import Foundation
import Testing

/// The draft that README shows: one short file that the shipped rules take as it stands.
struct TutorialTests {
  private static let root = Case.fixtures.appending(path: "../../..").standardizedFileURL

  /// The block of YAML after the first mention of a file in README.
  private static func block(of file: String) throws -> String {
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let start = try #require(readme.range(of: "`Rules/citizen-interaction/\(file)`"))
    let opening = try #require(readme.range(of: "```yaml\n", range: start.upperBound..<readme.endIndex))
    let closing = try #require(readme.range(of: "```", range: opening.upperBound..<readme.endIndex))
    return String(readme[opening.upperBound..<closing.lowerBound])
  }

  /// A copy of the rules and of the data of 2024, with the draft among the rules.
  private func withDraft(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "metodika draft \(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let rules = folder.appending(path: "Rules/citizen-interaction")
    try FileManager.default.createDirectory(at: rules, withIntermediateDirectories: true)
    let shipped = Self.root.appending(path: "Rules/citizen-interaction")
    for name in try FileManager.default.contentsOfDirectory(atPath: shipped.path) where !name.contains(".tests.") {
      try FileManager.default.copyItem(at: shipped.appending(path: name), to: rules.appending(path: name))
    }
    for name in ["2026-01.yaml", "2026-01.tests.yaml"] {
      try Self.block(of: name).write(to: rules.appending(path: name), atomically: true, encoding: .utf8)
    }
    try FileManager.default.createDirectory(at: folder.appending(path: "data"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Self.root.appending(path: "Examples/citizen-interaction/2024"), to: folder.appending(path: "data/2024"))
    try body(folder)
  }

  @Test func oneFileOfUnderSixtyLinesIsAnEdition() throws {
    #expect(try Self.block(of: "2026-01.yaml").split(separator: "\n", omittingEmptySubsequences: false).count < 60)
    try withDraft { folder in
      let check = try Program.run(["check", "Rules"], in: folder)
      #expect(check.status == 0 && !check.errors.contains("warning["), "\(check.errors)")
      let test = try Program.run(["test", "Rules/citizen-interaction/2026-01.yaml"], in: folder)
      #expect(test.status == 0 && test.output.contains("3 passed, 0 failed"), "\(test.text)")
      let coverage = try Program.run(["test", "--coverage", "Rules/citizen-interaction/2026-01.yaml"], in: folder)
      #expect(!coverage.output.contains("first_visit_weight"), "\(coverage.text)")
    }
  }

  /// The weights of the criterion's parts must add up to what the act says of the whole.
  @Test func aWeightThatIsForgottenIsFound() throws {
    try withDraft { folder in
      let file = folder.appending(path: "Rules/citizen-interaction/2026-01.yaml")
      let draft = try String(contentsOf: file, encoding: .utf8)
      try draft.replacing("central: 10, local: 12", with: "central: 9, local: 12")
        .write(to: file, atomically: true, encoding: .utf8)
      let check = try Program.run(["check", "Rules"], in: folder)
      #expect(check.status == 1 && check.errors.contains("error[E0403]"), "\(check.errors)")
    }
  }

  @Test func lastYearUnderTheDraft() throws {
    try withDraft { folder in
      let arguments = ["replay", "--data", "data", "--edition", "2026-01"]
      let replay = try Program.run(arguments, in: folder)
      #expect(replay.status == 0)
      #expect(replay.output.contains("In the data of 2024, the edition 2026-01 lacks: first_visit_services."))

      // With the column every body of the data has the points of the new criterion.
      let table = folder.appending(path: "data/2024/bodies.csv")
      let lines = try String(contentsOf: table, encoding: .utf8).split(whereSeparator: \.isNewline)
      let extended = lines.enumerated().map { $0 == 0 ? "\($1),first_visit_services" : "\($1),0" }
      try extended.joined(separator: "\n").write(to: table, atomically: true, encoding: .utf8)
      let scores = try Program.run(
        arguments + ["--score", "service_quality.quality.first_visit", "--format", "csv"], in: folder)
      let rows = scores.output.split(whereSeparator: \.isNewline).dropFirst()
      #expect(rows.count == 24)
      for row in rows { #expect(row.contains(",2024,2026-01,no,0,"), "\(row)") }
    }
  }
}
