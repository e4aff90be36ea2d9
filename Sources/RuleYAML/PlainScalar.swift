public import SourceText

/// What unquoted text is, by one strict rule for all rule files.
///
/// A number is exactly `-?(0|[1-9][0-9]*)(\.[0-9]+)?`, the truth words are exactly `yes` and `no`, and everything
/// else stays the text that it is. Text that other programs would silently turn into something else is `suspicious`:
/// it is text here too, but who expects a number or a truth word can say how to write it.
public enum PlainScalar: Sendable, Equatable {
  case integer
  case decimal
  case truth(Bool)
  case text
  /// Text with advice for somebody who meant a number or a truth word: "write `1000`".
  case suspicious(Message)

  public var isNumber: Bool { self == .integer || self == .decimal }
  public var isText: Bool { self == .text }

  /// The advice on suspicious text, to be put behind "expected a number, found `1_000`".
  public var advice: Message? {
    if case .suspicious(let message) = self { message } else { nil }
  }

  public static func classify(_ text: String) -> PlainScalar {
    if let number = strictNumber(text) { return number }
    switch text {
    case "yes": return .truth(true)
    case "no": return .truth(false)
    default: break
    }
    // Words and spellings of numbers are short; a long text is not looked through.
    guard text.utf8.count <= 64 else { return .text }
    if let advice = adviceOnWord(text) ?? adviceOnNumber(text) { return .suspicious(advice) }
    return .text
  }

  private static func strictNumber(_ text: String) -> PlainScalar? {
    var digits = text.utf8[...]
    if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
    let whole = digits.prefix(while: isDigit)
    guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return nil }
    let rest = digits[whole.endIndex...]
    guard let point = rest.first else { return .integer }
    let fraction = rest.dropFirst()
    guard point == UInt8(ascii: "."), !fraction.isEmpty, fraction.allSatisfy(isDigit) else { return nil }
    return .decimal
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

extension PlainScalar {
  private static func adviceOnWord(_ text: String) -> Message? {
    switch text.lowercased() {
    case "yes", "y", "true", "on", "да", "иә": Message("write `yes`")
    case "no", "n", "false", "off", "нет", "жоқ": Message("write `no`")
    case "~", "null": Message("there is no word for nothing: leave the key out")
    case ".inf", "-.inf", "+.inf", ".nan", "inf", "nan", "infinity": Message("every number is finite here")
    default: nil
    }
  }

  private static func adviceOnNumber(_ text: String) -> Message? {
    let characters = Array(text.unicodeScalars)
    guard characters.contains(where: { ("0"..."9").contains($0) }) else { return nil }
    if text.hasPrefix("0x") || text.hasPrefix("0o") || text.hasPrefix("0b") || text.hasPrefix("0X") {
      let digits = text.dropFirst(2)
      return digits.allSatisfy(\.isHexDigit) ? Message("write the number in decimal digits") : nil
    }
    if let mended = mended(characters) { return mended }
    if isSexagesimal(text) { return Message("other programs read this as a time; put it in quotes if it is text") }
    if let exponent = text.firstIndex(where: { $0 == "e" || $0 == "E" }), looksNumeric(text[..<exponent]),
      looksNumeric(text[text.index(after: exponent)...])
    {
      return Message("write the number out in full, without an exponent")
    }
    return nil
  }

  /// The advice for text that becomes a strict number once its slips are mended one after another.
  private static func mended(_ characters: [Unicode.Scalar]) -> Message? {
    var text = characters
    var reason = "write `{number}`"
    if text.last == "%" {
      text.removeLast()
      reason = "write `{number}` without the sign: a unit is declared apart from the number"
    }
    if text.contains(where: isSpace) || text.contains("_") || text.contains("'") {
      text.removeAll { isSpace($0) || $0 == "_" || $0 == "'" }
      if reason == "write `{number}`" { reason = "write `{number}`, with nothing between the thousands" }
    }
    if text.count(where: { $0 == "," }) == 1, !text.contains(".") {
      text = text.map { $0 == "," ? "." : $0 }
      reason = "the decimal sign is a point: write `{number}`"
    }
    if text.first == "\u{2212}" || text.first == "\u{2013}" {
      text[0] = "-"
      reason = "write `{number}`, with the hyphen of the keyboard as the minus sign"
    }
    if text.first == "+" { text.removeFirst() }
    let sign = text.first == "-" ? ["-"] as [Unicode.Scalar] : []
    text.removeFirst(sign.count)
    let significant = text.drop { $0 == "0" }
    if let next = significant.first, ("0"..."9").contains(next) {
      text = Array(significant)
    } else {
      text = ["0"] + significant
    }
    if text.last == "." { text.removeLast() }
    let number = string(sign + text)
    guard number != string(characters), strictNumber(number) != nil else { return nil }
    return Message(reason, ["number": number])
  }

  private static func string(_ characters: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: characters)
    return String(view)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  private static func isSexagesimal(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count > 1 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }
  }

  private static func looksNumeric(_ text: Substring) -> Bool {
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    return digits.first.map(isDigit) == true && digits.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") }
  }
}
