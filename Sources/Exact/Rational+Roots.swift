import BigInt

extension Rational {
  /// The root of a degree of at least 2 of a number which is not negative; `nil` when it is not rational.
  func exactRoot(_ degree: Int) -> Rational? {
    // In lowest terms a fraction is a power exactly when both of its parts are.
    guard let lower = denominator.magnitude.exactRoot(degree), let upper = numerator.magnitude.exactRoot(degree) else {
      return nil
    }
    return Rational(inLowestTerms: BigInt(upper), BigInt(lower))
  }

  /// The power with a rational exponent where that is rational and within `bitWidthLimit`; `nil` otherwise.
  ///
  /// Zero must not meet a negative exponent nor a negative number a fractional one.
  func exactPower(_ exponent: Rational) -> Rational? {
    if exponent.isZero || self == .one { return .one }
    if isZero { return .zero }
    if magnitude == .one { return exponent.numerator.isMultiple(of: 2) ? .one : self }
    // A value above 1 with an exponent beyond the machine's integers is too large; a root of such a degree, irrational.
    guard case .small(let power, let degree) = exponent.storage else { return nil }
    let root = degree == 1 ? self : exactRoot(Int(degree))
    return try? root?.power(Int(power))
  }

  /// The square root of a positive number, cut off below at least the 40th significant decimal digit.
  func approximateSquareRoot() -> Rational {
    let upper = numerator.magnitude
    let lower = denominator.magnitude
    // The radicand gets 280 bits or more, its root 140: 42 decimal digits, all of them right since both steps round
    // down to a whole number. The shift is even, so that its root is a whole shift as well.
    let places = max(0, 280 - (upper.bitWidth - lower.bitWidth)) / 2 + 1
    let root = ((upper << (2 * places)) / lower).squareRoot()
    return Rational(reducing: BigInt(root), BigInt(1) << places)
  }
}

extension BigUInt {
  /// The root of a degree of at least 2, or `nil` when it is not a whole number.
  func exactRoot(_ degree: Int) -> BigUInt? {
    if self <= 1 { return self }
    // The root would lie between 1 and 2.
    guard degree < bitWidth else { return nil }
    let root = degree == 2 ? squareRoot() : truncatedRoot(degree)
    return root.power(degree) == self ? root : nil
  }

  /// The largest whole number whose power of a degree of at least 2 is not above this number, itself at least 2.
  ///
  /// Newton's method from above: Cohen, A Course in Computational Algebraic Number Theory, algorithm 1.7.1. It starts
  /// from the root to about 140 bits, without which a root of high degree would take as many rounds as its degree.
  private func truncatedRoot(_ degree: Int) -> BigUInt {
    let logarithm = FixedPoint.logarithm(of: Rational(BigInt(self)))
    let (significand, exponent) = FixedPoint.exponential(
      of: logarithm.significand, over: BigInt(degree) << logarithm.fractionBits)
    // An excess of 2^-130, far above the error of the approximation, makes sure that the start is not below the root.
    let start = significand.significand.magnitude + (1 << (FixedPoint.workingBits - 130))
    let shift = exponent - FixedPoint.workingBits
    var root = (shift < 0 ? start >> -shift : start << shift) + 1
    while true {
      let next = (root * BigUInt(degree - 1) + self / root.power(degree - 1)) / BigUInt(degree)
      if next >= root { return root }
      root = next
    }
  }
}
