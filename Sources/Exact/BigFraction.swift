import BigInt

/// The two parts of a rational number that does not fit in machine integers.
///
/// A class, so that a `Rational` stays two words and a tag and copying one costs at most one reference count.
final class BigFraction: Sendable, Hashable {
  let numerator: BigInt
  let denominator: BigInt

  init(numerator: BigInt, denominator: BigInt) {
    self.numerator = numerator
    self.denominator = denominator
  }

  static func == (left: BigFraction, right: BigFraction) -> Bool {
    left === right || (left.numerator == right.numerator && left.denominator == right.denominator)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(numerator)
    hasher.combine(denominator)
  }
}
