import Exact
import Formula
import Methodology

/// Scores of both editions in one tree.
extension EditionMerger {
  func mergeScore(_ entity: Entity, _ any: Declaration) {
    switch (entity.before?.score, entity.after?.score) {
    case (let first?, let second?):
      if isAlike(first, second), !apart.contains(any.name) {
        mergeAlike(entity, first, second)
      } else {
        mergeUnlike(entity, any, first, second)
      }
    case (let only?, nil): declareCopy(only, any, .before, at: place(entity))
    case (nil, let only?): declareCopy(only, any, .after, at: place(entity))
    case (nil, nil): break
    }
  }

  /// Whether two scores come about in the same way, so that their parts can be switched one by one.
  private func isAlike(_ first: Score, _ second: Score) -> Bool {
    guard first.rounding?.text == second.rounding?.text else { return false }
    switch (first.rule, second.rule) {
    case (.formula, .formula): return true
    case (.children(let combination), .children(let other)):
      return combination == other && first.sharesOut == second.sharesOut
    default: return false
    }
  }

  private func mergeAlike(_ entity: Entity, _ first: Score, _ second: Score) {
    guard let before = entity.before, let after = entity.after else { return }
    let rule: Score.Rule
    switch (first.rule, second.rule) {
    case (.formula(let one), .formula(let other)):
      let merged = merged(term(one.term, .before), term(other.term, .after), change(entity, [.formula]))
      rule = .formula(formula(merged, like: other))
    default: rule = second.rule
    }
    let children = if case .children = rule { mergedChildren(before, first, after, second) } else { [SymbolID]() }
    func clause(_ part: Score.Part) -> Score.Clause? { mergedClause(part, entity, first, second) }
    declare(
      place(entity), like: after,
      .score(
        Score(
          parent: parent(second, .after), children: children, rule: rule, weight: clause(.weight),
          applies: clause(.applies), penalty: clause(.penalty), atLeast: clause(.atLeast), atMost: clause(.atMost),
          rounding: second.rounding, ifMissing: clause(.ifMissing), sharesOut: second.sharesOut, minimum: nil,
          maximum: clause(.maximum), unit: second.unit)))
  }

  private func parent(_ score: Score, _ side: Side) -> SymbolID? {
    score.parent.flatMap { entity($0, side) }.map { place($0).id }
  }

  // MARK: Children

  /// The children of both: those of one edition only are there as a switch says.
  private func mergedChildren(
    _ before: Declaration, _ first: Score, _ after: Declaration, _ second: Score
  ) -> [SymbolID] {
    func isShared(_ child: SymbolID, _ side: Side) -> Bool {
      guard let entity = entity(child, side), let one = entity.before?.score, let other = entity.after?.score else {
        return false
      }
      return one.parent == before.id && other.parent == after.id
    }
    let later = second.children.map { child -> SymbolID in
      isShared(child, .after) ? symbols[.after]?[child] ?? child : occasional(child, .after, parent: after)
    }
    let earlier = first.children.filter { !isShared($0, .before) }.map { occasional($0, .before, parent: after) }
    let isOccasional = !earlier.isEmpty || second.children.contains { !isShared($0, .after) }
    guard isOccasional, case .children(.sum) = second.rule else { return later + earlier }
    return later + earlier + [nothing(in: after)]
  }

  /// A child that adds nothing, so that there is a sum even where all that was is gone and nothing new has come.
  private func nothing(in parent: Declaration) -> SymbolID {
    let place = allocate(parent.name + " nothing")
    let zero = Term(.constant(.number(Number(0))), parent.type, 0..<0)
    let none = Score.Clause(formula: formula(zero), condition: nil, titles: Titles(), provenance: parent.provenance)
    declare(
      place, like: parent,
      .score(
        Score(
          parent: symbols[.after]?[parent.id], children: [], rule: .formula(formula(zero)), weight: nil, applies: nil,
          penalty: nil, atLeast: nil, atMost: nil, rounding: nil, ifMissing: nil, sharesOut: false, minimum: nil,
          maximum: none, unit: nil)))
    return place.id
  }

  /// A child that only one edition has there.
  private func occasional(_ child: SymbolID, _ side: Side, parent: Declaration) -> SymbolID {
    let declared = edition(side)[child]
    guard let entity = entity(child, side), let raw = symbols[side]?[child], let score = declared.score else {
      return child
    }
    let change = diff.changes.first { $0.aspect == .criterion && $0.kind != .renamed && isAbout($0, entity) }?.id
    let isAfter = isAfter(.change(change ?? Self.unknown))
    func only(_ then: Term, _ otherwise: Term) -> Term {
      side == .after
        ? .choice(isAfter, then: then, otherwise: otherwise) : .choice(isAfter, then: otherwise, otherwise: then)
    }
    let read = Term(.read(raw), declared.type, 0..<0)
    let concerned = Term(.call(.applicable, [read]), .truth, 0..<0)
    let zero = Term(.constant(.number(Number(0))), .bareNumber, 0..<0)
    func clause(_ term: Term) -> Score.Clause {
      Score.Clause(formula: formula(term), condition: nil, titles: Titles(), provenance: declared.provenance)
    }
    let place = allocate(declared.name + " " + MergedTable.word(side))
    declare(
      place, like: declared,
      .score(
        Score(
          parent: symbols[.after]?[parent.id], children: [], rule: .formula(formula(read)),
          weight: score.weight.map { clause(term($0.formula.term, side)) },
          applies: clause(only(concerned, .truth(false))), penalty: nil, atLeast: nil, atMost: nil, rounding: nil,
          ifMissing: nil, sharesOut: false, minimum: nil,
          maximum: score.maximum.map { clause(only(term($0.formula.term, side), zero)) }, unit: score.unit)))
    stuck = []
    return place.id
  }

  // MARK: Clauses

  private func mergedClause(
    _ part: Score.Part, _ entity: Entity, _ first: Score, _ second: Score
  ) -> Score.Clause? {
    let change = change(entity, [RuleChange.Aspect(part)])
    switch (first[part], second[part]) {
    case (nil, nil): return nil
    case (let only?, nil): return oneSided(only, part, .before, change)
    case (nil, let only?): return oneSided(only, part, .after, change)
    case (let one?, let other?):
      let after = term(other.formula.term, .after)
      // Limits that are the same figure may be written otherwise.
      let isSame = change == nil && (part == .minimum || part == .maximum)
      let value = isSame ? after : merged(term(one.formula.term, .before), after, change)
      let conditions = (
        one.condition.map { term($0.term, .before) } ?? .truth(true),
        other.condition.map { term($0.term, .after) } ?? .truth(true)
      )
      let hasCondition = one.condition != nil || other.condition != nil
      let condition = merged(conditions.0, conditions.1, change)
      return Score.Clause(
        formula: formula(value, like: other.formula), condition: hasCondition ? formula(condition) : nil,
        titles: other.titles, provenance: other.provenance)
    }
  }

  /// A clause that only one edition has.
  private func oneSided(_ clause: Score.Clause, _ part: Score.Part, _ side: Side, _ change: Int?) -> Score.Clause {
    let value = term(clause.formula.term, side)
    let condition = clause.condition.map { term($0.term, side) } ?? .truth(true)
    func switched(_ own: Term, _ other: Term) -> Term {
      side == .before ? merged(own, other, change) : merged(other, own, change)
    }
    switch part {
    case .weight, .minimum, .maximum:
      stuck = []
      return Score.Clause(formula: formula(value), condition: nil, titles: clause.titles, provenance: clause.provenance)
    case .applies:
      return Score.Clause(
        formula: formula(switched(value, .truth(true))), condition: nil, titles: clause.titles,
        provenance: clause.provenance)
    case .penalty, .atLeast, .atMost, .ifMissing:
      return Score.Clause(
        formula: formula(value), condition: formula(switched(condition, .truth(false))), titles: clause.titles,
        provenance: clause.provenance)
    }
  }

  // MARK: Scores that come about otherwise

  /// Both scores as they are, and one that is the one or the other.
  private func mergeUnlike(_ entity: Entity, _ any: Declaration, _ first: Score, _ second: Score) {
    let all = changes(entity)
    for other in all { _ = isAfter(.change(other)) }
    switches.join(all.map { .change($0) })
    var reads: [Side: Term] = [:]
    for (side, score) in [(Side.before, first), (.after, second)] {
      guard let own = entity[side] else { continue }
      let isApart = apart.contains(any.name)
      let name = own.name + " " + MergedTable.word(side)
      let copy = isApart ? (symbols[side]?[own.id] ?? SymbolID(0), name) : allocate(name)
      declareCopy(score, own, side, at: copy)
      reads[side] = Term(.read(copy.0), own.type, 0..<0)
    }
    guard let before = reads[.before], let after = reads[.after] else { return }
    let applies = mergedClause(.applies, entity, first, second)
    declare(
      place(entity), like: any,
      .score(
        Score(
          parent: parent(second, .after), children: [], rule: .formula(formula(merged(before, after, all.first))),
          weight: mergedClause(.weight, entity, first, second), applies: applies, penalty: nil, atLeast: nil,
          atMost: nil, rounding: nil, ifMissing: nil, sharesOut: false, minimum: nil,
          maximum: mergedClause(.maximum, entity, first, second), unit: second.unit)))
  }

  /// A score as its own edition has it.
  private func declareCopy(
    _ score: Score, _ declaration: Declaration, _ side: Side, at place: (id: SymbolID, name: String)
  ) {
    func clause(_ clause: Score.Clause?) -> Score.Clause? {
      clause.map {
        Score.Clause(
          formula: formula(term($0.formula.term, side), like: $0.formula),
          condition: $0.condition.map { formula(term($0.term, side), like: $0) }, titles: $0.titles,
          provenance: $0.provenance)
      }
    }
    let rule: Score.Rule =
      if case .formula(let own) = score.rule { .formula(formula(term(own.term, side), like: own)) } else { score.rule }
    declare(
      place, like: declaration,
      .score(
        Score(
          parent: parent(score, side), children: score.children.compactMap { symbols[side]?[$0] }, rule: rule,
          weight: clause(score.weight), applies: clause(score.applies), penalty: clause(score.penalty),
          atLeast: clause(score.atLeast), atMost: clause(score.atMost), rounding: score.rounding,
          ifMissing: clause(score.ifMissing), sharesOut: score.sharesOut, minimum: nil,
          maximum: clause(score.maximum), unit: score.unit)))
    stuck = []
  }
}
