import Dataset
import Formula
import Methodology

/// Writes the statements that put data into the tables of an edition.
struct RowsText {
  /// How many rows a statement holds.
  private static let most = 500

  private let edition: Edition
  private let dialect: SQLDialect
  private let shape: TableColumns

  init(_ edition: Edition, _ dialect: SQLDialect) {
    self.edition = edition
    self.dialect = dialect
    shape = TableColumns(edition)
  }

  func text(of data: Dataset) -> String {
    var statements: [String] = []
    let inputs = edition.inputs.map(\.declaration.id)
    for (index, period) in data.periods.enumerated() {
      let number = String(period.year ?? index)
      statements += self.statements(
        shape.bodies,
        period.bodies.map { body in
          [number, dialect.literal(body.id), dialect.literal(body.kind)]
            + inputs.map { literal(data.layout.value(of: $0, in: body.inputs)) }
        })
      for (table, record) in zip(shape.records, edition.tables) {
        let fields = record.fields.indices.filter { record.fields[$0].input != nil }
        let rows = period.bodies.flatMap { body in
          body.records[record.index].map { row in
            [number, dialect.literal(body.id)] + fields.map { literal(row.values[$0]) }
          }
        }
        statements += self.statements(table, rows)
      }
      guard !edition.columnsLookedBackAt.isEmpty else { continue }
      for (table, record) in zip(shape.records, edition.tables) where period.lacks(table: record.name) {
        statements.append(
          "INSERT INTO \(dialect.quoted(TableColumns.unknownTables)) VALUES (\(number), \(dialect.literal(table.name)));\n"
        )
      }
    }
    return statements.joined()
  }

  private func statements(_ table: TableColumns.Table, _ rows: [[String]]) -> [String] {
    stride(from: 0, to: rows.count, by: Self.most).map { start in
      let lines = rows[start..<min(start + Self.most, rows.count)].map { "  (\($0.joined(separator: ", ")))" }
      return "INSERT INTO \(dialect.quoted(table.name)) VALUES\n\(lines.joined(separator: ",\n"));\n"
    }
  }

  private func literal(_ value: Value?) -> String {
    switch value {
    case .number(let number): number.value.finiteDecimal ?? "NULL"
    case .truth(let truth): dialect.literal(truth)
    case .text(let text): dialect.literal(text)
    case .missing, .notApplicable, nil: "NULL"
    }
  }
}
