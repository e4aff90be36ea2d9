import Formula
import Methodology

/// Which columns of an edition each column is computed from, by their positions in its evaluation order.
///
/// A class, so that it is handed around cheaply; nothing in it changes.
public final class Dependencies: Sendable {
  let order: [EvaluationStep]
  let positions: [EvaluationStep: Int]
  /// What each column needs, that of the period before included.
  let needs: [[Int]]
  /// The columns that are computed for periods that only later ones look back at.
  let isNeededEarlier: [Bool]
  private let users: [FormulaPlace: [EvaluationStep]]

  public init(_ edition: Edition) {
    let order = edition.order
    let positions = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element, $0.offset) })
    let earlier = Set(edition.stepsForEarlierPeriods())
    let formulas = order.map(edition.formulas)
    var users: [FormulaPlace: [EvaluationStep]] = [:]
    for (step, used) in zip(order, formulas) {
      for place in Set(used.map(\.place)) { users[place, default: []].append(step) }
    }
    self.order = order
    self.positions = positions
    self.users = users
    needs = zip(order, formulas).map { step, used in
      let names = edition.children(of: step) + used.flatMap { $0.term.names }
      return Set(names).compactMap { positions[$0] }
    }
    isNeededEarlier = order.map(earlier.contains)
  }

  /// The columns whose values come out of a formula; more than one for the condition or maximum of a score.
  public func columns(using place: FormulaPlace) -> [EvaluationStep] { users[place] ?? [] }

  /// The columns that names rest on, and their own, in the order of evaluation.
  public func columns(under names: [SymbolID]) -> [Int] {
    var isNeeded = [Bool](repeating: false, count: order.count)
    var open = names.compactMap { positions[.symbol($0)] }
    while let next = open.popLast() {
      guard !isNeeded[next] else { continue }
      isNeeded[next] = true
      open += needs[next]
    }
    return isNeeded.indices.filter { isNeeded[$0] }
  }
}

/// A formula that a column is computed by.
private struct UsedFormula {
  let place: FormulaPlace
  let term: Term
}

extension Edition {
  fileprivate func children(of step: EvaluationStep) -> [EvaluationStep] {
    guard case .symbol(let id) = step, let score = self[id].score else { return [] }
    return score.children.map { .symbol($0) }
  }

  /// The formulas that the values of a column come out of: its own, and what belongs to other scores but bears on it.
  fileprivate func formulas(of step: EvaluationStep) -> [UsedFormula] {
    switch step {
    case .field(let id):
      return tables[id.table].fields[id.field].formula.map { [UsedFormula(place: .field(id), term: $0.term)] } ?? []
    case .symbol(let id):
      var used = ownFormulas(of: id)
      for formula in used { formula.term.forEach { used += conditionsAsked(by: $0) } }
      guard let score = self[id].score else { return used }
      for child in score.children { used += clauses([.weight, .maximum], of: child) }
      var parent = score.parent
      while let around = parent {
        used += clauses([.applies], of: around)
        parent = self[around].score?.parent
      }
      return used
    }
  }

  private func ownFormulas(of id: SymbolID) -> [UsedFormula] {
    switch self[id].content {
    case .derived(let derived): return [UsedFormula(place: .rule(id), term: derived.formula.term)]
    case .score(let score):
      var used = clauses(Score.Part.allCases, of: id)
      if case .formula(let formula) = score.rule { used.append(UsedFormula(place: .rule(id), term: formula.term)) }
      return used
    case .kind, .input, .reading, .parameter, .scale: return []
    }
  }

  private func clauses(_ parts: [Score.Part], of id: SymbolID) -> [UsedFormula] {
    parts.flatMap { part -> [UsedFormula] in
      guard let clause = self[id].score?[part] else { return [] }
      let condition = clause.condition.map { UsedFormula(place: .condition(id, part), term: $0.term) }
      return [UsedFormula(place: .clause(id, part), term: clause.formula.term)] + [condition].compactMap { $0 }
    }
  }

  /// `applicable(score)` asks the condition of the score.
  private func conditionsAsked(by term: Term) -> [UsedFormula] {
    guard case .call(.applicable, let arguments) = term.form else { return [] }
    return arguments.flatMap { argument -> [UsedFormula] in
      switch argument.form {
      case .read(let id), .own(let id): clauses([.applies], of: id)
      default: []
      }
    }
  }
}

extension Term {
  /// The columns and figures of the act that a formula names.
  fileprivate var names: [EvaluationStep] {
    var names: [EvaluationStep] = []
    forEach { term in
      switch term.form {
      case .read(let id), .own(let id), .previous(let id), .parameter(let id, _), .steps(let id, _, _):
        names.append(.symbol(id))
      case .field(let table, let field, _): names.append(.field(FieldID(table: table, field: field)))
      default: break
      }
    }
    return names
  }
}
