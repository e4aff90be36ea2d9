import Dataset
import Formula
import Methodology
import SourceText

/// Writes the statements that put data into the tables of an edition.
struct RowsText {
  /// How many rows a statement holds.
  private static let most = 500

  private let edition: Edition
  private let dialect: SQLDialect
  private let shape: TableColumns
  private let findings: Findings

  init(_ edition: Edition, _ dialect: SQLDialect, _ findings: Findings) {
    self.findings = findings
    self.edition = edition
    self.dialect = dialect
    shape = TableColumns(edition)
  }

  func text(of data: Dataset) -> String {
    var statements: [String] = []
    let inputs = edition.inputs
    for (index, period) in data.periods.enumerated() {
      let number = String(period.year ?? index)
      statements += self.statements(
        shape.bodies,
        period.bodies.map { body in
          [number, dialect.literal(body.id), dialect.literal(body.kind)]
            + inputs.map { declaration, input in
              literal(data.layout.value(of: declaration.id, in: body.inputs), input, declaration.name, body)
            }
        })
      for (table, record) in zip(shape.records, edition.tables) {
        let fields = record.fields.indices.filter { record.fields[$0].input != nil }
        let rows = period.bodies.flatMap { body in
          body.records[record.index].map { row in
            [number, dialect.literal(body.id)]
              + fields.map {
                literal(row.values[$0], record.fields[$0].input, "\(record.name).\(record.fields[$0].name)", body)
              }
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

  private func literal(_ value: Value?, _ input: Input?, _ name: String, _ body: Body) -> String {
    switch value {
    case .number(let number):
      let text = number.description
      guard let decimal = number.value.finiteDecimal, fits(decimal, input) else {
        let words = ["name": name, "body": body.id, "value": text, "engine": dialect.title]
        findings.add(Diagnostic(.tooManyDigits, words, at: body.span))
        return "NULL"
      }
      return decimal
    case .truth(let truth): return dialect.literal(truth)
    case .text(let text): return dialect.literal(text)
    case .missing, .notApplicable, nil: return "NULL"
    }
  }

  private func fits(_ decimal: String, _ input: Input?) -> Bool {
    guard let input, case .number(let shape, _) = TableColumns.kind(of: input) else { return true }
    let written = DecimalShape(writtenAs: decimal)
    if dialect.hasLongDecimals, shape.scale > 0 { return true }
    return written.integer <= shape.integer && written.scale <= shape.scale
  }
}
