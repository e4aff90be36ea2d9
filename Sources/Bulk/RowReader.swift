import Dataset
import Exact
import Formula
import Methodology

/// Reads rows of a table into columns.
///
/// It knows the common forms of cells and leaves all others to ``CellReader``, so that nothing is read otherwise than
/// `Dataset` reads it. Whatever there is to be told of a row ends it: the whole table is then read the slow way.
struct RowReader {
  /// There is something to be told, or a form of data that this reader does not know.
  struct GivesUp: Error {}

  /// How an input is read.
  private enum Form {
    case number(isWhole: Bool, from: Double, to: Double)
    case other
  }

  private let table: BodyTable
  private let forms: [Form]
  private let codes: [[String: Double]]
  private let fallbacks: [(value: Double, places: Int)?]
  private let kindNames: [[UInt8]]
  private let kindCodes: [Double]
  private let roles: [BodyTable.Role]
  private let commaIsDecimal: Bool
  /// The inputs that no column is for.
  private let absentInputs: [Int]

  /// `nil` for limits of figures that doubles do not hold.
  init?(_ table: BodyTable, _ program: ColumnProgram) {
    self.table = table
    var forms: [Form] = []
    for reader in table.readers {
      switch reader.input.kind {
      case .count, .number, .share, .percent:
        guard let from = Self.limit(reader.input.from, or: -.infinity),
          let to = Self.limit(reader.input.to, or: .infinity)
        else { return nil }
        forms.append(.number(isWhole: reader.input.kind == .count, from: from, to: to))
      case .yesNo, .choice, .text: forms.append(.other)
      }
    }
    self.forms = forms
    codes = table.readers.map { reader in
      Dictionary(reader.input.choices.map { ($0, program.code($0)) }, uniquingKeysWith: { first, _ in first })
    }
    var fallbacks: [(value: Double, places: Int)?] = []
    for reader in table.readers {
      let constant = program.constant(reader.input.fallback)
      if reader.input.fallback != nil, reader.input.kind != .text {
        guard let constant, constant.bounds.partsBits == 0, constant.value.magnitude < 1e9, constant.bounds.places < 6
        else { return nil }
        fallbacks.append((constant.value, constant.bounds.places))
      } else {
        fallbacks.append(nil)
      }
    }
    self.fallbacks = fallbacks
    kindNames = table.kinds.map { Array($0.utf8) }
    kindCodes = table.kinds.map(program.code)
    roles = table.roles
    let given = table.roles.compactMap { role in if case .figure(let input) = role { input } else { nil } }
    absentInputs = table.readers.indices.filter { !given.contains($0) }
    commaIsDecimal = table.separator != UInt8(ascii: ",")
  }

  /// The double nearest to a limit that compares with figures as the limit does.
  private static func limit(_ limit: Rational?, or none: Double) -> Double? {
    guard let limit else { return none }
    guard let constant = ColumnConstant(limit), constant.bounds.partsBits == 0, constant.bounds.places <= 9,
      constant.value.magnitude < 1e6 || (constant.bounds.places == 0 && constant.value.magnitude < 1e15)
    else { return nil }
    return constant.value
  }

  /// Reads rows until the block is full or the chunk ends; moves the offset behind them.
  func read(_ chunk: UnsafeBufferPointer<UInt8>, from offset: inout Int, into block: RowBlock) throws(GivesUp) {
    block.clear()
    guard let bytes = chunk.baseAddress else { return }
    while block.count < BlockMemory.rows, offset < chunk.count {
      let row = block.count
      if let end = try readPlain(bytes, offset, chunk.count, row, block) {
        offset = end
      } else {
        offset = try readOther(bytes, offset, chunk.count, row, block)
      }
    }
    for input in absentInputs {
      for row in 0..<block.count { setNothing(input, row, block) }
    }
    block.fillMissing()
  }

  // MARK: Plain rows

  /// Reads a row whose cells have the common forms; `nil` if it has others.
  private func readPlain(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ row: Int, _ block: RowBlock
  ) throws(GivesUp) -> Int? {
    let separator = table.separator
    var index = start
    var identifier = RowBlock.Text()
    var title = RowBlock.Text()
    var titleRank = Int.max
    var kind = table.onlyKind == nil ? -1.0 : kindCodes.first ?? 0
    var given = 0
    for (column, role) in roles.enumerated() {
      let cell = index
      switch role {
      case .figure(let input):
        guard case .number(let isWhole, let from, let to) = forms[input] else {
          guard let next = Self.plainEnd(bytes, index, end, separator),
            try readOther(bytes, cell..<next, input, row, block)
          else { return nil }
          index = next
          break
        }
        guard let next = readNumber(bytes, index, end, isWhole, from, to, input, row, block) else { return nil }
        index = next
      case .id:
        guard let next = Self.plainEnd(bytes, index, end, separator), next > cell else { return nil }
        identifier.range = cell..<next
        index = next
      case .kind:
        guard let next = Self.plainEnd(bytes, index, end, separator) else { return nil }
        if let position = kindNames.firstIndex(where: { Self.isSame(bytes, cell..<next, $0) }) {
          kind = kindCodes[position]
        } else if next > cell || table.onlyKind == nil {
          return nil
        }
        index = next
      case .title(let rank):
        guard let next = Self.plainEnd(bytes, index, end, separator) else { return nil }
        if next > cell, rank < titleRank { (title.range, titleRank) = (cell..<next, rank) }
        index = next
      case .ignored, .unnamed:
        guard let next = Self.plainEnd(bytes, index, end, separator) else { return nil }
        if case .unnamed = role, next > cell { return nil }
        index = next
      }
      given = column + 1
      guard given < roles.count else { break }
      guard index < end, bytes[index] == separator else { return nil }
      index += 1
    }
    if index < end, bytes[index] == UInt8(ascii: "\r") { index += 1 }
    guard index >= end || bytes[index] == UInt8(ascii: "\n"), kind >= 0 else { return nil }
    guard keepsLimits(row, block) else { throw GivesUp() }
    block.kinds[row] = kind
    block.identifiers.append(identifier)
    block.titles.append(title)
    block.rows.append(start..<index)
    return min(index + 1, end)
  }

  /// The end of a cell without quotation marks and blanks at its ends; `nil` for any other.
  @inline(__always)
  private static func plainEnd(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ separator: UInt8) -> Int? {
    var index = start
    var isASCII: UInt8 = 0
    while index < end {
      let byte = bytes[index]
      if byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      if byte == UInt8(ascii: "\"") { return nil }
      isASCII |= byte
      index += 1
    }
    guard index > start else { return index }
    // Blanks of Unicode begin and end with such bytes too.
    let (first, last) = (bytes[start], bytes[index - 1])
    let isPlain = first > 0x20 && last > 0x20 && (isASCII < 0x80 || (first < 0x80 && last < 0x80))
    return isPlain && index - start <= 4096 ? index : nil
  }

  @inline(__always)
  private static func isSame(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, _ name: [UInt8]) -> Bool {
    guard name.count == range.count else { return false }
    for index in 0..<name.count where bytes[range.lowerBound + index] != name[index] { return false }
    return true
  }

  /// Reads a number of at most 15 digits, or an empty cell; `nil` for anything else.
  @inline(__always)
  private func readNumber(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ isWhole: Bool, _ from: Double, _ to: Double,
    _ input: Int, _ row: Int, _ block: RowBlock
  ) -> Int? {
    var index = start
    let isNegative = index < end && bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    var magnitude: Int64 = 0
    let first = index
    while index < end, bytes[index] &- UInt8(ascii: "0") < 10 {
      magnitude = magnitude &* 10 &+ Int64(bytes[index] &- UInt8(ascii: "0"))
      index += 1
    }
    var digits = index - first
    var places = 0
    if index < end, bytes[index] == UInt8(ascii: ".") || (commaIsDecimal && bytes[index] == UInt8(ascii: ",")) {
      index += 1
      let point = index
      while index < end, bytes[index] &- UInt8(ascii: "0") < 10 {
        magnitude = magnitude &* 10 &+ Int64(bytes[index] &- UInt8(ascii: "0"))
        index += 1
      }
      places = index - point
      guard digits > 0, places > 0 else { return nil }
      digits += places
    }
    let isEnd =
      index >= end || bytes[index] == table.separator || bytes[index] == UInt8(ascii: "\n")
      || bytes[index] == UInt8(ascii: "\r")
    guard isEnd, digits <= 15 else { return nil }
    guard digits > 0 else {
      // A lone hyphen stands for nothing, as an empty cell does.
      setNothing(input, row, block)
      return index
    }
    var value = Double(isNegative ? -magnitude : magnitude)
    if places > 0 { value /= Self.powers[places] }
    guard value >= from, value <= to, !isWhole || value == value.rounded(.towardZero) else { return nil }
    block.set(value, places: places, input, row)
    return index
  }

  private static let powers: [Double] = (0...15).map { BodyColumns.Column.power($0) }

  @inline(__always)
  private func setNothing(_ input: Int, _ row: Int, _ block: RowBlock) {
    if let fallback = fallbacks[input] {
      block.set(fallback.value, places: fallback.places, input, row)
    } else {
      block.setMissing(input, row)
    }
  }

  private func keepsLimits(_ row: Int, _ block: RowBlock) -> Bool {
    for (figure, limit) in table.limits {
      let (own, other) = (block.inputs[figure], block.inputs[limit])
      guard own.isMissing[row] == 0, other.isMissing[row] == 0 else { continue }
      // Of decimals with at most 15 digits, the nearest doubles are in the same order.
      if own.values[row] > other.values[row] { return false }
    }
    return true
  }

  // MARK: Other rows

  /// Reads a row as `Dataset` takes it apart.
  private func readOther(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ row: Int, _ block: RowBlock
  ) throws(GivesUp) -> Int {
    var index = start
    var isQuoted = false
    while index < end, isQuoted || bytes[index] != UInt8(ascii: "\n") {
      if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      index += 1
    }
    for input in block.inputs { input.isMissing[row] = 0 }
    // Elsewhere a carriage return that stands alone ends a line.
    for place in start..<index where bytes[place] == UInt8(ascii: "\r") && place + 1 < end {
      guard bytes[place + 1] == UInt8(ascii: "\n") else { throw GivesUp() }
    }
    guard !isQuoted,
      let cells = table.cells(ofRow: Array(UnsafeBufferPointer(start: bytes + start, count: index - start)))
    else { throw GivesUp() }
    let next = min(index + 1, end)
    if cells.isEmpty { return next }
    block.doubts.removeAll { $0 == row }
    var identifier: [UInt8] = []
    var title: [UInt8] = []
    var titleRank = Int.max
    var kind = table.onlyKind == nil ? -1.0 : kindCodes.first ?? 0
    for (role, cell) in zip(roles, cells) {
      switch role {
      case .id: identifier = cell
      case .kind:
        if let position = kindNames.firstIndex(of: cell) {
          kind = kindCodes[position]
        } else if !cell.isEmpty || table.onlyKind == nil {
          throw GivesUp()
        }
      case .title(let rank):
        if !cell.isEmpty, rank < titleRank { (title, titleRank) = (cell, rank) }
      case .figure(let input): try read(cell, input, row, block)
      case .unnamed: if !cell.isEmpty { throw GivesUp() }
      case .ignored: break
      }
    }
    guard !identifier.isEmpty, kind >= 0, keepsLimits(row, block), !(block.doubts.last == row && !table.limits.isEmpty)
    else { throw GivesUp() }
    block.kinds[row] = kind
    block.identifiers.append(block.own(identifier))
    block.titles.append(block.own(title))
    block.rows.append(start..<index)
    return next
  }

  private func readOther(
    _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, _ input: Int, _ row: Int, _ block: RowBlock
  ) throws(GivesUp) -> Bool {
    try read(Array(UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)), input, row, block)
    return true
  }

  private func read(_ cell: [UInt8], _ input: Int, _ row: Int, _ block: RowBlock) throws(GivesUp) {
    let (content, isAmbiguous) = table.readers[input].read(cell, 0..<cell.count)
    if isAmbiguous, !commaIsDecimal { throw GivesUp() }
    switch content {
    case .nothing: setNothing(input, row, block)
    case .fault, .value(.missing), .value(.notApplicable): throw GivesUp()
    case .value(.truth(let truth)): block.set(truth ? 1 : 0, places: 0, input, row)
    case .value(.text(let text)): block.set(codes[input][text] ?? 0, places: 0, input, row)
    case .value(.number(let number)):
      block.inputs[input].isMissing[row] = 0
      if let parts = number.value.wordParts, let places = BodyColumns.Column.places(of: parts.denominator),
        number.value.nearestDouble.magnitude * Self.powers[places] < 1e15
      {
        block.set(number.value.nearestDouble, places: places, input, row)
      } else {
        block.set(0, places: 0, input, row)
        block.doubts.append(row)
      }
    }
  }

  /// The body of a row, for the exact evaluator.
  func body(_ row: [UInt8], id: String) -> Body? {
    guard let cells = table.cells(ofRow: row), !cells.isEmpty else { return nil }
    var inputs = table.emptyInputs
    var kind = table.onlyKind
    for (role, cell) in zip(roles, cells) {
      switch role {
      case .figure(let input):
        if case .value(let value) = table.readers[input].read(cell, 0..<cell.count).content { inputs[input] = value }
      case .kind: if !cell.isEmpty { kind = String(decoding: cell, as: UTF8.self) }
      default: break
      }
    }
    return Body(id: id, kind: kind ?? "", titles: Titles(), inputs: inputs, records: [], span: nil)
  }
}
