import Formula
import RuleYAML
import SourceText

// The finished declarations: what was read, with its formulas and types.

extension Compiler {
  func resolveDeclaration(_ id: Int) -> Declaration {
    let source = pending[id]
    let content: Declaration.Content
    switch source.content {
    case .kind: content = .kind
    case .input(let input): content = .input(input)
    case .reading(let reading): content = .reading(reading)
    case .parameter(let parameter): content = .parameter(parameter)
    case .scale(let scale): content = .scale(scale)
    case .derived: content = .derived(Derived(formula: symbolFormulas[id] ?? placeholder(at: source.provenance.span)))
    case .score(let score): content = .score(resolve(score, id))
    }
    return Declaration(
      id: SymbolID(id), name: source.name, titles: source.titles, provenance: source.provenance,
      type: type(ofSymbol: id), content: content)
  }

  /// Stands for a formula with findings, so that the rest of the file can be looked at.
  private func placeholder(at span: Span) -> Formula {
    let text = FormulaText("") { _ in span }
    return Formula(
      text: text, expression: Expression(.truth(false), 0..<0),
      term: Term(.constant(.notApplicable), .bareNumber, 0..<0))
  }

  private func resolve(_ score: PendingScore, _ id: Int) -> Score {
    let unit: Unit? = if case .number(let unit) = type(ofSymbol: id) { unit } else { nil }
    func clause(_ part: Score.Part) -> Score.Clause? {
      guard let clause = score.clauses[part] else { return nil }
      let expected: ValueType =
        switch part {
        case .applies: .truth
        case .weight: .bareNumber
        default: .number(unit)
        }
      guard let formula = build(clause.formula, table: nil, expecting: expected) else { return nil }
      let condition = clause.condition.flatMap { build($0, table: nil, expecting: .truth) }
      return Score.Clause(
        formula: formula, condition: condition, titles: clause.titles, provenance: clause.provenance)
    }
    let rule: Score.Rule =
      score.formula == nil
      ? .children(score.combination) : .formula(symbolFormulas[id] ?? placeholder(at: pending[id].provenance.span))
    return Score(
      parent: score.parent, children: score.children, rule: rule, weight: clause(.weight), applies: clause(.applies),
      penalty: clause(.penalty), atLeast: clause(.atLeast), atMost: clause(.atMost), rounding: score.rounding,
      ifMissing: clause(.ifMissing), sharesOut: score.sharesOut, minimum: clause(.minimum), maximum: clause(.maximum),
      unit: unit)
  }

  func resolveTable(_ number: Int) -> RecordTable {
    let source = pendingTables[number]
    let fields = source.fields.enumerated().map { offset, field -> Field in
      let content: Field.Content
      switch field.content {
      case .input(let input): content = .input(input)
      case .derived:
        let formula = fieldFormulas[FieldID(table: number, field: offset)]
        content = .derived(formula ?? placeholder(at: field.provenance.span))
      }
      return Field(
        name: field.name, titles: field.titles, provenance: field.provenance,
        type: type(ofField: offset, in: number), content: content)
    }
    return RecordTable(
      index: number, name: source.name, titles: source.titles, provenance: source.provenance, unit: source.unit,
      fields: fields, key: source.key, completeness: completeness(of: source), form: source.form)
  }

  private func completeness(of table: PendingTable) -> RecordTable.Completeness? {
    guard let scalar = table.complete, scalar.text != "no" else { return nil }
    let provenance = Provenance(citations: [], basis: table.provenance.basis, span: scalar.span)
    guard !scalar.isQuoted || !["yes", "no"].contains(scalar.text) else {
      let words = ["key": "complete", "expected": "`yes`, `no` or the name of a parameter", "found": scalar.text]
      findings.add(Diagnostic(.wrongValue, words, at: scalar.span))
      return nil
    }
    let keys = table.key.map { table.fields[$0] }
    guard !keys.isEmpty, keys.allSatisfy({ !$0.choices.isEmpty }) else {
      let expected = "possible here: `key` must name fields of type `choice`"
      findings.add(Diagnostic(.unknownReference, ["name": "complete", "expected": expected], at: scalar.span))
      return nil
    }
    if scalar.text == "yes" { return RecordTable.Completeness(parameter: nil, provenance: provenance) }
    guard let id = index[scalar.text], case .parameter(let parameter) = pending[id.index].content else {
      let words = ["name": scalar.text, "expected": "`yes`, `no` or a parameter that has a figure for each row due"]
      findings.add(Diagnostic(.unknownReference, words, at: scalar.span))
      return nil
    }
    for key in parameter.keys where index[key] == nil && !keys.contains(where: { $0.name == key }) {
      let expected = "a field of the `key` of `\(table.name)`, as what tells the figures of `\(scalar.text)` must be"
      findings.add(Diagnostic(.unknownReference, ["name": key, "expected": expected], at: scalar.span))
    }
    return RecordTable.Completeness(parameter: id, provenance: provenance)
  }
}
