import Methodology
import SourceText

/// What the columns of a table are for.
struct ColumnPlan {
  enum Role: Equatable {
    /// A column that every such table has, such as `id` or `body`.
    case named(String)
    /// One of the figures that the rule file declares, by its position.
    case figure(Int)
    /// A column that nobody reads: told already, or of another edition.
    case ignored
  }

  let roles: [Role]
  /// The column of each figure.
  let columns: [Int?]
  /// Whether a column is not there that the table cannot do without.
  let lacksRequired: Bool
  /// The figures without a column for which no default holds.
  let absentFigures: [String]

  /// Finds out what the columns of a table are for; what is wrong with them is told.
  ///
  /// Columns of the given names are no figures; `what` is the table as messages call it.
  init(
    _ table: TableReader, named names: [String], required: [String], figures: FigureSet, what: String,
    shape: EditionShape
  ) {
    var roles: [Role] = []
    var columns = [Int?](repeating: nil, count: figures.figures.count)
    var first: [String: Span] = [:]
    let reporter = table.reporter
    for (index, column) in table.columns.enumerated() {
      var role = Role.ignored
      if let span = first[column.name] {
        let note = Diagnostic.Note(Message("it stands here first"), at: span)
        reporter.report(
          .duplicateColumn, ["column": Reporter.shown(column.name)], at: column.span, notes: [note])
      } else if let position = figures.positions[column.name], figures.figures[position].reader != nil {
        role = .figure(position)
        columns[position] = index
      } else if names.contains(column.name) {
        role = .named(column.name)
      } else if !column.name.isEmpty, !reporter.isLenient, !shape.shared.has(column.name, inTable: table.name) {
        Self.tellUnknown(column, known: names + figures.reportedNames, in: figures, what, shape, reporter)
      }
      if !column.name.isEmpty, first[column.name] == nil { first[column.name] = column.span }
      roles.append(role)
    }
    self.roles = roles
    self.columns = columns
    let absentNames = required.filter { first[$0] == nil }
    for name in absentNames {
      reporter.report(.missingColumn, ["what": what, "column": name], at: table.headerSpan)
    }
    lacksRequired = !absentNames.isEmpty
    absentFigures = figures.figures.enumerated().compactMap { position, figure in
      guard columns[position] == nil, figure.reader != nil, figure.fallback == nil else { return nil }
      return absentNames.contains(figure.name) ? nil : figure.name
    }
    guard !reporter.isLenient else { return }
    for name in absentFigures {
      reporter.report(.absentColumn, ["what": what, "column": name], at: table.headerSpan)
    }
  }

  /// The column of a name that is no figure.
  func column(_ name: String) -> Int? { roles.firstIndex(of: .named(name)) }

  private static func tellUnknown(
    _ column: TableReader.Column, known: [String], in figures: FigureSet, _ what: String, _ shape: EditionShape,
    _ reporter: Reporter
  ) {
    let words = ["what": what, "column": Reporter.shown(column.name)]
    if figures.positions[column.name] != nil {
      return reporter.report(.computedColumn, words.merging(["verb": "compute"]) { $1 }, at: column.span)
    }
    switch shape.edition.declaration(column.name)?.content {
    case .parameter, .scale:
      reporter.report(.computedColumn, words.merging(["verb": "set"]) { $1 }, at: column.span)
    case .derived, .score:
      reporter.report(.computedColumn, words.merging(["verb": "compute"]) { $1 }, at: column.span)
    default:
      let owner = owner(of: column.name, shape)
      let elsewhere = owner.map { Message("it is a column of `{file}`", ["file": $0]) }
      reporter.report(
        .unknownColumn, words, at: column.span, help: elsewhere ?? reporter.suggestion(column.name, among: known))
    }
  }

  /// The file that has a column.
  private static func owner(of name: String, _ shape: EditionShape) -> String? {
    if shape.inputs.positions[name] != nil { return "bodies.csv" }
    return shape.tables.first { $0.fields.positions[name] != nil }.map { "\($0.table.name).csv" }
  }
}
