import Exact

/// A number by the combinations of the switches that it hangs on.
package struct SwitchedNumber: Sendable {
  /// The switches, in order.
  package let support: [Int]
  /// By combination, bit n being the n-th switch of the support; `nil` where there is no number.
  package let values: [Rational?]

  package init(support: [Int], values: [Rational?]) {
    self.support = support
    self.values = values
  }

  init(_ constant: Rational) {
    self.init(support: [], values: [constant])
  }

  var isComplete: Bool { values.allSatisfy { $0 != nil } }

  /// The least and the greatest of the numbers.
  var range: (least: Rational, greatest: Rational)? {
    let numbers = values.compactMap { $0 }
    guard let least = numbers.min(), let greatest = numbers.max() else { return nil }
    return (least, greatest)
  }

  func map(_ transform: (Rational) -> Rational?) -> SwitchedNumber {
    SwitchedNumber(support: support, values: values.map { $0.flatMap(transform) })
  }

  /// Two numbers put together under all combinations of the switches of both.
  func combined(_ other: SwitchedNumber, _ combine: (Rational, Rational) -> Rational?) -> SwitchedNumber {
    let all = Set(support).union(other.support).sorted()
    let (own, others) = (places(in: all), other.places(in: all))
    let values = (0..<(1 << all.count)).map { combination -> Rational? in
      guard let first = self.values[Self.pick(combination, own)],
        let second = other.values[Self.pick(combination, others)]
      else { return nil }
      return combine(first, second)
    }
    let (kept, table) = SwitchTrace.prune(all, values)
    return SwitchedNumber(support: kept, values: table)
  }

  private func places(in all: [Int]) -> [Int] { support.compactMap { all.firstIndex(of: $0) } }

  private static func pick(_ combination: Int, _ places: [Int]) -> Int {
    places.enumerated().reduce(0) { $0 | (combination >> $1.element & 1) << $1.offset }
  }

  /// The switches that parts of a sum may have together to be made one part.
  private static let fewSwitches = 5

  /// Parts of a sum made as few as they can be without hanging on many switches at once.
  static func compacted(_ parts: [SwitchedNumber]) -> [SwitchedNumber] {
    var result: [SwitchedNumber] = []
    for part in parts.enumerated().sorted(by: {
      let (left, right) = ($0.element.support.count, $1.element.support.count)
      return left == right ? $0.offset < $1.offset : left > right
    }).map(\.element) {
      let place = result.firstIndex { other in
        let union = Set(other.support).union(part.support).count
        return union <= Swift.max(fewSwitches, other.support.count)
      }
      if let place { result[place] = result[place].combined(part, +) } else { result.append(part) }
    }
    return result
  }

  /// The least and greatest sum of parts, each taken for itself.
  static func range(_ parts: [SwitchedNumber]) -> (least: Rational, greatest: Rational)? {
    var range = (least: Rational.zero, greatest: Rational.zero)
    for part in parts {
      guard let own = part.range else { return nil }
      range = (range.least + own.least, range.greatest + own.greatest)
    }
    return range
  }
}
