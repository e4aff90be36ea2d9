import Dataset
import Formula
import Methodology

/// Puts the parts of a query together.
struct QueryText {
  let parts: QueryParts
  let shape: TableColumns
  private var names: NameList

  private var dialect: SQLDialect { parts.dialect }
  private var edition: Edition { parts.edition }

  init(_ parts: QueryParts, _ shape: TableColumns) {
    self.parts = parts
    self.shape = shape
    names = NameList([shape.bodies.name, TableColumns.unknownTables] + shape.records.map(\.name))
  }

  private struct Layers {
    /// The common table expression that holds each layer.
    var bodies: [Int: String] = [:]
    var tables: [[Int: String]]
    var groups: [[Int: String]]
  }

  /// The whole query.
  mutating func text() -> String {
    var layers = Layers(tables: edition.tables.map { _ in [:] }, groups: edition.tables.map { _ in [:] })
    var expressions = dueRows()
    let used = parts.summedUp
    let deepest = ([parts.bodies] + parts.tables).map(\.layers.count).max() ?? 0
    if dialect == .spark {
      expressions += sparkExpressions(deepest, used, &layers)
    } else {
      expressions += joinedExpressions(deepest, used, &layers)
    }
    let list = expressions.map { name, text in
      let mark = name.hasSuffix(Self.dueSuffix) ? "" : dialect.materialized
      return "\(dialect.quoted(name)) AS \(mark)(\n\(text)\n)"
    }
    return "WITH \(list.joined(separator: ",\n"))\n" + resultText(layers)
  }

  /// The layers of bodies and rows, joined to one another.
  private mutating func joinedExpressions(
    _ deepest: Int, _ used: Set<Int>, _ layers: inout Layers
  ) -> [(name: String, text: String)] {
    var expressions: [(name: String, text: String)] = []
    for level in 0...deepest {
      for table in edition.tables.indices where used.contains(table) && level > 0 {
        guard let columns = parts.groups[table].columns[level] else { continue }
        let name = names.take(shape.records[table].name + "_grouped_\(level)")
        layers.groups[table][level] = name
        expressions.append((name, groupText(table, columns, level, layers)))
      }
      if let text = bodiesText(level, layers) {
        let name = names.take("bodies_\(level)")
        expressions.append((name, text))
        layers.bodies[level] = name
      }
      for table in edition.tables.indices where used.contains(table) {
        guard let text = tableText(table, level, layers) else { continue }
        let name = names.take(shape.records[table].name + "_\(level)")
        expressions.append((name, text))
        layers.tables[table][level] = name
      }
    }
    return expressions
  }

  /// The layers of bodies that hold their rows as arrays.
  private mutating func sparkExpressions(
    _ deepest: Int, _ used: Set<Int>, _ layers: inout Layers
  ) -> [(name: String, text: String)] {
    var expressions: [(name: String, text: String)] = []
    if let text = bodiesText(0, layers) { expressions.append((bodiesBase, text)) }
    layers.bodies[0] = bodiesBase
    for table in used.sorted() {
      let name = names.take(shape.records[table].name + "_0")
      expressions.append((name, reportedRows(table)))
      layers.tables[table][0] = name
    }
    if !used.isEmpty {
      expressions.append((names.take("bodies_with_rows"), arraysText(used, layers)))
      layers.bodies[0] = expressions[expressions.count - 1].name
    }
    var arrays = Dictionary(uniqueKeysWithValues: used.map { ($0, 0) })
    for level in 1...max(1, deepest) {
      var columns = parts.bodies.layers.count >= level ? parts.bodies.layers[level - 1] : []
      for table in used.sorted() {
        let relation = parts.tables[table]
        guard relation.layers.count >= level, !relation.layers[level - 1].isEmpty else { continue }
        let kept = (relation.base + relation.layers[..<(level - 1)].joined()).map { reference("r", $0.name) }
        let added = relation.layers[level - 1].map { "\($0.sql) AS \(dialect.quoted($0.name))" }
        let array = parts.arrayColumn(of: table, arrays[table] ?? 0)
        let text = "transform(\(array), r -> struct(\((kept + added).joined(separator: ", "))))"
        let name = QueryParts.arrayName(edition.tables[table].name, level)
        columns.append(Relation.Column(name: name, sql: text, reach: Reach()))
        arrays[table] = level
      }
      guard !columns.isEmpty else { continue }
      let name = names.take("bodies_\(level)")
      let source = latest(layers.bodies, level - 1)
      expressions.append((name, "  SELECT b.*,\n\(list(columns))\n  FROM \(source) AS b"))
      layers.bodies[level] = name
    }
    return expressions
  }

  /// The bodies, each with its rows as arrays.
  private func arraysText(_ used: Set<Int>, _ layers: Layers) -> String {
    var columns: [String] = []
    var joins = ""
    for table in used.sorted() {
      let (alias, rows) = ("t\(table)", dialect.quoted("rows"))
      let fields = parts.tables[table].base.map { reference("r", $0.name) }.joined(separator: ", ")
      let key = ["period", "body"].map { reference("r", $0) }.joined(separator: ", ")
      let name = dialect.quoted(QueryParts.arrayName(edition.tables[table].name, 0))
      columns.append("    coalesce(\(alias).\(rows), array()) AS \(name)")
      joins +=
        "\n  LEFT JOIN (\n    SELECT \(key), collect_list(struct(\(fields))) AS \(rows)\n"
        + "    FROM \(latest(layers.tables[table], 0)) AS r GROUP BY \(key)\n  ) AS \(alias) ON "
        + same(alias, "body", "b", "id")
    }
    return "  SELECT b.*,\n\(columns.joined(separator: ",\n"))\n  FROM \(dialect.quoted(bodiesBase)) AS b" + joins
  }

  private func latest(_ layers: [Int: String], _ level: Int) -> String {
    let found = layers.keys.filter { $0 <= level }.max().flatMap { layers[$0] }
    return dialect.quoted(found ?? "")
  }

  private func reference(_ alias: String, _ column: String) -> String { alias + "." + dialect.quoted(column) }

  private func same(_ left: String, _ leftBody: String, _ right: String, _ rightBody: String) -> String {
    "\(reference(left, "period")) = \(reference(right, "period")) AND "
      + "\(reference(left, leftBody)) = \(reference(right, rightBody))"
  }

  private func list(_ columns: [Relation.Column]) -> String {
    columns.map { "    \($0.sql) AS \(dialect.quoted($0.name))" }.joined(separator: ",\n")
  }

  // MARK: Bodies

  private func bodiesText(_ level: Int, _ layers: Layers) -> String? {
    guard level > 0 else {
      let own = ["period", "id"].map { "    \(reference("b", $0)) AS \(dialect.quoted($0))" }
      return "  SELECT\n\((own + [list(parts.bodies.base)]).joined(separator: ",\n"))\n"
        + "  FROM \(dialect.quoted(shape.bodies.name)) AS b"
    }
    guard parts.bodies.layers.count >= level, !parts.bodies.layers[level - 1].isEmpty else { return nil }
    let columns = parts.bodies.layers[level - 1]
    var text = "  SELECT b.*,\n\(list(columns))\n  FROM \(latest(layers.bodies, level - 1)) AS b"
    for table in edition.tables.indices {
      guard let group = layers.groups[table][level] else { continue }
      let alias = QueryParts.alias(ofGroup: table, level)
      text += "\n  LEFT JOIN \(dialect.quoted(group)) AS \(alias) ON \(same(alias, "body", "b", "id"))"
    }
    return text
  }

  // MARK: Record tables

  private func tableText(_ table: Int, _ level: Int, _ layers: Layers) -> String? {
    let relation = parts.tables[table]
    guard level > 0 else { return reportedRows(table) }
    guard relation.layers.count >= level, !relation.layers[level - 1].isEmpty else { return nil }
    let columns = relation.layers[level - 1]
    return "  SELECT r.*,\n\(list(columns))\n  FROM \(latest(layers.tables[table], level - 1)) AS r"
      + bodiesJoin(columns, layers)
  }

  private func bodiesJoin(_ columns: [Relation.Column], _ layers: Layers) -> String {
    guard let level = columns.map(\.reach.bodies).max(), level >= 0 else { return "" }
    return "\n  JOIN \(latest(layers.bodies, level)) AS b ON \(same("b", "id", "r", "body"))"
  }

  private func groupText(
    _ table: Int, _ columns: [Relation.Column], _ level: Int, _ layers: Layers
  ) -> String {
    let key = ["period", "body"].map { reference("r", $0) }
    let own = zip(key, ["period", "body"]).map { "    \($0) AS \(dialect.quoted($1))" }
    let rows = columns.map(\.reach.rows).max() ?? 0
    return "  SELECT\n\((own + [list(columns)]).joined(separator: ",\n"))\n"
      + "  FROM \(latest(layers.tables[table], max(rows, 0))) AS r\(bodiesJoin(columns, layers))\n"
      + "  GROUP BY \(key.joined(separator: ", "))"
  }

  /// The rows of a record table, with those that are due but not there.
  private func reportedRows(_ table: Int) -> String {
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
      ["\(reference("r", "period")) = \(reference("b", "period"))", "\(reference("r", "body")) = \(reference("b", "id"))"]
      + keys.map { "\(reference("r", $0)) = \(reference("d", $0))" }
    text +=
      "\n  UNION ALL\n  SELECT \(reference("b", "period")), \(reference("b", "id")), "
      + (values + ["TRUE"]).joined(separator: ", ")
      + "\n  FROM \(dialect.quoted(bodiesBase)) AS b\n"
      + (conditions.isEmpty ? "  CROSS JOIN " : "  JOIN ") + "\(dialect.quoted(dueName(table))) AS d"
      + (conditions.isEmpty ? "" : " ON " + conditions.joined(separator: " AND "))
      + "\n  LEFT JOIN \(source) AS r ON \(present.joined(separator: " AND "))"
      + "\n  WHERE \(reference("r", "body")) IS NULL"
    return text
  }

  private var bodiesBase: String { "bodies_0" }

  // MARK: Rows that are due

  private static let dueSuffix = " due"

  private func dueName(_ table: Int) -> String { shape.records[table].name + Self.dueSuffix }

  /// The keys of the rows that are due, by the case of the body.
  private func dueRows() -> [(name: String, text: String)] {
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

  // MARK: Results

  private func resultText(_ layers: Layers) -> String {
    var columns = ["period", "id", "kind"].map { "  \(reference("b", $0)) AS \(dialect.quoted($0))" }
    var names = NameList(["period", "id", "kind", "band"])
    if let bands = edition.bands, let text = bandText(bands) {
      columns.append("  \(text) AS \(dialect.quoted("band"))")
    }
    for score in edition.scores {
      guard let term = parts.columns[.symbol(score.id)] else { continue }
      let value = term.isExact ? term.sql : "round(\(term.sql), \(dialect.outputScale))"
      columns.append("  \(value) AS \(dialect.quoted(names.take(score.name)))")
      var status = "CASE WHEN \(term.atom) IS NOT NULL THEN 'scored' "
      if let notApplicable = term.notApplicable { status += "WHEN \(notApplicable) THEN 'not-applicable' " }
      columns.append("  \(status)ELSE 'missing' END AS \(dialect.quoted(names.take(score.name + " status")))")
    }
    return "SELECT\n\(columns.joined(separator: ",\n"))\nFROM \(latest(layers.bodies, Int.max)) AS b\n"
      + "ORDER BY \(reference("b", "period")), \(reference("b", "id"));\n"
  }

  private func bandText(_ bands: Bands) -> String? {
    guard let value = parts.band else { return nil }
    let writer = TermWriter(parts: parts, place: .body, owner: "bands", text: nil)
    let arms = bands.rows.map { row in
      "WHEN \(writer.covers(row.lower, row.upper, value)) THEN \(dialect.literal(row.name))"
    }
    return "CASE \(arms.joined(separator: " ")) END"
  }
}
