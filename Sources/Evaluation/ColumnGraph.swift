import Formula
import Methodology

/// Which columns of an edition each column is computed from, by their positions in its evaluation order.
///
/// A class, so that it is handed around cheaply; nothing in it changes.
public final class ColumnGraph: Sendable {
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
    let formulas = order.map { edition.formulas(of: $0) }
    var users: [FormulaPlace: [EvaluationStep]] = [:]
    for (step, used) in zip(order, formulas) {
      for place in Set(used.map(\.place)) { users[place, default: []].append(step) }
    }
    self.order = order
    self.positions = positions
    self.users = users
    needs = zip(order, formulas).map { step, used in
      let names = edition.needs(of: step) + edition.earlierNeeds(of: step) + used.flatMap { $0.formula.term.figures }
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

extension Term {
  /// The figures of the act that a formula names.
  fileprivate var figures: [EvaluationStep] {
    var figures: [EvaluationStep] = []
    forEach { term in
      switch term.form {
      case .parameter(let id, _), .steps(let id, _, _): figures.append(.symbol(id))
      default: break
      }
    }
    return figures
  }
}
