/// The layers of bodies and of record tables, joined to one another.
extension QueryText {
  /// The layers of bodies and rows, joined to one another.
  mutating func joinedLayers(
    _ deepest: Int, _ layers: inout Layers
  ) -> [(name: String, text: String)] {
    let used = parts.summedUp.sorted()
    var expressions: [(name: String, text: String)] = []
    for level in 0...deepest {
      for table in used {
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
      for table in used {
        guard let text = tableText(table, level, layers) else { continue }
        let name = names.take(shape.records[table].name + "_\(level)")
        expressions.append((name, text))
        layers.tables[table][level] = name
      }
    }
    return expressions
  }

  // MARK: Bodies

  private func bodiesText(_ level: Int, _ layers: Layers) -> String? {
    guard level > 0 else { return reportedBodies() }
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
}
