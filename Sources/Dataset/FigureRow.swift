import Formula
import SourceText

/// Reads the figures in the rows of a table.
///
/// A class, since it remembers what it has told of a column.
final class FigureRow {
  private let table: TableReader
  private let plan: ColumnPlan
  private let figures: FigureSet
  private let words: [FaultWords?]
  /// Columns whose decimal commas were told, or that have no name and were told.
  private var toldColumns: Set<Int> = []

  init(_ table: TableReader, _ plan: ColumnPlan, _ figures: FigureSet) {
    self.table = table
    self.plan = plan
    self.figures = figures
    words = figures.figures.map { figure in
      figure.reader.map { FaultWords(input: $0.input, reporter: table.reporter) }
    }
  }

  /// Puts the figures of the row at hand in their places.
  ///
  /// - Parameters:
  ///   - values: what holds where a figure was not reported.
  ///   - wrong: what stands in place of a figure that is wrong.
  func read(into values: inout [Value], wrong: (Int) -> Value) {
    for (column, role) in plan.roles.enumerated() {
      switch role {
      case .figure(let position): readFigure(column, position, into: &values, wrong)
      case .named: break
      case .ignored: checkUnnamed(column)
      }
    }
    for pair in figures.exceeded(in: values) { tellExceeded(pair.figure, pair.limit, values) }
  }

  private func readFigure(_ column: Int, _ position: Int, into values: inout [Value], _ wrong: (Int) -> Value) {
    guard let reader = figures.figures[position].reader, table.isReadable(column) else {
      values[position] = wrong(position)
      return
    }
    let (content, isAmbiguous) = table.withContent(column, reader.read)
    switch content {
    case .value(let value):
      values[position] = value
      if isAmbiguous, table.isPartedByCommas { tellAmbiguous(column, value) }
    case .nothing:
      break
    case .fault(.notAChoice) where table.reporter.isLenient:
      values[position] = wrong(position)
      let name = figures.figures[position].name
      table.reporter.note(StrangeValue(table: table.name, column: name, text: Reporter.shown(table.text(column))))
    case .fault(let fault):
      values[position] = wrong(position)
      words[position]?.report(
        fault, found: table.text(column), place: table.place(column), at: table.span(column))
    }
  }

  private func tellAmbiguous(_ column: Int, _ value: Value) {
    guard toldColumns.insert(column).inserted else { return }
    let words = [
      "place": table.place(column), "found": table.text(column), "value": value.plainText,
    ]
    table.reporter.report(.ambiguousNumber, words, at: table.span(column))
  }

  private func checkUnnamed(_ column: Int) {
    guard table.columns[column].name.isEmpty, !table.isEmpty(column), toldColumns.insert(column).inserted else {
      return
    }
    let words = ["place": "row \(table.row), column \(column + 1)", "found": Reporter.shown(table.text(column))]
    table.reporter.report(.unnamedColumn, words, at: table.span(column))
  }

  private func tellExceeded(_ figure: Int, _ limit: Int, _ values: [Value]) {
    guard let column = plan.columns[figure] else { return }
    table.reporter.reportExceeded(
      values[figure], limit: figures.figures[limit].name, values[limit], place: table.place(column),
      at: table.span(column), limitSpan: plan.columns[limit].map(table.span))
  }
}
