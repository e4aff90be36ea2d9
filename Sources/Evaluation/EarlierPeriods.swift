import Methodology

extension Edition {
  /// The steps for a period that only later ones look back at: what formulas read of it, and what that rests on.
  ///
  /// What the bodies reported is always among them.
  func stepsForEarlierPeriods() -> [EvaluationStep] {
    let needed = columnsLookedBackAt
    return order.filter { needed.contains($0) || isReported($0) }
  }

  private func isReported(_ step: EvaluationStep) -> Bool {
    guard case .symbol(let id) = step else { return false }
    switch self[id].content {
    case .kind, .input, .reading: return true
    case .parameter, .scale, .derived, .score: return false
    }
  }
}
