import Exact

/// A percentile of the rows of a body, linear between order statistics (Hyndman and Fan 1996, type 7).
struct ColumnPercentile: Equatable, Sendable {
  /// The part of the way from the least figure to the greatest.
  private let share: Rational
  /// The decimals of that part.
  let places: Int

  /// `nil` for a percentage that is no finite decimal of a few digits.
  init?(percent: Rational) {
    let held = max(.zero, min(percent, Rational(100)))
    guard let share = held.divided(by: Rational(100)), let decimal = BodyColumns.Column.held(share),
      decimal.places <= 9
    else { return nil }
    self.share = share
    places = decimal.places
  }

  /// Where the percentile of a number of figures lies: how far the way is from one of them to the next.
  func position(among count: Int) -> (index: Int, part: Double) {
    let position = share * Rational(count - 1)
    guard let index = position.floor, index < count - 1 else { return (count - 1, 0) }
    return (index, (position - Rational(index)).nearestDouble)
  }
}
