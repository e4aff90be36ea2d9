import Formula
import Methodology
import SourceText

/// What an edition asks the bodies for, prepared for reading many rows.
struct EditionShape {
  struct Table {
    let table: RecordTable
    let fields: FigureSet
    /// A row in which nothing is reported.
    let emptyRow: [Value]
    /// The fields of the key whose values are reported.
    let key: [Int]
    let due: DueRows?
  }

  let edition: Edition
  let layout: InputLayout
  let inputs: FigureSet
  /// Each input as missing, even where it has a `default`: a wrong figure is not one that was not reported.
  let missingInputs: [Value]
  /// The inputs of a body that reports nothing.
  let emptyInputs: [Value]
  let tables: [Table]
  let kinds: [String]
  /// What is there for another edition, so that it is no finding.
  let shared: SharedColumns

  init(_ edition: Edition, shared: SharedColumns = .none, reporter: Reporter) {
    self.edition = edition
    self.shared = shared
    layout = InputLayout(edition)
    let inputs = FigureSet(inputsOf: edition)
    let missing = inputs.figures.map { Value.missing(Absence(.input($0.name))) }
    self.inputs = inputs
    missingInputs = missing
    emptyInputs = zip(inputs.figures, missing).map { $0.fallback ?? $1 }
    tables = edition.tables.map { Table($0, in: edition, reporter: reporter) }
    kinds = edition.kinds.map(\.name)
  }

  /// The kind of a body that names none: the only one that there is.
  var onlyKind: String? { kinds.count <= 1 ? kinds.first ?? "" : nil }
}

extension EditionShape.Table {
  init(_ table: RecordTable, in edition: Edition, reporter: Reporter) {
    self.table = table
    let fields = FigureSet(fieldsOf: table)
    self.fields = fields
    emptyRow = fields.figures.map { figure in
      if let fallback = figure.fallback { return fallback }
      return figure.reader == nil ? .notApplicable : Self.notReported
    }
    key = table.key.filter { fields.figures[$0].reader != nil }
    due = DueRows(table, in: edition)
    guard due == nil, let completeness = table.completeness else { return }
    let words = ["limit": String(DueRows.limit), "name": table.name]
    reporter.report(.tooManyRowsDue, words, at: completeness.provenance.span)
  }

  /// Stands for an empty cell until the label of its row is known.
  static let notReported = Value.missing(Absence(.input("")))

  /// The row with its label, in which every empty cell says which it is.
  func row(_ values: [Value], number: Int, at span: Span?) -> Body.Row {
    let label = key.isEmpty ? String(number) : key.map { values[$0].plainText }.joined(separator: ", ")
    var values = values
    for index in values.indices {
      guard case .missing = values[index] else { continue }
      let cell = Reason.cell(table: table.name, row: label, field: fields.figures[index].name)
      values[index] = .missing(Absence(cell))
    }
    return Body.Row(label: label, values: values, span: span)
  }
}

extension Value {
  /// The value as labels and messages show it; nothing for one that is missing.
  var plainText: String {
    switch self {
    case .text(let text): text
    case .number(let number): number.description
    case .truth(let truth): truth ? "yes" : "no"
    case .missing, .notApplicable: ""
    }
  }
}
