import BigInt

extension Number {
  /// The significant decimal digits of the approximate result of an elementary function.
  ///
  /// The result differs from the true value by less than one unit of the last of these digits.
  public static let approximationDigits = 30

  /// The binary exponent, about 10000 decimal digits, to which approximate powers and exponentials are computed.
  ///
  /// Above 2 to this power a result is too large; below 2 to minus this power it underflows to an approximate zero.
  public static let binaryExponentLimit = 33_219

  /// The square root, exact when it is rational.
  ///
  /// - Returns: The exact root, or its approximation to `approximationDigits`.
  /// - Throws: `ArithmeticFailure.domain` for a negative number.
  public func squareRoot() throws(ArithmeticFailure) -> Number {
    guard value.sign >= 0 else { throw .domain(.squareRoot, arguments: [value]) }
    if let root = value.exactRoot(2) { return Number(root, isApproximate: isApproximate) }
    return .approximation(value.approximateSquareRoot())
  }

  /// The natural logarithm; the logarithm of 1 is exactly 0.
  ///
  /// - Returns: The approximation to `approximationDigits`, relative precision included close to 1.
  /// - Throws: `ArithmeticFailure.domain` for zero or a negative number.
  public func naturalLogarithm() throws(ArithmeticFailure) -> Number {
    guard value.sign > 0 else { throw .domain(.naturalLogarithm, arguments: [value]) }
    if value == .one { return Number(.zero, isApproximate: isApproximate) }
    return .approximation(FixedPoint.logarithm(of: value).rational)
  }

  /// The number e raised to this number; e to the power 0 is exactly 1.
  ///
  /// - Returns: The approximation to `approximationDigits`; an approximate zero below the limit which
  ///   `binaryExponentLimit` states.
  /// - Throws: `ArithmeticFailure.tooLarge` above the limit which `binaryExponentLimit` states.
  public func exponential() throws(ArithmeticFailure) -> Number {
    if value.isZero { return Number(.one, isApproximate: isApproximate) }
    return try Self.exponential(value.numerator, over: value.denominator, as: .exponential)
  }

  /// The number raised to any power.
  ///
  /// Exact where the result is rational: for a whole exponent, and for an exponent p/q when the number is the q-th
  /// power of a rational number, as in 8^(1/3) = 2. A rational result larger than `Rational.bitWidthLimit` is
  /// approximated as well. Any number to the power 0 is 1.
  ///
  /// A negative number has a power only for a whole exponent: its odd roots are refused too, since an exponent such as
  /// 1/3 is easily written as a decimal which is not quite 1/3 and for which there is no real value.
  ///
  /// - Parameter exponent: The power.
  /// - Returns: The exact power, or its approximation to `approximationDigits`; an approximate zero below the limit
  ///   which `binaryExponentLimit` states.
  /// - Throws: `ArithmeticFailure.domain` for a negative number and a fractional exponent and for zero and a negative
  ///   exponent; `ArithmeticFailure.tooLarge` above the limit which `binaryExponentLimit` states.
  public func raised(to exponent: Number) throws(ArithmeticFailure) -> Number {
    let power = exponent.value
    let failure = ArithmeticFailure.domain(.power, arguments: [value, power])
    if value.isZero, power.sign < 0 { throw failure }
    if value.sign < 0, !power.isInteger { throw failure }
    if let exact = value.exactPower(power) {
      return Number(exact, isApproximate: isApproximate || exponent.isApproximate)
    }
    let logarithm = FixedPoint.logarithm(of: value.magnitude)
    let result = try Self.exponential(
      power.numerator * logarithm.significand, over: power.denominator << logarithm.fractionBits, as: .power)
    return value.sign < 0 && !power.numerator.isMultiple(of: 2) ? -result : result
  }

  private static func approximation(_ value: Rational) -> Number {
    Number(value.rounded(significantDigits: approximationDigits), isApproximate: true)
  }

  private static func exponential(
    _ numerator: BigInt, over denominator: BigInt, as function: ElementaryFunction
  ) throws(ArithmeticFailure) -> Number {
    // Beyond 2^17 the limit is exceeded by far, and there is no need to work on the digits of the argument.
    let isHuge = numerator.magnitude.bitWidth - denominator.magnitude.bitWidth > 17
    if !isHuge {
      let (significand, exponent) = FixedPoint.exponential(of: numerator, over: denominator)
      if abs(exponent) <= binaryExponentLimit {
        return .approximation(significand.scaled(byPowerOfTwo: exponent).rational)
      }
    }
    guard numerator.sign == .minus else { throw .tooLarge(function) }
    return Number(.zero, isApproximate: true)
  }
}
