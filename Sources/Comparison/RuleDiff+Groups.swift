import Formula
import Methodology

extension RuleDiff {
  /// The changes of one direction, or those that belong to none or several.
  public struct Group: Sendable {
    /// The direction; `nil` for what belongs to none or several.
    public let score: RuleChange.ScopeEntry?
    /// What the act says otherwise, and then how that is reckoned and what is reported for it.
    public let changes: [RuleChange]
    /// What is told one by one.
    public let told: [RuleChange]
    /// What can stand behind a line that counts it.
    public let folds: [Fold]
  }

  /// Changes of one sort that say little more than others do.
  public struct Fold: Sendable {
    public enum Sort: Int, Sendable, CaseIterable {
      /// What stands in a criterion that is itself new or gone.
      case parts
      /// How the program gets from what is reported to what the act counts.
      case reckoning
      case readings, data
    }

    public let sort: Sort
    public let changes: [RuleChange]
  }

  /// Whether the later edition is an amendment of the earlier one.
  public var isAmendment: Bool { after.amendment.map { $0.base == before.id } ?? false }

  /// The changes by direction: what the directions are put together into, what belongs to no direction, and then the
  /// directions in the order of the methodology.
  public var groups: [Group] {
    let names = changes.map { $0.scope.first?.name ?? "" }
    return names.unique.map { name in
      let own = changes.filter { ($0.scope.first?.name ?? "") == name }
      var sorted: [Fold.Sort?: [RuleChange]] = [:]
      for change in own { sorted[sort(of: change), default: []].append(change) }
      let folds = Fold.Sort.allCases.compactMap { sort in sorted[sort].map { Fold(sort: sort, changes: $0) } }
      let told = sorted[nil] ?? []
      return Group(
        score: own.first?.scope.first, changes: told + folds.flatMap(\.changes), told: told, folds: folds)
    }
  }

  /// What a change can be folded with; `nil` if it is told for itself, as an amendment's changes all are.
  private func sort(of change: RuleChange) -> Fold.Sort? {
    if isAmendment { return nil }
    if isPart(change) { return .parts }
    switch change.aspect {
    case .derived, .field: return .reckoning
    case .maximum: return isOfOneWorth(change) || isToldByFigure(change) ? .reckoning : nil
    case .figure: return isOwnMaximum(change) ? .reckoning : nil
    case .reading: return .readings
    case .input, .rows, .unit: return .data
    default: return nil
    }
  }

  /// Whether a change is about something inside a score that has come or gone with it.
  private func isPart(_ change: RuleChange) -> Bool {
    guard change.aspect != .criterion, change.kind == .added || change.kind == .dropped else { return false }
    return change.scope.contains { entry in
      switch change.kind {
      case .added: after.declaration(entry.name).map { match.origin(of: $0.id) == nil } ?? false
      default: before.declaration(entry.name).map { match.partner(of: $0.id) == nil } ?? false
      }
    }
  }

  /// Whether a new or dropped figure is only what a score gives at most, which is told with the score.
  private func isOwnMaximum(_ change: RuleChange) -> Bool {
    guard change.kind != .changed, change.keys.isEmpty, let side = change.side else { return false }
    return isMaximum(side, inLater: change.after != nil)
  }

  /// Whether the figure that a maximum is changes too.
  private func isToldByFigure(_ change: RuleChange) -> Bool {
    changes.contains { other in
      other.aspect == .figure && other.scope == change.scope && other.kind == .changed
        && (other.after.map { isMaximum($0, inLater: true) } ?? false)
    }
  }

  /// Whether a maximum that is written otherwise is the same for every kind of body.
  private func isOfOneWorth(_ change: RuleChange) -> Bool {
    guard let old = change.before?.symbol.flatMap({ scoreID(of: $0, before) }),
      let new = change.after?.symbol.flatMap({ scoreID(of: $0, after) })
    else { return false }
    let maxima = after.kinds.map { kind in
      (Self.maximum(of: old, before, kind.name), Self.maximum(of: new, after, kind.name))
    }
    return maxima.contains { $0.0 != nil } && maxima.allSatisfy { $0.0 == $0.1 }
  }

  private func scoreID(of id: SymbolID, _ edition: Edition) -> SymbolID? {
    edition[id].score == nil ? edition.owner(of: edition[id]) : id
  }
}
