import Evaluation
import Exact

/// Shares out a number that hangs on switches among them.
///
/// Switches stand in unions, such as those of the rules and those of the data. A switch gets what it adds on average
/// over all orders in which the switches can be thrown, the switches of a union one after another (G. Owen, Values of
/// games with a priori unions, 1977). With one union that is its Shapley value. Each union gets as much in all as it would
/// if it were one switch, however many it is made of.
///
/// The value of a sum is the sum of the values of its parts, so that it is exact though the switches are many.
struct OwenValue {
  /// The union of each switch.
  let unions: [Int]

  /// What each switch, or group of switches thrown together, gets.
  struct Share {
    let switches: [Int]
    let value: Rational
  }

  /// The shares of all switches in a sum of parts; `nil` if it is no number with all switches off, or with all on.
  func shares(of parts: [SwitchedNumber]) -> [Share]? {
    guard parts.allSatisfy({ $0.values.first != .some(nil) && $0.values.last != .some(nil) }) else { return nil }
    var blocks = Blocks()
    for part in parts where !part.isDefined(blocks) { blocks.join(part) }
    // Joined for one part, switches are thrown together in all.
    var totals: [[Int]: Rational] = [:]
    for part in parts {
      let game = Game(part, blocks)
      for (block, value) in zip(game.players, game.values(unionOf: union)) {
        totals[block] = (totals[block] ?? .zero) + value
      }
    }
    return totals.map { Share(switches: $0.key, value: $0.value) }.sorted { $0.switches[0] < $1.switches[0] }
  }

  /// The union of a group; one of several unions is none of them.
  private func union(_ block: [Int]) -> Int {
    let own = Set(block.map { unions[$0] })
    return own.count == 1 ? own.first ?? 0 : -1
  }
}

/// Groups of switches that are thrown together, since there is no number with only some of them thrown.
private struct Blocks {
  private var parents: [Int: Int] = [:]

  func root(_ place: Int) -> Int {
    var place = place
    while let parent = parents[place] { place = parent }
    return place
  }

  mutating func join(_ one: Int, _ other: Int) {
    let (first, second) = (root(one), root(other))
    if first != second { parents[max(first, second)] = min(first, second) }
  }

  /// All switches that are thrown with others, by group.
  func members(_ root: Int) -> [Int] {
    ([root] + parents.keys.filter { self.root($0) == root }).sorted()
  }

  /// Joins switches of a number until there is one under all combinations.
  ///
  /// Of all pairs the one is joined that leaves the fewest combinations without a number.
  mutating func join(_ part: SwitchedNumber) {
    while !part.isDefined(self) {
      let roots = Set(part.support.map(root)).sorted()
      var best: (gaps: Int, pair: (Int, Int))?
      for (index, one) in roots.enumerated() {
        for other in roots[(index + 1)...] {
          var tried = self
          tried.join(one, other)
          let gaps = part.gaps(tried)
          if gaps < best?.gaps ?? .max { best = (gaps, (one, other)) }
        }
      }
      guard let best else { return }
      join(best.pair.0, best.pair.1)
    }
  }
}

extension SwitchedNumber {
  fileprivate func isDefined(_ blocks: Blocks) -> Bool { gaps(blocks) == 0 }

  /// The combinations that can be and have no number.
  fileprivate func gaps(_ blocks: Blocks) -> Int {
    // Switches of one group are all off or all on.
    var masks: [Int: Int] = [:]
    for (place, switched) in support.enumerated() { masks[blocks.root(switched), default: 0] |= 1 << place }
    let joined = masks.values.filter { $0.nonzeroBitCount > 1 }
    return values.indices.count { combination in
      values[combination] == nil && joined.allSatisfy { combination & $0 == 0 || combination & $0 == $0 }
    }
  }
}

/// A number as a game whose players are groups of switches.
private struct Game {
  let players: [[Int]]
  /// By coalition, bit n being the n-th player.
  private let worths: [Rational]

  init(_ part: SwitchedNumber, _ blocks: Blocks) {
    let roots = Set(part.support.map(blocks.root)).sorted()
    players = roots.map(blocks.members)
    let places = part.support.map { roots.firstIndex(of: blocks.root($0)) ?? 0 }
    worths = (0..<(1 << roots.count)).map { coalition in
      let combination = places.enumerated().reduce(0) { $0 | (coalition >> $1.element & 1) << $1.offset }
      return part.values[combination] ?? .zero
    }
  }

  func values(unionOf union: ([Int]) -> Int) -> [Rational] {
    let unions = players.map(union)
    let names = Set(unions).sorted()
    return players.indices.map { player in
      let partners = players.indices.filter { $0 != player && unions[$0] == unions[player] }
      let others = names.filter { $0 != unions[player] }.map { name in
        players.indices.filter { unions[$0] == name }.reduce(0) { $0 | 1 << $1 }
      }
      var value = Rational.zero
      for choice in 0..<(1 << others.count) {
        let before = others.indices.reduce(0) { choice >> $1 & 1 == 1 ? $0 | others[$1] : $0 }
        let outer = Self.weight(choice.nonzeroBitCount, of: names.count)
        for inner in 0..<(1 << partners.count) {
          let coalition = partners.enumerated().reduce(before) {
            inner >> $1.offset & 1 == 1 ? $0 | 1 << $1.element : $0
          }
          let added = worths[coalition | 1 << player] - worths[coalition]
          if !added.isZero {
            value = value + added * outer * Self.weight(inner.nonzeroBitCount, of: partners.count + 1)
          }
        }
      }
      return value
    }
  }

  /// How likely it is that just these players of so many stand before another one: s! (n − s − 1)! / n!.
  private static func weight(_ before: Int, of count: Int) -> Rational {
    // 1 / (n · C(n − 1, s)), which stays small.
    var choose = Rational(1)
    for step in 0..<before {
      choose = (choose * Rational(count - 1 - step)).divided(by: Rational(step + 1)) ?? choose
    }
    return Rational.one.divided(by: Rational(count) * choose) ?? .zero
  }
}
