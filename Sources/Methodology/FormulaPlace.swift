import Formula

/// Where a formula stands in an edition.
public enum FormulaPlace: Sendable, Hashable {
  /// What a derived quantity or a score says of its own value.
  case rule(SymbolID)
  case clause(SymbolID, Score.Part)
  /// The `when` of a clause.
  case condition(SymbolID, Score.Part)
  case field(FieldID)

  /// The column whose values rest on the formula.
  public var step: EvaluationStep {
    switch self {
    case .rule(let id), .clause(let id, _), .condition(let id, _): .symbol(id)
    case .field(let id): .field(id)
    }
  }
}

/// A formula with its place.
public struct PlacedFormula: Sendable {
  public let place: FormulaPlace
  /// The name of what it belongs to.
  let owner: String
  public let formula: Formula

  /// The path by which ``Edition/figures`` know it; `when` is added for a condition.
  public var path: String {
    switch place {
    case .rule, .field: owner
    case .clause(_, let part): owner + "." + part.rawValue
    case .condition(_, let part): owner + "." + part.rawValue + ".when"
    }
  }
}

extension Declaration {
  /// The formulas that its value rests on: its own, then those of its clauses.
  var placedFormulas: [PlacedFormula] {
    switch content {
    case .derived(let derived): return [PlacedFormula(place: .rule(id), owner: name, formula: derived.formula)]
    case .score(let score):
      guard case .formula(let formula) = score.rule else { return placedClauses(Score.Part.allCases) }
      return [PlacedFormula(place: .rule(id), owner: name, formula: formula)] + placedClauses(Score.Part.allCases)
    case .kind, .input, .reading, .parameter, .scale: return []
    }
  }

  /// The formulas of some of its clauses, if it is a score, each with its condition behind it.
  func placedClauses(_ parts: [Score.Part]) -> [PlacedFormula] {
    parts.flatMap { part -> [PlacedFormula] in
      guard let clause = score?[part] else { return [] }
      let condition = clause.condition.map { PlacedFormula(place: .condition(id, part), owner: name, formula: $0) }
      return [PlacedFormula(place: .clause(id, part), owner: name, formula: clause.formula)]
        + (condition.map { [$0] } ?? [])
    }
  }
}

extension RecordTable {
  /// The formula of a field, if it is computed.
  func placedFormula(ofField index: Int) -> PlacedFormula? {
    fields[index].formula.map {
      PlacedFormula(
        place: .field(FieldID(table: self.index, field: index)), owner: name + "." + fields[index].name, formula: $0)
    }
  }
}

extension Edition {
  /// All formulas that results rest on; those that tell assessors are not among them.
  public var placedFormulas: [PlacedFormula] {
    declarations.flatMap(\.placedFormulas)
      + tables.flatMap { table in table.fields.indices.compactMap(table.placedFormula) }
  }
}
