/// Writes numbers as `DecimalText.exact` does, from doubles that are near them, where that is possible.
///
/// Exact where a finite decimal exists, else twelve significant digits, half up.
struct DecimalWriter {
  /// The bytes written.
  var bytes: [UInt8] = []

  private static let digits = 12
  private static let powers: [Double] = (0...22).map { BodyColumns.Column.power($0) }
  /// The most places whose power of ten is a double.
  private static let mostPlaces = 22

  /// Writes the number next to a double; `false` if its text cannot be told from what is known.
  ///
  /// - Parameters:
  ///   - value: the double.
  ///   - error: how far from it the number can be.
  ///   - places: the decimals of the number if it is a finite decimal.
  ///   - bits: those of the part of its denominator that has neither 2 nor 5 as a factor.
  /// - Returns: whether it is written.
  mutating func write(_ value: Double, error: Double, places: Int, bits: Int) -> Bool {
    let places = max(0, places)
    guard places <= Self.mostPlaces else { return false }
    let power = Self.powers[places]
    let scaled = value.magnitude * power
    guard scaled < 0x1p51 else { return false }
    let scaledError = error * power * Bounds.slack + scaled * 0x1p-52
    let whole = (scaled + 0x1p52) - 0x1p52
    let distance = (scaled - whole).magnitude
    if bits == 0 {
      guard scaledError < 0.25 else { return false }
      write(UInt64(whole), places: places, isNegative: value < 0)
      return true
    }
    guard distance > scaledError else {
      // Two fractions with such denominators cannot be so near and not the same.
      guard bits < 1000, distance + scaledError < Double(sign: .plus, exponent: -bits, significand: 1) else {
        return false
      }
      write(UInt64(whole), places: places, isNegative: value < 0)
      return true
    }
    return writeRounded(value, error: error)
  }

  /// Writes a number that is no finite decimal.
  private mutating func writeRounded(_ value: Double, error: Double) -> Bool {
    let magnitude = value.magnitude
    guard magnitude > 1e-9, magnitude < 1e21 else { return false }
    var exponent = (Int(magnitude.exponent) * 1233) >> 12
    while Self.power(exponent) > magnitude { exponent -= 1 }
    while Self.power(exponent + 1) <= magnitude { exponent += 1 }
    let places = Self.digits - 1 - exponent
    guard places <= Self.mostPlaces else { return false }
    let scaled = places >= 0 ? magnitude * Self.powers[places] : magnitude / Self.powers[-places]
    let scaledError = (places >= 0 ? error * Self.powers[places] : error / Self.powers[-places]) * Bounds.slack
    // Two roundings of numbers below 10^12 are off by at most 2^-14 each.
    let slack = scaledError + 0x1p-13
    // So near to a power of ten the number and its double might have different numbers of digits.
    guard scaledError < 0.03 else { return false }
    let shifted = scaled + 0.5
    let whole = shifted.rounded(.down)
    let part = shifted - whole
    guard part > slack, part < 1 - slack else { return false }
    var count = UInt64(whole)
    if places < 0 {
      for _ in 0..<(-places) { count *= 10 }
    }
    write(count, places: max(0, places), isNegative: value < 0)
    return true
  }

  private static func power(_ exponent: Int) -> Double {
    exponent >= 0 ? powers[min(exponent, mostPlaces)] : 1 / powers[min(-exponent, mostPlaces)]
  }

  /// Writes a number of units of a decimal place without zeros at its end.
  private mutating func write(_ count: UInt64, places: Int, isNegative: Bool) {
    var count = count
    var places = places
    if count == 0 { return bytes.append(UInt8(ascii: "0")) }
    while places >= 4, count.isMultiple(of: 10_000) { (count, places) = (count / 10_000, places - 4) }
    while places > 0, count.isMultiple(of: 10) { (count, places) = (count / 10, places - 1) }
    if isNegative { bytes.append(UInt8(ascii: "-")) }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 48) { buffer in
      var index = buffer.count
      var written = 0
      while count > 0 || written <= places {
        if written == places, places > 0 {
          index -= 1
          buffer[index] = UInt8(ascii: ".")
        }
        let (quotient, digit) = count.quotientAndRemainder(dividingBy: 10)
        index -= 1
        buffer[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
        count = quotient
        written += 1
      }
      bytes.append(contentsOf: UnsafeMutableBufferPointer(rebasing: buffer[index...]))
    }
  }
}
