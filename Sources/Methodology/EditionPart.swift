import Exact
import Formula

/// A part of an edition that can be put in the place of the one that is there.
public enum EditionPart: Sendable {
  case declaration(Declaration)
  case table(RecordTable)
  case bands(Bands)
}

extension Edition {
  /// The edition with another formula in a place where it has one; `nil` if it has none there.
  public func part(with formula: Formula, at place: FormulaPlace) -> EditionPart? {
    switch place {
    case .field(let id):
      let table = tables[id.table]
      return .table(table.replacing(field: id.field, by: .derived(formula)))
    case .rule(let id):
      switch self[id].content {
      case .derived: return .declaration(self[id].replacing(.derived(Derived(formula: formula))))
      case .score(let score): return .declaration(self[id].replacing(.score(score.replacing(.formula(formula)))))
      case .kind, .input, .reading, .parameter, .scale: return nil
      }
    case .clause(let id, let part): return self.part(of: id, part) { $0.replacing(formula: formula) }
    case .condition(let id, let part): return self.part(of: id, part) { $0.replacing(condition: formula) }
    }
  }

  private func part(of id: SymbolID, _ part: Score.Part, _ change: (Score.Clause) -> Score.Clause) -> EditionPart? {
    guard let score = self[id].score, let clause = score[part] else { return nil }
    return .declaration(self[id].replacing(.score(score.replacing(part, by: change(clause)))))
  }
}

extension Declaration {
  /// The declaration of the same name that declares something else of the same type.
  public func replacing(_ content: Content) -> Declaration {
    Declaration(id: id, name: name, titles: titles, provenance: provenance, type: type, content: content)
  }
}

extension Score.Clause {
  fileprivate func replacing(formula: Formula? = nil, condition: Formula? = nil) -> Score.Clause {
    Score.Clause(
      formula: formula ?? self.formula, condition: condition ?? self.condition, titles: titles, provenance: provenance)
  }
}

extension RecordTable {
  fileprivate func replacing(field index: Int, by content: Field.Content) -> RecordTable {
    var fields = fields
    let field = fields[index]
    fields[index] = Field(
      name: field.name, titles: field.titles, provenance: field.provenance, type: field.type, content: content)
    return RecordTable(
      index: self.index, name: name, titles: titles, provenance: provenance, unit: unit, fields: fields, key: key,
      completeness: completeness, form: form)
  }
}

extension Parameter {
  /// The parameter with another value of the figure for a case.
  public func replacing(_ value: Rational, for key: [String]) -> Parameter {
    var figures = figures
    figures[key] = figures[key]?.replacing(value)
    return Parameter(keys: keys, figures: figures, cases: cases, elsewhere: elsewhere, unit: unit)
  }
}

extension Figure {
  fileprivate func replacing(_ value: Rational) -> Figure { Figure(value: value, provenance: provenance) }
}

extension Rounding {
  /// The same rounding to another step.
  public func replacing(step: Rational) -> Rounding { Rounding(step: step, mode: mode, provenance: provenance) }
}

extension Scale {
  /// The scale with changed rows: of each case, those that the closure gives in their place.
  public func replacingRows(_ change: (_ key: [String], _ rows: [Row]) -> [Row]) -> Scale {
    let changed = Dictionary(uniqueKeysWithValues: rows.map { ($0.key, change($0.key, $0.value)) })
    return copy(rows: changed, rounding: rounding, otherwise: otherwise)
  }

  /// The scale with another rounding of what is looked up.
  public func replacing(_ rounding: Rounding) -> Scale { copy(rows: rows, rounding: rounding, otherwise: otherwise) }

  /// The scale with other figures for what no row covers.
  public func replacing(otherwise: Parameter) -> Scale { copy(rows: rows, rounding: rounding, otherwise: otherwise) }

  private func copy(rows: [[String]: [Row]], rounding: Rounding?, otherwise: Parameter?) -> Scale {
    Scale(
      keys: keys, rows: rows, cases: cases, argument: argument, rounding: rounding, otherwise: otherwise, unit: unit)
  }
}

extension Scale.Row {
  /// The row with another figure.
  public func replacing(_ value: Rational) -> Scale.Row {
    Scale.Row(lower: lower, upper: upper, figure: figure.replacing(value), span: span)
  }

  /// The row with other bounds.
  public func replacing(lower: Scale.Bound?, upper: Scale.Bound?) -> Scale.Row {
    Scale.Row(lower: lower, upper: upper, figure: figure, span: span)
  }
}

extension Bands {
  /// The bands with another rounding of the score.
  public func replacing(_ rounding: Rounding) -> Bands {
    Bands(score: score, rounding: rounding, rows: rows, provenance: provenance)
  }

  /// The bands with other bounds of one row.
  public func replacing(row index: Int, lower: Scale.Bound?, upper: Scale.Bound?) -> Bands {
    var rows = rows
    let row = rows[index]
    rows[index] = Row(
      name: row.name, titles: row.titles, lower: lower, upper: upper, provenance: row.provenance)
    return Bands(score: score, rounding: rounding, rows: rows, provenance: provenance)
  }
}
