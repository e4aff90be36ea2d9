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
    Self.evaluation(of: [self], before: earlier.map { [$0] }, under: edition)
  }

  /// The scores of several bodies.
  static func evaluation(
    of witnesses: [Witness], before earlier: [Witness]?, under edition: Edition
  ) -> Evaluation {
    let layout = InputLayout(edition)
    func period(_ witnesses: [Witness]) -> PeriodData {
      let bodies = witnesses.enumerated().map { number, witness in
        witness.body(edition, layout, id: number == 0 ? "example" : "example-\(number)")
      }
      return PeriodData(name: "", bodies: bodies)
    }
    let periods = (earlier.map { [period($0)] } ?? []) + [period(witnesses)]
    return Evaluator(edition).evaluate(Dataset(layout: layout, periods: periods))
  }

  private func body(_ edition: Edition, _ layout: InputLayout, id: String) -> Body {
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
    return Body(id: id, kind: kind, titles: Titles(), inputs: figures, records: records, span: nil)
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
  func ruleTest(
    name: String, before earlier: Witness? = nil, expecting expected: [(name: String, value: Value)],
    in edition: Edition
  ) -> String {
    var lines = ["- name: \(name)"]
    if edition.kinds.count > 1 { lines.append("  kind: \(kind)") }
    lines += figures(of: edition).map { "  " + $0 }
    if let earlier {
      let figures = earlier.figures(of: edition)
      lines.append(figures.isEmpty ? "  previous: {}" : "  previous:")
      lines += figures.map { "    " + $0 }
    }
    let expectations = expected.map { "\($0.name): \(Self.text($0.value))" }
    lines.append("  expect: {\(expectations.joined(separator: ", "))}")
    return lines.joined(separator: "\n")
  }

  /// The inputs and records as a rule test has them.
  private func figures(of edition: Edition) -> [String] {
    var lines: [String] = []
    let figures = inputs.sorted { $0.key.index < $1.key.index }.map {
      "\(edition[$0.key].name): \(Self.text($0.value))"
    }
    if !figures.isEmpty { lines.append("inputs: {\(figures.joined(separator: ", "))}") }
    if !rows.isEmpty { lines.append("records:") }
    for (table, rows) in rows.sorted(by: { $0.key < $1.key }) {
      let declaration = edition.tables[table]
      lines.append("  \(declaration.name):")
      for row in rows {
        let fields = row.sorted { $0.key < $1.key }.map { "\(declaration.fields[$0.key].name): \(Self.text($0.value))" }
        lines.append("    - {\(fields.joined(separator: ", "))}")
      }
    }
    return lines
  }

  /// The value as a rule test states it, exactly wherever that can be.
  private static func text(_ value: Value) -> String {
    switch value {
    case .number(let number): text(number)
    case .truth(let truth): truth ? "yes" : "no"
    case .text(let text): text
    case .missing: "missing"
    case .notApplicable: "not_applicable"
    }
  }

  private static func text(_ number: Number) -> String {
    if number.isApproximate { return "{value: \(number), within: 0.000001}" }
    return number.value.finiteDecimal ?? "\(number.value.numerator) / \(number.value.denominator)"
  }
}

/// How much work it is to compute an edition for one body, in terms looked at.
struct EvaluationCost {
  let perBody: Int

  init(_ edition: Edition) {
    let rows = edition.tables.map { table in
      DueRows(table, in: edition).map { due in max(2, edition.kinds.map { Self.count(due, $0.name) }.max() ?? 2) } ?? 2
    }
    var work = Work(edition: edition, rows: rows)
    for step in edition.order { work.add(step) }
    for table in edition.tables { work.spend(rows[table.index] * table.fields.count) }
    perBody = work.total
  }

  /// How many rows are due at most; what depends on a figure of the body is counted for its first case.
  private static func count(_ due: DueRows, _ kind: String) -> Int {
    due.bodyCase { $0 == "kind" ? kind : nil }.map { due.keys(in: $0).count } ?? DueRows.limit
  }
}

/// Adds up the work of computing each column.
private struct Work {
  let edition: Edition
  /// How many rows a body has in each table.
  let rows: [Int]
  private(set) var total = 0
  /// How long numbers can grow, in machine words, by symbol: formulas that square one another double it each time.
  private var sizes: [Int]

  /// Counts as endless.
  private static let most = 100_000_000
  /// Longer numbers are refused by the evaluator.
  private static let longest = Rational.bitWidthLimit / 64

  init(edition: Edition, rows: [Int]) {
    self.edition = edition
    self.rows = rows
    sizes = Array(repeating: 1, count: edition.declarations.count)
  }

  mutating func spend(_ work: Int) { total = min(Self.most, total + min(Self.most, work)) }

  mutating func add(_ step: EvaluationStep) {
    switch step {
    case .symbol(let id):
      let terms = edition[id].terms
      for term in terms { spend(cost(term)) }
      var size = terms.map(self.size).max() ?? 1
      if case .score(let score) = edition[id].content {
        size = max(size, score.children.reduce(0) { $0 + sizes[$1.index] })
      }
      sizes[id.index] = min(Self.longest, size)
      spend(1)
    case .field(let id):
      guard let term = edition.tables[id.table].fields[id.field].formula?.term else { return }
      spend(Self.product(cost(term), rows[id.table]))
    }
  }

  private static func product(_ left: Int, _ right: Int) -> Int {
    let (product, isTooLarge) = left.multipliedReportingOverflow(by: right)
    return isTooLarge ? most : min(most, product)
  }

  private func cost(_ term: Term) -> Int {
    let inside = term.children.reduce(1) { min(Self.most, $0 + cost($1)) }
    switch term.form {
    case .aggregate(_, .table(let table), _, _): return Self.product(inside, rows[table])
    case .arithmetic:
      let size = size(term)
      return inside + size * size / 4
    default: return inside
    }
  }

  private func size(_ term: Term) -> Int {
    let parts = term.children.map(size)
    let size: Int
    switch term.form {
    case .read(let id), .own(let id), .previous(let id): size = sizes[id.index]
    case .arithmetic(.power, let base, let exponent):
      let power = if case .constant(.number(let number)) = exponent.form { number.value.exactInt ?? 1 } else { 1 }
      size = Self.product(self.size(base), max(1, min(Int(power.magnitude), Self.longest)))
    case .arithmetic, .call(.sum, _), .call(.mean, _): size = parts.reduce(0, +)
    default: size = parts.max() ?? 1
    }
    return min(Self.longest, size)
  }
}
