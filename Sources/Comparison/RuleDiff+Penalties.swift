import Formula
import Methodology

extension RuleDiff {
  /// The changes of figures and quantities that only bear on what is taken off, by their place among the changes.
  public var penaltyFigures: Set<Int> {
    let symbols = [before, after].map(Self.penaltySymbols)
    let ids = changes.filter { change in
      guard change.aspect == .figure || change.aspect == .derived, change.kind != .renamed else { return false }
      return (change.before?.symbol).map(symbols[0].contains) ?? false
        || (change.after?.symbol).map(symbols[1].contains) ?? false
    }.map(\.id)
    return Set(ids)
  }

  /// What the penalties of an edition are computed from and no other formula names.
  private static func penaltySymbols(_ edition: Edition) -> Set<SymbolID> {
    var reached: Set<SymbolID> = []
    var others: Set<SymbolID> = []
    func names(_ formula: Formula) -> [SymbolID] {
      formula.term.names.compactMap { if case .symbol(let id) = $0 { id } else { nil } }
    }
    func visit(_ id: SymbolID) {
      guard edition[id].score == nil, reached.insert(id).inserted else { return }
      if case .derived(let derived) = edition[id].content { names(derived.formula).forEach(visit) }
    }
    for declaration in edition.scores {
      for (key, clause) in declaration.score?.clauses ?? [] {
        if key == Score.Part.penalty.rawValue { names(clause.formula).forEach(visit) }
      }
    }
    for declaration in edition.declarations where !reached.contains(declaration.id) {
      if let formula = declaration.ownFormula { others.formUnion(names(formula)) }
    }
    return reached.subtracting(others)
  }
}
