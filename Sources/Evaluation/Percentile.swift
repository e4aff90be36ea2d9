import Exact

/// Percentiles as formulas have them, for other ways of evaluating.
package enum Percentile {
  /// The percentile of exact numbers; `nil` if there are none.
  package static func of(_ numbers: [Rational], percent: Rational) -> Rational? {
    guard !numbers.isEmpty else { return nil }
    return try? Calculator.percentile(numbers.map { Number($0) }, Number(percent)).value
  }
}
