import BigInt

extension Rational {
  /// The longest decimal number, in characters, that is read or that `finiteDecimal` writes.
  public static let decimalLengthLimit = 1000

  /// Reads a decimal number such as `-12.50`, exactly.
  ///
  /// The text is an optional `-`, ASCII digits and optionally a point followed by ASCII digits. `nil` for anything
  /// else, such as an exponent, a leading `+`, a point without digits on both sides, or blanks, and for a text longer
  /// than `decimalLengthLimit`.
  ///
  /// - Parameter text: The whole text of the number.
  public init?(decimal text: some StringProtocol) {
    let characters = text.utf8
    guard characters.prefix(Self.decimalLengthLimit + 1).count <= Self.decimalLengthLimit else { return nil }
    var reader = DecimalReader()
    for character in characters {
      guard reader.read(character) else { return nil }
    }
    guard let value = reader.value else { return nil }
    self = value
  }
}

/// Reads a decimal number one character at a time.
private struct DecimalReader {
  /// The digits do not overflow 64 bits up to this many.
  private static let digitsInWord = 18

  private var isNegative = false
  private var hasPoint = false
  private var integerDigits = 0
  private var fractionDigits = 0
  private var word: Int64 = 0
  private var digits: [UInt8] = []

  /// Takes one more character; `false` when it has no place there.
  mutating func read(_ character: UInt8) -> Bool {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      if hasPoint { fractionDigits += 1 } else { integerDigits += 1 }
      append(character)
      return true
    case UInt8(ascii: "."):
      guard !hasPoint, integerDigits > 0 else { return false }
      hasPoint = true
      return true
    case UInt8(ascii: "-"):
      guard !isNegative, !hasPoint, integerDigits == 0 else { return false }
      isNegative = true
      return true
    default:
      return false
    }
  }

  /// The number read, or `nil` when digits are missing.
  var value: Rational? {
    guard integerDigits > 0, !hasPoint || fractionDigits > 0 else { return nil }
    if digits.isEmpty {
      return Rational(isNegative ? -word : word) * Rational.decimalUnit(-fractionDigits)
    }
    guard let magnitude = BigUInt(String(decoding: digits, as: UTF8.self)) else { return nil }
    return Rational(BigInt(sign: isNegative ? .minus : .plus, magnitude: magnitude))
      * Rational.decimalUnit(-fractionDigits)
  }

  private mutating func append(_ digit: UInt8) {
    let count = integerDigits + fractionDigits
    if count <= Self.digitsInWord {
      word = word * 10 + Int64(digit - UInt8(ascii: "0"))
      return
    }
    if digits.isEmpty {
      // Leading zeros vanish here, which does not change the value.
      digits = Array(String(word).utf8)
    }
    digits.append(digit)
  }
}
