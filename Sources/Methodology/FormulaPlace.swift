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
  /// The path by which ``Edition/figures`` know it; `when` is added for a condition.
  public let path: String
  public let formula: Formula
}

extension Edition {
  /// All formulas that results rest on; those that tell assessors are not among them.
  public var placedFormulas: [PlacedFormula] { declarations.flatMap(formulas) + fieldFormulas }

  private func formulas(of declaration: Declaration) -> [PlacedFormula] {
    let (id, name) = (declaration.id, declaration.name)
    switch declaration.content {
    case .derived(let derived): return [PlacedFormula(place: .rule(id), path: name, formula: derived.formula)]
    case .score(let score):
      var result: [PlacedFormula] = []
      if case .formula(let formula) = score.rule {
        result.append(PlacedFormula(place: .rule(id), path: name, formula: formula))
      }
      for part in Score.Part.allCases {
        guard let clause = score[part] else { continue }
        let path = name + "." + part.rawValue
        result.append(PlacedFormula(place: .clause(id, part), path: path, formula: clause.formula))
        if let condition = clause.condition {
          result.append(PlacedFormula(place: .condition(id, part), path: path + ".when", formula: condition))
        }
      }
      return result
    case .kind, .input, .reading, .parameter, .scale: return []
    }
  }

  private var fieldFormulas: [PlacedFormula] {
    tables.flatMap { table in
      table.fields.enumerated().compactMap { index, field in
        field.formula.map {
          PlacedFormula(
            place: .field(FieldID(table: table.index, field: index)), path: table.name + "." + field.name, formula: $0)
        }
      }
    }
  }
}
