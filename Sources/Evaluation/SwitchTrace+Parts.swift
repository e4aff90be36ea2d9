import Exact
import Formula
import Methodology

/// Numbers as sums of parts that hang on few switches each.
extension SwitchTrace {
  /// The parts of a score or computed quantity; `nil` if it is no such sum.
  mutating func parts(
    of declaration: Declaration, _ place: Calculator.Place
  ) -> [SwitchedNumber]? {
    switch declaration.content {
    case .derived(let derived): return parts(of: derived.formula.term, place)
    case .score(let score): return parts(of: score, place)
    case .kind, .input, .reading, .parameter, .scale: return nil
    }
  }

  /// A score that concerns the body only as some switches stand; `nil` if it is no sum, or that is not clear.
  mutating func occasional(_ score: Score, _ place: Calculator.Place) -> Cell? {
    var indicator = SwitchedNumber(.one)
    var next: Score? = score
    while let current = next {
      if let applies = current.applies {
        guard let decision = table(of: applies.formula.term, place)?.indicator, decision.isComplete else { return nil }
        indicator = indicator.combined(decision) { $0 * $1 }
      }
      next = current.parent.flatMap { edition[$0].score }
    }
    return parts(of: score, place).map { .occasional(SwitchedNumber.compacted($0), when: indicator) }
  }

  private mutating func parts(of score: Score, _ place: Calculator.Place) -> [SwitchedNumber]? {
    guard var parts = base(score, place) else { return nil }
    for (clause, combine) in [
      (score.penalty, Adjustment.penalty), (score.atLeast, .atLeast), (score.atMost, .atMost),
    ] {
      guard let clause else { continue }
      guard let adjusted = adjusted(parts, clause, combine, place) else { return nil }
      parts = adjusted
    }
    if score.ifMissing != nil, !parts.allSatisfy(\.isComplete) { return nil }
    guard let rounding = score.rounding else { return parts }
    return rounded(parts, to: rounding.step, rounding.mode)
  }

  /// Whether a score concerns the body however switches stand.
  mutating func isApplicable(_ score: Score, _ place: Calculator.Place) -> Bool {
    var next: Score? = score
    while let current = next {
      if let applies = current.applies, constantTruth(applies.formula.term, place) != true { return false }
      next = current.parent.flatMap { edition[$0].score }
    }
    return true
  }

  /// The truth of a condition, if no switch has to do with it.
  private mutating func constantTruth(_ term: Term, _ place: Calculator.Place) -> Bool? {
    guard sources(of: term, place).isEmpty else {
      guard let table = table(of: term, place), Set(table.values).count == 1 else { return nil }
      return table.values[0].truth
    }
    return calculator.value(term, at: place).truth
  }

  private mutating func base(
    _ score: Score, _ place: Calculator.Place
  ) -> [SwitchedNumber]? {
    switch score.rule {
    case .formula(let formula): return parts(of: formula.term, place)
    case .children(let combination):
      guard combination == .sum, !score.sharesOut else { return nil }
      var parts: [SwitchedNumber] = []
      // By child, one where it is there; less one, since at least one has to be.
      var presence = [SwitchedNumber(-1)]
      for child in score.children {
        let spot = Spot(period: place.period, step: .symbol(child), body: place.body, row: 0)
        switch cell(spot) {
        case nil:
          switch standard(spot) {
          case .number(let number):
            presence.append(SwitchedNumber(.one))
            parts.append(SwitchedNumber(number.value))
          case .notApplicable: break
          default: return nil
          }
        case .sum(let own)?:
          presence.append(SwitchedNumber(.one))
          parts += own
        case .occasional(let own, let indicator)?:
          guard let there = gated(own, by: indicator) else { return nil }
          presence.append(indicator)
          parts += there
        case .table(let support, let values)?:
          presence.append(
            SwitchedNumber(support: support, values: values.map { $0 == .notApplicable ? .zero : .one }))
          // A child that does not apply adds nothing.
          parts.append(
            SwitchedNumber(support: support, values: values.map { $0 == .notApplicable ? .zero : $0.number?.value }))
        case .unknown(let support)?:
          guard let score = edition[child].score, isApplicable(score, place) else { return nil }
          presence.append(SwitchedNumber(.one))
          parts.append(SwitchedNumber(open: spot, support: support))
        }
      }
      return SwitchedNumber.isNeverNegative(presence) ? parts : nil
    }
  }

  private enum Adjustment {
    case penalty, atLeast, atMost
  }

  private mutating func adjusted(
    _ parts: [SwitchedNumber], _ clause: Score.Clause, _ adjustment: Adjustment, _ place: Calculator.Place
  ) -> [SwitchedNumber]? {
    var holds = SwitchedNumber(.one)
    if let condition = clause.condition {
      guard let decision = table(of: condition.term, place) else { return nil }
      holds = decision.indicator
    }
    if holds.values.allSatisfy({ $0 == .zero }) { return parts }
    guard let limit = self.parts(of: clause.formula.term, place) else { return nil }
    if adjustment == .penalty { return gated(limit, by: holds).map { parts + $0.map { $0.map { -$0 } } } }
    let limited = extremum(parts, limit, wantsGreater: adjustment == .atLeast)
    if limited == parts || holds.values == [.one] { return limited }
    guard let inside = gated(limited, by: holds), let outside = gated(parts, by: holds.opposite) else { return nil }
    return inside + outside
  }

  /// The greater or lesser of two sums.
  private func extremum(
    _ first: [SwitchedNumber], _ second: [SwitchedNumber], wantsGreater: Bool
  ) -> [SwitchedNumber] {
    // What is not the result still has to be a number, or there is none.
    func isLess(_ less: [SwitchedNumber], than greater: [SwitchedNumber]) -> Bool {
      less.allSatisfy(\.isComplete) && SwitchedNumber.isNeverNegative(difference(greater, less))
    }
    if isLess(second, than: first), wantsGreater || first.allSatisfy(\.isComplete) {
      return wantsGreater ? first : second
    }
    if isLess(first, than: second), wantsGreater || second.allSatisfy(\.isComplete) {
      return wantsGreater ? second : first
    }
    if let one = whole(first), let other = whole(second),
      Set(one.support).union(other.support).count <= Self.tableLimit
    {
      return [one.combined(other) { wantsGreater ? max($0, $1) : min($0, $1) }]
    }
    // One of them, and how far the other goes beyond it, which may be seldom.
    let excess = wantsGreater ? difference(second, first) : difference(first, second)
    return first + [SwitchedNumber(wantsGreater ? .one : -1, times: .excess(excess))]
  }

  private func difference(_ first: [SwitchedNumber], _ second: [SwitchedNumber]) -> [SwitchedNumber] {
    SwitchedNumber.compacted(first + second.map { $0.map { -$0 } })
  }

  /// A sum as one number by all its switches; `nil` if they are too many.
  func whole(_ parts: [SwitchedNumber]) -> SwitchedNumber? {
    guard parts.allSatisfy({ $0.open == nil }), Set(parts.flatMap(\.support)).count <= Self.tableLimit else {
      return nil
    }
    return parts.reduce(SwitchedNumber(.zero)) { $0.combined($1, +) }
  }

  private func rounded(_ parts: [SwitchedNumber], to step: Rational, _ mode: RoundingMode) -> [SwitchedNumber]? {
    let isOnSteps = parts.allSatisfy { part in
      part.open == nil
        && part.values.allSatisfy { value in value.map { $0.divided(by: step)?.isInteger == true } ?? true }
    }
    if isOnSteps { return parts }
    return whole(parts).map { [$0.map { $0.rounded(to: step, mode: mode) }] }
  }

  // MARK: Formulas

  mutating func parts(
    of term: Term, _ place: Calculator.Place
  ) -> [SwitchedNumber]? {
    let own = sources(of: term, place)
    guard !own.isEmpty else {
      return [SwitchedNumber(support: [], values: [calculator.value(term, at: place).number?.value])]
    }
    if support(of: own).count <= Self.smallTable, let table = table(of: term, place) { return [table.number] }
    switch term.form {
    case .read(let id):
      let spot = Spot(period: place.period, step: .symbol(id), body: place.body, row: 0)
      switch cell(spot) {
      case .sum(let parts)?: return parts
      case .unknown(let support)?: return [SwitchedNumber(open: spot, support: support)]
      case .table?, .occasional?, nil: break
      }
    case .negation(let operand): return parts(of: operand, place).map { $0.map { $0.map { -$0 } } }
    case .arithmetic(.plus, let left, let right): return sum([left, right], place)
    case .arithmetic(.minus, let left, let right):
      guard let first = parts(of: left, place), let second = parts(of: right, place) else { return nil }
      return first + second.map { $0.map { -$0 } }
    case .arithmetic(.times, let left, let right): return product(left, right, place)
    case .arithmetic(.over, let left, let right):
      guard let first = parts(of: left, place), let second = parts(of: right, place),
        let divisor = whole(second)
      else { break }
      return distributed(first, over: divisor) { $0.divided(by: $1) }
    case .conditional(let condition, let then, let otherwise):
      if let chosen = chosen(condition, then, otherwise, place) { return chosen }
    case .call(.sum, let arguments): return sum(arguments, place)
    case .call(.mean, let arguments):
      let count = Rational(arguments.count)
      return sum(arguments, place).map { $0.map { $0.map { $0.divided(by: count) } } }
    case .call(.percent, let arguments):
      return parts(of: arguments[0], place).map { $0.map { $0.map { $0 * 100 } } }
    case .call(.share, let arguments):
      return parts(of: arguments[0], place).map { $0.map { $0.map { $0.divided(by: 100) } } }
    case .call(.min, let arguments) where arguments.count == 2:
      if let found = extremum(arguments, wantsGreater: false, place) { return found }
    case .call(.max, let arguments) where arguments.count == 2:
      if let found = extremum(arguments, wantsGreater: true, place) { return found }
    case .aggregate(let function, let source, let condition, let arguments):
      if let found = aggregate(function, source, condition, arguments, place) { return found }
    default: break
    }
    return table(of: term, place).map { [$0.number] }
  }

  private mutating func sum(
    _ terms: [Term], _ place: Calculator.Place
  ) -> [SwitchedNumber]? {
    var sum: [SwitchedNumber] = []
    for term in terms {
      guard let parts = parts(of: term, place) else { return nil }
      sum += parts
    }
    return sum
  }

  private mutating func product(
    _ left: Term, _ right: Term, _ place: Calculator.Place
  ) -> [SwitchedNumber]? {
    guard let first = parts(of: left, place), let second = parts(of: right, place) else { return nil }
    if let factor = whole(second) { return distributed(first, over: factor) { $0 * $1 } }
    if let factor = whole(first) { return distributed(second, over: factor) { $0 * $1 } }
    return nil
  }

  /// Every part put together with one number; `nil` if one of them then hangs on too many switches.
  func distributed(
    _ parts: [SwitchedNumber], over factor: SwitchedNumber, _ combine: (Rational, Rational) -> Rational?
  ) -> [SwitchedNumber]? {
    let isFeasible = parts.allSatisfy { Set($0.support).union(factor.support).count <= Self.tableLimit }
    return isFeasible ? parts.map { $0.combined(factor, combine) } : nil
  }

  /// Parts that count only where an indicator is one; whether they are numbers elsewhere does not matter.
  func gated(_ parts: [SwitchedNumber], by indicator: SwitchedNumber) -> [SwitchedNumber]? {
    let isFeasible = parts.allSatisfy { Set($0.support).union(indicator.support).count <= Self.tableLimit }
    return isFeasible ? parts.map { $0.gated(by: indicator) } : nil
  }

  /// One sum or another, as a condition says that hangs on few switches.
  private mutating func chosen(
    _ condition: Term, _ then: Term, _ otherwise: Term, _ place: Calculator.Place
  ) -> [SwitchedNumber]? {
    guard let decision = table(of: condition, place) else { return nil }
    let truths = decision.values.map(\.truth)
    if Set(truths).count == 1, let truth = truths[0] { return parts(of: truth ? then : otherwise, place) }
    guard let first = parts(of: then, place), let second = parts(of: otherwise, place),
      let left = gated(first, by: decision.indicator), let right = gated(second, by: decision.indicator.opposite)
    else { return nil }
    return left + right
  }

  private mutating func extremum(
    _ arguments: [Term], wantsGreater: Bool, _ place: Calculator.Place
  ) -> [SwitchedNumber]? {
    guard let first = parts(of: arguments[0], place), let second = parts(of: arguments[1], place)
    else { return nil }
    return extremum(first, second, wantsGreater: wantsGreater)
  }

  // MARK: Tables

  /// A term under all combinations of its switches.
  struct Table {
    let support: [Int]
    let values: [Value]

    /// One where it is true, zero where it is not.
    var indicator: SwitchedNumber {
      SwitchedNumber(support: support, values: values.map { $0.truth.map { $0 ? .one : .zero } })
    }

    var number: SwitchedNumber {
      SwitchedNumber(support: support, values: values.map { $0.number?.value })
    }
  }

  mutating func table(of term: Term, _ place: Calculator.Place) -> Table? {
    let own = sources(of: term, place)
    let support = support(of: own)
    guard let values = tabulated(support, own, { $0.calculator.value(term, at: place) }) else { return nil }
    let (kept, table) = Self.prune(support, values)
    return Table(support: kept, values: table)
  }
}
