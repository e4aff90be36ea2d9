import Formula

/// A formula that the values of a column come out of, with its place.
public struct UsedFormula: Sendable {
  public let place: FormulaPlace
  public let term: Term
}

extension Dependencies {
  /// The formulas that the values of a column come out of: its own, and what belongs to other scores but bears on it.
  func formulas(of step: EvaluationStep) -> [UsedFormula] {
    switch step {
    case .field(let id):
      return tables[id.table].fields[id.field].formula.map { [UsedFormula(place: .field(id), term: $0.term)] } ?? []
    case .symbol(let id):
      var used = ownFormulas(of: id)
      for child in declarations[id.index].score?.children ?? [] { used += clauses([.weight, .maximum], of: child) }
      var parent = declarations[id.index].score?.parent
      while let around = parent {
        used += clauses([.applies], of: around)
        parent = declarations[around.index].score?.parent
      }
      return withConditionsAsked(by: used)
    }
  }

  /// The formulas with the conditions that they ask for, and those that these ask for in their turn.
  private func withConditionsAsked(by formulas: [UsedFormula]) -> [UsedFormula] {
    var used = formulas
    var seen = Set(formulas.map(\.place))
    var next = 0
    while next < used.count {
      used[next].term.forEach { term in
        used += conditionsAsked(by: term).filter { seen.insert($0.place).inserted }
      }
      next += 1
    }
    return used
  }

  private func ownFormulas(of id: SymbolID) -> [UsedFormula] {
    switch declarations[id.index].content {
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
      guard let clause = declarations[id.index].score?[part] else { return [] }
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
