import BigInt

extension Rational {
  /// The double-precision number nearest to the value, ties to even; infinite beyond the range of `Double`.
  ///
  /// For drawing and for handing to programs that know nothing better; nothing in this module calculates with it.
  public var nearestDouble: Double {
    // Both parts are exact as doubles, and a division of two doubles is correctly rounded (IEEE 754).
    if case .small(let numerator, let denominator) = storage,
      let upper = Double(exactly: numerator), let lower = Double(exactly: denominator)
    {
      return upper / lower
    }
    let upper = numerator.magnitude
    let lower = denominator.magnitude
    let magnitude = Self.nearestDouble(upper, over: lower)
    return sign < 0 ? -magnitude : magnitude
  }

  private static func nearestDouble(_ upper: BigUInt, over lower: BigUInt) -> Double {
    // The quotient lies between 2^(bits - 1) and 2^(bits + 1).
    let bits = upper.bitWidth - lower.bitWidth
    if bits > 1025 { return .infinity }
    if bits < -1076 { return 0 }
    // Below the normal range the last place stays at 2^-1074.
    let exponent = max(bits - 1 - 52, -1074)
    let scaledUpper = exponent < 0 ? upper << -exponent : upper
    let scaledLower = exponent > 0 ? lower << exponent : lower
    let (quotient, remainder) = scaledUpper.quotientAndRemainder(dividingBy: scaledLower)
    // The quotient may have 54 bits, of which the last one takes part in the rounding.
    let extraBits = max(0, quotient.bitWidth - 53)
    let last = exponent + extraBits
    let divisor = extraBits == 0 ? scaledLower : scaledLower << extraBits
    let cut = extraBits == 0 ? remainder : remainder + scaledLower * (quotient & 1)
    var significand = (quotient >> extraBits).lowWord
    let kept = divisor - cut
    if cut > kept || (cut == kept && significand & 1 == 1) { significand += 1 }
    return Double(sign: .plus, exponent: last, significand: Double(significand))
  }
}
