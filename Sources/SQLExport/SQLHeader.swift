import Formula
import Methodology

/// Writes the comment that a query begins with.
struct SQLHeader {
  private let edition: Edition
  private let readings: [String: String]
  private let dialect: SQLDialect

  init(_ edition: Edition, _ readings: [String: String], _ dialect: SQLDialect) {
    self.edition = edition
    self.readings = readings
    self.dialect = dialect
  }

  func text(unknownTables: Bool) -> String {
    var lines = [
      "The scores of \(edition.methodology)/\(edition.id) for \(dialect.title).",
      "Rules fingerprint: \(edition.fingerprint)",
    ]
    lines += edition.readings.map { declaration, reading in
      "Reading: \(declaration.shortName) = \(readings[declaration.name] ?? reading.standard)"
    }
    lines += ["", "It reads these tables; `metodika export --schema` prints the statements that make them:"]
    let shape = TableColumns(edition)
    for table in [shape.bodies] + shape.records {
      let columns = table.columns.map { "\($0.name) \($0.type(dialect))" }.joined(separator: ", ")
      lines.append("  \(table.name) (\(columns))")
    }
    if unknownTables {
      lines.append(
        "  \(TableColumns.unknownTables) (period INTEGER, table_name \(dialect.textType)): the record tables of which")
      lines.append("    nothing is known for an earlier period, which is not the same as that they have no rows")
    }
    lines += [
      "NULL is a figure that was not reported. A period is a number; the one before it is less by one.",
      "Each period in the tables is a row of results for each body; add WHERE to the last SELECT for one of them.",
      "",
    ]
    lines += bounds
    return lines.map { $0.isEmpty ? "--\n" : "-- \(Self.line($0))\n" }.joined() + "\n"
  }

  private var bounds: [String] {
    let shared = [
      "Sums, products and comparisons of what was reported are exact. A quotient is carried to \(dialect.workScale) decimals;",
      "where it decides something (a comparison, a rounding, a scale, a band, a rank) figures that differ by less",
      "than half of 1e-\(dialect.decisionScale) count as equal. It is given to \(dialect.outputScale) decimals.",
    ]
    switch dialect {
    case .postgres: return shared
    case .duckdb, .spark:
      return shared + [
        "Figures have at most 9 decimals and 15 digits before them. Where a product or quotient of figures that no",
        "decimal writes in full needs more than 38 digits (roughly, above 100 million), the engine stops with an error."
          + (dialect == .spark ? " So spark.sql.ansi.enabled must be true, its standard since Spark 4." : ""),
      ]
    }
  }

  /// A text that stays within its line.
  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
