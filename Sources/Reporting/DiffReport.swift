import Comparison
import Methodology

/// What two editions say differently, and what that does to scores.
public struct DiffReport: Sendable {
  let rules: RuleDiff
  /// What it does to scores, if there is data.
  let outcome: OutcomeDiff?
  let wording: Wording
  /// Whether the text also tells whole what it else only counts; data and pages always have it.
  let isWhole: Bool

  public init(
    _ rules: RuleDiff, outcome: OutcomeDiff? = nil, language: Wording.Language = .english, details: Bool = false
  ) {
    self.rules = rules
    self.outcome = outcome
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
      ["methodology": head.after.methodology, "before": rules.before.id, "after": rules.after.id])
  }
}
