import Exact
import Formula
import Methodology

/// What a comparison comes to, direction by direction: criteria that came and went, and what they are worth.
public struct RuleOverview: Sendable {
  /// A criterion or indicator of one or both editions.
  public struct Criterion: Sendable {
    public let before: Declaration?
    public let after: Declaration?
    /// The most that it gives, by kind of body; `nil` where it does not concern the kind.
    public let maxima: [Maximum]
    /// What it stands in after and stood in before, where that is not the same.
    public let moved: (from: Declaration?, to: Declaration?)?

    public var any: Declaration? { after ?? before }
    /// Whether its maximum is another for some kind.
    public var isWorthOther: Bool { maxima.contains { $0.before != $0.after } }
  }

  public struct Maximum: Sendable, Equatable {
    public let kind: String
    public let before: Rational?
    public let after: Rational?
  }

  /// A direction with the criteria that stand right beneath it.
  public struct Direction: Sendable {
    public let direction: Criterion
    /// How many criteria concern each kind of body.
    public let counts: [(kind: String, before: Int, after: Int)]
    public let criteria: [Criterion]
    /// What came, went or moved deeper inside criteria that are in both editions.
    public let inner: [Criterion]

    public var name: String { direction.any?.name ?? "" }
    public func criteria(_ fate: (Criterion) -> Bool) -> [Criterion] { criteria.filter(fate) }
  }

  public let directions: [Direction]
  /// What the directions are put together into, if they are.
  public let main: Criterion?

  public init(_ diff: RuleDiff) {
    let finder = OverviewFinder(match: diff.match)
    main = finder.main
    directions = finder.directions
  }
}

/// Walks the scores of two editions side by side.
private struct OverviewFinder {
  let match: EditionMatch
  private let kinds: [String]

  init(match: EditionMatch) {
    self.match = match
    kinds = (match.after.kinds.map(\.name) + match.before.kinds.map(\.name)).unique
  }

  private var before: Edition { match.before }
  private var after: Edition { match.after }

  /// The score that bodies are judged by, where it stands beside the directions.
  private func mainScore(_ edition: Edition) -> SymbolID? {
    edition.roots.count > 1 ? edition.mainScore.flatMap { edition.roots.contains($0) ? $0 : nil } : nil
  }

  var main: RuleOverview.Criterion? {
    let (old, new) = (mainScore(before), mainScore(after))
    return old == nil && new == nil ? nil : criterion(old, new)
  }

  var directions: [RuleOverview.Direction] {
    let new = after.roots.filter { $0 != mainScore(after) }
    let gone = before.roots.filter { $0 != mainScore(before) && match.partner(of: $0) == nil }
    return new.map { direction(match.origin(of: $0), $0) } + gone.map { direction($0, nil) }
  }

  private func direction(_ old: SymbolID?, _ new: SymbolID?) -> RuleOverview.Direction {
    let (left, right) = (children(old, before), children(new, after))
    let criteria = pairs(left, right)
    let counts = kinds.map { kind in
      (
        kind: kind, before: left.count { ForeseenValue(edition: before, kind: kind).concerns($0) },
        after: right.count { ForeseenValue(edition: after, kind: kind).concerns($0) }
      )
    }
    return RuleOverview.Direction(
      direction: criterion(old, new), counts: counts, criteria: criteria.map { criterion($0.0, $0.1) },
      inner: inner(criteria))
  }

  private typealias Pair = (SymbolID?, SymbolID?)

  /// The children of both: those of the later edition with what they were, and those that went.
  private func pairs(_ left: [SymbolID], _ right: [SymbolID]) -> [Pair] {
    right.map { (match.origin(of: $0), $0) }
      + left.filter { id in match.partner(of: id).map { !right.contains($0) } ?? true }
      .map { ($0, match.partner(of: $0)) }
  }

  /// What differs deeper down, but for the parts of what is new or gone itself.
  private func inner(_ criteria: [Pair]) -> [RuleOverview.Criterion] {
    criteria.flatMap { old, new -> [RuleOverview.Criterion] in
      guard let old, let new else { return [] }
      let pairs = pairs(children(old, before), children(new, after))
      let own = pairs.map { criterion($0.0, $0.1) }.filter { criterion in
        criterion.before == nil || criterion.after == nil || criterion.isWorthOther
          || criterion.moved.map { $0.to?.id == new } ?? false
      }
      return own + inner(pairs)
    }
  }

  private func children(_ id: SymbolID?, _ edition: Edition) -> [SymbolID] {
    id.flatMap { edition[$0].score?.children } ?? []
  }

  private func criterion(_ old: SymbolID?, _ new: SymbolID?) -> RuleOverview.Criterion {
    let maxima = kinds.map { kind in
      RuleOverview.Maximum(
        kind: kind, before: old.flatMap { RuleDiff.maximum(of: $0, before, kind) },
        after: new.flatMap { RuleDiff.maximum(of: $0, after, kind) })
    }
    return RuleOverview.Criterion(
      before: old.map { before[$0] }, after: new.map { after[$0] }, maxima: maxima, moved: moved(old, new))
  }

  private func moved(_ old: SymbolID?, _ new: SymbolID?) -> (from: Declaration?, to: Declaration?)? {
    guard let old, let new else { return nil }
    let (from, to) = (before[old].score?.parent, after[new].score?.parent)
    guard from.flatMap(match.partner) != to else { return nil }
    return (from.map { before[$0] }, to.map { after[$0] })
  }
}
