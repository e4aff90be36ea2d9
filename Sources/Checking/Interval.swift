import Exact

/// A range of numbers, both ends included; `nil` where there is no bound.
struct Interval: Hashable {
  let least: Rational?
  let greatest: Rational?

  static let everything = Interval(least: nil, greatest: nil)

  /// A bound that has grown beyond this many bits is given up: formulas that square figures again and again would
  /// fill the memory.
  private static let widest = 2000

  init(least: Rational?, greatest: Rational?) {
    self.least = least.flatMap { $0.bitWidth <= Self.widest ? $0 : nil }
    self.greatest = greatest.flatMap { $0.bitWidth <= Self.widest ? $0 : nil }
  }

  init(_ value: Rational) {
    self.init(least: value, greatest: value)
  }

  /// The only number in it.
  var single: Rational? { least == greatest ? least : nil }

  func contains(_ value: Rational) -> Bool {
    (least.map { $0 <= value } ?? true) && (greatest.map { value <= $0 } ?? true)
  }

  func joined(_ other: Interval) -> Interval {
    Interval(
      least: Self.bound(least, other.least, Swift.min), greatest: Self.bound(greatest, other.greatest, Swift.max))
  }

  private static func bound(
    _ left: Rational?, _ right: Rational?, _ pick: (Rational, Rational) -> Rational
  ) -> Rational? {
    guard let left, let right else { return nil }
    return pick(left, right)
  }

  static func + (left: Interval, right: Interval) -> Interval {
    Interval(least: bound(left.least, right.least, +), greatest: bound(left.greatest, right.greatest, +))
  }

  static prefix func - (value: Interval) -> Interval {
    Interval(least: value.greatest.map { -$0 }, greatest: value.least.map { -$0 })
  }

  static func - (left: Interval, right: Interval) -> Interval { left + -right }

  static func * (left: Interval, right: Interval) -> Interval {
    let ends = [left.low, left.high].flatMap { end in [end.times(right.low), end.times(right.high)] }
    return Interval(ends)
  }

  /// The quotients by all divisors but zero.
  static func / (left: Interval, right: Interval) -> Interval {
    guard let inverse = right.inverse else { return everything }
    return left * inverse
  }

  /// The range of one over a number of the range; `nil` if that can be anything.
  private var inverse: Interval? {
    if let least, least > .zero {
      return Interval(
        least: greatest.flatMap { Rational.one.divided(by: $0) } ?? .zero, greatest: Rational.one.divided(by: least))
    }
    if let greatest, greatest < .zero { return (-self).inverse.map { -$0 } }
    if let least, least.isZero {
      return Interval(least: greatest.flatMap { Rational.one.divided(by: $0) } ?? .zero, greatest: nil)
    }
    return nil
  }

  func map(_ transform: (Rational) -> Rational?) -> Interval {
    Interval(least: least.flatMap(transform), greatest: greatest.flatMap(transform))
  }

  static func min(_ left: Interval, _ right: Interval) -> Interval { -max(-left, -right) }

  static func max(_ left: Interval, _ right: Interval) -> Interval {
    let low: Rational? =
      switch (left.least, right.least) {
      case (let first?, let second?): Swift.max(first, second)
      case (let only?, nil), (nil, let only?): only
      case (nil, nil): nil
      }
    return Interval(least: low, greatest: bound(left.greatest, right.greatest, Swift.max))
  }

  // MARK: Ends

  /// An end of a range: a number, or beyond all numbers.
  private enum End {
    case finite(Rational)
    case infinite(positive: Bool)

    func times(_ other: End) -> End {
      switch (self, other) {
      case (.finite(let left), .finite(let right)): .finite(left * right)
      case (.finite(let number), .infinite(let positive)), (.infinite(let positive), .finite(let number)):
        number.isZero ? .finite(.zero) : .infinite(positive: positive == (number > .zero))
      case (.infinite(let left), .infinite(let right)): .infinite(positive: left == right)
      }
    }
  }

  private var low: End { least.map { .finite($0) } ?? .infinite(positive: false) }
  private var high: End { greatest.map { .finite($0) } ?? .infinite(positive: true) }

  private init(_ ends: [End]) {
    var numbers: [Rational] = []
    var isOpenBelow = false
    var isOpenAbove = false
    for end in ends {
      switch end {
      case .finite(let number): numbers.append(number)
      case .infinite(let positive):
        if positive { isOpenAbove = true } else { isOpenBelow = true }
      }
    }
    self.init(least: isOpenBelow ? nil : numbers.min(), greatest: isOpenAbove ? nil : numbers.max())
  }
}
