import Evaluation
import Formula
import Methodology
import SourceText
import TestSupport
import Testing

@testable import RuleTests

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What tests reach and which changes they notice: small rule files whose tests miss known places.
///
/// A case is a folder with `rules.yaml`, `tests.yaml` and what is missed, worked out by hand: `coverage.txt` and
/// `mutation.txt` begin with how many of how many are reached or noticed, then list the others with their lines.
@Suite struct StrengthTests {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/strength").path

  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: fixtures)) ?? []).sorted()

  static func edition(_ name: String) throws -> Edition {
    let findings = Findings()
    let edition = RuleFolder.edition(at: "\(fixtures)/\(name)/rules.yaml", findings: findings)
    return try #require(edition, "\(rendered(findings))")
  }

  static func tests(_ name: String, of edition: Edition) throws -> RuleTestFile {
    let findings = Findings()
    let file = try #require(SourceFile.read(path: "\(fixtures)/\(name)/tests.yaml", findings: findings))
    let tests = try #require(RuleTestFile.read(file, for: edition, findings: findings))
    var runner = RuleTestRunner(edition)
    runner.run(tests, findings: findings)
    #expect(findings.all.isEmpty, "\(rendered(findings))")
    return tests
  }

  static func expected(_ name: String, _ what: String) throws -> String {
    try String(contentsOf: URL(filePath: "\(fixtures)/\(name)/\(what).txt"), encoding: .utf8)
  }

  @Test(arguments: names) func coverage(_ name: String) async throws {
    let edition = try Self.edition(name)
    let coverage = await Coverage.of(try Self.tests(name, of: edition).cases, in: edition)
    let missed = coverage.missed.map { "\($0.span.start.line) \($0.path) \($0.kind.rawValue): \($0.text)" }
    let found = ["\(coverage.reached) of \(coverage.total)"] + missed
    #expect(found.map { $0 + "\n" }.joined() == (try Self.expected(name, "coverage")))
  }

  @Test(arguments: names) func mutation(_ name: String) async throws {
    let edition = try Self.edition(name)
    let mutation = await Mutation.of(try Self.tests(name, of: edition).cases, in: edition)
    let missed = mutation.missed.map { "\($0.span.start.line) \($0.path): \($0.from) → \($0.to)" }
    let found = ["\(mutation.noticed) of \(mutation.total)"] + missed
    #expect(found.map { $0 + "\n" }.joined() == (try Self.expected(name, "mutation")))
  }

  /// Tests are run again only as far as a change can bear on them; all of them run in full must say the same.
  @Test(arguments: names) func runningAllTestsInFullNoticesTheSame(_ name: String) async throws {
    let edition = try Self.edition(name)
    let tests = try Self.tests(name, of: edition).cases
    let missed = Set(await Mutation.of(tests, in: edition).missed.map(\.text))
    for mutant in edition.mutants {
      let changed = mutant.change(of: edition).edition
      let isNoticed = try tests.contains { try Self.isNoticed(by: $0, edition, changed) }
      #expect(isNoticed != missed.contains(mutant.text), "\(mutant.text)")
    }
  }

  private static func isNoticed(by test: RuleTestFile.Case, _ edition: Edition, _ changed: Edition) throws -> Bool {
    func evaluation(_ edition: Edition) throws -> Evaluation {
      try #require(Evaluator(edition).taking(test.readings, findings: Findings())).evaluate(test.dataset)
    }
    let (before, after) = (try evaluation(edition), try evaluation(changed))
    let known = Set(before.findings.map(\.subject))
    return !test.expectations.allSatisfy { $0.isMet(by: after) }
      || after.findings.contains { $0.code == "E0602" && !known.contains($0.subject) }
  }

  /// A test that does not hold tells nothing.
  @Test func aTestThatFailsReachesNothing() async throws {
    let edition = try Self.edition("clauses")
    let text = """
      format: 1
      tests: "1"
      cases: [{name: wrong, inputs: {x: 5}, expect: {total.a: 6}}]
      """
    let file = SourceFile(name: "tests.yaml", text: text)
    let tests = try #require(RuleTestFile.read(file, for: edition, findings: Findings()))
    #expect(await Coverage.of(tests.cases, in: edition).reached == 0)
    #expect(await Mutation.of(tests.cases, in: edition).noticed == 0)
  }
}

extension Mutant {
  fileprivate var text: String { "\(span.range.lowerBound) \(path): \(from) → \(to)" }
}
