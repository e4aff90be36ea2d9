import RuleTests
import SourceText

/// Puts into words what becomes of the rule tests of an edition under another one.
struct CarriedTestsText {
  let tests: CarriedTests
  let names: (before: String, after: String)
  let wording: Wording

  var title: String { wording(.testsUnder, ["before": names.before, "after": names.after]) }

  /// How many hold and how many do not.
  var counts: [String] {
    guard tests.asked + tests.broken > 0 else { return [wording(.noTests, ["before": names.before])] }
    let words = [
      "held": String(tests.held), "failed": String(tests.failures.count), "refused": String(tests.refusals.count),
    ]
    let broken = tests.broken == 0 ? [] : [wording.counted(.brokenTests, tests.broken, ["before": names.before])]
    return [wording.counted(.testsCount, tests.asked, words)] + broken
  }

  func unmet(_ unmet: CarriedTests.Unmet) -> String {
    wording(.unmetExpectation, ["name": unmet.name, "expected": unmet.expected, "found": unmet.found])
  }

  /// The figures of a failing test that the later edition does not have.
  func passedOver(_ failure: CarriedTests.Failure) -> String? {
    guard !failure.passedOver.isEmpty else { return nil }
    return wording(.testIsLost, ["edition": names.after, "names": failure.passedOver.joined(separator: ", ")])
  }

  /// Tests that cannot be asked for one reason.
  struct Group {
    let reason: String
    let tests: [CarriedTests.Refusal]
  }

  /// The tests that cannot be asked, by reason, the most frequent first.
  var groups: [Group] {
    let reasons = tests.refusals.map(reason)
    return reasons.unique.map { reason in
      Group(reason: reason, tests: zip(reasons, tests.refusals).filter { $0.0 == reason }.map(\.1))
    }.highestFirst { $0.tests.count }
  }

  func count(_ group: Group) -> String { wording.counted(.countOfTests, group.tests.count) }

  private func reason(_ refusal: CarriedTests.Refusal) -> String {
    if !refusal.lacks.isEmpty {
      return wording(.lacksNames, ["edition": names.after, "names": refusal.lacks.joined(separator: ", ")])
    }
    if !refusal.needs.isEmpty {
      let needs = refusal.needs.joined(separator: ", ")
      return wording(.needsNames, ["edition": names.after, "names": needs, "before": names.before])
    }
    return refusal.findings.first?.message.text ?? ""
  }
}
