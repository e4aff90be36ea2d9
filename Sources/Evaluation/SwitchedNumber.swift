import Exact

/// A number by the combinations of the switches that it hangs on.
package struct SwitchedNumber: Sendable, Equatable {
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
    joined(other) { first, second in first.flatMap { first in second.flatMap { combine(first, $0) } } }
  }

  /// The number where an indicator is one, and zero where it is zero, be there a number or not.
  func gated(by indicator: SwitchedNumber) -> SwitchedNumber {
    joined(indicator) { number, gate in gate.flatMap { $0.isZero ? .zero : number } }
  }

  /// An indicator of the opposite.
  var opposite: SwitchedNumber { map { .one - $0 } }

  private func joined(_ other: SwitchedNumber, _ combine: (Rational?, Rational?) -> Rational?) -> SwitchedNumber {
    let all = Set(support).union(other.support).sorted()
    let (own, others) = (places(in: all), other.places(in: all))
    let values = (0..<(1 << all.count)).map {
      combine(self.values[Self.pick($0, own)], other.values[Self.pick($0, others)])
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

  /// Whether a sum of parts is never less than zero, as far as that can be told.
  ///
  /// Taken each for itself, parts that a switch sets against one another may seem to be all low at once; so the sum is
  /// looked at for both positions of the switches that most parts hang on.
  static func isNeverNegative(_ parts: [SwitchedNumber], depth: Int = 10) -> Bool {
    let least = parts.reduce(Rational.zero) { $0 + ($1.range?.least ?? .zero) }
    if least >= .zero { return true }
    var uses: [Int: Int] = [:]
    for part in parts where part.support.count > 0 { for place in part.support { uses[place, default: 0] += 1 } }
    let most = uses.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard depth > 0, let most, most.value > 1 else { return false }
    return [false, true].allSatisfy { isOn in
      isNeverNegative(parts.map { $0.with(most.key, isOn) }, depth: depth - 1)
    }
  }

  /// The number with one switch held.
  private func with(_ switch: Int, _ isOn: Bool) -> SwitchedNumber {
    guard let place = support.firstIndex(of: `switch`) else { return self }
    var rest = support
    rest.remove(at: place)
    let low = (1 << place) - 1
    let values = (0..<(1 << rest.count)).map { combination in
      self.values[(combination & low) | (combination & ~low) << 1 | (isOn ? 1 << place : 0)]
    }
    return SwitchedNumber(support: rest, values: values)
  }
}
