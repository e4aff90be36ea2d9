import SourceText

/// Reads a table row by row: a header with the names of the columns, and rows with a cell for each.
///
/// Rows that do not fit the header are told and left out. A class, since it goes through one file once.
final class TableReader {
  struct Column {
    let name: String
    let span: Span
  }

  /// The bytes that a cell can have.
  static let longestCell = 1 << 16

  let file: SourceFile
  let columns: [Column]
  let headerSpan: Span
  let reporter: Reporter
  private var reader: DelimitedReader
  private var hasEnded = false
  /// How many rows were told and left out.
  private(set) var refusedRows = 0

  /// Reads the header of a table; `nil` after a finding if there is none.
  init?(_ file: SourceFile, reporter: Reporter) {
    var reader = DelimitedReader(file.bytes)
    let outcome = reader.next()
    guard outcome != .end else {
      reporter.report(.noHeader, at: Span(file, 0..<0))
      return nil
    }
    if case .unclosedQuote(let offset) = outcome {
      reporter.report(.unclosedQuote, ["row": String(reader.row)], at: Span(file, offset..<offset + 1))
      return nil
    }
    if case .textAfterQuote(let offset) = outcome {
      reporter.report(.textAfterQuote, ["row": String(reader.row)], at: Span(file, offset..<offset + 1))
      return nil
    }
    guard reader.cellCount <= DelimitedReader.mostCells else {
      let limit = String(DelimitedReader.mostCells)
      reporter.report(.tooManyColumns, ["limit": limit], at: Span(file, reader.rowRange))
      return nil
    }
    var columns = reader.cells.map { Column(name: Self.text(of: $0, in: file.bytes), span: Span(file, $0.range)) }
    // Spreadsheet programs leave empty cells at the end of a row, the header included.
    while columns.last?.name.isEmpty == true { columns.removeLast() }
    self.columns = columns
    headerSpan = Span(file, reader.rowRange)
    self.file = file
    self.reporter = reporter
    self.reader = reader
  }

  /// The name of the table: that of its file without `.csv`.
  var name: String {
    let name = file.name.split(separator: "/").last ?? ""
    return String(name.hasSuffix(".csv") ? name.dropLast(4) : name)
  }

  /// Goes to the next row that fits the header; `false` if there is none.
  func next() -> Bool {
    while !hasEnded {
      switch reader.next() {
      case .row:
        if fitsHeader() { return true }
        refusedRows += 1
      case .end:
        hasEnded = true
      case .textAfterQuote(let offset):
        refusedRows += 1
        reporter.report(.textAfterQuote, ["row": String(row)], at: Span(file, offset..<offset + 1))
      case .unclosedQuote(let offset):
        refusedRows += 1
        reporter.report(.unclosedQuote, ["row": String(row)], at: Span(file, offset..<offset + 1))
        hasEnded = true
      }
    }
    return false
  }

  /// What parts the cells of a row.
  var separator: UInt8 { reader.separator }

  /// Where the rows behind the one read last begin.
  var offset: Int { reader.offset }

  // MARK: The row at hand

  /// Its number, as a spreadsheet counts.
  var row: Int { reader.row }

  /// Where it stands.
  var rowSpan: Span { Span(file, reader.rowRange) }

  /// Whether its cell of a column is as long as cells can be; an overlong one is told.
  func isReadable(_ column: Int) -> Bool {
    let count = reader.cells[column].range.count
    guard count > Self.longestCell else { return true }
    reporter.report(
      .cellTooLong, ["place": place(column), "found": String(count), "limit": String(Self.longestCell)],
      at: Span(file, span(column).range.prefix(80)))
    return false
  }

  func isEmpty(_ column: Int) -> Bool { reader.cells[column].range.isEmpty }

  /// Calls a closure with the bytes of a cell's content.
  func withContent<Result>(_ column: Int, _ body: ([UInt8], Range<Int>) -> Result) -> Result {
    let cell = reader.cells[column]
    guard cell.hasDoubledQuotes else { return body(file.bytes, cell.range) }
    let content = Self.content(of: cell, in: file.bytes)
    return body(content, Blank.trim(content, 0..<content.count))
  }

  func text(_ column: Int) -> String { Self.text(of: reader.cells[column], in: file.bytes) }

  /// Whether the bytes of a cell are its content as they are.
  func isPlain(_ column: Int) -> Bool { !reader.cells[column].hasDoubledQuotes }

  /// Whether a cell holds the same as a range of the file that is the content of another as it is.
  func cell(_ column: Int, isSameAs range: Range<Int>) -> Bool {
    let own = reader.cells[column].range
    return isPlain(column) && own.count == range.count && file.bytes[own].elementsEqual(file.bytes[range])
  }

  func span(_ column: Int) -> Span { Span(file, reader.cells[column].range) }

  /// A cell in words: row 3, column `services_late`.
  func place(_ column: Int) -> String { "row \(row), column `\(Reporter.shown(columns[column].name))`" }

  // MARK: Inside

  private func fitsHeader() -> Bool {
    let (found, expected) = (reader.cellCount, columns.count)
    let surplus =
      found > expected && (found > reader.cells.count || !reader.cells[expected...].allSatisfy(\.range.isEmpty))
    guard found < expected || surplus else { return true }
    reporter.report(
      found < expected ? .rowTooShort : .rowTooLong,
      ["row": String(row), "found": String(found), "expected": String(expected)],
      at: surplus ? Span(file, reader.cells[min(expected, reader.cells.count - 1)].range) : rowSpan,
      help: surplus ? adviceOnComma : nil)
    return false
  }

  private var adviceOnComma: Message? {
    guard reader.separator == UInt8(ascii: ",") else { return nil }
    return Message("the comma parts the cells: write decimals with a point, or put `12,5` in quotation marks")
  }

  /// Whether a decimal comma in the table may be taken for a sign between thousands.
  var isPartedByCommas: Bool { reader.separator == UInt8(ascii: ",") }

  private static func text(of cell: DelimitedReader.Cell, in bytes: [UInt8]) -> String {
    guard cell.hasDoubledQuotes else { return String(decoding: bytes[cell.range], as: UTF8.self) }
    return String(decoding: content(of: cell, in: bytes), as: UTF8.self)
  }

  private static func content(of cell: DelimitedReader.Cell, in bytes: [UInt8]) -> [UInt8] {
    var content: [UInt8] = []
    var isSecond = false
    for byte in bytes[cell.range] {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if !isSecond { content.append(byte) }
    }
    return content
  }
}
