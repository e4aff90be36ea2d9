import Comparison
import Exact
import Methodology

/// Puts what criteria are worth, and lists of them, into words.
struct ChangeWorth {
  let diff: RuleDiff
  let wording: Wording

  /// Nothing, for a kind of body that it does not concern.
  private static let none = "–"

  func quoted(_ titles: Titles, _ name: String) -> String {
    titles.text(wording.code).map { wording(.quoted, ["title": $0]) } ?? name
  }

  func title(_ criterion: RuleOverview.Criterion) -> String {
    criterion.any.map { quoted($0.titles, $0.name) } ?? ""
  }

  /// `20`, or `20 / 40` where kinds of bodies differ; `nil` if no maximum is known.
  func value(_ maxima: [RuleOverview.Maximum], isAfter: Bool) -> String? {
    let values = maxima.map { isAfter ? $0.after : $0.before }
    guard values.contains(where: { $0.map { !$0.isZero } ?? false }) else { return nil }
    if Set(values).count == 1 { return values[0].map(text) }
    return values.map { $0.map(text) ?? Self.none }.joined(separator: " / ")
  }

  private func text(_ value: Rational) -> String { DecimalText.shown(Number(value), wording) }

  /// A title with what it is worth.
  func worth(_ criterion: RuleOverview.Criterion, isAfter: Bool) -> String {
    let title = title(criterion)
    return value(criterion.maxima, isAfter: isAfter).map { wording(.worth, ["title": title, "value": $0]) } ?? title
  }

  /// `20 / 40 → 25`; `nil` if it is the same or not known on both sides.
  func shift(_ criterion: RuleOverview.Criterion) -> String? {
    guard criterion.isWorthOther, let before = value(criterion.maxima, isAfter: false),
      let after = value(criterion.maxima, isAfter: true)
    else { return nil }
    return wording(.sideTerms, ["before": before, "after": after])
  }

  /// What is worth something else, with those together that move alike.
  func shifts(_ criteria: [RuleOverview.Criterion]) -> [String] {
    let shifted = criteria.compactMap { criterion in shift(criterion).map { (criterion: criterion, shift: $0) } }
    return shifted.map(\.shift).unique.map { shift in
      let titles = shifted.filter { $0.shift == shift }.map { title($0.criterion) }
      return wording(.worth, ["title": list(titles, separator: ", "), "value": shift])
    }
  }

  /// The most that a list names.
  static let mostNames = 5

  /// The first of several, and how many more there are.
  func list(_ items: [String], most: Int = mostNames, separator: String = "; ") -> String {
    let shown = items.prefix(items.count == most + 1 ? items.count : most).joined(separator: separator)
    let rest = items.count == most + 1 ? 0 : items.count - most
    return rest > 0 ? wording(.andOthers, ["list": shown, "count": String(rest)]) : shown
  }
}
