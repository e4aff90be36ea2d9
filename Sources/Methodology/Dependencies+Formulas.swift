import Formula

extension Dependencies {
  /// The formulas that the values of a column come out of: its own, and what belongs to other scores but bears on it.
  func formulas(of step: EvaluationStep) -> [PlacedFormula] {
    switch step {
    case .field(let id):
      return tables[id.table].placedFormula(ofField: id.field).map { [$0] } ?? []
    case .symbol(let id):
      var used = declarations[id.index].placedFormulas
      for child in declarations[id.index].score?.children ?? [] {
        used += declarations[child.index].placedClauses([.weight, .maximum])
      }
      var parent = declarations[id.index].score?.parent
      while let around = parent {
        used += declarations[around.index].placedClauses([.applies])
        parent = declarations[around.index].score?.parent
      }
      return withConditionsAsked(by: used)
    }
  }

  /// The formulas with the conditions that they ask for, and those that these ask for in their turn.
  private func withConditionsAsked(by formulas: [PlacedFormula]) -> [PlacedFormula] {
    var used = formulas
    var seen = Set(formulas.map(\.place))
    var next = 0
    while next < used.count {
      used[next].formula.term.forEach { term in
        used += conditionsAsked(by: term).filter { seen.insert($0.place).inserted }
      }
      next += 1
    }
    return used
  }

  /// `applicable(score)` asks the condition of the score.
  private func conditionsAsked(by term: Term) -> [PlacedFormula] {
    guard case .call(.applicable, let arguments) = term.form else { return [] }
    return arguments.flatMap { argument -> [PlacedFormula] in
      switch argument.form {
      case .read(let id), .own(let id): declarations[id.index].placedClauses([.applies])
      default: []
      }
    }
  }
}
