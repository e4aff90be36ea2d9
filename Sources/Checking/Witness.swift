import Dataset
import Evaluation
import Exact
import Formula
import Methodology

/// Figures of a body that show a finding.
struct Witness {
  var kind: String
  var inputs: [SymbolID: Value] = [:]
  /// The rows of record tables, each by field.
  var rows: [Int: [[Int: Value]]] = [:]

  /// The body's scores under an edition; figures that the witness does not set are missing.
  func evaluation(of edition: Edition, before earlier: Witness? = nil) -> Evaluation {
    let layout = InputLayout(edition)
    var periods = [PeriodData(name: "", bodies: [body(edition, layout)])]
    if let earlier { periods.insert(PeriodData(name: "", bodies: [earlier.body(edition, layout)]), at: 0) }
    return Evaluator(edition).evaluate(Dataset(layout: layout, periods: periods))
  }

  private func body(_ edition: Edition, _ layout: InputLayout) -> Body {
    let figures = layout.inputs.map { id -> Value in
      if let value = inputs[id] { return value }
      guard case .input(let input) = edition[id].content, let fallback = input.fallback else {
        return .missing(Absence(.input(edition[id].name)))
      }
      return fallback
    }
    let records = edition.tables.map { table in
      (rows[table.index] ?? []).enumerated().map { number, row in record(row, table, number + 1) }
    }
    return Body(id: "example", kind: kind, titles: Titles(), inputs: figures, records: records, span: nil)
  }

  private func record(_ row: [Int: Value], _ table: RecordTable, _ number: Int) -> Body.Row {
    let key = table.key.compactMap { row[$0]?.text }
    let label = key.isEmpty ? String(number) : key.joined(separator: ", ")
    let values = table.fields.enumerated().map { index, field -> Value in
      if let value = row[index] { return value }
      if let fallback = field.input?.fallback { return fallback }
      return .missing(Absence(.cell(table: table.name, row: label, field: field.name)))
    }
    return Body.Row(label: label, values: values, span: nil)
  }

  /// The witness as a rule test.
  func ruleTest(name: String, expecting expected: [(name: String, value: Value)], in edition: Edition) -> String {
    var lines = ["- name: \(name)"]
    if edition.kinds.count > 1 { lines.append("  kind: \(kind)") }
    let figures = inputs.sorted { $0.key.index < $1.key.index }.map { "\(edition[$0.key].name): \(Self.text($0.value))" }
    if !figures.isEmpty { lines.append("  inputs: {\(figures.joined(separator: ", "))}") }
    if !rows.isEmpty { lines.append("  records:") }
    for (table, rows) in rows.sorted(by: { $0.key < $1.key }) {
      let declaration = edition.tables[table]
      lines.append("    \(declaration.name):")
      for row in rows {
        let fields = row.sorted { $0.key < $1.key }.map { "\(declaration.fields[$0.key].name): \(Self.text($0.value))" }
        lines.append("      - {\(fields.joined(separator: ", "))}")
      }
    }
    let expectations = expected.map { "\($0.name): \(Self.text($0.value))" }
    lines.append("  expect: {\(expectations.joined(separator: ", "))}")
    return lines.joined(separator: "\n")
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .number(let number): number.description
    case .truth(let truth): truth ? "yes" : "no"
    case .text(let text): text
    case .missing: "missing"
    case .notApplicable: "not_applicable"
    }
  }
}
