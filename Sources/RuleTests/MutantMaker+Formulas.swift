import Evaluation
import Exact
import Formula
import Methodology

/// Mutants of what stands in formulas.
extension MutantMaker {
  /// Numbers, comparisons, memberships and negations.
  func mutants(of placed: PlacedFormula) -> [Mutant] {
    var result: [Mutant] = []
    var open = [placed.formula.expression]
    while let expression = open.popLast() {
      open += expression.children
      guard let (kind, change) = change(of: expression, placed),
        let part = edition.part(
          with: placed.formula.changed(at: expression.range, change), at: placed.place)
      else { continue }
      result.append(
        Mutant(
          kind: kind, path: placed.path, span: placed.formula.text.span(expression.range),
          from: FormulaPrinter.print(expression),
          to: FormulaPrinter.print(expression.changed(at: expression.range, change)),
          part: part, steps: dependencies.columns(using: placed.place),
          marks: [.part(FormulaSite(placed.place, expression.range))]))
    }
    return result
  }

  private func change(
    of expression: Expression, _ placed: PlacedFormula
  ) -> (kind: Mutant.Kind, change: FormulaChange)? {
    switch expression.form {
    case .number(let value):
      let written = WrittenNumber(value, as: placed.formula.text.text(in: expression.range))
      return (.number, .number(written.neighbour(isBelow: placed.place.isMaximum)))
    case .comparison(let symbol, _, _): return (.comparison, .comparison(symbol.neighbour))
    case .membership(_, _, let isNegated): return (.membership, .membership(isNegated: !isNegated))
    case .not: return (.negation, .withoutNot)
    default: return nil
    }
  }
}

extension ComparisonOperator {
  /// The operator that differs from this one as little as one can.
  fileprivate var neighbour: ComparisonOperator {
    switch self {
    case .equal: .unequal
    case .unequal: .equal
    case .less: .atMost
    case .atMost: .less
    case .greater: .atLeast
    case .atLeast: .greater
    }
  }
}

extension FormulaPlace {
  /// Whether the formula tells the most that a score is meant to reach.
  ///
  /// A score at its greatest shows that such a figure is too low, but not that it is too high.
  var isMaximum: Bool {
    if case .clause(_, .maximum) = self { return true }
    return false
  }
}
