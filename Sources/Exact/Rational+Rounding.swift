import BigInt

extension Rational {
  /// The largest number of decimal places, before or after the point, that values are rounded to.
  public static let placesLimit = 1000

  /// The value rounded to a whole number.
  ///
  /// - Parameter mode: What becomes of a value between two whole numbers.
  /// - Returns: A whole number.
  public func rounded(_ mode: RoundingMode) -> Rational {
    switch storage {
    case .small(let numerator, let denominator): Rational(mode.quotient(numerator, denominator))
    case .big(let fraction): Rational(mode.quotient(fraction.numerator, fraction.denominator))
    }
  }

  /// The value rounded to a multiple of a step, such as 0.01 or 5; `nil` when the step is not positive.
  ///
  /// - Parameters:
  ///   - step: The distance of two neighbouring results; any positive number.
  ///   - mode: What becomes of a value between two multiples.
  /// - Returns: A multiple of the step.
  public func rounded(to step: Rational, mode: RoundingMode) -> Rational? {
    guard step.sign > 0 else { return nil }
    if case .small(let numerator, let denominator) = storage,
      case .small(let stepNumerator, let stepDenominator) = step.storage
    {
      let (dividend, dividendOverflow) = numerator.multipliedReportingOverflow(by: stepDenominator)
      let (divisor, divisorOverflow) = denominator.multipliedReportingOverflow(by: stepNumerator)
      if !dividendOverflow, !divisorOverflow {
        let count = mode.quotient(dividend, divisor)
        let (product, overflow) = count.multipliedReportingOverflow(by: stepNumerator)
        if !overflow { return Rational(reducing: product, stepDenominator) }
      }
    }
    return divided(by: step).map { $0.rounded(mode) * step }
  }

  /// The value rounded to a number of decimal places; `nil` beyond `placesLimit` in either direction.
  ///
  /// - Parameters:
  ///   - places: The digits to keep after the point; a negative number rounds to tens, hundreds and so on.
  ///   - mode: What becomes of a value between two results.
  /// - Returns: A multiple of ten to the power `-places`.
  public func rounded(places: Int, mode: RoundingMode) -> Rational? {
    guard places.magnitude <= Self.placesLimit else { return nil }
    return rounded(to: Self.decimalUnit(-places), mode: mode)
  }

  /// The largest whole number not above the value; `nil` when it does not fit in a machine integer.
  public var floor: Int? {
    rounded(.floor).exactInt
  }

  /// The smallest whole number not below the value; `nil` when it does not fit in a machine integer.
  public var ceiling: Int? {
    rounded(.ceil).exactInt
  }

  /// The value rounded to a number of significant decimal digits, at least one; ties go away from zero.
  func rounded(significantDigits: Int) -> Rational {
    let (count, places) = significand(digits: significantDigits)
    return Rational(count) * Self.decimalUnit(-places)
  }

  /// The value as `count` units of the decimal place `places`, rounded half up to a number of significant digits.
  ///
  /// Rounding may carry into one digit more, as 9.99 to two digits does: the count then is a power of ten.
  func significand(digits: Int) -> (count: BigInt, places: Int) {
    guard !isZero else { return (0, 0) }
    let places = digits - 1 - decimalExponent
    return ((self * Self.decimalUnit(places)).rounded(.halfUp).numerator, places)
  }

  /// The exponent of the power of ten at or below the magnitude of the value, which must not be zero.
  private var decimalExponent: Int {
    let value = magnitude
    // The value lies between 2^(bits - 1) and 2^(bits + 1); 30103/100000 exceeds the logarithm of two by 4.3e-9, which
    // moves the estimate by less than one within any size that fits in memory, so that the loops below run few times.
    let bits = value.numerator.magnitude.bitWidth - value.denominator.magnitude.bitWidth
    var exponent = bits * 30103 / 100_000
    while Self.decimalUnit(exponent) > value { exponent -= 1 }
    while Self.decimalUnit(exponent + 1) <= value { exponent += 1 }
    return exponent
  }

  /// Ten to a power of either sign.
  public static func decimalUnit(_ exponent: Int) -> Rational {
    let digits = Int(exponent.magnitude)
    if digits < smallPowersOfTen.count {
      let power = smallPowersOfTen[digits]
      return exponent < 0 ? Rational(inLowestTerms: 1, power) : Rational(power)
    }
    let power = BigInt(BigUInt.powerOfTen(digits))
    return exponent < 0 ? Rational(inLowestTerms: 1, power) : Rational(power)
  }

  /// The powers of ten that fit in 64 bits.
  private static let smallPowersOfTen: [Int64] = (0...18).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
