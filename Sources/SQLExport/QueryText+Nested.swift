/// The layers of bodies that hold their rows as arrays.
///
/// Spark writes a common table expression into each place that reads it, so that a query that joins rows to bodies and
/// bodies to rows grows beyond its memory; here each layer is read once. Its planner also takes its time over every
/// column that a layer has, so that each keeps only those that are still needed.
extension QueryText {
  mutating func nestedLayers(_ deepest: Int, _ layers: inout Layers) -> [(name: String, text: String)] {
    let used = parts.summedUp.sorted()
    var expressions = [(name: Self.bodiesBase, text: reportedBodies())]
    layers.bodies[0] = Self.bodiesBase
    for table in used {
      let name = names.take(shape.records[table].name + "_0")
      expressions.append((name, reportedRows(table)))
      layers.tables[table][0] = name
    }
    var columns = parts.bodies.base.map(\.name)
    if !used.isEmpty {
      let name = names.take("bodies_with_rows")
      expressions.append((name, arraysText(layers)))
      layers.bodies[0] = name
      columns += used.map { QueryParts.arrayName(edition.tables[$0].name, 0) }
    }
    let added = newColumns(deepest)
    let live = added.indices.map { index in
      added[(index + 1)...].reduce(into: names(readBy: resultText(layers))) { live, layer in
        for column in layer { live.formUnion(names(readBy: column.sql)) }
      }
    }
    for (index, new) in added.enumerated() where !new.isEmpty {
      let kept = columns.filter(live[index].contains)
      let name = names.take("bodies_\(index + 1)")
      let own = (["period", "id"] + kept).map { reference("b", $0) }.joined(separator: ", ")
      let source = latest(layers.bodies, index)
      expressions.append((name, "  SELECT\n    \(own),\n\(list(new))\n  FROM \(source) AS b"))
      columns = kept + new.map(\.name)
      layers.bodies[index + 1] = name
    }
    return expressions
  }

  /// The columns that each layer adds to the bodies, those that hold rows among them.
  private func newColumns(_ deepest: Int) -> [[Relation.Column]] {
    var arrays = Dictionary(uniqueKeysWithValues: parts.summedUp.map { ($0, 0) })
    return (0..<deepest).map { index in
      var columns = parts.bodies.layers.count > index ? parts.bodies.layers[index] : []
      for table in parts.summedUp.sorted() {
        let relation = parts.tables[table]
        guard relation.layers.count > index, !relation.layers[index].isEmpty else { continue }
        let kept = (relation.base + relation.layers[..<index].joined()).map { reference("r", $0.name) }
        let added = relation.layers[index].map { "\($0.sql) AS \(dialect.quoted($0.name))" }
        let array = parts.arrayColumn(of: table, arrays[table] ?? 0)
        let text = "transform(\(array), r -> struct(\((kept + added).joined(separator: ", "))))"
        let name = QueryParts.arrayName(edition.tables[table].name, index + 1)
        columns.append(Relation.Column(name: name, sql: text, reach: Reach()))
        arrays[table] = index + 1
      }
      return columns
    }
  }

  /// The bodies, each with its rows as arrays.
  private func arraysText(_ layers: Layers) -> String {
    var columns: [String] = []
    var joins = ""
    for table in parts.summedUp.sorted() {
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
    return "  SELECT b.*,\n\(columns.joined(separator: ",\n"))\n  FROM \(dialect.quoted(Self.bodiesBase)) AS b" + joins
  }

  /// The columns of the bodies that an expression names, as the engine writes them.
  private func names(readBy text: String) -> Set<String> {
    var names: Set<String> = []
    let parts = text.split(separator: "b.`", omittingEmptySubsequences: false).dropFirst()
    for part in parts {
      if let end = part.firstIndex(of: "`") { names.insert(String(part[..<end])) }
    }
    return names
  }
}
