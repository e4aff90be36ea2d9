#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is known of the numbers of one column in one block of rows.
///
/// Of every row's exact value x and the double d that stands for it: `least ≤ x ≤ greatest`, `|d − x| ≤ error`, and
/// x is a fraction whose denominator divides 10^places · q for some whole q of at most 2^partsBits. Proofs are in
/// `Documentation/EXACTNESS.md`.
struct Bounds: Equatable {
  var least: Double
  var greatest: Double
  var error: Double
  var places: Int
  var partsBits: Double

  /// Half the distance of 1 to the next double: the relative error of one rounded operation.
  static let unit = 0x1p-53
  /// Covers the rounding of the few operations that a bound is itself computed with.
  static let slack = 1 + 0x1p-40
  /// Covers results below the normal range, where errors are no longer relative.
  static let tiny = 0x1p-1000
  /// Whole numbers up to here are doubles.
  static let wholeLimit = 0x1p53
  static let bitsPerPlace = 3.321928094887363

  static let truth = Bounds(least: 0, greatest: 1, error: 0, places: 0, partsBits: 0)

  var magnitude: Double { max(-least, greatest) }

  /// Whether every value and its double are the same whole number.
  var isWhole: Bool { places == 0 && partsBits == 0 && error == 0 && magnitude <= Self.wholeLimit }

  var isUsable: Bool { least.isFinite && greatest.isFinite && error.isFinite && denominatorBits < 40_000 }

  /// The bits of the largest denominator.
  var denominatorBits: Double { Double(max(0, places)) * Self.bitsPerPlace + partsBits }

  /// Whether values that are no further apart than `tolerance` must be the same, since two fractions with such
  /// denominators are the same or further apart.
  static func separates(_ first: Bounds, _ second: Bounds, tolerance: Double) -> Bool {
    if tolerance == 0 { return true }
    let bits = Double(max(0, first.places, second.places)) * bitsPerPlace + first.partsBits + second.partsBits
    return log2(tolerance) + bits + 2 < -0.001
  }

  /// How far apart the doubles of equal values can be at most, with room for the rounding of their difference.
  static func tolerance(_ first: Bounds, _ second: Bounds) -> Double { 2 * (first.error + second.error) }

  static func + (left: Bounds, right: Bounds) -> Bounds {
    sum(left, right, least: lowSum(left.least, right.least), greatest: highSum(left.greatest, right.greatest))
  }

  static func - (left: Bounds, right: Bounds) -> Bounds {
    sum(left, right, least: lowSum(left.least, -right.greatest), greatest: highSum(left.greatest, -right.least))
  }

  private static func sum(_ left: Bounds, _ right: Bounds, least: Double, greatest: Double) -> Bounds {
    var result = Bounds(
      least: least, greatest: greatest, error: 0, places: max(left.places, right.places),
      partsBits: left.partsBits + right.partsBits)
    if left.isWhole, right.isWhole, result.isWhole { return result }
    result.error = (left.error + right.error + unit * (result.magnitude + left.error + right.error)) * slack
    return result
  }

  static func * (left: Bounds, right: Bounds) -> Bounds {
    let corners = [
      (left.least, right.least), (left.least, right.greatest), (left.greatest, right.least),
      (left.greatest, right.greatest),
    ]
    var result = Bounds(
      least: .infinity, greatest: -.infinity, error: 0, places: left.places + right.places,
      partsBits: left.partsBits + right.partsBits)
    for (first, second) in corners {
      let product = first * second
      let isExact = product == 0 ? first == 0 || second == 0 : (-product).addingProduct(first, second) == 0
      result.least = min(result.least, isExact ? product : product.nextDown)
      result.greatest = max(result.greatest, isExact ? product : product.nextUp)
    }
    if left.isWhole, right.isWhole, result.isWhole { return result }
    let carried = left.error * right.magnitude + right.error * left.magnitude + left.error * right.error
    result.error = (carried + unit * (result.magnitude + carried)) * slack + tiny
    return result
  }

  /// The bounds of a quotient whose divisors have at least a magnitude.
  static func quotient(_ left: Bounds, _ right: Bounds, leastDivisor: Double) -> Bounds {
    // The exact divisor is at least this far from zero.
    let least = leastDivisor - right.error
    guard least > 0 else {
      return Bounds(least: -.infinity, greatest: .infinity, error: .infinity, places: 0, partsBits: 0)
    }
    let edges: [Double]
    if right.least > 0 || right.greatest < 0 {
      edges = [right.least, right.greatest]
    } else {
      edges = [-least, least, right.least, right.greatest].filter { abs($0) >= least }
    }
    var result = Bounds(
      least: .infinity, greatest: -.infinity, error: 0, places: max(0, left.places - right.places),
      partsBits: left.partsBits
        + max(0, log2(max(right.magnitude, .leastNormalMagnitude)) + right.denominatorBits + 0.001))
    for edge in edges {
      for value in [left.least, left.greatest] {
        let quotient = value / edge
        let isExact = (-value).addingProduct(quotient, edge) == 0 && (quotient != 0 || value == 0)
        result.least = min(result.least, isExact ? quotient : quotient.nextDown)
        result.greatest = max(result.greatest, isExact ? quotient : quotient.nextUp)
      }
    }
    let carried = (left.error + result.magnitude * right.error) / leastDivisor
    result.error = (carried + unit * (result.magnitude + carried)) * slack + tiny
    return result
  }

  var negated: Bounds {
    Bounds(least: -greatest, greatest: -least, error: error, places: places, partsBits: partsBits)
  }

  var absolute: Bounds {
    let low = least > 0 ? least : greatest < 0 ? -greatest : 0
    return Bounds(least: low, greatest: magnitude, error: error, places: places, partsBits: partsBits)
  }

  /// The bounds of a column that takes each of its values from one of two.
  func union(_ other: Bounds) -> Bounds {
    Bounds(
      least: min(least, other.least), greatest: max(greatest, other.greatest), error: max(error, other.error),
      places: max(places, other.places), partsBits: max(partsBits, other.partsBits))
  }

  static func least(_ left: Bounds, _ right: Bounds) -> Bounds {
    var result = left.union(right)
    result.greatest = min(left.greatest, right.greatest)
    return result
  }

  static func greatest(_ left: Bounds, _ right: Bounds) -> Bounds {
    var result = left.union(right)
    result.least = max(left.least, right.least)
    return result
  }

  private static func lowSum(_ left: Double, _ right: Double) -> Double {
    let sum = left + right
    return isExact(sum, left, right) ? sum : sum.nextDown
  }

  private static func highSum(_ left: Double, _ right: Double) -> Double {
    let sum = left + right
    return isExact(sum, left, right) ? sum : sum.nextUp
  }

  /// Whether a sum of two doubles was not rounded (Knuth's two-sum).
  private static func isExact(_ sum: Double, _ left: Double, _ right: Double) -> Bool {
    let part = sum - left
    return (left - (sum - part)) + (right - part) == 0
  }
}
