import Dataset
import Formula
import Methodology

/// A dataset in which every row that is due is there, so that aggregates meet what is missing.
package struct CompleteRows: Sendable {
  package let dataset: Dataset
  /// How many rows of a table a body did report, by period, body and table; rows after them are only due.
  private let reported: [[[Int]]]

  /// Data with the rows that are due: of each table those come first that are there, as many as `reported` says.
  package init(_ dataset: Dataset, reported: [[[Int]]]) {
    self.dataset = dataset
    self.reported = reported
  }

  package init(_ dataset: Dataset, for edition: Edition, readings: [String: String]) {
    let due = edition.tables.map { DueRows($0, in: edition) }
    var periods: [PeriodData] = []
    var reported: [[[Int]]] = []
    for period in dataset.periods {
      reported.append(period.bodies.map { $0.records.map(\.count) })
      guard due.contains(where: { $0 != nil }) else {
        periods.append(period)
        continue
      }
      let bodies = period.bodies.map { Self.completed($0, due, edition, dataset.layout, readings) }
      periods.append(period.replacing(bodies: bodies))
    }
    self.dataset = dataset.replacing(periods: periods)
    self.reported = reported
  }

  /// Whether a row is due but was not reported.
  package func isAbsent(_ row: Int, of table: Int, _ body: Int, _ period: Int) -> Bool {
    row >= reported[period][body][table]
  }

  private static func completed(
    _ body: Body, _ due: [DueRows?], _ edition: Edition, _ layout: InputLayout, _ readings: [String: String]
  ) -> Body {
    var result = body
    for (table, due) in zip(edition.tables, due) {
      guard let due,
        let bodyCase = due.bodyCase(
          kind: body.kind, inputs: body.inputs, layout: layout, in: edition, readings: readings)
      else { continue }
      let present = Set(body.records[table.index].map(\.label))
      for key in due.keys(in: bodyCase) {
        let label = key.joined(separator: ", ")
        if !present.contains(label) { result.records[table.index].append(absentRow(table, key, label)) }
      }
    }
    return result
  }

  private static func absentRow(_ table: RecordTable, _ key: [String], _ label: String) -> Body.Row {
    var values = table.fields.map { _ in Value.missing(Absence(.row(table: table.name, key: label))) }
    for (field, text) in zip(table.key, key) { values[field] = .text(text) }
    return Body.Row(label: label, values: values, span: nil)
  }
}
