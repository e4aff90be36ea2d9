import Formula
import Methodology

/// What two editions say differently, by meaning: order, layout and comments are no difference.
public struct RuleDiff: Sendable {
  public let match: EditionMatch
  /// The changes, direction by direction in the order of the methodology, criterion by criterion, the most important of
  /// each first; what the directions are put together into comes before them.
  public let changes: [RuleChange]
  /// The figures of each edition that are the maximum of one score each.
  let maximumFigures: (before: Set<SymbolID>, after: Set<SymbolID>)

  public var before: Edition { match.before }
  public var after: Edition { match.after }

  public init(_ before: Edition, _ after: Edition) {
    self.init(EditionMatch(before, after))
  }

  init(_ match: EditionMatch) {
    self.match = match
    maximumFigures = (Self.maximumFigures(match.before), Self.maximumFigures(match.after))
    let finder = ChangeFinder(match: match)
    let scopes = ChangeScopes(match)
    var found = finder.changes
    for index in found.indices { found[index].scope = scopes.scope(of: found[index]) }
    let amended = AmendedPlaces(match)
    for index in found.indices { found[index].amendedBy = amended.citations(of: found[index]) }
    let order = Self.order(of: found, match)
    changes = order.enumerated().map { place, index in
      var change = found[index]
      change.id = place
      return change
    }
  }

  /// The positions of changes in the order in which they are told.
  private static func order(of changes: [RuleChange], _ match: EditionMatch) -> [Int] {
    let roots = (match.after.roots.map { match.after[$0].name } + match.before.roots.map { match.before[$0].name })
    // What the directions are put together into comes before them.
    let main = match.after.roots.count > 1 ? match.after.mainScore.map { match.after[$0].name } : nil
    let places = Dictionary(roots.enumerated().map { ($1, $0) }) { first, _ in first }
    let ranks = Dictionary(
      RuleChange.Aspect.allCases.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let scores = (match.after.scores.map(\.name) + match.before.scores.map(\.name))
    let depthFirst = Dictionary(scores.enumerated().map { ($1, $0) }) { first, _ in first }
    return changes.indices.sorted { left, right in
      func rank(_ index: Int) -> [Int] {
        let change = changes[index]
        let root = change.scope.first.map { $0.name == main ? -2 : places[$0.name] ?? -1 } ?? -1
        return [
          root, change.scope.last.flatMap { depthFirst[$0.name] } ?? -1, ranks[change.aspect] ?? 0, index,
        ]
      }
      return rank(left).lexicographicallyPrecedes(rank(right))
    }
  }
}
