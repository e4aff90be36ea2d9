import Exact
import Methodology

/// A scale or list of bands as steps of one staircase, whatever the order and overlap of its rows.
struct Staircase: Hashable {
  /// Where one step ends and the next begins: at the value, which belongs to the upper step or to the lower.
  struct Edge: Hashable {
    let value: Rational
    let belongsToUpper: Bool
  }

  let edges: [Edge]
  /// What each step gives, one more than there are edges; `nil` where no row covers.
  let results: [Rational?]

  /// The staircase of rows of which the first that covers a value counts.
  init(_ rows: [(lower: Scale.Bound?, upper: Scale.Bound?, result: Rational)]) {
    let values = Set(rows.flatMap { [$0.lower?.value, $0.upper?.value].compactMap { $0 } }).sorted()
    func result(at value: Rational) -> Rational? {
      rows.first { Scale.covers($0.lower, $0.upper, value) }?.result
    }
    guard let first = values.first else {
      edges = []
      results = [rows.first?.result]
      return
    }
    var edges: [Edge] = []
    var results = [result(at: first - Rational(1))]
    for (index, value) in values.enumerated() {
      let behind = index + 1 < values.count ? (value + values[index + 1]).half : value + Rational(1)
      for (step, belongsToUpper) in [(result(at: value), true), (result(at: behind), false)]
      where step != results[results.count - 1] {
        if let last = edges.last, last.value == value {
          // Only the value itself lies between two edges.
          edges.append(Edge(value: value, belongsToUpper: false))
        } else {
          edges.append(Edge(value: value, belongsToUpper: belongsToUpper))
        }
        results.append(step)
      }
    }
    self.edges = edges
    self.results = results
  }
}

extension Rational {
  fileprivate var half: Rational { divided(by: Rational(2)) ?? self }
}

/// Figures by the codes of one choice or several.
struct LookUp: Hashable {
  /// How far each key moves the place, by its code.
  let offsets: [[Int]]
  let figures: [Rational?]
}

/// A number that a program knows before it sees any row.
struct ColumnConstant {
  let value: Double
  let bounds: Bounds

  /// `nil` for a number beyond machine words.
  init?(_ number: Rational) {
    guard let parts = number.wordParts else { return nil }
    value = number.nearestDouble
    var odd = parts.denominator
    var (twos, fives) = (0, 0)
    while odd.isMultiple(of: 2) { (odd, twos) = (odd / 2, twos + 1) }
    while odd.isMultiple(of: 5) { (odd, fives) = (odd / 5, fives + 1) }
    let isExact =
      parts.denominator == 1
      ? abs(value) <= Bounds.wholeLimit : odd == 1 && fives == 0 && parts.numerator.magnitude < 1 << 53
    bounds = Bounds(
      least: isExact ? value : value.nextDown, greatest: isExact ? value : value.nextUp,
      error: isExact ? 0 : abs(value) * Bounds.unit * Bounds.slack + Bounds.tiny, places: max(twos, fives),
      partsBits: odd == 1 ? 0 : Double(Int64.bitWidth - odd.leadingZeroBitCount))
  }
}

extension ColumnConstant {
  /// A number of any size.
  init(any number: Rational) {
    if let constant = ColumnConstant(number) {
      self = constant
      return
    }
    value = number.nearestDouble
    let (places, bits) = number.denominatorFactors
    bounds = Bounds(
      least: value.nextDown, greatest: value.nextUp,
      error: abs(value) * Bounds.unit * Bounds.slack + Bounds.tiny, places: places, partsBits: Double(bits))
  }
}

/// The rounding of a column to a step.
struct ColumnRounding: Hashable {
  let step: Rational
  let mode: RoundingMode
}
