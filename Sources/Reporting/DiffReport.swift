import Comparison
import Methodology
import RuleTests

/// What two editions say differently, and what that does to scores.
public struct DiffReport: Sendable {
  let rules: RuleDiff
  /// What it does to scores, if there is data.
  let outcome: OutcomeDiff?
  /// What becomes of the rule tests of the earlier edition, if they were run.
  let tests: CarriedTests?
  /// The bodies that are told in full; none if the report tells of all alike.
  let bodies: [String]
  let wording: Wording
  /// Whether the text also tells whole what it else only counts; data and pages always have it.
  let isWhole: Bool

  public init(
    _ rules: RuleDiff, outcome: OutcomeDiff? = nil, tests: CarriedTests? = nil, bodies: [String] = [],
    language: Wording.Language = .english, details: Bool = false
  ) {
    self.rules = rules
    self.outcome = outcome
    self.tests = tests
    self.bodies = bodies
    isWhole = details
    wording = Wording(language)
  }

  var words: ChangeText { ChangeText(rules, wording: wording, hasKeys: isWhole) }

  var overview: DiffOverview { DiffOverview(rules, words: words) }

  var head: (before: EditionHead, after: EditionHead) {
    (EditionHead(rules.before, wording: wording), EditionHead(rules.after, wording: wording))
  }

  var line: String {
    wording(
      .editionsCompared,
      ["methodology": head.after.methodology, "before": rules.sideNames.before, "after": rules.sideNames.after])
  }
}
