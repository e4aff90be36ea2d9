import Comparison
import Exact

/// What moved a score, step by step, in numbers rounded so that what is shown adds up.
struct Waterfall {
  /// A share with what is shown of it, in units of the last decimal.
  struct Step {
    /// `nil` for what the shares leave over.
    let share: Attribution.Share?
    let value: Rational
    let units: Int
  }

  /// The decimals that everything is shown with.
  let places: Int
  let start: Int
  let end: Int
  /// The greatest share first.
  let steps: [Step]

  /// The most decimals with which all numbers are shown in full.
  private static let fullPlaces = 4

  /// Starts from decimals that the scores are shown with elsewhere.
  init?(from before: Rational, to after: Rational, _ attribution: Attribution, tablePlaces: Int) {
    let rest = after - before - attribution.difference
    let shares = attribution.shares.map { ($0 as Attribution.Share?, $0.value) } + (rest.isZero ? [] : [(nil, rest)])
    let numbers = [before, after] + shares.map(\.1)
    let full = (tablePlaces...max(tablePlaces, Self.fullPlaces)).first { places in
      numbers.allSatisfy { $0.rounded(places: places, mode: .halfUp) == $0 }
    }
    // One decimal more than the scores have shows what a share of the last one is.
    let places = full ?? tablePlaces + 1
    func units(_ number: Rational, _ mode: RoundingMode) -> Int? {
      (number * Rational.decimalUnit(places)).rounded(mode).exactInt
    }
    guard let start = units(before, .halfUp), let end = units(after, .halfUp) else { return nil }
    let floors = shares.compactMap { units($0.1, .floor) }
    guard floors.count == shares.count else { return nil }
    self.places = places
    self.start = start
    self.end = end
    let dropped = zip(shares, floors).map { $0.1 * Rational.decimalUnit(places) - Rational($1) }
    let added = Self.spread(end - start - floors.reduce(0, +), over: dropped)
    steps = shares.indices.map { Step(share: shares[$0].0, value: shares[$0].1, units: floors[$0] + added[$0]) }
  }

  /// Hands out units to those that lost most when they were rounded down; takes them from those that lost least.
  private static func spread(_ units: Int, over dropped: [Rational]) -> [Int] {
    var added = Array(repeating: 0, count: dropped.count)
    guard !dropped.isEmpty else { return added }
    let order = Array(dropped.indices).highestFirst { dropped[$0] }
    for turn in 0..<abs(units) {
      let place = turn % order.count
      added[units > 0 ? order[place] : order[order.count - 1 - place]] += units.signum()
    }
    return added
  }
}
