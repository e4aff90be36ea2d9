import SourceText

/// Cuts a formula into tokens.
struct Lexer {
  private let formula: FormulaText
  private let bytes: [UInt8]
  private var offset = 0

  init(_ formula: FormulaText) {
    self.formula = formula
    bytes = Array(formula.text.utf8)
  }

  static func tokens(of formula: FormulaText) throws(FormulaError) -> [Token] {
    var lexer = Lexer(formula)
    var tokens: [Token] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private mutating func next() throws(FormulaError) -> Token {
    while offset < bytes.count, isSpace(bytes[offset]) { offset += 1 }
    guard offset < bytes.count else { return Token(kind: .end, range: bytes.count..<bytes.count) }
    let byte = bytes[offset]
    if isDigit(byte) { return try number() }
    if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") { return try quoted(byte) }
    if let token = symbol() { return token }
    if let scalar = scalar(at: offset), startsName(scalar) { return name() }
    throw try stranger()
  }

  // MARK: Numbers

  private mutating func number() throws(FormulaError) -> Token {
    let start = offset
    skipDigits()
    if offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "."), isDigit(bytes[offset + 1]) {
      offset += 1
      skipDigits()
    }
    let end = offset
    // `1_000`, `1e5`, `0x10`, `1.`: letters or a point that touch a number are never a second token.
    while offset < bytes.count, let scalar = scalar(at: offset), continuesName(scalar) || scalar == "." {
      offset += scalar.utf8.count
    }
    let text = string(start..<end)
    guard offset == end, text.count == 1 || !text.hasPrefix("0") || text.hasPrefix("0.") else {
      throw FormulaError(.malformedNumber, ["found": string(start..<offset)], start..<offset)
    }
    return Token(kind: .number(text), range: start..<end)
  }

  private mutating func skipDigits() {
    while offset < bytes.count, isDigit(bytes[offset]) { offset += 1 }
  }

  // MARK: Words

  private mutating func quoted(_ quote: UInt8) throws(FormulaError) -> Token {
    let start = offset
    guard let length = bytes[(start + 1)...].firstIndex(of: quote) else {
      throw FormulaError(.unclosedText, [:], start..<bytes.count)
    }
    offset = length + 1
    return Token(kind: .text(string(start + 1..<length)), range: start..<offset)
  }

  private mutating func name() -> Token {
    let start = offset
    skipNamePart()
    while offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "."), let scalar = scalar(at: offset + 1),
      startsName(scalar)
    {
      offset += 1
      skipNamePart()
    }
    let text = string(start..<offset)
    let kind: Token.Kind = Token.Keyword(rawValue: text).map { .keyword($0) } ?? .name(text)
    return Token(kind: kind, range: start..<offset)
  }

  private mutating func skipNamePart() {
    while offset < bytes.count, let scalar = scalar(at: offset), continuesName(scalar) { offset += scalar.utf8.count }
  }

  private func startsName(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.properties.isAlphabetic }

  private func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isDigit(UInt8(scalar.value)) || startsName(scalar) }
    return startsName(scalar) || scalar.properties.numericType == .decimal
      || scalar.properties.generalCategory == .nonspacingMark
  }

  // MARK: Signs

  private mutating func symbol() -> Token? {
    for length in [2, 1] where offset + length <= bytes.count {
      guard let symbol = Token.Symbol(rawValue: string(offset..<offset + length)) else { continue }
      defer { offset += length }
      return Token(kind: .symbol(symbol), range: offset..<offset + length)
    }
    return nil
  }

  /// What people type or paste instead of a sign of the language.
  private static let lookalikes: [String: String] = [
    "=": "==", "×": "*", "·": "*", "∙": "*", "÷": "/", "−": "-", "–": "-", "—": "-", "≤": "<=", "≥": ">=", "≠": "!=",
    "&": "and", "|": "or", "!": "not", "?": "??", ";": ",", "«": "'", "»": "'", "“": "'", "”": "'", "’": "'",
  ]

  private func stranger() throws(FormulaError) -> FormulaError {
    guard let scalar = scalar(at: offset) else {
      return FormulaError(.strangeCharacter, ["found": "?"], offset..<offset + 1)
    }
    let found = String(Character(scalar))
    let range = offset..<offset + scalar.utf8.count
    let help = Self.lookalikes[found].map { Message("write `{instead}`", ["instead": $0]) }
    return FormulaError(.strangeCharacter, ["found": Printable.text(found)], range, help: help)
  }

  // MARK: Characters

  private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

  private func scalar(at offset: Int) -> Unicode.Scalar? {
    var decoder = UTF8()
    var rest = bytes[offset...].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return nil }
    return scalar
  }
}
