/// A rational number which knows whether it is exact or stands for a value that is not rational.
///
/// Arithmetic on the rational part is exact; the result is approximate as soon as one operand is. Only the elementary
/// functions make approximate numbers out of exact ones.
///
/// Comparison, equality and hashing regard the value alone, so that every two numbers are ordered.
public struct Number: Sendable {
  /// The value: exact, or an approximation with the precision that the function which made it states.
  public let value: Rational

  /// Whether the value is, or was calculated from, an approximation.
  public let isApproximate: Bool

  /// Makes a number.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - isApproximate: Whether it only stands for another value close by.
  public init(_ value: Rational, isApproximate: Bool = false) {
    self.value = value
    self.isApproximate = isApproximate
  }

  /// Makes an exact whole number.
  ///
  /// - Parameter integer: The value.
  public init(_ integer: Int) {
    self.init(Rational(integer))
  }

  /// The sum.
  ///
  /// - Parameters:
  ///   - left: The first term.
  ///   - right: The second term.
  /// - Returns: `left + right`.
  public static func + (left: Number, right: Number) -> Number {
    Number(left.value + right.value, isApproximate: left.isApproximate || right.isApproximate)
  }

  /// The difference.
  ///
  /// - Parameters:
  ///   - left: The number to subtract from.
  ///   - right: The number to subtract.
  /// - Returns: `left - right`.
  public static func - (left: Number, right: Number) -> Number {
    Number(left.value - right.value, isApproximate: left.isApproximate || right.isApproximate)
  }

  /// The product.
  ///
  /// - Parameters:
  ///   - left: The first factor.
  ///   - right: The second factor.
  /// - Returns: `left * right`.
  public static func * (left: Number, right: Number) -> Number {
    Number(left.value * right.value, isApproximate: left.isApproximate || right.isApproximate)
  }

  /// The quotient.
  ///
  /// - Parameter divisor: The number to divide by.
  /// - Returns: The quotient.
  /// - Throws: `ArithmeticFailure.divisionByZero`.
  public func divided(by divisor: Number) throws(ArithmeticFailure) -> Number {
    guard let quotient = value.divided(by: divisor.value) else { throw .divisionByZero }
    return Number(quotient, isApproximate: isApproximate || divisor.isApproximate)
  }

  /// The number with the opposite sign.
  ///
  /// - Parameter number: The number to negate.
  /// - Returns: `0 - number`.
  public static prefix func - (number: Number) -> Number {
    Number(-number.value, isApproximate: number.isApproximate)
  }

  /// The absolute value.
  public var magnitude: Number {
    Number(value.magnitude, isApproximate: isApproximate)
  }

  /// The number rounded to a multiple of a step; `nil` when the step is not positive.
  ///
  /// - Parameters:
  ///   - step: The distance of two neighbouring results.
  ///   - mode: What becomes of a number between two multiples.
  /// - Returns: A multiple of the step.
  public func rounded(to step: Number, mode: RoundingMode) -> Number? {
    value.rounded(to: step.value, mode: mode).map {
      Number($0, isApproximate: isApproximate || step.isApproximate)
    }
  }

  /// The number rounded to decimal places; `nil` beyond `Rational.placesLimit` in either direction.
  ///
  /// - Parameters:
  ///   - places: The digits to keep after the point; negative numbers round to tens, hundreds and so on.
  ///   - mode: What becomes of a number between two results.
  /// - Returns: A multiple of ten to the power `-places`.
  public func rounded(places: Int, mode: RoundingMode) -> Number? {
    value.rounded(places: places, mode: mode).map { Number($0, isApproximate: isApproximate) }
  }
}

extension Number: Hashable {
  /// Whether two numbers have the same value, approximate or not.
  ///
  /// - Parameters:
  ///   - left: The first number.
  ///   - right: The second number.
  /// - Returns: `true` when the values are the same.
  public static func == (left: Number, right: Number) -> Bool {
    left.value == right.value
  }

  /// Feeds the value into a hasher.
  ///
  /// - Parameter hasher: The hasher to feed.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(value)
  }
}

extension Number: Comparable {
  /// Whether one number is smaller than another.
  ///
  /// - Parameters:
  ///   - left: The first number.
  ///   - right: The second number.
  /// - Returns: `true` when `left` is smaller.
  public static func < (left: Number, right: Number) -> Bool {
    left.value < right.value
  }
}

extension Number: CustomStringConvertible {
  /// The value as decimal text, see `Rational.decimalText(significantDigits:)`.
  public var description: String {
    value.description
  }
}
