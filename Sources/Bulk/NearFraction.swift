/// The only fraction with a small denominator that can be meant by a double near it.
struct NearFraction {
  let numerator: Int
  let denominator: Int32

  /// The fraction no further than an error from a double, with a denominator of so many bits; `nil` if there could be
  /// two, which are 1 / 4^bits apart at least.
  ///
  /// Nearer than 1 / 2q² to a number there is no fraction of denominator q but its convergents (Legendre; Hardy and
  /// Wright, An Introduction to the Theory of Numbers, theorem 184).
  init?(_ value: Double, error: Double, bits: Int) {
    guard bits <= 24, value.magnitude < 0x1p50 else { return nil }
    let most = Int(1) << bits
    guard 2 * error * Double(most) * Double(most) < 0.99 else { return nil }
    // The double is a fraction itself, of which Euclid's algorithm gives the convergents.
    let exponent = 52 - (value == 0 ? 0 : Int(value.exponent))
    guard exponent <= 62, exponent >= 0 else { return nil }
    var rest = Int128(value.magnitude * Double(sign: .plus, exponent: exponent, significand: 1))
    var divisor = Int128(1) << Int128(exponent)
    var (numerator, denominator) = (Int128(1), Int128(0))
    var (lastNumerator, lastDenominator) = (Int128(0), Int128(1))
    while divisor != 0 {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: divisor)
      (numerator, lastNumerator) = (quotient * numerator + lastNumerator, numerator)
      (denominator, lastDenominator) = (quotient * denominator + lastDenominator, denominator)
      guard denominator <= most else { return nil }
      let distance = (-Double(numerator)).addingProduct(value.magnitude, Double(denominator)).magnitude
      if distance <= error * Double(denominator) * (1 + 0x1p-40) {
        self.numerator = Int(value < 0 ? -numerator : numerator)
        self.denominator = Int32(denominator)
        return
      }
      (rest, divisor) = (divisor, remainder)
    }
    return nil
  }
}
