import Exact
import Formula
import Methodology

/// The bounds of a row of a scale or of a band.
struct Bounds: Hashable {
  var lower: Scale.Bound?
  var upper: Scale.Bound?

  init(_ row: Scale.Row) { (lower, upper) = (row.lower, row.upper) }
  init(_ row: Bands.Row) { (lower, upper) = (row.lower, row.upper) }

  func covers(_ value: Rational) -> Bool { Scale.covers(lower, upper, value) }

  var isOnePoint: Bool { lower != nil && lower?.value == upper?.value }
  var values: [Rational] { [lower?.value, upper?.value].compactMap { $0 } }
  var text: String { Scale.text(lower, upper) }
}

/// Finds the small moves of the edges of a table that change what it gives for some value that can occur.
///
/// Every edge moves inwards by the finest step written in the table. It moves outwards only into a gap or an open
/// space: elsewhere the row that begins there hides the move, or shows it by its own. An included edge becomes an
/// excluded one unless that is the same as the inward move, as it is for whole or rounded values; an excluded edge
/// becomes an included one where no row before it hides that.
struct EdgeMoves {
  private let step: Rational
  /// Whether values lie on the steps.
  private let isDiscrete: Bool
  private let least: Rational?
  private let greatest: Rational?

  init(_ scale: Scale) {
    let values = scale.rows.values.flatMap { $0.flatMap { Bounds($0).values } }
    step = Self.finest(values + [scale.rounding?.step].compactMap { $0 })
    isDiscrete = scale.argument.kind == .count || scale.rounding != nil
    least = scale.argument.from
    greatest = scale.argument.to
  }

  init(_ bands: Bands, of score: Score?) {
    step = Self.finest(bands.rows.flatMap { Bounds($0).values } + [bands.rounding?.step].compactMap { $0 })
    isDiscrete = bands.rounding != nil
    least = score?.minimum == nil ? .zero : score?.minimum?.formula.constant
    greatest = score?.maximum?.formula.constant
  }

  private static func finest(_ values: [Rational]) -> Rational {
    values.map { WrittenNumber($0).unit }.min() ?? .one
  }

  private enum Side {
    case lower, upper

    var bound: WritableKeyPath<Bounds, Scale.Bound?> { self == .lower ? \.lower : \.upper }
    /// The sign of a move inwards.
    var inwards: Rational { self == .lower ? .one : -.one }
  }

  /// What the bounds of a row can become.
  func moves(of index: Int, in rows: [Bounds]) -> [Bounds] {
    [Side.lower, .upper].flatMap { side -> [Bounds] in
      guard let bound = rows[index][keyPath: side.bound] else { return [] }
      let outward = outward(side, index, rows)
      return inward(side, rows[index], bound) + outward + included(side, index, rows, bound, outward)
    }
  }

  /// The edge one step further in; and excluded, where values lie between the steps.
  private func inward(_ side: Side, _ row: Bounds, _ bound: Scale.Bound) -> [Bounds] {
    // A row of one point is lost whichever edge moves.
    if row.isOnePoint { return side == .lower ? [moved(row, side, by: side.inwards * step)] : [] }
    let excluded = bound.isIncluded && !isDiscrete ? [flipped(row, side)] : []
    return [moved(row, side, by: side.inwards * step)] + excluded
  }

  /// An excluded edge included, if no row before takes its value and that is not what the move outwards is.
  private func included(
    _ side: Side, _ index: Int, _ rows: [Bounds], _ bound: Scale.Bound, _ outward: [Bounds]
  ) -> [Bounds] {
    guard !bound.isIncluded, canOccur(bound.value), outward.isEmpty || !isDiscrete,
      !rows[..<index].contains(where: { $0.covers(bound.value) })
    else { return [] }
    return [flipped(rows[index], side)]
  }

  /// The edge one step further out, if no other row covers what it comes to cover.
  private func outward(_ side: Side, _ index: Int, _ rows: [Bounds]) -> [Bounds] {
    guard let bound = rows[index][keyPath: side.bound] else { return [] }
    let gained = bound.isIncluded ? bound.value - side.inwards * step : bound.value
    guard canOccur(gained), !rows.contains(where: { $0.covers(gained) }) else { return [] }
    return [moved(rows[index], side, by: -side.inwards * step)]
  }

  private func moved(_ row: Bounds, _ side: Side, by distance: Rational) -> Bounds {
    var row = row
    row[keyPath: side.bound] = row[keyPath: side.bound].map {
      Scale.Bound(value: $0.value + distance, isIncluded: $0.isIncluded)
    }
    return row
  }

  private func flipped(_ row: Bounds, _ side: Side) -> Bounds {
    var row = row
    row[keyPath: side.bound] = row[keyPath: side.bound].map {
      Scale.Bound(value: $0.value, isIncluded: !$0.isIncluded)
    }
    return row
  }

  private func canOccur(_ value: Rational) -> Bool {
    (least.map { $0 <= value } ?? true) && (greatest.map { value <= $0 } ?? true)
  }
}

extension Formula {
  /// The number that the formula is, if it is one.
  fileprivate var constant: Rational? {
    if case .constant(.number(let number)) = term.form { return number.value }
    return nil
  }
}
