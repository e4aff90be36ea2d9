import Exact
import Formula
import Methodology

/// What a score came about from, step by step.
extension CoverageWalk {
  mutating func walk(_ score: Score, _ id: SymbolID, _ place: Calculator.Place) {
    guard applies(id, place) else { return }
    mark(.value(.symbol(id)))
    let steps = calculator.score(score, at: place)
    switch score.rule {
    case .formula(let formula): walk(formula.term, .rule(id), place)
    case .children(let combination): walk(childrenOf: score, combination, steps, place)
    }
    walk(adjustmentsOf: score, id, steps, place)
    // Its range is looked at wherever it has a value.
    guard steps.result.number != nil else { return }
    walk(.minimum, of: id, place)
    walk(.maximum, of: id, place)
  }

  /// Whether a score concerns the body, by the conditions of the scores around it and its own.
  private mutating func applies(_ id: SymbolID, _ place: Calculator.Place) -> Bool {
    var path: [SymbolID] = []
    var next: SymbolID? = id
    while let current = next {
      path.append(current)
      next = edition[current].score?.parent
    }
    for id in path.reversed() {
      guard let clause = edition[id].score?.applies else { continue }
      guard holds(clause.formula, .clause(id, .applies), place) == .truth(true) else { return false }
    }
    return true
  }

  private mutating func holds(_ formula: Formula, _ site: FormulaPlace, _ place: Calculator.Place) -> Value {
    let value = calculator.value(formula.term, at: place)
    if let truth = value.truth { mark(.condition(site, truth)) }
    walk(formula.term, site, place)
    return value
  }

  private mutating func walk(
    childrenOf score: Score, _ combination: Score.Combination, _ steps: ScoreSteps, _ place: Calculator.Place
  ) {
    for child in score.children {
      visit(child, place.period, place.body)
      let isLeftOut = calculator.columns.value(place.period, child, place.body) == .notApplicable
      if combination == .weightedMean, !isLeftOut { walk(.weight, of: child, place) }
      // Where the maximum is shared out, those of all children count.
      if steps.shareOut != nil { walk(.maximum, of: child, place) }
    }
  }

  private mutating func walk(_ part: Score.Part, of id: SymbolID, _ place: Calculator.Place) {
    guard let clause = edition[id].score?[part] else { return }
    walk(clause.formula.term, .clause(id, part), place)
  }

  private mutating func walk(
    adjustmentsOf score: Score, _ id: SymbolID, _ steps: ScoreSteps, _ place: Calculator.Place
  ) {
    var value = steps.base.number
    func adjusted(_ other: Value?, _ combine: (Number, Number) -> Number) -> Number? {
      guard let other else { return value }
      guard let first = value, let second = other.number else { return nil }
      return combine(first, second)
    }
    let clauses: [(Score.Part, Value?, (Number, Number) -> Number)] = [
      (.penalty, steps.penalty, { $0 - $1 }), (.atLeast, steps.atLeast, { max($0, $1) }),
      (.atMost, steps.atMost, { min($0, $1) }),
    ]
    for (part, adjustment, combine) in clauses {
      walk(ifHolding: part, of: score, id, place)
      let result = adjusted(adjustment, combine)
      if part != .penalty, adjustment != nil, let value, let result { mark(.bound(id, part, bites: result != value)) }
      value = result
    }
    guard score.ifMissing != nil, steps.replaced != nil || steps.result.absence != nil else { return }
    walk(ifHolding: .ifMissing, of: score, id, place)
    if steps.replaced != nil { mark(.substitute(id)) }
  }

  /// Walks a clause where its own condition, if it has one, holds.
  private mutating func walk(
    ifHolding part: Score.Part, of score: Score, _ id: SymbolID, _ place: Calculator.Place
  ) {
    guard let clause = score[part] else { return }
    if let condition = clause.condition, holds(condition, .condition(id, part), place) != .truth(true) { return }
    walk(clause.formula.term, .clause(id, part), place)
  }
}
