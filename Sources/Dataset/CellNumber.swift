import Exact

/// A number as people write it in a table.
///
/// An optional minus, digits with or without blanks between groups of three, an optional decimal point or comma with
/// digits behind it, an optional percent sign.
struct CellNumber {
  let value: Rational
  let hasPercentSign: Bool
  let hasComma: Bool
  /// Whether the decimal sign may have been meant to part thousands: `1,234`, not `0,234` or `1,23`.
  let looksGrouped: Bool

  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    if let plain = PlainDigits(bytes, range) {
      guard let value = plain.value else { return nil }
      self.init(value, plain, hasPercentSign: false)
    } else {
      guard let written = WrittenNumber(bytes, range) else { return nil }
      let digits = written.digits
      if let plain = PlainDigits(digits, 0..<digits.count), let value = plain.value {
        self.init(value, plain, hasPercentSign: written.hasPercentSign)
        return
      }
      let point = digits.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }
      guard let value = Rational(decimal: String(decoding: point, as: UTF8.self)) else { return nil }
      self.init(
        value: value, hasPercentSign: written.hasPercentSign, hasComma: digits.contains(UInt8(ascii: ",")),
        looksGrouped: false)
    }
  }

  private init(_ value: Rational, _ plain: PlainDigits, hasPercentSign: Bool) {
    self.init(
      value: value, hasPercentSign: hasPercentSign, hasComma: plain.sign == UInt8(ascii: ","),
      looksGrouped: plain.looksGrouped && !hasPercentSign)
  }

  private init(value: Rational, hasPercentSign: Bool, hasComma: Bool, looksGrouped: Bool) {
    self.value = value
    self.hasPercentSign = hasPercentSign
    self.hasComma = hasComma
    self.looksGrouped = looksGrouped
  }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

/// The number that most cells hold: a hyphen or none, at most 18 digits, a decimal sign or none.
private struct PlainDigits {
  private var magnitude = 0
  private var isNegative = false
  private var wholeDigits = 0
  private var places = 0
  private var leadsWithZero = false
  private(set) var sign: UInt8?

  /// Reads it; `nil` if it is no number of this simple form.
  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    var index = range.lowerBound
    if index < range.upperBound, bytes[index] == UInt8(ascii: "-") {
      isNegative = true
      index += 1
    }
    guard range.upperBound - index <= 19, index < range.upperBound else { return nil }
    leadsWithZero = bytes[index] == UInt8(ascii: "0")
    while index < range.upperBound {
      let byte = bytes[index]
      index += 1
      if CellNumber.isDigit(byte) {
        magnitude = magnitude &* 10 &+ Int(byte - UInt8(ascii: "0"))
        if sign == nil { wholeDigits += 1 } else { places += 1 }
      } else {
        guard sign == nil, byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") else { return nil }
        sign = byte
      }
    }
    guard wholeDigits > 0, sign == nil || places > 0, wholeDigits + places <= 18 else { return nil }
  }

  var value: Rational? {
    let numerator = isNegative ? -magnitude : magnitude
    return places == 0 ? Rational(numerator) : Rational(numerator, over: Self.powersOfTen[places])
  }

  var looksGrouped: Bool { places == 3 && wholeDigits <= 3 && !leadsWithZero }

  private static let powersOfTen: [Int] = (0...18).map { (0..<$0).reduce(1) { power, _ in power * 10 } }
}

/// Any number, with what people add to its digits taken away.
private struct WrittenNumber {
  private(set) var digits: [UInt8] = []
  private(set) var hasPercentSign = false

  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    guard range.count <= 2 * Rational.decimalLengthLimit else { return nil }
    var index = range.lowerBound
    let end = range.upperBound
    func skipBlank() -> Bool {
      let length = index < end ? Blank.length(bytes, at: index, end: end) : 0
      index += length
      return length > 0
    }
    func takeDigits() -> ArraySlice<UInt8> {
      let start = index
      while index < end, CellNumber.isDigit(bytes[index]) { index += 1 }
      return bytes[start..<index]
    }

    if bytes[range].starts(with: "-".utf8) || bytes[range].starts(with: "\u{2212}".utf8) {
      index += bytes[index] == UInt8(ascii: "-") ? 1 : 3
      digits.append(UInt8(ascii: "-"))
      while skipBlank() {}
    }
    let first = takeDigits()
    guard !first.isEmpty else { return nil }
    digits += first
    while index < end {
      let before = index
      guard skipBlank(), index < end, CellNumber.isDigit(bytes[index]) else {
        index = before
        break
      }
      let group = takeDigits()
      guard group.count == 3, first.count <= 3 else { return nil }
      digits += group
    }
    if index < end, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",") {
      digits.append(bytes[index])
      index += 1
      let places = takeDigits()
      guard !places.isEmpty else { return nil }
      digits += places
    }
    while skipBlank() {}
    if index < end, bytes[index] == UInt8(ascii: "%") {
      hasPercentSign = true
      index += 1
    }
    guard index == end else { return nil }
  }
}
