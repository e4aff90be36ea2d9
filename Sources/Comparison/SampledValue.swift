import Exact

/// Shares of switches in a number that cannot be taken apart, estimated from orders drawn by lot.
///
/// In each order a switch gets what it adds when it is thrown, so that the shares of an order add up to the whole, and so
/// do their means. The lots are the same on every run. Each order is also gone through backwards, which makes the
/// estimate better at little cost (Castro, Gómez and Tejada, 2009, on sampling; Mitchell et al., 2022, on such pairs).
struct SampledValue {
  /// How many orders are drawn; each counts twice.
  static let orders = 16

  struct Share {
    let mean: Rational
    let standardError: Rational
  }

  /// The shares of switches; `nil` if there is no number with all of them off, or with all on.
  ///
  /// Those of one union are thrown one after another. Where there is no number with some of them thrown, the next that
  /// there is counts.
  static func shares(
    of switches: [Int], unions: [Int], value: (Set<Int>) -> Rational?
  ) -> [Int: Share]? {
    guard let start = value([]), let end = value(Set(switches)) else { return nil }
    var lots = Lots(seed: 1)
    var samples: [Int: [Rational]] = [:]
    for _ in 0..<orders {
      let order = lots.order(of: switches, unions: unions)
      let (one, other) = (added(order, start, end, value), added(order.reversed(), start, end, value))
      for place in switches {
        let pair = (one[place] ?? .zero) + (other[place] ?? .zero)
        samples[place, default: []].append(pair.divided(by: 2) ?? .zero)
      }
    }
    return samples.mapValues(share)
  }

  private static func added(
    _ order: [Int], _ start: Rational, _ end: Rational, _ value: (Set<Int>) -> Rational?
  ) -> [Int: Rational] {
    var (last, on) = (start, Set<Int>())
    var added: [Int: Rational] = [:]
    for (index, place) in order.enumerated() {
      on.insert(place)
      guard let next = index == order.count - 1 ? end : value(on) else { continue }
      added[place] = next - last
      last = next
    }
    return added
  }

  private static func share(_ samples: [Rational]) -> Share {
    let count = Rational(samples.count)
    let mean = samples.reduce(.zero, +).divided(by: count) ?? .zero
    let squares = samples.reduce(Rational.zero) { $0 + ($1 - mean) * ($1 - mean) }
    let variance = squares.divided(by: count * Rational(max(1, samples.count - 1)))?.nearestDouble ?? 0
    let text = String(Int64((variance.squareRoot() * 1e9).rounded(.up)))
    return Share(mean: mean, standardError: (Rational(decimal: text) ?? .zero) * Rational.decimalUnit(-9))
  }
}

/// Draws by lot, the same on every run, by the generator SplitMix64 of Steele, Lea and Flood (2014).
private struct Lots: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// An order in which the switches of each union stand together.
  mutating func order(of switches: [Int], unions: [Int]) -> [Int] {
    let names = Set(switches.map { unions[$0] }).sorted().shuffled(using: &self)
    return names.flatMap { name in switches.filter { unions[$0] == name }.shuffled(using: &self) }
  }
}
