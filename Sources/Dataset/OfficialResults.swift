import Exact
import SourceText

/// Results that were published, to hold computed ones against.
///
/// A table beside the data, `official.csv`: the columns `year` and `body`, the column `band` if bands were published,
/// and a column for each score, named by its path. An empty cell is a figure that was not published.
public struct OfficialResults: Sendable {
  /// The file's name, which no record table of a folder with years can have.
  public static let fileName = "official.csv"

  /// What was published of one body for one year.
  public struct Row: Sendable {
    public let year: Int
    public let body: String
    public let band: String?
    public let figures: [Figure]
    public let span: Span
  }

  public struct Figure: Sendable {
    /// The path of the score.
    public let score: String
    public let value: Rational
    /// One in the last decimal that was published.
    public let step: Rational
    /// The figure as published.
    public let text: String
    public let span: Span

    /// Whether a value could have been published as this figure: it lies no further off than half of the last decimal.
    public func agrees(with value: Rational) -> Bool {
      (value - self.value).magnitude * 2 <= step
    }
  }

  /// In the order of the file.
  public let rows: [Row]
  /// What tells the file from all others.
  public let fingerprint: Fingerprint
  /// The header of the table.
  public let span: Span

  /// Reads the table beside the data of a folder; `nil` after findings if it is not there or something in it is wrong.
  public static func read(inFolder folder: String, findings: Findings) -> OfficialResults? {
    let path = folder.hasSuffix("/") ? folder + fileName : folder + "/" + fileName
    let reporter = Reporter(findings)
    guard let bytes = TableText.readBytes(path: path, reporter: reporter),
      let file = TableText.decode(bytes, name: path, reporter: reporter),
      let table = TableReader(file, reporter: reporter),
      let rows = OfficialTable(table, reporter: reporter)?.rows(), reporter.errorCount == 0
    else { return nil }
    return OfficialResults(rows: rows, fingerprint: Fingerprint(of: bytes), span: table.headerSpan)
  }
}

/// The table of official results as it is read.
private struct OfficialTable {
  private let table: TableReader
  private let reporter: Reporter
  private let year: Int
  private let body: Int
  private let band: Int?
  private let scores: [(name: String, column: Int)]

  /// Finds the columns of the table; `nil` after findings if one is missing or stands twice.
  init?(_ table: TableReader, reporter: Reporter) {
    var columns: [String: Int] = [:]
    for (index, column) in table.columns.enumerated() where !column.name.isEmpty {
      if let first = columns.updateValue(index, forKey: column.name) {
        let note = Diagnostic.Note(Message("it stands here first"), at: table.columns[first].span)
        reporter.report(.duplicateColumn, ["column": Reporter.shown(column.name)], at: column.span, notes: [note])
      }
    }
    for name in ["year", "body"] where columns[name] == nil {
      let words = ["what": "`\(OfficialResults.fileName)`", "column": name]
      reporter.report(.missingColumn, words, at: table.headerSpan)
    }
    guard let year = columns["year"], let body = columns["body"], reporter.errorCount == 0 else { return nil }
    self.table = table
    self.reporter = reporter
    self.year = year
    self.body = body
    band = columns["band"]
    scores = table.columns.enumerated().compactMap { index, column in
      column.name.isEmpty || ["year", "body", "band", "name"].contains(column.name) ? nil : (column.name, index)
    }
  }

  func rows() -> [OfficialResults.Row] {
    var rows: [OfficialResults.Row] = []
    var seen: [String: Span] = [:]
    while table.next() {
      let figures = scores.compactMap { figure($0.name, $0.column) }
      guard let year = readYear(), let body = readBody() else { continue }
      if let first = seen.updateValue(table.rowSpan, forKey: "\(year) \(body)") {
        let note = Diagnostic.Note(Message("it stands here first"), at: first)
        let words = ["body": Reporter.shown(body), "year": String(year)]
        reporter.report(.duplicateResult, words, at: table.rowSpan, notes: [note])
      }
      let band = band.flatMap { table.isEmpty($0) || !table.isReadable($0) ? nil : table.text($0) }
      rows.append(OfficialResults.Row(year: year, body: body, band: band, figures: figures, span: table.rowSpan))
    }
    return rows
  }

  private func readYear() -> Int? {
    let text = table.text(year)
    if text.utf8.count == 4, let year = Int(text), year > 999 { return year }
    let words = ["place": table.place(year), "found": Reporter.shown(text)]
    reporter.report(.notAYear, words, at: table.isEmpty(year) ? table.rowSpan : table.span(year))
    return nil
  }

  private func readBody() -> String? {
    if !table.isEmpty(body), table.isReadable(body) { return table.text(body) }
    reporter.report(.emptyName, ["place": table.place(body)], at: table.rowSpan)
    return nil
  }

  private func figure(_ score: String, _ column: Int) -> OfficialResults.Figure? {
    table.withContent(column) { bytes, range in
      guard !CellWords.isNothing(bytes, range), table.isReadable(column) else { return nil }
      guard let number = CellNumber(bytes, range) else {
        let found = Reporter.shown(table.text(column))
        reporter.report(
          .notANumber, ["place": table.place(column), "expected": "a number", "found": found], at: table.span(column))
        return nil
      }
      let signs = [UInt8(ascii: "."), UInt8(ascii: ",")]
      let decimals = bytes[range].lastIndex(where: signs.contains).map { sign in
        bytes[range][(sign + 1)...].count(where: CellNumber.isDigit)
      }
      return OfficialResults.Figure(
        score: score, value: number.value, step: Rational.decimalUnit(-(decimals ?? 0)), text: table.text(column),
        span: table.span(column))
    }
  }
}

/// The findings on official results.
extension DiagnosticKind {
  static let officialKinds = [notAYear, duplicateResult]

  public static let notAYear = DiagnosticKind(
    "E0550", "{place}: expected a year, found `{found}`",
    explanation: """
      The table of official results says of each row which year it is about, in four digits.

      Bad: `2017 г.`. Good: `2017`.
      """)

  public static let duplicateResult = DiagnosticKind(
    "E0551", "the results of `{body}` for {year} stand twice",
    explanation: """
      A body has one result a year, and nobody could tell which of two rows holds.

      Bad: two rows `2017,ministry-a`. Good: one.
      """)
}
