import Dataset
import Formula
import Methodology
import SourceText

/// Writes the columns of an edition, each after those that it needs.
struct QueryWriter {
  let parts: QueryParts
  let shape: TableColumns

  private var edition: Edition { parts.edition }
  private var dialect: SQLDialect { parts.dialect }

  init(_ parts: QueryParts) {
    self.parts = parts
    shape = TableColumns(parts.edition)
  }

  func write() {
    writeReported()
    let lookedBackAt = Set(edition.columnsLookedBackAt.compactMap(\.table))
    for table in lookedBackAt.sorted() {
      let text =
        "EXISTS (SELECT 1 FROM \(dialect.quoted(TableColumns.unknownTables)) AS u WHERE u.\(dialect.quoted("period")) = "
        + "b.\(dialect.quoted("period")) AND u.\(dialect.quoted("table_name")) = \(dialect.literal(shape.records[table].name)))"
      parts.unknownTables[table] = parts.bodies.addBase(
        shape.records[table].name + " unknown", text, .truth, isNullable: false)
    }
    writeComputed()
    writeBand()
  }

  private func writeBand() {
    guard let bands = edition.bands, let score = parts.columns[.symbol(bands.score)] else { return }
    let writer = TermWriter(parts: parts, place: .body, owner: "bands", text: nil)
    var figure = writer.plain(score)
    if let rounding = bands.rounding {
      guard let rounded = writer.rounded(figure, rounding.step, rounding.mode) else {
        _ = parts.refuse("bands", "no decimal is one over the step of their rounding", at: rounding.provenance.span)
        return
      }
      figure = rounded
    }
    parts.band = writer.short(parts.arithmetic.decisive(figure))
  }

  // MARK: What was reported

  private func writeReported() {
    for declaration in edition.declarations {
      switch declaration.content {
      case .kind:
        let column = "b." + dialect.quoted("kind")
        parts.columns[.symbol(declaration.id)] = parts.bodies.addBase("kind", column, .text, isNullable: false)
      default: break
      }
    }
    let columns = shape.bodies.columns.filter { $0.input != nil }
    for (column, (declaration, _)) in zip(columns, edition.inputs) {
      parts.columns[.symbol(declaration.id)] = add(column, to: parts.bodies, source: "b")
    }
    for table in edition.tables {
      let fields = table.fields.indices.filter { table.fields[$0].input != nil }
      let columns = shape.records[table.index].columns.filter { $0.input != nil }
      for (column, field) in zip(columns, fields) {
        let id = FieldID(table: table.index, field: field)
        parts.columns[.field(id)] = add(
          column, to: parts.tables[table.index], source: "r", hasAbsentRows: parts.due[table.index] != nil)
      }
      if parts.due[table.index] != nil {
        parts.absentRows[table.index] = parts.tables[table.index].addBase(
          "is absent", dialect.literal(false), .truth, isNullable: false)
      }
    }
  }

  private func add(
    _ column: TableColumns.Column, to relation: Relation, source: String, hasAbsentRows: Bool = false
  ) -> SQLTerm {
    var text = source + "." + dialect.quoted(column.name)
    if case .number(let shape, _) = column.kind { text = parts.arithmetic.castText(text, shape) }
    let fallback = column.input?.fallback
    if let fallback {
      let writer = TermWriter(parts: parts, place: .body, owner: column.name, text: nil)
      var literal = writer.constant(fallback)
      if case .number(let shape, _) = column.kind { literal.sql = parts.arithmetic.castText(literal.sql, shape) }
      text = "coalesce(\(text), \(literal.sql))"
    }
    // A row that is due but not there has no figures, whatever holds where one is left empty.
    return relation.addBase(
      column.name, text, column.kind, isNullable: !column.isRequired && (fallback == nil || hasAbsentRows))
  }

  // MARK: What is computed

  private func writeComputed() {
    let needed = neededSteps
    var open = edition.order.filter { needed.contains($0) && parts.columns[$0] == nil && isComputed($0) }
    var refused: Set<EvaluationStep> = []
    while true {
      var later: [EvaluationStep] = []
      for step in open {
        let needs = edition.needs(of: step) + edition.earlierNeeds(of: step)
        if needs.contains(where: { later.contains($0) || $0 == step }) || needs.contains(where: { isOpen($0, refused) })
        {
          later.append(step)
        } else if needs.contains(where: refused.contains) {
          refused.insert(step)
        } else {
          do { parts.columns[step] = try write(step) } catch { refused.insert(step) }
        }
      }
      guard later.count < open.count else {
        for step in later { refuseEndless(step) }
        return
      }
      open = later
    }
  }

  /// Whether a column is still to be written.
  private func isOpen(_ step: EvaluationStep, _ refused: Set<EvaluationStep>) -> Bool {
    isComputed(step) && parts.columns[step] == nil && !refused.contains(step)
  }

  /// What the scores and bands rest on, in this period and in those before.
  private var neededSteps: Set<EvaluationStep> {
    var needed: Set<EvaluationStep> = []
    var open = parts.results.map { EvaluationStep.symbol($0.id) }
    while let step = open.popLast() {
      if needed.insert(step).inserted { open += edition.needs(of: step) + edition.earlierNeeds(of: step) }
    }
    return needed
  }

  private func isComputed(_ step: EvaluationStep) -> Bool {
    switch step {
    case .field(let id): return edition.tables[id.table].fields[id.field].formula != nil
    case .symbol(let id):
      switch edition[id].content {
      case .derived, .score: return true
      case .kind, .input, .reading, .parameter, .scale: return false
      }
    }
  }

  private func write(_ step: EvaluationStep) throws(QueryParts.Refused) -> SQLTerm {
    switch step {
    case .field(let id):
      let table = edition.tables[id.table]
      let field = table.fields[id.field]
      guard let formula = field.formula else { throw QueryParts.Refused() }
      let writer = TermWriter(
        parts: parts, place: .row(table: id.table), owner: table.name + "." + field.name, text: formula.text)
      return parts.tables[id.table].bind(try writer.write(formula.term), as: field.name)
    case .symbol(let id):
      let declaration = edition[id]
      switch declaration.content {
      case .derived(let derived):
        let writer = TermWriter(parts: parts, place: .body, owner: declaration.name, text: derived.formula.text)
        return parts.bodies.bind(try writer.write(derived.formula.term), as: declaration.name)
      case .score(let score):
        let writer = ScoreWriter(parts: parts, declaration: declaration, score: score)
        return parts.bodies.bind(try writer.write(), as: declaration.name)
      case .kind, .input, .reading, .parameter, .scale: throw QueryParts.Refused()
      }
    }
  }

  private func refuseEndless(_ step: EvaluationStep) {
    guard case .symbol(let id) = step, !edition.earlierNeeds(of: step).isEmpty else { return }
    let reason = "it rests on all earlier periods without end"
    _ = parts.refuse(edition[id].name, reason, at: edition[id].provenance.span)
  }
}

extension EvaluationStep {
  /// The record table of a field.
  fileprivate var table: Int? {
    if case .field(let id) = self { return id.table }
    return nil
  }
}
