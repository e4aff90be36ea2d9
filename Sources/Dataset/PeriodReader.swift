import Formula
import Methodology
import SourceText

/// Reads the tables of one period.
///
/// A class, since what one table holds is needed for the next; it lives as long as one folder is read.
final class PeriodReader {
  private let shape: EditionShape
  private let reporter: Reporter
  private var bodies: [Body] = []
  /// The place of each body; `nil` for one whose row is wrong.
  private var positions: [String: Int?] = [:]
  /// What the files have no place for; kept only of a period that was made for another edition.
  private var lacks: [Lack] = []

  init(_ shape: EditionShape, reporter: Reporter) {
    self.shape = shape
    self.reporter = reporter
  }

  func period(named name: String) -> PeriodData {
    PeriodData(name: name, bodies: bodies, lacks: lacks, strangeValues: reporter.takeStrangeValues())
  }

  private func note(_ lacks: [Lack]) {
    if reporter.isForeign { self.lacks += lacks }
  }

  // MARK: Bodies

  static let nameColumns = ["name"] + Titles.languages.map { "name_" + $0 }

  /// What the columns of a table of bodies are for.
  static func plan(_ table: TableReader, _ shape: EditionShape) -> ColumnPlan {
    ColumnPlan(
      table, named: ["id", "kind"] + nameColumns, required: shape.onlyKind == nil ? ["id", "kind"] : ["id"],
      figures: shape.inputs, what: "`bodies.csv`", shape: shape)
  }

  /// Reads `bodies.csv`; `false` after a finding if it cannot be read at all.
  func readBodies(_ file: SourceFile) -> Bool {
    guard let table = TableReader(file, reporter: reporter) else { return false }
    let plan = Self.plan(table, shape)
    guard !plan.lacksRequired, let idColumn = plan.column("id") else { return false }
    note(plan.absentFigures.map { .input($0) })
    let kindColumn = plan.column("kind")
    let titles = Self.nameColumns.compactMap { name in plan.column(name).map { (name, $0) } }
    let figures = FigureRow(table, plan, shape.inputs)
    while table.next() {
      var inputs = shape.emptyInputs
      figures.read(into: &inputs) { shape.missingInputs[$0] }
      let kind = readKind(table, kindColumn)
      guard let id = readID(table, idColumn) else { continue }
      guard let kind else {
        positions.updateValue(nil, forKey: id)
        continue
      }
      positions[id] = bodies.count
      bodies.append(
        Body(
          id: id, kind: kind, titles: readTitles(table, titles), inputs: inputs,
          records: Array(repeating: [], count: shape.tables.count), span: table.span(idColumn)))
    }
    return true
  }

  private func readID(_ table: TableReader, _ column: Int) -> String? {
    guard table.isReadable(column) else { return nil }
    guard !table.isEmpty(column) else {
      reporter.report(.emptyName, ["place": table.place(column)], at: table.rowSpan)
      return nil
    }
    let id = table.text(column)
    guard let earlier = positions[id] else { return id }
    let note = earlier.map { Diagnostic.Note(Message("it stands here first"), at: bodies[$0].span) }
    reporter.report(
      .duplicateBody, ["place": table.place(column), "id": Reporter.shown(id)], at: table.span(column),
      notes: note.map { [$0] } ?? [])
    return nil
  }

  private func readKind(_ table: TableReader, _ column: Int?) -> String? {
    guard let column else { return shape.onlyKind }
    if table.isEmpty(column), let kind = shape.onlyKind { return kind }
    if let kind = shape.kinds.first(where: { name in
      table.withContent(column) { bytes, range in name.utf8.elementsEqual(bytes[range]) }
    }) {
      return kind
    }
    guard table.isReadable(column) else { return nil }
    let found = table.text(column)
    reporter.report(
      .unknownKind,
      ["place": table.place(column), "expected": Listing.quoted(shape.kinds), "found": Reporter.shown(found)],
      at: table.isEmpty(column) ? table.rowSpan : table.span(column),
      help: reporter.suggestion(found, among: shape.kinds))
    return nil
  }

  private func readTitles(_ table: TableReader, _ columns: [(name: String, column: Int)]) -> Titles {
    var texts: [String: String] = [:]
    for (name, column) in columns where !table.isEmpty(column) && table.isReadable(column) {
      // A name in no particular language stands where titles are looked for first.
      texts[name == "name" ? Titles.languages[0] : String(name.dropFirst(5))] = table.text(column)
    }
    return Titles(texts)
  }

  // MARK: Records

  /// Takes note that a record table has no file.
  func lacksRecords(tableAt index: Int) {
    note([.table(shape.tables[index].table.name)])
  }

  /// Reads the file of a record table.
  ///
  /// A file that cannot be read, or of which a row is lost, does not say how many rows a body has.
  func readRecords(_ file: SourceFile, tableAt index: Int) {
    if !readRows(file, tableAt: index) { lacksRecords(tableAt: index) }
  }

  /// Reads all rows of a record table; `false` if any was lost.
  private func readRows(_ file: SourceFile, tableAt index: Int) -> Bool {
    let errorsBefore = reporter.errorCount
    let shape = shape.tables[index]
    guard let table = TableReader(file, reporter: reporter) else { return false }
    let plan = shape.plan(table, self.shape)
    guard !plan.lacksRequired, let owner = plan.column("body") else { return false }
    note(plan.absentFigures.map { .field(table: shape.table.name, $0) })
    let records = RecordRows(table, plan, shape, owner: owner)
    while table.next() {
      let values = records.readValues()
      guard let body = records.readOwner(positions), let values else { continue }
      records.add(values, to: &bodies[body], body)
    }
    if let due = shape.due, !reporter.isLenient {
      checkDue(due, of: shape, header: table.headerSpan, tellsMissing: reporter.errorCount == errorsBefore)
    }
    return table.refusedRows == 0
  }

  /// Compares the rows of a complete table with those that are due.
  private func checkDue(_ due: DueRows, of table: EditionShape.Table, header: Span, tellsMissing: Bool) {
    let check = DueCheck(due, of: table, in: shape)
    for body in bodies {
      for finding in check.rowsNotDue(of: body) {
        reporter.report(finding.kind, finding.words, at: finding.span)
      }
      guard tellsMissing, let finding = check.missingRows(of: body) else { continue }
      reporter.report(finding.kind, finding.words, at: finding.span ?? header)
    }
  }
}

extension EditionShape.Table {
  /// What the columns of the table are for.
  func plan(_ reader: TableReader, _ shape: EditionShape) -> ColumnPlan {
    ColumnPlan(
      reader, named: ["body"], required: ["body"] + key.map { fields.figures[$0].name }, figures: fields,
      what: "`\(table.name).csv`", shape: shape)
  }
}
