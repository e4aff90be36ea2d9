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

  public init(
    _ rules: RuleDiff, outcome: OutcomeDiff? = nil, tests: CarriedTests? = nil, bodies: [String] = [],
    language: Wording.Language = .english
  ) {
    self.rules = rules
    self.outcome = outcome
    self.tests = tests
    self.bodies = bodies
    wording = Wording(language)
  }

  var words: ChangeText { ChangeText(rules, wording: wording) }

  var head: (before: EditionHead, after: EditionHead) {
    (EditionHead(rules.before, wording: wording), EditionHead(rules.after, wording: wording))
  }

  var line: String {
    wording(
      .editionsCompared,
      ["methodology": head.after.methodology, "before": rules.sideNames.before, "after": rules.sideNames.after])
  }
}
