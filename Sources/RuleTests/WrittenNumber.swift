import Exact
import Methodology

/// A number as it is written, with the worth of its last digit.
struct WrittenNumber {
  let value: Rational
  /// `0.01` for `0.80`, `1` for `75000`.
  let unit: Rational

  /// A number whose writing is not known: the shortest one.
  init(_ value: Rational) { self.init(value, as: value.finiteDecimal ?? "") }

  init(_ figure: Figure) { self.init(figure.value, as: figure.provenance.span.text) }

  init(_ value: Rational, as text: String) {
    self.value = value
    let places = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first
    let digits = places?.prefix { $0.isASCII && $0.isNumber }.count ?? 0
    unit = (try? Rational(10).power(-digits)) ?? .one
  }

  /// The number one unit higher, or lower.
  func neighbour(isBelow: Bool) -> Rational { isBelow ? value - unit : value + unit }
}
