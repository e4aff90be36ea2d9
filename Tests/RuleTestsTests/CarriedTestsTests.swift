import Methodology
import RuleTests
import SourceText
import Testing

/// What becomes of rule tests under another edition, on a small one of which drafts are made by replacing text.
@Suite struct CarriedTestsTests {
  private static let rules = """
    format: 1
    methodology: streets
    edition: "1"
    basis: text
    title: {en: Streets}
    act: {number: one}
    in_force: {from: 2024-01-01}
    bodies: {kinds: {town: {}, village: {}}}
    readings: {small: {title: {en: small}, cite: p. 1, default: yes_it_is, choices: {yes_it_is: {}, no_it_is_not: {}}}}
    inputs:
      total: {type: count, cite: p. 2}
      dirty: {type: count, cite: p. 2}
      colour: {type: choice, of: [red, blue], cite: p. 3}
    scores:
      clean: {formula: "if reading.small == yes_it_is then 10 - dirty else 5", cite: p. 2}
      red: {formula: "if colour == 'red' then 1 else 0", cite: p. 3}

    """

  private static let tests = """
    format: 1
    tests: "1"
    given: {inputs: {total: 10, dirty: 2, colour: red}}
    cases:
      - {name: two are dirty, expect: {clean: 8}}
      - {name: none are dirty, inputs: {dirty: 0}, expect: {clean: 10, red: 1}}
      - {name: the other reading, readings: {small: no_it_is_not}, expect: {clean: 5}}
      - {name: blue is not red, inputs: {colour: blue}, expect: {red: 0}}
      - {name: wrong by itself, expect: {red: 7}}

    """

  /// The edition with texts replaced by others, and its tests beside it.
  private func edition(_ changes: [(String, String)] = []) throws -> Edition {
    var text = Self.rules
    for (old, new) in changes {
      try #require(text.contains(old), "\(old)")
      text = text.replacing(old, with: new)
    }
    let store = FileStore(
      ["v1:1.yaml": Array(text.utf8), "v1:1.tests.yaml": Array(Self.tests.utf8)], root: "v1:")
    let findings = Findings()
    let edition = RuleFolder.edition(at: "v1:1.yaml", in: store, findings: findings)
    return try #require(edition, "\(findings.all.map(\.message.text))")
  }

  private func carried(_ changes: (String, String)...) throws -> CarriedTests {
    let findings = Findings()
    let tests = CarriedTests(of: try edition(), under: try edition(changes), findings: findings)
    #expect(findings.all.isEmpty, "\(findings.all.map(\.message.text))")
    return tests
  }

  @Test func testsHoldUnderTheSameRules() throws {
    let tests = try carried()
    #expect(tests.held == 4 && tests.broken == 1 && tests.failures.isEmpty && tests.refusals.isEmpty)
  }

  @Test func whatNoLongerHoldsIsToldWithItsPlace() throws {
    let tests = try carried(("10 - dirty", "10 - 2 * dirty"))
    #expect(tests.held == 3 && tests.refusals.isEmpty)
    let failure = try #require(tests.failures.first)
    #expect(failure.name == "two are dirty" && failure.span.file.name == "v1:1.tests.yaml")
    #expect(failure.span.start.line == 5 && failure.passedOver.isEmpty)
    #expect(failure.unmet.map(\.expected) == ["8"] && failure.unmet.map(\.found) == ["6"])
  }

  /// A figure that the draft does not have is passed over, as in data; what comes out otherwise says so.
  @Test func figuresThatTheDraftDoesNotHave() throws {
    let tests = try carried(("  dirty: {type: count, cite: p. 2}\n", ""), ("10 - dirty", "10 - total / 10"))
    #expect(tests.held == 2 && tests.refusals.isEmpty)
    #expect(tests.failures.map(\.name) == ["two are dirty", "none are dirty"])
    #expect(tests.failures.allSatisfy { $0.passedOver == ["dirty"] })
  }

  @Test func scoresThatTheDraftDoesNotHave() throws {
    let tests = try carried(("  red: {formula", "  scarlet: {formula"))
    #expect(tests.held == 2 && tests.failures.isEmpty)
    #expect(tests.refusals.map(\.name) == ["none are dirty", "blue is not red"])
    #expect(tests.refusals.allSatisfy { $0.lacks == ["red"] && $0.needs.isEmpty && $0.findings.isEmpty })
  }

  @Test func readingsThatTheDraftDoesNotHave() throws {
    let tests = try carried(("no_it_is_not", "never"))
    #expect(tests.refusals.map(\.name) == ["the other reading"])
    #expect(tests.refusals.first?.lacks == ["no_it_is_not"])
  }

  /// No test of the earlier edition can say a figure that only the draft knows.
  @Test func figuresThatTheDraftWantsToKnow() throws {
    let tests = try carried(
      ("  colour:", "  lamps: {type: count, cite: p. 4}\n  colour:"), ("10 - dirty", "10 - dirty + lamps"))
    #expect(tests.held == 2 && tests.failures.isEmpty)
    #expect(tests.refusals.map(\.name) == ["two are dirty", "none are dirty"])
    #expect(tests.refusals.allSatisfy { $0.needs == ["lamps"] && $0.lacks.isEmpty })
  }

  /// A value that the draft does not know is another reason, told in the words of the finding.
  @Test func valuesThatTheDraftDoesNotKnow() throws {
    let tests = try carried(("[red, blue]", "[red, green]"))
    #expect(tests.held == 3 && tests.failures.isEmpty)
    let refusal = try #require(tests.refusals.first)
    #expect(refusal.name == "blue is not red" && refusal.lacks.isEmpty)
    #expect(refusal.findings.map(\.message.text).contains { $0.contains("blue") })
  }
}
