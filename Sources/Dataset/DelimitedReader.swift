/// Takes a table of text apart into rows and cells, as RFC 4180 describes them.
///
/// A cell in quotation marks may hold the separator, line breaks and doubled marks. Spaces around a cell do not
/// count. Rows without anything in them are left out.
struct DelimitedReader {
  /// A cell: where its content stands, without spaces around it and without its quotation marks.
  struct Cell {
    let range: Range<Int>
    /// Whether quotation marks in it are doubled.
    let hasDoubledQuotes: Bool
  }

  /// What was read.
  enum Outcome: Equatable {
    case row
    case end
    /// A quoted cell that begins at the offset does not end.
    case unclosedQuote(at: Int)
    /// A row with text at the offset behind a quoted cell.
    case textAfterQuote(at: Int)
  }

  /// The cells that a row can have; more are counted but not kept.
  static let mostCells = 10_000

  let bytes: [UInt8]
  let separator: UInt8
  private(set) var offset: Int
  /// The number of the row read last, as a spreadsheet counts.
  private(set) var row: Int
  /// The cells of the row read last.
  private(set) var cells: [Cell] = []
  /// How many cells it has.
  private(set) var cellCount = 0
  /// The bytes from its first cell to its last.
  private(set) var rowRange = 0..<0

  /// A reader that finds out the separator from the first line.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if let declared = Self.declaredSeparator(bytes) {
      (separator, offset, row) = (declared.separator, declared.end, 1)
    } else {
      (separator, offset, row) = (Self.separator(ofLineIn: bytes), 0, 0)
    }
  }

  /// A reader of text without a header, whose separator is known.
  init(_ bytes: [UInt8], separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    (offset, row) = (0, 0)
  }

  /// Reads the next row that is not blank.
  mutating func next() -> Outcome {
    while offset < bytes.count {
      let outcome = readRow()
      if outcome != .row || !isBlank { return outcome }
    }
    return .end
  }

  private var isBlank: Bool { cells.allSatisfy(\.range.isEmpty) && cellCount <= Self.mostCells }

  private mutating func readRow() -> Outcome {
    let start = offset
    var outcome = Outcome.row
    row += 1
    cells.removeAll(keepingCapacity: true)
    cellCount = 0
    while true {
      let first = Blank.skip(bytes, from: offset, butNot: separator)
      if first < bytes.count, bytes[first] == UInt8(ascii: "\"") {
        guard let doubled = readQuoted(from: first + 1) else {
          offset = bytes.count
          return .unclosedQuote(at: first)
        }
        let content = first + 1..<offset
        offset += 1
        append(Cell(range: Blank.trim(bytes, content), hasDoubledQuotes: doubled))
        let behind = Blank.skip(bytes, from: offset, butNot: separator)
        skipToEndOfCell()
        if behind < offset, outcome == .row { outcome = .textAfterQuote(at: behind) }
      } else {
        skipToEndOfCell(from: first)
        append(Cell(range: Blank.trim(bytes, first..<offset), hasDoubledQuotes: false))
      }
      guard offset < bytes.count, bytes[offset] == separator else { break }
      offset += 1
    }
    rowRange = Blank.trim(bytes, start..<offset)
    offset = min(offset + 1, bytes.count)
    return outcome
  }

  private mutating func append(_ cell: Cell) {
    cellCount += 1
    if cells.count < Self.mostCells { cells.append(cell) }
  }

  /// Goes to the closing quotation mark of a cell.
  ///
  /// - Returns: whether there are doubled marks before it; `nil` if there is no closing one.
  private mutating func readQuoted(from start: Int) -> Bool? {
    let quote = UInt8(ascii: "\"")
    var doubled = false
    offset = start
    while offset < bytes.count {
      if bytes[offset] == quote {
        guard offset + 1 < bytes.count, bytes[offset + 1] == quote else { return doubled }
        doubled = true
        offset += 1
      }
      offset += 1
    }
    return nil
  }

  private mutating func skipToEndOfCell(from start: Int? = nil) {
    var index = start ?? offset
    while index < bytes.count, bytes[index] != separator, bytes[index] != UInt8(ascii: "\n") { index += 1 }
    offset = index
  }

  // MARK: The separator

  /// The separator that stands most often in the first line that has one, outside of quotation marks.
  private static func separator(ofLineIn bytes: [UInt8]) -> UInt8 { guess(bytes).separator }

  /// Whether the first bytes of a text tell its separator, whatever comes behind them.
  static func isSeparatorDecided(by bytes: [UInt8]) -> Bool {
    declaredSeparator(bytes) != nil || guess(bytes).isDecided
  }

  private static func guess(_ bytes: [UInt8]) -> (separator: UInt8, isDecided: Bool) {
    let candidates = [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ",")]
    var counts = [0, 0, 0]
    var isQuoted = false
    var isDecided = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if byte == UInt8(ascii: "\n"), counts.contains(where: { $0 > 0 }) {
        isDecided = true
        break
      }
      if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    guard most > 0, let index = counts.firstIndex(of: most) else { return (UInt8(ascii: ","), false) }
    return (candidates[index], isDecided)
  }

  /// The separator that a spreadsheet program states in a first line such as `sep=;`.
  private static func declaredSeparator(_ bytes: [UInt8]) -> (separator: UInt8, end: Int)? {
    guard bytes.starts(with: Array("sep=".utf8)), bytes.count > 4 else { return nil }
    let separator = bytes[4]
    guard [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t")].contains(separator) else { return nil }
    let end = Blank.skip(bytes, from: 5, butNot: separator)
    guard end < bytes.count, bytes[end] == UInt8(ascii: "\n") else { return nil }
    return (separator, end + 1)
  }
}

/// What counts as nothing around the content of a cell.
enum Blank {
  /// The first offset from another on at which there is no blank; a line feed is none.
  static func skip(_ bytes: [UInt8], from start: Int, butNot separator: UInt8) -> Int {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == separator || byte == UInt8(ascii: "\n") { return index }
      let length = length(bytes, at: index, end: bytes.count)
      guard length > 0 else { return index }
      index += length
    }
    return index
  }

  /// The range without the blanks and line breaks at its ends.
  static func trim(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start < range.upperBound {
      let length = length(bytes, at: start, end: range.upperBound)
      guard length > 0 else { break }
      start += length
    }
    var end = range.upperBound
    trimming: while end > start {
      if bytes[end - 1] > 0x20, bytes[end - 1] < 0x80 { break }
      for size in 1...3 where end - size >= start {
        if length(bytes, at: end - size, end: end) == size {
          end -= size
          continue trimming
        }
      }
      break
    }
    return start..<end
  }

  /// The number of bytes of the blank character at an offset; 0 if there is none.
  static func length(_ bytes: [UInt8], at index: Int, end: Int) -> Int {
    let byte = bytes[index]
    if byte < 0x80 { return byte == 0x20 || (0x09...0x0D).contains(byte) ? 1 : 0 }
    // No-break space.
    if byte == 0xC2 { return index + 1 < end && bytes[index + 1] == 0xA0 ? 2 : 0 }
    guard index + 2 < end else { return 0 }
    switch (byte, bytes[index + 1], bytes[index + 2]) {
    // The spaces of different widths, the narrow no-break space, the byte-order mark.
    case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xAF), (0xEF, 0xBB, 0xBF): return 3
    default: return 0
    }
  }
}
