import Formula
import Methodology
import SourceText

/// Makes bodies of values that are at hand, under the same checks as a data folder.
///
/// What is absent is not told: a rule test gives what it needs and no more.
public struct BodyBuilder {
  private let shape: EditionShape
  private let reporter: Reporter

  public init(_ edition: Edition, findings: Findings) {
    reporter = Reporter(findings)
    shape = EditionShape(edition, reporter: reporter)
  }

  /// Where each input stands among the figures of the bodies made.
  public var layout: InputLayout { shape.layout }

  /// The body of a report; `nil` if an error stands against it.
  public func body(_ report: BodyReport) -> Body? {
    let errorsBefore = reporter.errorCount
    let kind = checkedKind(report)
    let who = "`\(Reporter.shown(report.id))`"
    let inputs = values(
      of: report.inputs, shape.inputs, start: shape.emptyInputs, what: "input", place: { "`\($0)` of \(who)" },
      at: report.span)
    var records: [[Body.Row]] = Array(repeating: [], count: shape.tables.count)
    for (name, rows) in report.records.sorted(by: { $0.key < $1.key }) {
      guard let table = shape.tables.first(where: { $0.table.name == name }) else {
        unknown("record table", name, among: shape.tables.map(\.table.name), at: rows.first?.span ?? report.span)
        continue
      }
      records[table.table.index] = self.rows(rows, of: table, report)
    }
    guard let kind else { return nil }
    let body = Body(
      id: report.id, kind: kind, titles: report.titles, inputs: inputs, records: records, span: report.span)
    for table in shape.tables {
      guard let due = table.due else { continue }
      for finding in DueCheck(due, of: table, in: shape).rowsNotDue(of: body) {
        reporter.report(finding.kind, finding.words, at: finding.span)
      }
    }
    return reporter.errorCount == errorsBefore ? body : nil
  }

  /// The keys of the rows that a body must have in a table, each in the order of the table's key.
  ///
  /// - Parameters:
  ///   - name: a record table that is `complete`.
  ///   - report: the body; its records do not matter.
  ///   - readings: the readings chosen, where they are not the standard ones.
  /// - Returns: the keys; `nil` if the table is not complete, or if something that they hang on is not reported.
  public func keysDue(in name: String, of report: BodyReport, readings: [String: String] = [:]) -> [[String]]? {
    guard let due = shape.tables.first(where: { $0.table.name == name })?.due,
      let kind = report.kind ?? shape.onlyKind
    else { return nil }
    var inputs = shape.emptyInputs
    for (name, figure) in report.inputs {
      if let position = shape.inputs.positions[name] { inputs[position] = figure.value }
    }
    return due.bodyCase(kind: kind, inputs: inputs, layout: layout, in: shape.edition, readings: readings)
      .map(due.keys)
  }

  private func checkedKind(_ report: BodyReport) -> String? {
    guard let kind = report.kind ?? shape.onlyKind, shape.kinds.contains(kind) || shape.kinds.isEmpty else {
      let found = report.kind ?? ""
      let words = [
        "place": "the kind of `\(Reporter.shown(report.id))`", "expected": Listing.quoted(shape.kinds),
        "found": Reporter.shown(found),
      ]
      reporter.report(
        .unknownKind, words, at: report.span, help: reporter.suggestion(found, among: shape.kinds))
      return nil
    }
    return kind
  }

  private func unknown(_ what: String, _ name: String, among names: [String], at span: Span?) {
    reporter.report(
      .unknownFigure, ["what": what, "name": Reporter.shown(name)], at: span,
      help: reporter.suggestion(name, among: names))
  }

  /// The values of a row, checked.
  private func values(
    of given: [String: BodyReport.Figure], _ figures: FigureSet, start: [Value], what: String,
    place: (String) -> String, at span: Span?
  ) -> [Value] {
    var values = start
    for (name, figure) in given.sorted(by: { $0.key < $1.key }) {
      let span = figure.span ?? span
      guard let position = figures.positions[name] else {
        unknown(what, name, among: figures.reportedNames, at: span)
        continue
      }
      guard let reader = figures.figures[position].reader else {
        reporter.report(.computedColumn, ["column": name, "verb": "compute"], at: span)
        continue
      }
      if let fault = reader.check(figure.value) {
        FaultWords(input: reader.input, reporter: reporter)
          .report(fault, found: figure.value.plainText, place: place(name), at: span)
      } else if figure.value.absence == nil {
        values[position] = figure.value
      }
    }
    for pair in figures.exceeded(in: values) {
      let (figure, limit) = (figures.figures[pair.figure].name, figures.figures[pair.limit].name)
      reporter.reportExceeded(
        values[pair.figure], limit: limit, values[pair.limit], place: place(figure), at: given[figure]?.span ?? span,
        limitSpan: given[limit]?.span)
    }
    return values
  }

  private func rows(_ rows: [BodyReport.Row], of table: EditionShape.Table, _ report: BodyReport) -> [Body.Row] {
    var result: [Body.Row] = []
    var places: [[Value]: Int] = [:]
    let name = table.table.name
    for (number, row) in rows.enumerated() {
      let span = row.span ?? report.span
      let position = "row \(number + 1) of `\(name)` of `\(Reporter.shown(report.id))`"
      let values = values(
        of: row.fields, table.fields, start: table.emptyRow, what: "field of `\(name)`",
        place: { "`\($0)` in \(position)" }, at: span)
      let key = table.key.map { values[$0] }
      if let empty = table.key.first(where: { values[$0].absence != nil }) {
        let field = table.fields.figures[empty].name
        // A key that is wrong was told.
        if row.fields[field].map({ $0.value.absence != nil }) ?? true {
          reporter.report(.emptyName, ["place": "`\(field)` in \(position)"], at: span)
        }
        continue
      }
      let made = table.row(values, number: number + 1, at: span)
      if !key.isEmpty, let first = places.updateValue(number, forKey: key) {
        let words = ["place": position, "id": Reporter.shown(report.id), "key": Reporter.shown(made.label)]
        let note = Diagnostic.Note(Message("it stands here first"), at: rows[first].span)
        reporter.report(.duplicateRecord, words, at: span, notes: [note])
      }
      result.append(made)
    }
    return result
  }
}
