import RuleTests
import SourceText

/// What becomes of the rule tests of the earlier edition.
extension DiffReport {
  /// The tests and the reasons that are told on a terminal; other forms of the report have them all.
  private static let mostTests = 20
  private static let mostReasons = 5
  private static let width = 110

  private var testWords: CarriedTestsText? {
    tests.map { CarriedTestsText(tests: $0, names: rules.sideNames, wording: wording) }
  }

  var testsTitle: String { testWords?.title ?? "" }

  // MARK: For a terminal

  func testsText(_ paint: Paint) -> String? {
    guard let words = testWords else { return nil }
    let lines = [paint(words.title, .heading)] + words.counts.map { "  " + $0 } + failures(words) + refusals(words)
    return lines.map { $0 + "\n" }.joined()
  }

  private func failures(_ words: CarriedTestsText) -> [String] {
    let failures = words.tests.failures
    guard !failures.isEmpty else { return [] }
    let rest = failures.count - Self.mostTests
    return ["  " + wording(.noLongerHold)]
      + failures.prefix(Self.mostTests).flatMap { failure -> [String] in
        let unmet = failure.unmet.map(words.unmet) + [words.passedOver(failure)].compactMap { $0 }
        return ["    \(failure.span.place): \(Printable.text(failure.name))"]
          + unmet.flatMap { wrapped(Printable.text($0), indent: 8) }
      } + (rest > 0 ? ["    " + wording.counted(.andMore, rest)] : [])
  }

  private func refusals(_ words: CarriedTestsText) -> [String] {
    let groups = words.groups
    guard !groups.isEmpty else { return [] }
    let rest = groups.dropFirst(Self.mostReasons).reduce(0) { $0 + $1.tests.count }
    return ["  " + wording(.cannotBeAsked)]
      + groups.prefix(Self.mostReasons).flatMap { group in
        wrapped(Printable.text(wording(.list, ["what": words.count(group), "list": group.reason])), indent: 4)
      } + (rest > 0 ? ["    " + wording.counted(.andMore, rest)] : [])
  }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    let pad = String(repeating: " ", count: indent)
    return TextWrapping.lines(text, width: Self.width - indent).enumerated().map { ($0 == 0 ? pad : pad + "  ") + $1 }
  }

  // MARK: As data

  var testsJSON: JSON? {
    guard let tests else { return nil }
    return .members([
      "held": .integer(tests.held), "broken": .integer(tests.broken),
      "failing": .array(tests.failures.map(json)), "notAskable": .array(tests.refusals.map(json)),
    ])
  }

  private func json(_ failure: CarriedTests.Failure) -> JSON {
    let unmet = failure.unmet.map { unmet in
      JSON.members([
        "name": .text(unmet.name), "expected": .text(unmet.expected), "found": .text(unmet.found),
      ])
    }
    let lost = failure.passedOver.isEmpty ? [] : [JSON.Member("unknown", .texts(failure.passedOver))]
    return .object(
      [JSON.Member("name", .text(failure.name)), JSON.Member("unmet", .array(unmet))] + lost
        + JSON.place(failure.span))
  }

  private func json(_ refusal: CarriedTests.Refusal) -> JSON {
    let reasons = [
      ("lacks", refusal.lacks), ("needs", refusal.needs), ("findings", refusal.findings.map(\.message.text)),
    ]
    return .object(
      [JSON.Member("name", .text(refusal.name))]
        + reasons.filter { !$1.isEmpty }.map { JSON.Member($0, .texts($1)) } + JSON.place(refusal.span))
  }

  // MARK: On the page

  static let testsAnchor = "tests"

  var testsSection: HTML? {
    guard let words = testWords else { return nil }
    return HTML(.section, .id(Self.testsAnchor)) {
      HTML(.h2) { words.title }
      for line in words.counts { HTML(.p) { line } }
      failureTable(words)
      refusalList(words)
    }
  }

  private func failureTable(_ words: CarriedTestsText) -> HTML? {
    guard !words.tests.failures.isEmpty else { return nil }
    return HTML(.div, .class("scroll"), .role("region"), .label(wording(.noLongerHold)), .focusable) {
      HTML(.table, .class("tests")) {
        HTML(.caption) { wording(.noLongerHold) }
        HTML(.thead) {
          HTML(.tr) {
            for phrase in [DiffDetailPhrase.theTest, .expectation, .expected, .found] {
              HTML(.th, .scope(.column)) { wording(phrase) }
            }
          }
        }
        for failure in words.tests.failures {
          HTML(.tbody) {
            for (index, unmet) in failure.unmet.enumerated() {
              HTML(.tr) {
                HTML(.th, .scope(.row)) { if index == 0 { name(failure, words) } }
                HTML(.td) { HTML(.code) { unmet.name } }
                HTML(.td) { unmet.expected }
                HTML(.td) { unmet.found }
              }
            }
          }
        }
      }
    }
  }

  private func name(_ failure: CarriedTests.Failure, _ words: CarriedTestsText) -> [HTML] {
    let lost = words.passedOver(failure).map { text in HTML(.small) { text } }
    return [.text(failure.name), HTML(.small) { failure.span.place }] + [lost].compactMap { $0 }
  }

  private func refusalList(_ words: CarriedTestsText) -> HTML? {
    guard !words.groups.isEmpty else { return nil }
    return HTML(.details, .class("node")) {
      HTML(.summary) {
        HTML(.h3) { wording(.cannotBeAsked) }
        HTML(.span, .class("value")) { String(words.tests.refusals.count) }
      }
      HTML(.ul) {
        for group in words.groups {
          HTML(.li) { wording(.list, ["what": words.count(group), "list": group.reason]) }
        }
      }
    }
  }
}
