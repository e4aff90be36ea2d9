import Dataset
import Formula
import Methodology
import SourceText

/// What an edition differs in from the one that was evaluated.
public struct EditionChange: Sendable {
  public let edition: Edition
  /// The names of figures that differ, and the columns whose formulas do.
  public let steps: [EvaluationStep]

  public init(_ edition: Edition, in steps: [EvaluationStep]) {
    self.edition = edition
    self.steps = steps
  }
}

extension Evaluation {
  /// The same data under a slightly different edition, as far as some columns need it.
  ///
  /// Only what rests on the change is computed again, and only as long as it comes out otherwise than before. The
  /// findings are those on the columns that were computed again.
  ///
  /// - Parameters:
  ///   - change: the other edition; names, rows that are due and what needs what must be the same.
  ///   - graph: those of the edition.
  ///   - columns: the columns that must be right, in the order of evaluation.
  /// - Returns: the evaluation, right in those columns.
  public func revised(_ change: EditionChange, _ graph: ColumnGraph, columns: [Int]) -> Evaluation {
    let evaluator = Evaluator(change.edition, readings: readings)
    let program = Program(change.edition, calculator.program.rows)
    var calculator = Calculator(program: program, columns: calculator.columns)
    let findings = Findings()
    var isOther = [Bool](repeating: false, count: graph.order.count)
    var isToDo = isOther
    for position in change.steps.compactMap({ graph.positions[$0] }) {
      if graph.order[position].isFigure(in: change.edition) { isOther[position] = true }
      isToDo[position] = true
    }
    for period in dataset.periods.indices {
      let isLast = period == self.period
      for position in columns where isLast || graph.isNeededEarlier[position] {
        guard isToDo[position] || graph.needs[position].contains(where: { isOther[$0] }) else { continue }
        let step = graph.order[position]
        let before = calculator.columns.values(of: step, period)
        evaluator.fill(step, period, &calculator, isLast ? findings : nil)
        if calculator.columns.values(of: step, period) != before { isOther[position] = true }
      }
    }
    return Evaluation(calculator: calculator, readings: readings, told: findings.list)
  }
}

extension EvaluationStep {
  /// Whether it is a figure of the act, which formulas look up without a column of its own.
  fileprivate func isFigure(in edition: Edition) -> Bool {
    guard case .symbol(let id) = self else { return false }
    switch edition[id].content {
    case .parameter, .scale: return true
    case .kind, .input, .reading, .derived, .score: return false
    }
  }
}
