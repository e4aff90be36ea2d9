import Methodology

/// Writes the statements that make the tables of an edition.
struct SchemaText {
  private let edition: Edition
  private let dialect: SQLDialect

  init(_ edition: Edition, _ dialect: SQLDialect) {
    self.edition = edition
    self.dialect = dialect
  }

  var text: String {
    let shape = TableColumns(edition)
    var statements = [statement(shape.bodies, key: ["period", "id"])]
    for (table, record) in zip(shape.records, edition.tables) {
      let key = record.key.map { record.fields[$0].name }
      statements.append(statement(table, key: key.isEmpty ? [] : ["period", "body"] + key))
    }
    if !edition.columnsLookedBackAt.isEmpty {
      let columns = [
        TableColumns.Column(name: "period", input: nil, kind: .number(.count, isExact: true), isRequired: true),
        TableColumns.Column(name: "table_name", input: nil, kind: .text, isRequired: true),
      ]
      statements.append(
        statement(.init(name: TableColumns.unknownTables, columns: columns), key: ["period", "table_name"]))
    }
    return statements.joined(separator: "\n")
  }

  private func statement(_ table: TableColumns.Table, key: [String]) -> String {
    var lines = table.columns.map { column in
      "  \(dialect.quoted(column.name)) \(column.type(dialect))\(column.isRequired ? " NOT NULL" : "")"
    }
    // Spark keeps no keys.
    if dialect != .spark, !key.isEmpty {
      lines.append("  PRIMARY KEY (\(key.map(dialect.quoted).joined(separator: ", ")))")
    }
    let suffix = dialect == .spark ? " USING parquet" : ""
    return "CREATE TABLE \(dialect.quoted(table.name)) (\n\(lines.joined(separator: ",\n"))\n)\(suffix);\n"
  }
}
