import BigInt

extension Rational: CustomStringConvertible {
  /// The most digits with which `decimalText` writes a finite decimal in full.
  static let exactTextDigits = 40

  /// The value as decimal text: the same as `decimalText()`.
  public var description: String {
    decimalText()
  }

  /// The exact decimal digits, such as `-12.5`; `nil` when there is no finite decimal or it is too long.
  ///
  /// A finite decimal exists when the denominator has no prime factor but 2 and 5. Too long is anything above
  /// `decimalLengthLimit` characters, so `init(decimal:)` reads every text given here.
  public var finiteDecimal: String? {
    // Both parts would be at most ten to the limit, at less than four bits a digit: this refuses nothing that fits and
    // spares the work on values far too long.
    guard bitWidth <= 2 * 4 * Self.decimalLengthLimit, let places = decimalPlaces else { return nil }
    let text = Self.text((self * Self.decimalUnit(places)).numerator, places: places)
    return text.utf8.count <= Self.decimalLengthLimit ? text : nil
  }

  /// The value as decimal text, exact where that is short, otherwise rounded.
  ///
  /// Exact where a finite decimal exists and has at most 40 digits. Otherwise rounded half up (away from zero on ties)
  /// to a number of significant digits; in a whole part longer than that, zeros stand for the digits rounded off.
  /// There are no trailing zeros after the point and there is never an exponent, so the text of an extreme value is
  /// long.
  ///
  /// - Parameter significantDigits: The digits to round to where the value cannot be written in full; numbers outside
  ///   `1...1000` count as the nearest bound.
  /// - Returns: Text such as `14.25`, `0.333333333333` or `-7`.
  public func decimalText(significantDigits: Int = 12) -> String {
    if let exact = finiteDecimal, exact.utf8.count(where: Self.isDigit) <= Self.exactTextDigits { return exact }
    let (count, places) = significand(digits: min(max(1, significantDigits), Self.decimalLengthLimit))
    if places <= 0 { return Self.text(count * BigInt(BigUInt.powerOfTen(-places)), places: 0) }
    let text = Self.text(count, places: places)
    guard let last = text.lastIndex(where: { $0 != "0" }) else { return text }
    return text[last] == "." ? String(text[..<last]) : String(text[...last])
  }

  /// The value with a fixed number of digits after the point, such as `83.40`, for tables.
  ///
  /// A value that rounds to zero has no sign.
  ///
  /// - Parameters:
  ///   - places: The digits after the point; numbers outside `0...placesLimit` count as the nearest bound.
  ///   - mode: What becomes of a value between two results.
  /// - Returns: Decimal text with exactly `places` digits after the point, and no point when there are none.
  public func fixed(places: Int, mode: RoundingMode = .halfUp) -> String {
    let places = min(max(0, places), Self.placesLimit)
    return Self.text((self * Self.decimalUnit(places)).rounded(mode).numerator, places: places)
  }

  /// The fewest decimal places that hold the value exactly; `nil` when none do or more than the limit would be needed.
  private var decimalPlaces: Int? {
    let twos: Int
    var fives = 0
    switch storage {
    case .small(_, let denominator):
      twos = denominator.trailingZeroBitCount
      var rest = denominator >> twos
      while rest.isMultiple(of: 5) {
        rest /= 5
        fives += 1
      }
      guard rest == 1 else { return nil }
    case .big(let fraction):
      twos = fraction.denominator.magnitude.trailingZeroBitCount
      var rest = fraction.denominator.magnitude >> twos
      while rest != 1 {
        let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 5)
        guard remainder.isZero, fives < Self.decimalLengthLimit else { return nil }
        rest = quotient
        fives += 1
      }
    }
    let places = max(twos, fives)
    return places < Self.decimalLengthLimit ? places : nil
  }

  /// The text of a number of units of a decimal place.
  private static func text(_ count: BigInt, places: Int) -> String {
    let sign = count.sign == .minus ? "-" : ""
    let digits = count.exactInt64.map { String($0.magnitude) } ?? String(count.magnitude)
    guard places > 0 else { return sign + digits }
    // At least one digit stays before the point.
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }

  private static func isDigit(_ character: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character)
  }
}
