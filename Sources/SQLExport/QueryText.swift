import Dataset
import Formula
import Methodology

/// Puts the parts of a query together.
struct QueryText {
  let parts: QueryParts
  let shape: TableColumns
  var names: NameList

  var dialect: SQLDialect { parts.dialect }
  var edition: Edition { parts.edition }

  init(_ parts: QueryParts, _ shape: TableColumns) {
    self.parts = parts
    self.shape = shape
    names = NameList([shape.bodies.name, TableColumns.unknownTables] + shape.records.map(\.name))
  }

  struct Layers {
    /// The common table expression that holds each layer.
    var bodies: [Int: String] = [:]
    var tables: [[Int: String]]
    var groups: [[Int: String]]
  }

  /// The whole query.
  mutating func text() -> String {
    var layers = Layers(tables: edition.tables.map { _ in [:] }, groups: edition.tables.map { _ in [:] })
    var expressions = dueRows()
    let deepest = ([parts.bodies] + parts.tables).map(\.layers.count).max() ?? 0
    if dialect == .spark {
      expressions += nestedLayers(deepest, &layers)
    } else {
      expressions += joinedLayers(deepest, &layers)
    }
    let list = expressions.map { name, text in
      let mark = name.hasSuffix(Self.dueSuffix) ? "" : dialect.materialized
      return "\(dialect.quoted(name)) AS \(mark)(\n\(text)\n)"
    }
    return "WITH \(list.joined(separator: ",\n"))\n" + resultText(layers)
  }

  /// The common table expression that holds a layer, or the last one before it.
  func latest(_ layers: [Int: String], _ level: Int) -> String {
    let found = layers.keys.filter { $0 <= level }.max().flatMap { layers[$0] }
    return dialect.quoted(found ?? "")
  }

  func reference(_ alias: String, _ column: String) -> String { alias + "." + dialect.quoted(column) }

  /// The condition that two rows belong to the same body of the same period.
  func same(_ left: String, _ leftBody: String, _ right: String, _ rightBody: String) -> String {
    "\(reference(left, "period")) = \(reference(right, "period")) AND "
      + "\(reference(left, leftBody)) = \(reference(right, rightBody))"
  }

  func list(_ columns: [Relation.Column]) -> String {
    columns.map { "    \($0.sql) AS \(dialect.quoted($0.name))" }.joined(separator: ",\n")
  }

  /// The common table expression of what the bodies reported.
  static let bodiesBase = "bodies_0"

  /// What the bodies reported.
  func reportedBodies() -> String {
    let own = ["period", "id"].map { "    \(reference("b", $0)) AS \(dialect.quoted($0))" }
    return "  SELECT\n\((own + [list(parts.bodies.base)]).joined(separator: ",\n"))\n"
      + "  FROM \(dialect.quoted(shape.bodies.name)) AS b"
  }

  // MARK: Results

  func resultText(_ layers: Layers) -> String {
    var columns = ["period", "id", "kind"].map { "  \(reference("b", $0)) AS \(dialect.quoted($0))" }
    var names = NameList(["period", "id", "kind", "band"])
    if let bands = edition.bands, let text = bandText(bands) {
      columns.append("  \(text) AS \(dialect.quoted("band"))")
    }
    for score in parts.results {
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
