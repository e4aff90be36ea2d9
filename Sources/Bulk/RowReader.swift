import Dataset
import Exact
import Formula
import Methodology

/// There is something to be told of a row, or it has a form that readers of many rows do not know.
struct GivesUp: Error {}

/// Reads rows of a table into columns.
///
/// It knows the common forms of cells and leaves all others to ``CellReader``, so that nothing is read otherwise than
/// `Dataset` reads it. Whatever there is to be told of a row ends it: the whole table is then read the slow way.
struct RowReader: Sendable {
  /// How a figure is read.
  enum Form {
    case number(isWhole: Bool, from: Double, to: Double)
    case word
    case text(isKey: Bool)
    /// One that the rules compute.
    case none
  }

  let table: TableForm
  let forms: [Form]
  /// The words that most cells of a figure hold, with what columns hold for each.
  private let words: [[(text: [UInt8], code: Double)]]
  let codes: [[String: Double]]
  private let fallbacks: [(value: Double, places: Int)?]
  let kindNames: [[UInt8]]
  let kindCodes: [Double]
  let roles: [TableForm.Role]
  let commaIsDecimal: Bool
  /// The figures that have a column, and those that have none.
  let givenFigures: [Int]
  private let absentFigures: [Int]

  /// `nil` for limits of figures that doubles do not hold.
  ///
  /// - Parameters:
  ///   - table: the head of the table.
  ///   - program: gives choices and kinds their numbers; without it they have those of ``BodyColumns``.
  init?(_ table: TableForm, _ program: ColumnProgram? = nil) {
    self.table = table
    func code(_ text: String, _ position: Int) -> Double { program?.code(text) ?? Double(position) }
    var forms: [Form] = []
    var words: [[(text: [UInt8], code: Double)]] = []
    var codes: [[String: Double]] = []
    var fallbacks: [(value: Double, places: Int)?] = []
    for (figure, reader) in table.readers.enumerated() {
      guard let input = reader?.input else {
        forms.append(.none)
        words.append([])
        codes.append([:])
        fallbacks.append(nil)
        continue
      }
      guard let form = Self.form(input, isKey: table.key.contains(figure)) else { return nil }
      forms.append(form)
      let choices = input.choices.enumerated().map { ($1, code($1, $0)) }
      let common = input.kind == .yesNo ? [("yes", 1), ("no", 0)] : choices
      words.append(common.map { (Array($0.utf8), $1) })
      let own = Dictionary(choices, uniquingKeysWith: { first, _ in first })
      codes.append(own)
      guard let value = input.fallback, input.kind != .text else {
        fallbacks.append(nil)
        continue
      }
      guard let fallback = Self.fallback(value, own) else { return nil }
      fallbacks.append(fallback)
    }
    self.forms = forms
    self.words = words
    self.codes = codes
    self.fallbacks = fallbacks
    kindNames = table.kinds.map { Array($0.utf8) }
    kindCodes = table.kinds.enumerated().map { code($1, $0) }
    roles = table.roles
    let given = table.roles.compactMap { role in if case .figure(let figure) = role { figure } else { nil } }
    givenFigures = given
    absentFigures = table.readers.indices.filter { table.readers[$0] != nil && !given.contains($0) }
    commaIsDecimal = table.separator != UInt8(ascii: ",")
  }

  private static func form(_ input: Input, isKey: Bool) -> Form? {
    switch input.kind {
    case .count, .number, .share, .percent:
      guard let from = limit(input.from, or: -.infinity), let to = limit(input.to, or: .infinity) else { return nil }
      return .number(isWhole: input.kind == .count, from: from, to: to)
    case .yesNo, .choice: return .word
    case .text: return .text(isKey: isKey)
    }
  }

  /// What columns hold where a figure is not reported; `nil` if they cannot.
  private static func fallback(_ value: Value, _ codes: [String: Double]) -> (value: Double, places: Int)? {
    switch value {
    case .number(let number):
      guard let constant = ColumnConstant(number.value), constant.bounds.partsBits == 0,
        constant.value.magnitude < 1e9, constant.bounds.places < 6
      else { return nil }
      return (constant.value, constant.bounds.places)
    case .truth(let truth): return (truth ? 1 : 0, 0)
    case .text(let text): return codes[text].map { ($0, 0) }
    case .missing, .notApplicable: return nil
    }
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
    for figure in absentFigures {
      for row in 0..<BlockMemory.rows { setNothing(figure, row, block) }
    }
    while block.count < BlockMemory.rows, offset < chunk.count {
      let row = block.count
      if let end = try readPlain(bytes, offset, chunk.count, row, block) {
        offset = end
      } else {
        offset = try readOther(bytes, offset, chunk.count, row, block)
      }
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
        if case .number(let isWhole, let from, let to) = forms[input] {
          guard let next = readNumber(bytes, index, end, isWhole, from, to, input, row, block) else { return nil }
          index = next
          break
        }
        guard let next = Self.plainEnd(bytes, index, end, separator) else { return nil }
        if !readWord(bytes, cell..<next, input, row, block) { try readOther(bytes, cell..<next, input, row, block) }
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
    guard keepsLimits(row, block), setKey(row, block) else { throw GivesUp() }
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

  /// Reads a cell that is written as most are; `false` for any other.
  @inline(__always)
  private func readWord(
    _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, _ input: Int, _ row: Int, _ block: RowBlock
  ) -> Bool {
    guard !range.isEmpty else {
      setNothing(input, row, block)
      return true
    }
    switch forms[input] {
    case .word:
      guard let word = words[input].first(where: { Self.isSame(bytes, range, $0.text) }) else { return false }
      block.set(word.code, places: 0, input, row)
      return true
    case .text(isKey: false): return true
    case .text(isKey: true):
      let text = UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)
      guard range.count > CellWords.longestNothing, let hash = IdentifierHash.hash(text) else { return false }
      setText(hash, input, row, block)
      return true
    case .number, .none: return false
    }
  }

  /// Sets what stands for a text: no number for the rules, which cannot ask for it, but for the keys of other rows.
  func setText(_ hash: UInt64, _ input: Int, _ row: Int, _ block: RowBlock) {
    block.set(Double(bitPattern: hash), places: 0, input, row)
  }

  private static let powers: [Double] = (0...15).map { BodyColumns.Column.power($0) }

  @inline(__always)
  func setNothing(_ input: Int, _ row: Int, _ block: RowBlock) {
    if let fallback = fallbacks[input] {
      block.set(fallback.value, places: fallback.places, input, row)
    } else {
      block.setMissing(input, row)
    }
  }

  func keepsLimits(_ row: Int, _ block: RowBlock) -> Bool {
    for (figure, limit) in table.limits {
      let (own, other) = (block.inputs[figure], block.inputs[limit])
      guard own.isMissing[row] == 0, other.isMissing[row] == 0 else { continue }
      // Of decimals with at most 15 digits, the nearest doubles are in the same order.
      if own.values[row] > other.values[row] { return false }
    }
    return true
  }

  /// Notes what tells a row from the others of its body; `false` if something of it is not there.
  func setKey(_ row: Int, _ block: RowBlock) -> Bool {
    guard !table.key.isEmpty else { return true }
    var key: UInt64 = 0
    for figure in table.key {
      guard block.inputs[figure].isMissing[row] == 0 else { return false }
      key = IdentifierHash.mixed(key, block.inputs[figure].values[row].bitPattern)
    }
    block.keys[row] = key
    return true
  }
}
