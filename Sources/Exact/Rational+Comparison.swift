import BigInt

extension Rational: Comparable {
  /// Whether one value is smaller than another.
  ///
  /// - Parameters:
  ///   - left: The first value.
  ///   - right: The second value.
  /// - Returns: `true` when `left` is smaller.
  public static func < (left: Rational, right: Rational) -> Bool {
    if case .small(let leftNumerator, let leftDenominator) = left.storage,
      case .small(let rightNumerator, let rightDenominator) = right.storage
    {
      if leftDenominator == rightDenominator { return leftNumerator < rightNumerator }
      let leftProduct = leftNumerator.multipliedFullWidth(by: rightDenominator)
      let rightProduct = rightNumerator.multipliedFullWidth(by: leftDenominator)
      return leftProduct.high != rightProduct.high
        ? leftProduct.high < rightProduct.high
        : leftProduct.low < rightProduct.low
    }
    if left.sign != right.sign { return left.sign < right.sign }
    return left.numerator * right.denominator < right.numerator * left.denominator
  }
}
