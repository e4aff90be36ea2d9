import BigInt

/// A binary fixed-point number: `significand` units of 2 to the power `-fractionBits`.
///
/// The elementary functions are computed in these, with integer operations only, so they give the same digits on every
/// machine. "One unit" in the error bounds below is one unit of the last place, 2^-fractionBits. The series are those
/// of Muller, Elementary Functions: Algorithms and Implementation, chapter 5, and of Brent and Zimmermann, Modern
/// Computer Arithmetic, chapter 4.
struct FixedPoint {
  /// The fraction bits of working values: the hundred bits of 30 decimal digits and sixty bits to lose to rounding.
  static let workingBits = 160

  let significand: BigInt
  let fractionBits: Int

  /// The quotient of two integers, cut off toward zero; the denominator must be positive.
  init(_ numerator: BigInt, over denominator: BigInt, fractionBits: Int) {
    significand = (numerator << fractionBits) / denominator
    self.fractionBits = fractionBits
  }

  init(significand: BigInt, fractionBits: Int) {
    self.significand = significand
    self.fractionBits = fractionBits
  }

  /// The value as a fraction.
  var rational: Rational {
    fractionBits >= 0
      ? Rational(reducing: significand, BigInt(1) << fractionBits)
      : Rational(significand << -fractionBits)
  }

  /// The value times a power of two, without any loss.
  func scaled(byPowerOfTwo exponent: Int) -> FixedPoint {
    FixedPoint(significand: significand, fractionBits: fractionBits - exponent)
  }

  /// The product, cut off toward zero.
  private func times(_ other: FixedPoint) -> FixedPoint {
    let product = significand * other.significand
    // The shift works on the magnitude: of a negative number, the shift operator's own rounding depends on the bits.
    let shifted = BigInt(sign: product.sign, magnitude: product.magnitude >> other.fractionBits)
    return FixedPoint(significand: shifted, fractionBits: fractionBits)
  }

  /// The inverse hyperbolic tangent of a value of magnitude at most 1/3: the sum of z^(2i+1) / (2i+1).
  ///
  /// Each term is off by less than two units, and there is at least one term for every three bits.
  private var inverseHyperbolicTangent: FixedPoint {
    let square = times(self)
    var power = self
    var sum = significand
    var divisor: BigInt = 3
    while true {
      power = power.times(square)
      let term = power.significand / divisor
      if term.isZero { return FixedPoint(significand: sum, fractionBits: fractionBits) }
      sum += term
      divisor += 2
    }
  }

  /// The natural logarithm of 2, as twice the inverse hyperbolic tangent of 1/3, with bits to spare.
  ///
  /// The argument and some 90 terms are each off by less than two units of 2^-288, the result by less than 2^-278.
  private static let logarithmOfTwo: FixedPoint =
    FixedPoint(1, over: 3, fractionBits: 288).inverseHyperbolicTangent.scaled(byPowerOfTwo: 1)

  /// The natural logarithm of 2 in a number of fraction bits of at most 280.
  private static func logarithmOfTwo(fractionBits: Int) -> BigInt {
    logarithmOfTwo.significand >> (logarithmOfTwo.fractionBits - fractionBits)
  }

  /// The natural logarithm of a positive number other than 1.
  ///
  /// With x = m * 2^k and m between 2/3 and 3/2, ln x = k ln 2 + 2 artanh((m - 1) / (m + 1)). Where k is not 0, the
  /// result is at least 0.28 in magnitude. Where k is 0, the result may be tiny, about m - 1, so that many more
  /// fraction bits are used, which keeps the significant bits at `workingBits`. The series has at most 35 terms
  /// (its argument is at most 1/5), so its error is below 2^8 units; that of k ln 2 is below 1 + |k| / 2^64 units.
  /// Hence the relative error of the result is below 2^-148.
  static func logarithm(of value: Rational) -> FixedPoint {
    var upper = value.numerator
    var lower = value.denominator
    var exponent = upper.magnitude.bitWidth - lower.magnitude.bitWidth
    if exponent > 0 { lower <<= exponent } else { upper <<= -exponent }
    // The quotient of the two is between 1/2 and 2 now.
    if 2 * upper > 3 * lower {
      lower <<= 1
      exponent += 1
    } else if 3 * upper < 2 * lower {
      upper <<= 1
      exponent -= 1
    }
    let difference = upper - lower
    let leadingZeros = max(0, lower.magnitude.bitWidth - difference.magnitude.bitWidth)
    let bits = exponent == 0 ? workingBits + leadingZeros : workingBits
    let argument = FixedPoint(difference, over: upper + lower, fractionBits: bits)
    var result = argument.inverseHyperbolicTangent.significand * 2
    if exponent != 0 {
      let spare = 64
      let multiple = BigInt(exponent) * logarithmOfTwo(fractionBits: bits + spare)
      result += BigInt(sign: multiple.sign, magnitude: multiple.magnitude >> spare)
    }
    return FixedPoint(significand: result, fractionBits: bits)
  }

  /// The number e raised to a fraction whose magnitude is at most 2^18, as `significand * 2^exponent`.
  ///
  /// With k the whole number nearest to x / ln 2 and r = x - k ln 2, e^x = 2^k e^r, where r is at most 0.35 in
  /// magnitude and off by less than two units. The Taylor series of e^r has some 35 terms, each off by less than two
  /// units. Hence the relative error of the result is below 2^-148.
  static func exponential(of numerator: BigInt, over denominator: BigInt) -> (significand: FixedPoint, exponent: Int) {
    let spare = 64
    let bits = workingBits + spare
    let wide = FixedPoint(numerator, over: denominator, fractionBits: bits).significand
    let logarithmOfTwo = logarithmOfTwo(fractionBits: bits)
    let exponent = RoundingMode.halfUp.quotient(wide, logarithmOfTwo)
    let rest = wide - exponent * logarithmOfTwo
    let reduced = FixedPoint(rest, over: BigInt(1) << bits, fractionBits: workingBits)
    var term = FixedPoint(1, over: 1, fractionBits: workingBits)
    var sum = term.significand
    var index: BigInt = 1
    while true {
      let product = term.times(reduced)
      term = FixedPoint(significand: product.significand / index, fractionBits: workingBits)
      if term.significand.isZero { break }
      sum += term.significand
      index += 1
    }
    // The exponent is at most 2^18 / ln 2, so the low word holds all of it.
    let shift = Int(exponent.magnitude.lowWord)
    return (FixedPoint(significand: sum, fractionBits: workingBits), exponent.sign == .minus ? -shift : shift)
  }
}
