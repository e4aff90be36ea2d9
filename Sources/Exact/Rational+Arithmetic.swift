import BigInt

extension Rational {
  /// The exact sum.
  ///
  /// Knuth, The Art of Computer Programming, volume 2, section 4.5.1: reducing by the greatest common divisor of the
  /// denominators first keeps the intermediate values small.
  ///
  /// - Parameters:
  ///   - left: The first term.
  ///   - right: The second term.
  /// - Returns: `left + right`.
  public static func + (left: Rational, right: Rational) -> Rational {
    if case .small(let leftNumerator, let leftDenominator) = left.storage,
      case .small(let rightNumerator, let rightDenominator) = right.storage,
      let sum = smallSum(leftNumerator, leftDenominator, rightNumerator, rightDenominator)
    {
      return sum
    }
    return bigSum(left.numerator, left.denominator, right.numerator, right.denominator)
  }

  /// The exact difference.
  ///
  /// - Parameters:
  ///   - left: The value to subtract from.
  ///   - right: The value to subtract.
  /// - Returns: `left - right`.
  public static func - (left: Rational, right: Rational) -> Rational {
    if case .small(let leftNumerator, let leftDenominator) = left.storage,
      case .small(let rightNumerator, let rightDenominator) = right.storage,
      rightNumerator != .min,
      let sum = smallSum(leftNumerator, leftDenominator, -rightNumerator, rightDenominator)
    {
      return sum
    }
    return bigSum(left.numerator, left.denominator, -right.numerator, right.denominator)
  }

  /// The exact product.
  ///
  /// - Parameters:
  ///   - left: The first factor.
  ///   - right: The second factor.
  /// - Returns: `left * right`.
  public static func * (left: Rational, right: Rational) -> Rational {
    if case .small(let leftNumerator, let leftDenominator) = left.storage,
      case .small(let rightNumerator, let rightDenominator) = right.storage,
      let product = smallProduct(leftNumerator, leftDenominator, rightNumerator, rightDenominator)
    {
      return product
    }
    return bigProduct(left.numerator, left.denominator, right.numerator, right.denominator)
  }

  /// The exact quotient; `nil` when the divisor is zero.
  ///
  /// - Parameter divisor: The value to divide by.
  /// - Returns: The quotient.
  public func divided(by divisor: Rational) -> Rational? {
    if case .small(let numerator, let denominator) = storage,
      case .small(let divisorNumerator, let divisorDenominator) = divisor.storage
    {
      guard divisorNumerator != 0 else { return nil }
      // Int64.min has no positive counterpart to serve as a denominator.
      if numerator != .min, divisorNumerator != .min {
        let isNegative = divisorNumerator < 0
        let quotient = Self.smallProduct(
          isNegative ? -numerator : numerator, denominator,
          divisorDenominator, isNegative ? -divisorNumerator : divisorNumerator)
        if let quotient { return quotient }
      }
    }
    guard !divisor.isZero else { return nil }
    let divisorNumerator = divisor.numerator
    let divisorDenominator = divisor.denominator
    return divisorNumerator.sign == .minus
      ? Self.bigProduct(numerator, denominator, -divisorDenominator, -divisorNumerator)
      : Self.bigProduct(numerator, denominator, divisorDenominator, divisorNumerator)
  }

  /// The value with the opposite sign.
  ///
  /// - Parameter value: The value to negate.
  /// - Returns: `0 - value`.
  public static prefix func - (value: Rational) -> Rational {
    if case .small(let numerator, let denominator) = value.storage, numerator != .min {
      return Rational(inLowestTerms: -numerator, denominator)
    }
    return Rational(inLowestTerms: -value.numerator, value.denominator)
  }

  /// The absolute value.
  public var magnitude: Rational {
    sign < 0 ? -self : self
  }

  /// The sum of two fractions in lowest terms, or `nil` on overflow.
  private static func smallSum(
    _ leftNumerator: Int64, _ leftDenominator: Int64, _ rightNumerator: Int64, _ rightDenominator: Int64
  ) -> Rational? {
    if leftDenominator == rightDenominator {
      let (sum, overflow) = leftNumerator.addingReportingOverflow(rightNumerator)
      if overflow { return nil }
      return leftDenominator == 1 ? Rational(sum) : Rational(reducing: sum, leftDenominator)
    }
    let common = Int64(
      truncatingIfNeeded: greatestCommonDivisor(leftDenominator.magnitude, rightDenominator.magnitude))
    let leftPart = common == 1 ? leftDenominator : leftDenominator / common
    let rightPart = common == 1 ? rightDenominator : rightDenominator / common
    let (leftTerm, leftOverflow) = leftNumerator.multipliedReportingOverflow(by: rightPart)
    let (rightTerm, rightOverflow) = rightNumerator.multipliedReportingOverflow(by: leftPart)
    let (sum, sumOverflow) = leftTerm.addingReportingOverflow(rightTerm)
    if leftOverflow || rightOverflow || sumOverflow { return nil }
    let rest = common == 1 ? 1 : Int64(truncatingIfNeeded: greatestCommonDivisor(sum.magnitude, common.magnitude))
    let (denominator, overflow) = leftPart.multipliedReportingOverflow(
      by: rest == 1 ? rightDenominator : rightDenominator / rest)
    if overflow { return nil }
    return Rational(inLowestTerms: rest == 1 ? sum : sum / rest, denominator)
  }

  /// The product of two fractions in lowest terms with positive denominators, or `nil` on overflow.
  ///
  /// Reducing crosswise before multiplying (Knuth, same section) leaves nothing to reduce afterwards.
  private static func smallProduct(
    _ leftNumerator: Int64, _ leftDenominator: Int64, _ rightNumerator: Int64, _ rightDenominator: Int64
  ) -> Rational? {
    var (upperLeft, upperRight, lowerLeft, lowerRight) =
      (leftNumerator, rightNumerator, leftDenominator, rightDenominator)
    if lowerRight != 1 {
      let common = Int64(truncatingIfNeeded: greatestCommonDivisor(upperLeft.magnitude, lowerRight.magnitude))
      if common != 1 {
        upperLeft /= common
        lowerRight /= common
      }
    }
    if lowerLeft != 1 {
      let common = Int64(truncatingIfNeeded: greatestCommonDivisor(upperRight.magnitude, lowerLeft.magnitude))
      if common != 1 {
        upperRight /= common
        lowerLeft /= common
      }
    }
    let (numerator, numeratorOverflow) = upperLeft.multipliedReportingOverflow(by: upperRight)
    let (denominator, denominatorOverflow) = lowerLeft.multipliedReportingOverflow(by: lowerRight)
    if numeratorOverflow || denominatorOverflow { return nil }
    return Rational(inLowestTerms: numerator, denominator)
  }

  @inline(never)
  private static func bigSum(
    _ leftNumerator: BigInt, _ leftDenominator: BigInt, _ rightNumerator: BigInt, _ rightDenominator: BigInt
  ) -> Rational {
    let common = BigInt(greatestCommonDivisor(leftDenominator.magnitude, rightDenominator.magnitude))
    if common == 1 {
      return Rational(
        inLowestTerms: leftNumerator * rightDenominator + rightNumerator * leftDenominator,
        leftDenominator * rightDenominator)
    }
    let leftPart = leftDenominator / common
    let sum = leftNumerator * (rightDenominator / common) + rightNumerator * leftPart
    let rest = BigInt(greatestCommonDivisor(sum.magnitude, common.magnitude))
    return Rational(inLowestTerms: sum / rest, leftPart * (rightDenominator / rest))
  }

  @inline(never)
  private static func bigProduct(
    _ leftNumerator: BigInt, _ leftDenominator: BigInt, _ rightNumerator: BigInt, _ rightDenominator: BigInt
  ) -> Rational {
    let upper = BigInt(greatestCommonDivisor(leftNumerator.magnitude, rightDenominator.magnitude))
    let lower = BigInt(greatestCommonDivisor(rightNumerator.magnitude, leftDenominator.magnitude))
    return Rational(
      inLowestTerms: (leftNumerator / upper) * (rightNumerator / lower),
      (leftDenominator / lower) * (rightDenominator / upper))
  }
}
