import Methodology
import SourceText

/// Compares the rows that a body has in a complete table with those that are due.
struct DueCheck {
  struct Finding {
    let kind: DiagnosticKind
    let words: [String: String]
    let span: Span?
  }

  /// How many missing rows are named.
  private static let mostNamed = 5

  private let due: DueRows
  private let table: EditionShape.Table
  private let shape: EditionShape
  private let dependsOnReading: Bool

  init(_ due: DueRows, of table: EditionShape.Table, in shape: EditionShape) {
    self.due = due
    self.table = table
    self.shape = shape
    dependsOnReading = due.names.contains { name in
      if case .reading? = shape.edition.declaration(name)?.content { true } else { false }
    }
  }

  /// The body's case; `nil` if it is not known, or hangs on a reading, of which others may be chosen later.
  private func bodyCase(of body: Body) -> [String]? {
    guard !dependsOnReading else { return nil }
    return due.bodyCase(kind: body.kind, inputs: body.inputs, layout: shape.layout, in: shape.edition)
  }

  private func key(of row: Body.Row) -> [String] { table.key.map { row.values[$0].plainText } }

  /// Rows that the body does not owe; none can be told if the body's case is not known.
  func rowsNotDue(of body: Body) -> [Finding] {
    guard let bodyCase = bodyCase(of: body) else { return [] }
    return body.records[table.table.index].enumerated().compactMap { number, row in
      guard !due.isDue(key(of: row), in: bodyCase) else { return nil }
      let words = [
        "place": "row \(number + 1) of the body in `\(table.table.name)`", "id": Reporter.shown(body.id),
        "key": Reporter.shown(row.label), "reason": reason(bodyCase),
      ]
      return Finding(kind: .rowNotDue, words: words, span: row.span)
    }
  }

  private func reason(_ bodyCase: [String]) -> String {
    guard let id = table.table.completeness?.parameter else { return "it is no value of the key" }
    let cases = zip(due.names, bodyCase).map { "\($0) \($1)" }
    let suffix = cases.isEmpty ? "" : " with \(cases.joined(separator: ", "))"
    return "`\(shape.edition[id].name)` has no figure for it\(suffix)"
  }

  /// The rows that the body lacks; the finding has the place of its last row, if it has one.
  func missingRows(of body: Body) -> Finding? {
    let rows = body.records[table.table.index]
    guard let bodyCase = bodyCase(of: body) else { return nil }
    let keys = due.keys(in: bodyCase)
    guard !keys.isEmpty else { return nil }
    let present = Set(rows.map(key))
    let missing = keys.filter { !present.contains($0) }
    guard !missing.isEmpty else { return nil }
    let named = missing.prefix(Self.mostNamed).map { "`\($0.joined(separator: ", "))`" }.joined(separator: "; ")
    let rest = missing.count - Self.mostNamed
    let words = [
      "id": Reporter.shown(body.id), "rows": missing.count == 1 ? "row" : "rows",
      "keys": rest > 0 ? "\(named) and \(rest) more" : named, "table": table.table.name,
    ]
    return Finding(kind: .missingRows, words: words, span: rows.last?.span)
  }
}
