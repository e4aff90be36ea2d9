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
          part: part, steps: graph.columns(using: placed.place),
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
      return (.number, .number(written.neighbour(isBelow: placed.tightensBelow(at: expression.range))))
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

extension PlacedFormula {
  /// Whether the formula is a limit of a score which a lower number at a range brings nearer to the scores within it.
  ///
  /// A score at its limit shows that the limit is too near, but none shows that it is too far.
  func tightensBelow(at range: Range<Int>) -> Bool {
    switch place {
    case .clause(_, .maximum): formula.term.rises(withPartAt: range)
    case .clause(_, .minimum): !formula.term.rises(withPartAt: range)
    case .rule, .clause, .condition, .field: false
    }
  }
}

extension Term {
  /// Whether the value rises with that of a part, as far as signs tell.
  fileprivate func rises(withPartAt target: Range<Int>) -> Bool {
    guard range != target, let part = children.first(where: { $0.range.contains(target) }) else { return true }
    let rises = part.rises(withPartAt: target)
    switch form {
    case .negation: return !rises
    case .arithmetic(.minus, _, let right), .arithmetic(.over, _, let right):
      return (right.range == part.range) != rises
    default: return rises
    }
  }
}
