import Comparison
import Methodology

/// What two editions say differently, and what that does to scores.
public struct DiffReport: Sendable {
  let rules: RuleDiff
  let wording: Wording

  public init(_ rules: RuleDiff, language: Wording.Language = .english) {
    self.rules = rules
    wording = Wording(language)
  }

  var words: ChangeText { ChangeText(rules, wording: wording) }

  var head: (before: EditionHead, after: EditionHead) {
    (EditionHead(rules.before, wording: wording), EditionHead(rules.after, wording: wording))
  }

  var line: String {
    wording(
      .editionsCompared,
      ["methodology": head.after.methodology, "before": rules.before.id, "after": rules.after.id])
  }
}
