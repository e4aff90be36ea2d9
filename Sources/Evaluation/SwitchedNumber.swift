import Exact

/// A number by the combinations of the switches that it hangs on, or so many times one that hangs on too many.
package struct SwitchedNumber: Sendable, Equatable {
  /// A number that hangs on too many switches to be written down; it has to be computed for each combination.
  package enum Open: Sendable, Equatable {
    case value(of: SwitchTrace.Spot, support: [Int])
    /// What a sum is above zero.
    case excess([SwitchedNumber])

    package var support: [Int] {
      switch self {
      case .value(_, let support): support
      case .excess(let parts): Set(parts.flatMap(\.wholeSupport)).sorted()
      }
    }
  }

  /// The switches, in order.
  package let support: [Int]
  /// By combination, bit n being the n-th switch of the support; `nil` where there is no number.
  package let values: [Rational?]
  /// What the values are multiples of; the values themselves are the number if absent.
  package let open: Open?

  package init(support: [Int], values: [Rational?], times open: Open? = nil) {
    self.support = support
    self.values = values
    self.open = open
  }

  init(_ constant: Rational, times open: Open? = nil) {
    self.init(support: [], values: [constant], times: open)
  }

  /// A value that hangs on too many switches.
  init(open spot: SwitchTrace.Spot, support: [Int]) {
    self.init(.one, times: .value(of: spot, support: support))
  }

  /// The switches with those of what it is a multiple of.
  package var wholeSupport: [Int] { open.map { Set(support + $0.support).sorted() } ?? support }

  /// The value, or how many times what is open, with some switches thrown.
  package func value(_ on: Set<Int>) -> Rational? {
    values[SwitchTrace.combination(support, on)]
  }

  /// Whether there certainly is a number under all combinations.
  var isComplete: Bool { open == nil && values.allSatisfy { $0 != nil } }

  /// Each value as something else; of a multiple only what is itself a multiple.
  func map(_ transform: (Rational) -> Rational?) -> SwitchedNumber {
    SwitchedNumber(support: support, values: values.map { $0.flatMap(transform) }, times: open)
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
    return SwitchedNumber(support: kept, values: table, times: open)
  }

  private func places(in all: [Int]) -> [Int] { support.compactMap { all.firstIndex(of: $0) } }

  private static func pick(_ combination: Int, _ places: [Int]) -> Int {
    var picked = 0
    for index in places.indices { picked |= (combination >> places[index] & 1) << index }
    return picked
  }

  /// The switches that parts of a sum may have together to be made one part.
  private static let fewSwitches = 5

  /// Parts of a sum made as few as they can be without hanging on many switches at once.
  static func compacted(_ parts: [SwitchedNumber]) -> [SwitchedNumber] {
    var result: [SwitchedNumber] = []
    for part in parts.filter({ $0.open == nil }).enumerated().sorted(by: {
      let (left, right) = ($0.element.support.count, $1.element.support.count)
      return left == right ? $0.offset < $1.offset : left > right
    }).map(\.element) {
      let place = result.firstIndex { other in
        let union = Set(other.support).union(part.support).count
        return union <= Swift.max(fewSwitches, other.support.count)
      }
      if let place { result[place] = result[place].combined(part, +) } else { result.append(part) }
    }
    return result + parts.filter { $0.open != nil }
  }

  /// Whether a sum of parts is never less than zero, as far as that can be told.
  static func isNeverNegative(_ parts: [SwitchedNumber]) -> Bool {
    var boxes = mostBoxes
    return isNeverNegative(parts, &boxes)
  }

  /// How often a sum is looked at more closely, with one more switch held in both positions.
  private static let mostBoxes = 300

  // Taken each for itself, parts that a switch sets against one another may seem to be all low at once; so the sum is
  // looked at for both positions of the switches that most parts hang on.
  private static func isNeverNegative(_ parts: [SwitchedNumber], _ boxes: inout Int) -> Bool {
    guard let least = least(of: parts) else { return false }
    if least >= .zero { return true }
    guard boxes > 0, let place = mostShared(by: parts) else { return false }
    boxes -= 1
    for isOn in [false, true] where !isNeverNegative(parts.map({ $0.with(place, isOn) }), &boxes) { return false }
    return true
  }

  /// What a sum of parts cannot be less than wherever it is a number; `nil` if some part is open.
  private static func least(of parts: [SwitchedNumber]) -> Rational? {
    guard parts.allSatisfy({ $0.open == nil }) else { return nil }
    return parts.reduce(.zero) { $0 + ($1.values.lazy.compactMap { $0 }.min() ?? .zero) }
  }

  /// The switch that most parts hang on; `nil` if none is shared, so that all parts can be at their least at once.
  private static func mostShared(by parts: [SwitchedNumber]) -> Int? {
    var uses: [Int: Int] = [:]
    for part in parts { for place in part.support { uses[place, default: 0] += 1 } }
    let most = uses.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return most.flatMap { $0.value > 1 ? $0.key : nil }
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
    return SwitchedNumber(support: rest, values: values, times: open)
  }
}
