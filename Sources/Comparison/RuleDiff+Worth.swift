import Exact
import Formula
import Methodology

extension RuleDiff {
  /// The most that a score gives, by kind of body, in both editions.
  public func maxima(of score: String) -> [RuleOverview.Maximum] {
    let old = before.declaration(score).flatMap { $0.score == nil ? nil : $0.id }
    let new = after.declaration(score).flatMap { $0.score == nil ? nil : $0.id }
    return (after.kinds.map(\.name) + before.kinds.map(\.name)).unique.map { kind in
      RuleOverview.Maximum(
        kind: kind, before: old.flatMap { Self.maximum(of: $0, before, kind) },
        after: new.flatMap { Self.maximum(of: $0, after, kind) })
    }
  }

  /// The most that a score gives a kind of body; `nil` if it does not concern it or cannot be told.
  static func maximum(of score: SymbolID, _ edition: Edition, _ kind: String) -> Rational? {
    guard edition.kinds.contains(where: { $0.name == kind }) else { return nil }
    let foreseen = ForeseenValue(edition: edition, kind: kind)
    return foreseen.concerns(score) ? foreseen.maximum(of: score) : nil
  }

  /// Whether a figure is nothing but the most that a single score gives.
  public func isMaximum(_ figure: RuleChange.Side, inLater isLater: Bool) -> Bool {
    guard let symbol = figure.symbol, figure.titles.texts.isEmpty else { return false }
    return (isLater ? maximumFigures.after : maximumFigures.before).contains(symbol)
  }

  /// The figures of an edition that are the maximum of one score each.
  static func maximumFigures(_ edition: Edition) -> Set<SymbolID> {
    let figures = edition.scores.compactMap { declaration -> SymbolID? in
      guard case .parameter(let id, _)? = declaration.score?.maximum?.formula.term.form else { return nil }
      return id
    }
    return Set(Dictionary(grouping: figures) { $0 }.filter { $0.value.count == 1 }.keys)
  }
}
