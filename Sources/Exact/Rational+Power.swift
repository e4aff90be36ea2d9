import BigInt

extension Rational {
  /// The exact value of the number raised to a whole power; any number to the power 0 is 1.
  ///
  /// - Parameter exponent: The power, of either sign.
  /// - Returns: The exact power, at most `bitWidthLimit` bits in size.
  /// - Throws: `ArithmeticFailure.domain` for zero to a negative power; `ArithmeticFailure.tooLarge` when the result
  ///   would exceed `bitWidthLimit`.
  public func power(_ exponent: Int) throws(ArithmeticFailure) -> Rational {
    if exponent == 0 || self == .one { return .one }
    if isZero {
      guard exponent > 0 else { throw .domain(.power, arguments: [self, Rational(exponent)]) }
      return .zero
    }
    if let result = smallPower(exponent) { return result }
    let upper = numerator
    let lower = denominator
    // A number of b bits is at least 2^(b-1), so this refuses nothing that would fit.
    let leastBits = upper.magnitude.bitWidth - 1 + lower.magnitude.bitWidth - 1
    let (leastWidth, overflow) = leastBits.magnitude.multipliedReportingOverflow(by: exponent.magnitude)
    if overflow || leastWidth > Self.bitWidthLimit { throw .tooLarge(.power) }
    let isNegative = upper.sign == .minus && exponent & 1 == 1
    // Only the numbers 1 and -1 get past the bound above with an exponent as long as this.
    let degree = leastWidth == 0 ? 1 : Int(exponent.magnitude)
    let sign: BigInt.Sign = isNegative ? .minus : .plus
    let upperPower = upper.magnitude.power(degree)
    let lowerPower = lower.magnitude.power(degree)
    // Powers of coprime numbers are coprime: there is nothing to reduce.
    let result =
      exponent > 0
      ? Rational(inLowestTerms: BigInt(sign: sign, magnitude: upperPower), BigInt(lowerPower))
      : Rational(inLowestTerms: BigInt(sign: sign, magnitude: lowerPower), BigInt(upperPower))
    guard result.bitWidth <= Self.bitWidthLimit else { throw .tooLarge(.power) }
    return result
  }

  /// The power, as long as every step fits in 64 bits.
  private func smallPower(_ exponent: Int) -> Rational? {
    guard exponent > 0, case .small(let numerator, let denominator) = storage,
      let upper = numerator.power(exponent), let lower = denominator.power(exponent)
    else { return nil }
    return Rational(inLowestTerms: upper, lower)
  }
}

extension Int64 {
  /// The power with a positive exponent, by repeated squaring, or `nil` on overflow.
  fileprivate func power(_ exponent: Int) -> Int64? {
    if self == 1 { return 1 }
    var result: Int64 = 1
    var square = self
    var rest = exponent
    while true {
      if rest & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: square)
        if overflow { return nil }
        result = product
      }
      rest >>= 1
      if rest == 0 { return result }
      let (product, overflow) = square.multipliedReportingOverflow(by: square)
      if overflow { return nil }
      square = product
    }
  }
}
