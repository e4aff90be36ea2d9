import Exact
import Formula
import Methodology

/// Numbers as sums of parts that hang on few switches each.
extension SwitchTrace {
  /// The parts of a score or computed quantity; `nil` if it is no such sum.
  mutating func parts(
    of declaration: Declaration, _ place: Calculator.Place, _ sources: [Source]
  ) -> [SwitchedNumber]? {
    switch declaration.content {
    case .derived(let derived): return parts(of: derived.formula.term, place, sources)
    case .score(let score): return parts(of: score, place, sources)
    case .kind, .input, .reading, .parameter, .scale: return nil
    }
  }

  private mutating func parts(
    of score: Score, _ place: Calculator.Place, _ sources: [Source]
  ) -> [SwitchedNumber]? {
    guard isApplicable(score, place, sources), var parts = base(score, place, sources) else { return nil }
    for (clause, combine) in [
      (score.penalty, Adjustment.penalty), (score.atLeast, .atLeast), (score.atMost, .atMost),
    ] {
      guard let clause else { continue }
      guard let adjusted = adjusted(parts, clause, combine, place, sources) else { return nil }
      parts = adjusted
    }
    if score.ifMissing != nil, !parts.allSatisfy(\.isComplete) { return nil }
    guard let rounding = score.rounding else { return parts }
    return rounded(parts, to: rounding.step, rounding.mode)
  }

  /// Whether a score concerns the body however switches stand.
  private mutating func isApplicable(_ score: Score, _ place: Calculator.Place, _ sources: [Source]) -> Bool {
    var next: Score? = score
    while let current = next {
      if let applies = current.applies, constantTruth(applies.formula.term, place, sources) != true { return false }
      next = current.parent.flatMap { edition[$0].score }
    }
    return true
  }

  /// The truth of a condition, if no switch has to do with it.
  private mutating func constantTruth(_ term: Term, _ place: Calculator.Place, _ sources: [Source]) -> Bool? {
    guard relevant(sources, to: term).isEmpty else {
      guard let table = table(of: term, place, sources), Set(table.contents).count == 1 else { return nil }
      return table.contents[0].truth
    }
    return calculator.value(term, at: place).truth
  }

  private mutating func base(
    _ score: Score, _ place: Calculator.Place, _ sources: [Source]
  ) -> [SwitchedNumber]? {
    switch score.rule {
    case .formula(let formula): return parts(of: formula.term, place, sources)
    case .children(let combination):
      guard combination == .sum, !score.sharesOut else { return nil }
      var parts: [SwitchedNumber] = []
      var isAnyCertain = false
      for child in score.children {
        switch cells[place.period][.symbol(child)]?[place.body] {
        case nil:
          switch calculator.columns.value(place.period, child, place.body) {
          case .number(let number):
            isAnyCertain = true
            parts.append(SwitchedNumber(number.value))
          case .notApplicable: break
          default: return nil
          }
        case .sum(let own)?:
          isAnyCertain = true
          parts += own
        case .table(let support, let contents)?:
          let values = contents.map { $0[0] }
          if values.allSatisfy({ $0 != .notApplicable }) { isAnyCertain = true }
          // A child that does not apply adds nothing.
          parts.append(
            SwitchedNumber(
              support: support, values: values.map { $0 == .notApplicable ? .zero : $0.number?.value }))
        case .unknown?: return nil
        }
      }
      return isAnyCertain ? parts : nil
    }
  }

  private enum Adjustment {
    case penalty, atLeast, atMost
  }

  private mutating func adjusted(
    _ parts: [SwitchedNumber], _ clause: Score.Clause, _ adjustment: Adjustment, _ place: Calculator.Place,
    _ sources: [Source]
  ) -> [SwitchedNumber]? {
    if let condition = clause.condition {
      switch constantTruth(condition.term, place, sources) {
      case false?: return parts
      case true?: break
      case nil: return nil
      }
    }
    guard let limit = self.parts(of: clause.formula.term, place, sources) else { return nil }
    switch adjustment {
    case .penalty: return parts + limit.map { $0.map { -$0 } }
    case .atLeast: return extremum(parts, limit, wantsGreater: true)
    case .atMost: return extremum(parts, limit, wantsGreater: false)
    }
  }

  /// The greater or lesser of two sums, where it is always the same one or both hang on few switches.
  private func extremum(
    _ first: [SwitchedNumber], _ second: [SwitchedNumber], wantsGreater: Bool
  ) -> [SwitchedNumber]? {
    if first.allSatisfy(\.isComplete), second.allSatisfy(\.isComplete),
      let one = SwitchedNumber.range(first), let other = SwitchedNumber.range(second)
    {
      if one.least >= other.greatest { return wantsGreater ? first : second }
      if other.least >= one.greatest { return wantsGreater ? second : first }
    }
    return whole(first).flatMap { one in
      whole(second).flatMap { other in
        Set(one.support).union(other.support).count > Self.tableLimit
          ? nil : [one.combined(other) { wantsGreater ? max($0, $1) : min($0, $1) }]
      }
    }
  }

  /// A sum as one number by all its switches; `nil` if they are too many.
  private func whole(_ parts: [SwitchedNumber]) -> SwitchedNumber? {
    guard Set(parts.flatMap(\.support)).count <= Self.tableLimit else { return nil }
    return parts.reduce(SwitchedNumber(.zero)) { $0.combined($1, +) }
  }

  private func rounded(_ parts: [SwitchedNumber], to step: Rational, _ mode: RoundingMode) -> [SwitchedNumber]? {
    let isOnSteps = parts.allSatisfy { part in
      part.values.allSatisfy { value in value.map { $0.divided(by: step)?.isInteger == true } ?? true }
    }
    if isOnSteps { return parts }
    return whole(parts).map { [$0.map { $0.rounded(to: step, mode: mode) }] }
  }

  // MARK: Formulas

  private mutating func parts(
    of term: Term, _ place: Calculator.Place, _ sources: [Source]
  ) -> [SwitchedNumber]? {
    let own = relevant(sources, to: term)
    guard !own.isEmpty else { return calculator.value(term, at: place).number.map { [SwitchedNumber($0.value)] } }
    if Set(own.flatMap(\.cell.support)).count <= Self.smallTable, let table = table(of: term, place, own) {
      return [table.number]
    }
    switch term.form {
    case .read(let id):
      if case .sum(let parts)? = cells[place.period][.symbol(id)]?[place.body] { return parts }
    case .negation(let operand): return parts(of: operand, place, own).map { $0.map { $0.map { -$0 } } }
    case .arithmetic(.plus, let left, let right): return sum([left, right], place, own)
    case .arithmetic(.minus, let left, let right):
      guard let first = parts(of: left, place, own), let second = parts(of: right, place, own) else { return nil }
      return first + second.map { $0.map { -$0 } }
    case .arithmetic(.times, let left, let right): return product(left, right, place, own)
    case .arithmetic(.over, let left, let right):
      guard let first = parts(of: left, place, own), let second = parts(of: right, place, own),
        let divisor = whole(second)
      else { break }
      return distributed(first, over: divisor) { $0.divided(by: $1) }
    case .conditional(let condition, let then, let otherwise):
      if let chosen = chosen(condition, then, otherwise, place, own) { return chosen }
    case .call(.sum, let arguments): return sum(arguments, place, own)
    case .call(.mean, let arguments):
      let count = Rational(arguments.count)
      return sum(arguments, place, own).map { $0.map { $0.map { $0.divided(by: count) } } }
    case .call(.percent, let arguments):
      return parts(of: arguments[0], place, own).map { $0.map { $0.map { $0 * 100 } } }
    case .call(.share, let arguments):
      return parts(of: arguments[0], place, own).map { $0.map { $0.map { $0.divided(by: 100) } } }
    case .call(.min, let arguments) where arguments.count == 2:
      if let found = extremum(arguments, wantsGreater: false, place, own) { return found }
    case .call(.max, let arguments) where arguments.count == 2:
      if let found = extremum(arguments, wantsGreater: true, place, own) { return found }
    default: break
    }
    return table(of: term, place, own).map { [$0.number] }
  }

  private mutating func sum(
    _ terms: [Term], _ place: Calculator.Place, _ sources: [Source]
  ) -> [SwitchedNumber]? {
    var sum: [SwitchedNumber] = []
    for term in terms {
      guard let parts = parts(of: term, place, sources) else { return nil }
      sum += parts
    }
    return sum
  }

  private mutating func product(
    _ left: Term, _ right: Term, _ place: Calculator.Place, _ sources: [Source]
  ) -> [SwitchedNumber]? {
    guard let first = parts(of: left, place, sources), let second = parts(of: right, place, sources) else { return nil }
    if let factor = whole(second) { return distributed(first, over: factor) { $0 * $1 } }
    if let factor = whole(first) { return distributed(second, over: factor) { $0 * $1 } }
    return nil
  }

  /// Every part put together with one number; `nil` if one of them then hangs on too many switches.
  private func distributed(
    _ parts: [SwitchedNumber], over factor: SwitchedNumber, _ combine: (Rational, Rational) -> Rational?
  ) -> [SwitchedNumber]? {
    let isFeasible = parts.allSatisfy { Set($0.support).union(factor.support).count <= Self.tableLimit }
    return isFeasible ? parts.map { $0.combined(factor, combine) } : nil
  }

  /// One sum or another, as a condition says that hangs on few switches.
  private mutating func chosen(
    _ condition: Term, _ then: Term, _ otherwise: Term, _ place: Calculator.Place, _ sources: [Source]
  ) -> [SwitchedNumber]? {
    guard let decision = table(of: condition, place, sources) else { return nil }
    let truths = decision.contents.map(\.truth)
    guard !truths.contains(nil) else { return nil }
    if Set(truths).count == 1 { return parts(of: truths[0] == true ? then : otherwise, place, sources) }
    guard let first = parts(of: then, place, sources), let second = parts(of: otherwise, place, sources),
      // What is not chosen may be missing, and then still adds nothing.
      first.allSatisfy(\.isComplete), second.allSatisfy(\.isComplete)
    else { return nil }
    let yes = SwitchedNumber(support: decision.support, values: truths.map { $0 == true ? .one : .zero })
    let no = SwitchedNumber(support: decision.support, values: truths.map { $0 == true ? .zero : .one })
    guard let left = distributed(first, over: yes, { $0 * $1 }), let right = distributed(second, over: no, { $0 * $1 })
    else { return nil }
    return left + right
  }

  private mutating func extremum(
    _ arguments: [Term], wantsGreater: Bool, _ place: Calculator.Place, _ sources: [Source]
  ) -> [SwitchedNumber]? {
    guard let first = parts(of: arguments[0], place, sources), let second = parts(of: arguments[1], place, sources)
    else { return nil }
    return extremum(first, second, wantsGreater: wantsGreater)
  }

  // MARK: Tables

  /// A term under all combinations of its switches.
  private struct Table {
    let support: [Int]
    let contents: [Value]

    var number: SwitchedNumber {
      SwitchedNumber(support: support, values: contents.map { $0.number?.value })
    }
  }

  private mutating func table(of term: Term, _ place: Calculator.Place, _ sources: [Source]) -> Table? {
    let own = relevant(sources, to: term)
    let support = Set(own.flatMap(\.cell.support)).sorted()
    guard let contents = tabulated(support, own, { [$0.calculator.value(term, at: place)] }) else { return nil }
    let (kept, table) = Self.prune(support, contents.map { $0[0] })
    return Table(support: kept, contents: table)
  }

  /// The sources that a term reads.
  private func relevant(_ sources: [Source], to term: Term) -> [Source] {
    var named: Set<EvaluationStep> = []
    var asksConditions = false
    term.forEach { inner in
      switch inner.form {
      case .read(let id), .own(let id), .previous(let id): named.insert(.symbol(id))
      case .field(let table, let field, _): named.insert(.field(FieldID(table: table, field: field)))
      case .steps(let id, _, _):
        if case .scale(let scale) = edition[id].content {
          for key in scale.otherwise?.keys ?? [] {
            if let declared = edition.declaration(key) { named.insert(.symbol(declared.id)) }
          }
        }
      case .call(.applicable, _): asksConditions = true
      default: break
      }
    }
    return asksConditions ? sources : sources.filter { named.contains($0.step) }
  }
}
