/// A calculation which has no result.
///
/// The cases carry what went wrong as data; wording it for a reader is the caller's business.
public enum ArithmeticFailure: Error, Sendable, Hashable {
  /// A division by zero.
  case divisionByZero

  /// A function asked for where it has no real value, such as the square root of a negative number.
  ///
  /// The arguments are in the order in which the function takes them: for a power, the base and the exponent.
  case domain(ElementaryFunction, arguments: [Rational])

  /// A result whose size is beyond what this module computes.
  case tooLarge(ElementaryFunction)

  /// A sum, product or quotient that as an exact fraction has more digits than is of use to anybody.
  case tooManyDigits
}

/// A function that can fail.
public enum ElementaryFunction: String, CaseIterable, Sendable {
  /// The square root.
  case squareRoot = "sqrt"
  /// The natural logarithm.
  case naturalLogarithm = "ln"
  /// The exponential function, base e.
  case exponential = "exp"
  /// A base raised to an exponent.
  case power
}
