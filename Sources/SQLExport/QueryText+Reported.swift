import Dataset
import Formula
import Methodology

/// The rows of record tables, with those that are due but not there.
extension QueryText {
  /// The rows of a record table, with those that are due but not there.
  func reportedRows(_ table: Int) -> String {
    let columns = parts.tables[table].base
    let own = ["period", "body"].map { "    \(reference("r", $0)) AS \(dialect.quoted($0))" }
    let source = dialect.quoted(shape.records[table].name)
    var text = "  SELECT\n\((own + [list(columns)]).joined(separator: ",\n"))\n  FROM \(source) AS r"
    guard let due = parts.due[table] else { return text }
    let record = edition.tables[table]
    let keys = record.key.map { record.fields[$0].name }
    let reported = shape.records[table].columns.filter { $0.input != nil }
    let values = reported.map { column -> String in
      if keys.contains(column.name) { return reference("d", column.name) }
      let shown: String =
        switch column.kind {
        case .number(let shape, _): dialect.decimalType(shape)
        case .truth: "BOOLEAN"
        case .text: dialect.textType
        }
      return "CAST(NULL AS \(shown))"
    }
    let conditions = zip(due.names.indices, due.names).compactMap { index, name -> String? in
      guard let id = edition.declaration(name)?.id, let column = parts.columns[.symbol(id)] else { return nil }
      return "\(column.sql) = \(reference("d", "case \(index + 1)"))"
    }
    let present =
      [
        "\(reference("r", "period")) = \(reference("b", "period"))",
        "\(reference("r", "body")) = \(reference("b", "id"))",
      ]
      + keys.map { "\(reference("r", $0)) = \(reference("d", $0))" }
    text +=
      "\n  UNION ALL\n  SELECT \(reference("b", "period")), \(reference("b", "id")), "
      + (values + ["TRUE"]).joined(separator: ", ")
      + "\n  FROM \(dialect.quoted(Self.bodiesBase)) AS b\n"
      + (conditions.isEmpty ? "  CROSS JOIN " : "  JOIN ") + "\(dialect.quoted(dueName(table))) AS d"
      + (conditions.isEmpty ? "" : " ON " + conditions.joined(separator: " AND "))
      + "\n  LEFT JOIN \(source) AS r ON \(present.joined(separator: " AND "))"
      + "\n  WHERE \(reference("r", "body")) IS NULL"
    return text
  }

  static let dueSuffix = " due"

  private func dueName(_ table: Int) -> String { shape.records[table].name + Self.dueSuffix }

  /// The keys of the rows that are due, by the case of the body.
  func dueRows() -> [(name: String, text: String)] {
    parts.summedUp.sorted().compactMap { table in
      guard let due = parts.due[table] else { return nil }
      let record = edition.tables[table]
      let keys = record.key.map { record.fields[$0].name }
      // What a reading decides is decided now.
      let fixed = due.names.map { name -> String? in
        guard let declaration = edition.declaration(name), case .reading(let reading) = declaration.content else {
          return nil
        }
        return parts.readings[name] ?? reading.standard
      }
      let cases = Self.cases(due, edition).filter { zip($0, fixed).allSatisfy { $1 == nil || $0 == $1 } }
      let rows = cases.flatMap { bodyCase in due.keys(in: bodyCase).map { bodyCase + $0 } }
      let lines = rows.map { "    (\($0.map(dialect.literal).joined(separator: ", ")))" }
      let columns = (due.names.indices.map { "case \($0 + 1)" } + keys).map(dialect.quoted).joined(separator: ", ")
      let body =
        lines.isEmpty
        ? "  SELECT \(Array(repeating: "''", count: due.names.count + keys.count).joined(separator: ", ")) WHERE FALSE"
        : "  VALUES\n\(lines.joined(separator: ",\n"))"
      return (dueName(table), "  SELECT * FROM (\n\(body)\n  ) AS d (\(columns))")
    }
  }

  /// The cases that the parameter of a complete table tells apart.
  private static func cases(_ due: DueRows, _ edition: Edition) -> [[String]] {
    var cases: [[String]] = [[]]
    for name in due.names {
      guard let declaration = edition.declaration(name) else { return [] }
      let values: [String]
      switch declaration.content {
      case .kind: values = edition.kinds.map(\.name)
      case .reading(let reading): values = reading.choices.map(\.name)
      case .input(let input): values = input.choices
      default: values = []
      }
      cases = cases.flatMap { start in values.map { start + [$0] } }
    }
    return cases
  }
}
