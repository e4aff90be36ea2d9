import Formula
import Methodology

/// What two editions say differently, by meaning: order, layout and comments are no difference.
public struct RuleDiff: Sendable {
  public let match: EditionMatch
  /// The changes, direction by direction in the order of the methodology, criterion by criterion, the most important of
  /// each first.
  public let changes: [RuleChange]

  public var before: Edition { match.before }
  public var after: Edition { match.after }

  public init(_ before: Edition, _ after: Edition) {
    self.init(EditionMatch(before, after))
  }

  init(_ match: EditionMatch) {
    self.match = match
    let finder = ChangeFinder(match: match)
    let scopes = ChangeScopes(match)
    var found = finder.changes
    for index in found.indices { found[index].scope = scopes.scope(of: found[index]) }
    let order = Self.order(of: found, match)
    changes = order.enumerated().map { place, index in
      var change = found[index]
      change.id = place
      return change
    }
  }

  /// The changes of one direction, or those that belong to none or several.
  public struct Group: Sendable {
    /// The direction; `nil` for what belongs to none or several.
    public let score: RuleChange.ScopeEntry?
    public let changes: [RuleChange]
  }

  /// The changes by direction, in the order of the methodology; what belongs to no direction comes first.
  public var groups: [Group] {
    let names = changes.map { $0.scope.first?.name ?? "" }
    var order: [String] = []
    for name in names where !order.contains(name) { order.append(name) }
    return order.map { name in
      let own = changes.filter { ($0.scope.first?.name ?? "") == name }
      return Group(score: own.first?.scope.first, changes: own)
    }
  }

  /// The positions of changes in the order in which they are told.
  private static func order(of changes: [RuleChange], _ match: EditionMatch) -> [Int] {
    let roots = (match.after.roots.map { match.after[$0].name } + match.before.roots.map { match.before[$0].name })
    let places = Dictionary(roots.enumerated().map { ($1, $0) }) { first, _ in first }
    let ranks = Dictionary(
      RuleChange.Aspect.allCases.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let scores = (match.after.scores.map(\.name) + match.before.scores.map(\.name))
    let depthFirst = Dictionary(scores.enumerated().map { ($1, $0) }) { first, _ in first }
    return changes.indices.sorted { left, right in
      func rank(_ index: Int) -> [Int] {
        let change = changes[index]
        let root = change.scope.first.flatMap { places[$0.name] } ?? -1
        return [
          root, change.scope.last.flatMap { depthFirst[$0.name] } ?? -1, ranks[change.aspect] ?? 0, index,
        ]
      }
      return rank(left).lexicographicallyPrecedes(rank(right))
    }
  }
}
