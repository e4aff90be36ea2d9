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
    throw stranger()
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
      throw malformed(start, text)
    }
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: ","), isDigit(bytes[end + 1]) {
      throw decimalComma(start, text)
    }
    return Token(kind: .number(text), range: start..<end)
  }

  /// `0,5`, which one reader takes for a half and another for two numbers of a list.
  private func decimalComma(_ start: Int, _ whole: String) -> FormulaError {
    let end = bytes[(offset + 1)...].firstIndex { !isDigit($0) } ?? bytes.count
    let part = string(offset + 1..<end)
    let words = [
      "found": string(start..<end).excerpt, "decimal": "\(whole).\(part)".excerpt, "list": "\(whole), \(part)".excerpt,
    ]
    return FormulaError(.decimalComma, words, start..<end)
  }

  private func malformed(_ start: Int, _ digits: String) -> FormulaError {
    let found = string(start..<offset)
    return FormulaError(
      .malformedNumber, ["found": found.excerpt], start..<offset, help: numberHelp(found, digits: digits, start))
  }

  /// What was most likely meant by something that begins like a number.
  private func numberHelp(_ found: String, digits: String, _ start: Int) -> Message? {
    let grouped = found.filter { $0 != "_" && $0 != "'" }
    if grouped.count < found.count, grouped.allSatisfy({ $0.isASCII && $0.isNumber }) { return write(grouped) }
    if found == digits {
      if let before = digitsBefore(start), found.count == 3 { return write(before + found) }
      let bare = String(found.drop { $0 == "0" })
      return write(bare.isEmpty ? "0" : bare.hasPrefix(".") ? "0" + bare : bare)
    }
    let rest = found.dropFirst(digits.count)
    if rest.allSatisfy({ $0 == "." }) { return write(digits) }
    guard rest.count > 1, rest.allSatisfy({ $0.isLetter || $0 == "_" }) else { return nil }
    return Message(
      "a number carries no unit; to multiply, write `{number} * {name}`",
      ["number": digits, "name": String(rest).excerpt])
  }

  /// The digits that stand before a place, set apart by one space as thousands are: `10` before `000`.
  private func digitsBefore(_ start: Int) -> String? {
    guard start >= 2, bytes[start - 1] == UInt8(ascii: " "), isDigit(bytes[start - 2]) else { return nil }
    var first = start - 1
    while first > 0, isDigit(bytes[first - 1]) { first -= 1 }
    return bytes[first] == UInt8(ascii: "0") ? nil : string(first..<start - 1)
  }

  private func write(_ instead: String) -> Message { Message("write `{instead}`", ["instead": instead.excerpt]) }

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

  private func startsName(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.isLetter }

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
    "=": "==", "×": "*", "·": "*", "∙": "*", "⋅": "*", "÷": "/", "∕": "/", "−": "-", "–": "-", "—": "-", "≤": "<=",
    "⩽": "<=", "≥": ">=", "⩾": ">=", "≠": "!=", "&": "and", "|": "or", "!": "not", "?": "??", ";": ",", "«": "'",
    "»": "'", "“": "'", "”": "'", "„": "'", "‘": "'", "’": "'", "`": "'", "√": "sqrt(…)", "∑": "sum(…)",
  ]

  private mutating func stranger() -> FormulaError {
    guard let scalar = scalar(at: offset) else {
      return FormulaError(.strangeCharacter, ["found": "this"], offset..<offset + 1)
    }
    let found = String(Character(scalar))
    let range = offset..<offset + scalar.utf8.count
    if found == ".", offset + 1 < bytes.count, isDigit(bytes[offset + 1]) { return pointFirst() }
    if scalar.properties.isWhitespace || [.format, .control].contains(scalar.properties.generalCategory) {
      let code = "U+" + String(repeating: "0", count: max(0, 4 - hex(scalar).count)) + hex(scalar)
      let name = scalar.value == 0xA0 ? "a no-break space (\(code))" : "an invisible character (\(code))"
      return FormulaError(
        .strangeCharacter, ["found": name], range, help: Message("delete it, or type a plain space in its place"))
    }
    return FormulaError(.strangeCharacter, ["found": "`\(Printable.text(found))`"], range, help: help(for: found))
  }

  private func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16, uppercase: true) }

  private func help(for found: String) -> Message? {
    let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0
    switch (found, next) {
    case ("=", UInt8(ascii: "<")): return write("<=")
    case ("=", UInt8(ascii: ">")): return write(">=")
    case ("%", _): return Message("a percentage is written without the sign, `70`, and a share as `0.7`")
    case (".", _): return Message("a point stands inside a number, `0.5`, or between the parts of a name")
    default: return Self.lookalikes[found].map { write($0) }
    }
  }

  /// A number that begins with its point, such as `.5`.
  private mutating func pointFirst() -> FormulaError {
    let start = offset
    offset += 1
    skipDigits()
    let found = string(start..<offset)
    return FormulaError(.malformedNumber, ["found": found.excerpt], start..<offset, help: write("0" + found))
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

extension Unicode.Scalar {
  /// Whether it is a letter of any alphabet.
  package var isLetter: Bool {
    // Looking up properties is slow beside this.
    isASCII ? ("a"..."z").contains(self) || ("A"..."Z").contains(self) : properties.isAlphabetic
  }
}
