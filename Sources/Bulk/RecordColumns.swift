import Dataset
import Evaluation
import Methodology

/// The rows that many bodies have in one record table, a column for each field.
struct RecordColumns: Sendable {
  /// Where the rows of each body begin, and behind them where the last ones end.
  let starts: [Int]
  /// The fields by their index; `nil` for those that are texts or computed.
  let fields: [BodyColumns.Column?]
  /// Whether each row is only due, and was not reported; `nil` if none is.
  let isDue: [Bool]?
  /// Whether nothing is known of the table.
  let isLacking: Bool

  /// The rows of a table that was read of a folder.
  init(_ columns: HeldColumns?, of table: RecordTable, starts: [Int], isLacking: Bool) {
    self.starts = starts
    fields = table.fields.indices.map { columns?.column($0) }
    isDue = nil
    self.isLacking = isLacking
  }

  init(
    _ table: RecordTable, _ rows: CompleteRows, _ period: Int, _ places: [Int?], _ bodies: [Body?],
    unfit: inout Set<Int>
  ) {
    let index = table.index
    var starts = [0]
    starts.reserveCapacity(bodies.count + 1)
    for body in bodies { starts.append(starts[starts.count - 1] + (body?.records[index].count ?? 0)) }
    self.starts = starts
    isLacking = rows.dataset.periods[period].lacks(table: table.name)
    if table.completeness == nil {
      isDue = nil
    } else {
      var isDue: [Bool] = []
      isDue.reserveCapacity(starts[bodies.count])
      for (place, body) in zip(places, bodies) {
        guard let place, let body else { continue }
        for row in body.records[index].indices { isDue.append(rows.isAbsent(row, of: index, place, period)) }
      }
      self.isDue = isDue.contains(true) ? isDue : nil
    }
    // Row by row, since each row is a memory of its own.
    var builders: [(field: Int, column: ColumnBuilder)] = []
    for (field, declared) in table.fields.enumerated() {
      guard case .input(let input) = declared.content, input.kind != .text else { continue }
      builders.append((field, ColumnBuilder(input, capacity: starts[bodies.count])))
    }
    for (place, body) in bodies.enumerated() {
      guard let body else { continue }
      for row in body.records[index] {
        for builder in builders.indices where !builders[builder].column.add(row.values[builders[builder].field]) {
          unfit.insert(place)
        }
      }
    }
    var fields = [BodyColumns.Column?](repeating: nil, count: table.fields.count)
    for (field, column) in builders { fields[field] = column.column }
    self.fields = fields
  }

  func rows(ofBodies bodies: Range<Int>) -> Range<Int> { starts[bodies.lowerBound]..<starts[bodies.upperBound] }
}
