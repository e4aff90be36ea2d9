import Formula
import SourceText

/// Reads the rows of a record table.
///
/// A class, since it remembers the records of each body by their key.
final class RecordRows {
  private struct RecordKey: Hashable {
    let body: Int
    let values: [Value]
  }

  private let table: TableReader
  private let plan: ColumnPlan
  private let shape: EditionShape.Table
  private let owner: Int
  private let figures: FigureRow
  private var keys: [RecordKey: Int] = [:]
  /// The owner of the last row, which is most often that of the next.
  private var last: (range: Range<Int>, body: Int)?

  init(_ table: TableReader, _ plan: ColumnPlan, _ shape: EditionShape.Table, owner: Int) {
    self.table = table
    self.plan = plan
    self.shape = shape
    self.owner = owner
    figures = FigureRow(table, plan, shape.fields)
  }

  private var reporter: Reporter { table.reporter }

  /// The body that the row at hand belongs to, among bodies of which one whose own row is wrong has no position.
  ///
  /// `nil` if there is none, which is told.
  func readOwner(_ positions: [String: Int?]) -> Int? {
    if let last, table.cell(owner, isSameAs: last.range) { return last.body }
    guard table.isReadable(owner) else { return nil }
    guard !table.isEmpty(owner) else {
      reporter.report(.emptyName, ["place": table.place(owner)], at: table.rowSpan)
      return nil
    }
    let id = table.text(owner)
    guard let position = positions[id] else {
      reporter.report(
        .unknownBody, ["place": table.place(owner), "found": Reporter.shown(id)], at: table.span(owner),
        help: reporter.suggestion(id, among: positions.keys))
      return nil
    }
    last = position.flatMap { table.isPlain(owner) ? (table.span(owner).range, $0) : nil }
    return position
  }

  /// The values of the row at hand; `nil` if its key is not there, which is told.
  func readValues() -> [Value]? {
    var values = shape.emptyRow
    var isKeyWrong = false
    figures.read(into: &values) { position in
      if shape.key.contains(position) { isKeyWrong = true }
      return EditionShape.Table.notReported
    }
    guard !isKeyWrong else { return nil }
    for position in shape.key {
      guard case .missing = values[position], let column = plan.columns[position] else { continue }
      reporter.report(.emptyName, ["place": table.place(column)], at: table.rowSpan)
      return nil
    }
    return values
  }

  /// Puts the row at hand under its body, unless one of its key is there already.
  func add(_ values: [Value], to body: inout Body, _ position: Int) {
    let index = shape.table.index
    let number = body.records[index].count
    let row = shape.row(values, number: number + 1, at: table.rowSpan)
    if !shape.key.isEmpty {
      let key = RecordKey(body: position, values: shape.key.map { values[$0] })
      if let earlier = keys[key] {
        let note = Diagnostic.Note(Message("it stands here first"), at: body.records[index][earlier].span)
        let column = shape.key.first.flatMap { plan.columns[$0] } ?? owner
        reporter.report(
          .duplicateRecord,
          ["place": table.place(column), "id": Reporter.shown(body.id), "key": Reporter.shown(row.label)],
          at: table.rowSpan, notes: [note])
        return
      }
      keys[key] = number
    }
    body.records[index].append(row)
  }
}
