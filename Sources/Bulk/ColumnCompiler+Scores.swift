import Exact
import Formula
import Methodology

/// How scores come about of their formulas, children and clauses.
extension ColumnCompiler {
  mutating func tellIfOutOfRange(_ score: Score, _ slot: Int) throws(NotInColumns) {
    guard score.minimum != nil || score.maximum != nil else { return }
    let least: Int
    if let minimum = score.minimum {
      least = try column(minimum.formula.term)
    } else {
      least = try builder.constant(.number(.zero))
    }
    builder.tellIf(try builder.compare(.less, slot, least))
    if let maximum = score.maximum {
      let greatest = try column(maximum.formula.term)
      builder.tellIf(try builder.compare(.less, greatest, slot))
    }
  }

  mutating func column(of score: Score) throws(NotInColumns) -> Int {
    var result: Int
    switch score.rule {
    case .formula(let formula): result = try builder.settled(try column(formula.term))
    case .children(let combination): result = try combined(score, combination)
    }
    result = try adjusted(result, score.penalty) { builder, left, right throws(NotInColumns) in
      try builder.arithmetic(.minus, left, right)
    }
    result = try adjusted(result, score.atLeast) { builder, left, right throws(NotInColumns) in
      try builder.extreme(.greatest, [left, right])
    }
    result = try adjusted(result, score.atMost) { builder, left, right throws(NotInColumns) in
      try builder.extreme(.least, [left, right])
    }
    if let rounding = score.rounding { result = rounded(result, rounding.step, rounding.mode) }
    if let substitute = score.ifMissing {
      var steps = try builder.isMissing(result)
      if let condition = substitute.condition {
        let holds = try column(condition.term)
        // Only a condition that is known to hold counts.
        let isKnown = try builder.isPresent(holds)
        let no = try builder.constant(.truth(false))
        steps = try builder.logic(.both, steps, try builder.logic(.both, isKnown, builder.fallBack(holds, no)))
      }
      result = try builder.choose(steps, try column(substitute.formula.term), result)
    }
    for condition in conditions(of: score) {
      let applies = try column(condition.formula.term)
      result = try builder.onlyIf(applies, result)
    }
    return result
  }

  /// The conditions of a score and of the scores around it, its own first.
  func conditions(of score: Score) -> [Score.Clause] {
    var clauses: [Score.Clause] = []
    var next: Score? = score
    while let current = next {
      if let applies = current.applies { clauses.append(applies) }
      next = current.parent.flatMap { edition[$0].score }
    }
    return clauses
  }

  mutating func adjusted(
    _ slot: Int, _ clause: Score.Clause?,
    _ combine: (inout ProgramBuilder, Int, Int) throws(NotInColumns) -> Int
  ) throws(NotInColumns) -> Int {
    guard let clause else { return slot }
    let value = try column(clause.formula.term)
    var result = try combine(&builder, slot, value)
    if let condition = clause.condition {
      let holds = try column(condition.term)
      result = try builder.choose(holds, result, slot)
      if !builder.presence(holds).isEmpty {
        // A failure of the score itself is told also where it is not known whether the clause holds.
        let unknown = try builder.extreme(.least, [slot, holds])
        result = try builder.choose(try builder.isPresent(holds), result, unknown)
      }
    }
    return builder.keepNotApplicable(slot, result)
  }

  mutating func combined(
    _ score: Score, _ combination: Score.Combination
  ) throws(NotInColumns) -> Int {
    var children: [Int] = []
    for child in score.children { children.append(try column(of: child)) }
    guard !children.isEmpty, children.count == score.children.count else {
      return try builder.constant(.absent(Absent.notApplicable))
    }
    var present: [Int] = []
    for child in children { present.append(try builder.isApplicable(child)) }
    let zero = try builder.constant(.number(.zero))
    var sum = zero
    for child in children {
      let value = try builder.zeroIfNotApplicable(child)
      sum = sum == zero ? value : try builder.arithmetic(.plus, sum, value)
    }
    var result: Int
    switch combination {
    case .sum:
      result = sum
      if score.sharesOut, present.contains(where: { builder.truth($0) != true }) {
        let whole = try total(score.children, \.maximum, present: nil)
        let part = try total(score.children, \.maximum, present: present)
        let factor = try builder.arithmetic(.over, whole, part)
        let scaled = try builder.arithmetic(.times, sum, factor)
        var all = present[0]
        for other in present.dropFirst() { all = try builder.logic(.both, all, other) }
        result = try builder.choose(all, sum, scaled)
      }
    case .mean:
      var count = zero
      let one = try builder.constant(.number(.one))
      for child in present { count = try builder.arithmetic(.plus, count, try builder.choose(child, one, zero)) }
      result = try builder.arithmetic(.over, sum, count)
    case .weightedMean:
      var weighted = zero
      for (index, child) in children.enumerated() {
        let weight = try total([score.children[index]], \.weight, present: [present[index]])
        let value = try builder.zeroIfNotApplicable(child)
        weighted = try builder.arithmetic(.plus, weighted, try builder.arithmetic(.times, value, weight))
      }
      result = try builder.arithmetic(.over, weighted, try total(score.children, \.weight, present: present))
    case .geometricMean: throw NotInColumns(reason: "a geometric mean")
    }
    var any = present[0]
    for other in present.dropFirst() { any = try builder.logic(.either, any, other) }
    return try builder.onlyIf(any, result)
  }

  /// A clause of several scores added up, of those alone that apply.
  mutating func total(
    _ ids: [SymbolID], _ part: KeyPath<Score, Score.Clause?>, present: [Int]?
  ) throws(NotInColumns) -> Int {
    let zero = try builder.constant(.number(.zero))
    var sum = zero
    for (index, id) in ids.enumerated() {
      var value: Int
      if let clause = edition[id].score?[keyPath: part] {
        value = try builder.settled(try column(clause.formula.term))
      } else {
        value = try builder.constant(.absent(Absent.missing))
      }
      if let present { value = try builder.choose(present[index], value, zero) }
      sum = try builder.arithmetic(.plus, sum, value)
    }
    return sum
  }
}
