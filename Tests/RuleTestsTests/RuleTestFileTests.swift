import Evaluation
import Formula
import Methodology
import RuleTests
import SourceText
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Files of rule tests: good ones hold, bad ones have marks where findings must stand.
@Suite struct RuleTestFileTests {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path

  static func names(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(fixtures)/\(folder)")) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted()
  }

  static func edition() throws -> Edition {
    let findings = Findings()
    let file = try #require(SourceFile.read(path: "\(fixtures)/edition.yaml", findings: findings))
    return try #require(EditionLoader.load(file, findings: findings), "\(rendered(findings))")
  }

  @Test(arguments: names(in: "good")) func good(_ name: String) throws {
    let edition = try Self.edition()
    let findings = Findings()
    let file = try #require(SourceFile.read(path: "\(Self.fixtures)/good/\(name)", findings: findings))
    let tests = try #require(RuleTestFile.read(file, for: edition, findings: findings))
    var runner = RuleTestRunner(edition)
    runner.run(tests, findings: findings)
    #expect(findings.all.isEmpty, "\(rendered(findings))")
    #expect(runner.passed == tests.cases.count && runner.failed == 0)
  }

  /// A mark is a comment with a caret under the place of a finding, and its code; two may stand under one line.
  @Test(arguments: names(in: "bad")) func bad(_ name: String) throws {
    let edition = try Self.edition()
    let findings = Findings()
    let file = try #require(SourceFile.read(path: "\(Self.fixtures)/bad/\(name)", findings: findings))
    var runner = RuleTestRunner(edition)
    if let tests = RuleTestFile.read(file, for: edition, findings: findings) { runner.run(tests, findings: findings) }
    let found = findings.sorted.map { finding in
      let start = finding.span?.start
      return "\(start?.line ?? 0):\(start?.column ?? 0) \(finding.code)"
    }
    #expect(found == Self.marks(in: file.text(file.whole.range)), "\(rendered(findings))")
    #expect(!found.isEmpty && findings.hasErrors)
  }

  /// A caret right after the number sign points at the number sign, where the first column of a line cannot be.
  private static func marks(in text: String) -> [String] {
    var marked = 0
    var marks: [String] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let comment = line.drop { $0 == " " }
      guard comment.hasPrefix("#"), let caret = line.firstIndex(of: "^") else {
        marked = number + 1
        continue
      }
      let column = line.distance(from: line.startIndex, to: caret) + (comment.hasPrefix("#^") ? 0 : 1)
      marks.append("\(marked):\(column) \(line[caret...].dropFirst(2))")
    }
    return marks
  }

  @Test func everyKindHasACase() {
    let codes = Set(Self.names(in: "bad").map { String($0.prefix(5)) })
    #expect(Set(DiagnosticKind.ruleTestKinds.map(\.code)).subtracting(codes) == [])
  }

  @Test func codesAreUniqueAndExplained() {
    let kinds = DiagnosticKind.ruleTestKinds
    #expect(Set(kinds.map(\.code)).count == kinds.count)
    for kind in kinds { #expect(kind.code.hasPrefix("E07") && !kind.explanation.isEmpty, "\(kind.code)") }
  }

  @Test func aFailureShowsTheFormulaWithItsFigures() throws {
    let edition = try Self.edition()
    let findings = Findings()
    let text = """
      format: 1
      tests: "2020"
      given: {kind: central, inputs: {x: -2, p: no}}
      cases:
        - name: minus two and ten
          expect:
            overall.part: 100 / 3
            overall.extra: 1
            band: high
      """
    let file = SourceFile(name: "2020.tests.yaml", bytes: Array(text.utf8))
    let tests = try #require(RuleTestFile.read(file, for: edition, findings: findings))
    var runner = RuleTestRunner(edition)
    runner.run(tests, findings: findings)
    #expect(runner.passed == 0 && runner.failed == 1)
    let found = rendered(findings).split(separator: Self.fixtures + "/").joined()
    #expect(
      found == """
        2020.tests.yaml:7:7: error[E0701]: minus two and ten: expected `overall.part` to be 100 / 3, found 8
         7 |       overall.part: 100 / 3
           |       ^^^^^^^^^^^^^^^^^^^^^
        edition.yaml:55:7: note: x + y, with the figures: (-2) + 10
         55 |       part: {formula: x + y}
            |       ^^^^
        2020.tests.yaml:8:7: error[E0701]: minus two and ten: expected `overall.extra` to be 1, found not_applicable
         8 |       overall.extra: 1
           |       ^^^^^^^^^^^^^^^^
        2020.tests.yaml:9:7: error[E0701]: minus two and ten: expected `band` to be high, found low
         9 |       band: high
           |       ^^^^^^^^^^

        """)
  }

  @Test func namesThatNoExpectationRestsOnAreTold() throws {
    let edition = try Self.edition()
    func unreached(_ expectation: String) throws -> [String] {
      let findings = Findings()
      let text = """
        format: 1
        tests: "2020"
        cases: [{name: a, kind: local, inputs: {x: 1, p: no}, expect: {\(expectation)}}]
        """
      let file = SourceFile(name: "2020.tests.yaml", bytes: Array(text.utf8))
      var runner = RuleTestRunner(edition)
      runner.run(try #require(RuleTestFile.read(file, for: edition, findings: findings)), findings: findings)
      #expect(findings.all.isEmpty, "\(rendered(findings))")
      return runner.unreached.map(\.name)
    }
    let all = try unreached("third: 1 / 3")
    #expect(!all.contains("third") && all.contains("factor") && all.contains("overall.part") && all.contains("scale"))
    // Through a field that is computed from another one that is computed.
    #expect(try !unreached("total: 0").contains("factor"))
    // A score reaches its children, and what their formulas and conditions read; a band reaches its score.
    for expectation in ["overall: 11", "band: low"] {
      let names = try unreached(expectation)
      #expect(!names.contains { $0.hasPrefix("overall") || $0 == "scale" })
      #expect(names.contains("unused"))
    }
  }
}
