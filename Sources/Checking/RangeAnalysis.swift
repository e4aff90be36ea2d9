import Dataset
import Exact
import Formula
import Methodology

/// What a term can yield before any figure is known.
enum Possible: Hashable {
  case numbers(Interval)
  case truths(yes: Bool, no: Bool)
  /// Any of some texts; `nil` for any text.
  case texts(Set<String>?)

  static let anyNumber = Possible.numbers(.everything)
  static let anyTruth = Possible.truths(yes: true, no: true)

  static func anything(of type: ValueType) -> Possible {
    switch type {
    case .number: .anyNumber
    case .truth: .anyTruth
    case .choice(let domain): .texts(Set(domain.values))
    case .text: .texts(nil)
    }
  }

  var interval: Interval {
    if case .numbers(let interval) = self { return interval }
    return .everything
  }

  /// The only text that it can be.
  var onlyText: String? {
    guard case .texts(let texts?) = self, texts.count == 1 else { return nil }
    return texts.first
  }

  var canBeYes: Bool {
    if case .truths(let yes, _) = self { return yes }
    return true
  }

  var canBeNo: Bool {
    if case .truths(_, let no) = self { return no }
    return true
  }

  func joined(_ other: Possible) -> Possible {
    switch (self, other) {
    case (.numbers(let left), .numbers(let right)): .numbers(left.joined(right))
    case (.truths(let yes, let no), .truths(let otherYes, let otherNo)):
      .truths(yes: yes || otherYes, no: no || otherNo)
    case (.texts(let left?), .texts(let right?)): .texts(left.union(right))
    default: .texts(nil)
    }
  }
}

/// Finds the range of every name of an edition in one case: interval arithmetic over the checked terms.
///
/// The ranges hold, but may be wider than need be: two names that move together are taken as independent, except where
/// one figure is declared `at_most` another.
struct RangeAnalysis {
  let edition: Edition
  let situation: Case
  let ranges: Ranges
  /// The number of the kind of body that is looked at; inside an aggregate over bodies, that of the other body.
  var kind: Int
  /// The number of the kind of body that asks.
  let asking: Int
  /// The tables whose due rows are being gone through; a field of a table may itself sum up the table.
  var opened: Set<Int> = []

  /// A row of a record table of which some fields are known.
  struct Row {
    let table: Int
    var known: [Int: Possible] = [:]
    /// Its number among the rows due, if it is one of them.
    var number: Int?
  }

  /// A computed field of a row that is due.
  struct Cell: Hashable {
    let kind: Int
    let table: Int
    let row: Int
    let field: Int
  }

  /// What is known of every kind of body so far.
  ///
  /// A class, since a mean over all bodies needs the ranges of the other kinds while they are being found.
  final class Ranges {
    /// By kind, then symbol.
    var symbols: [[Possible]]
    /// By kind, then table, then field.
    var fields: [[[Possible]]]
    /// By kind, the whole ranges of scores that are known to leave their range.
    var beyond: [[SymbolID: Interval]]
    /// The ranges of computed fields in rows that are due.
    var cells: [Cell: Possible] = [:]
    let due: [DueRows?]
    let effort = Effort(1_000_000)

    init(_ edition: Edition, kinds: Int) {
      let anySymbols = edition.declarations.map { Possible.anything(of: $0.type) }
      let anyFields = edition.tables.map { $0.fields.map { Possible.anything(of: $0.type) } }
      symbols = Array(repeating: anySymbols, count: kinds)
      fields = Array(repeating: anyFields, count: kinds)
      beyond = Array(repeating: [:], count: kinds)
      due = edition.tables.map { DueRows($0, in: edition) }
    }
  }

  init(_ edition: Edition, _ situation: Case, _ ranges: Ranges, kind: Int) {
    self.edition = edition
    self.situation = situation
    self.ranges = ranges
    self.kind = kind
    asking = kind
  }

  /// The ranges of an edition, one analysis for each kind of body.
  static func all(of edition: Edition) -> [RangeAnalysis] {
    let cases = Case.all(of: edition)
    let ranges = Ranges(edition, kinds: cases.count)
    let analyses = cases.enumerated().map { RangeAnalysis(edition, $1, ranges, kind: $0) }
    for step in edition.order {
      for analysis in analyses { analysis.find(step) }
    }
    return analyses
  }

  func find(_ step: EvaluationStep) {
    switch step {
    case .symbol(let id):
      let range = range(of: edition[id])
      ranges.symbols[kind][id.index] = range
      guard let held = held(range.interval, id) else { return }
      ranges.beyond[kind][id] = range.interval
      ranges.symbols[kind][id.index] = .numbers(held)
    case .field(let id):
      switch edition.tables[id.table].fields[id.field].content {
      case .input(let input): ranges.fields[kind][id.table][id.field] = Self.range(of: input)
      case .derived(let formula):
        ranges.fields[kind][id.table][id.field] = possible(formula.term, [Row(table: id.table)])
      }
    }
  }

  func range(_ id: SymbolID) -> Possible { ranges.symbols[kind][id.index] }

  /// The range of a score, even if it is known to leave the one that it is meant to have.
  func reach(_ id: SymbolID) -> Interval { ranges.beyond[kind][id] ?? range(id).interval }

  /// What a score that is known to leave its range counts for in others: that is told once, where it begins.
  func held(_ interval: Interval, _ id: SymbolID) -> Interval? {
    guard case .score(let score) = edition[id].content, let clause = score.maximum,
      edition.records(.outOfReach, of: edition[id].subject),
      let greatest = possible(clause.formula.term).interval.single,
      let least = score.minimum.map({ possible($0.formula.term).interval.single }) ?? .zero
    else { return nil }
    return Interval.max(Interval(least), Interval.min(interval, Interval(greatest)))
  }

  // MARK: Declarations

  static func range(of input: Input) -> Possible {
    switch input.kind {
    case .count, .number, .share, .percent: .numbers(Interval(least: input.from, greatest: input.to))
    case .yesNo: .anyTruth
    case .choice: .texts(Set(input.choices))
    case .text: .texts(nil)
    }
  }

  func range(of declaration: Declaration) -> Possible {
    switch declaration.content {
    case .kind: .texts([situation.kind])
    case .input(let input): Self.range(of: input)
    case .reading(let reading): .texts([reading.standard])
    case .parameter, .scale: .anyNumber
    case .derived(let derived): possible(derived.formula.term)
    case .score(let score): range(of: score)
    }
  }

  /// The range of a score where it applies.
  func range(of score: Score) -> Possible {
    var result = beforePenalty(score)
    result = adjusted(result, score.penalty) { $0 - $1 }
    result = adjusted(result, score.atLeast) { Interval.max($0, $1) }
    result = adjusted(result, score.atMost) { Interval.min($0, $1) }
    if let rounding = score.rounding { result = result.map { $0.rounded(to: rounding.step, mode: rounding.mode) } }
    if let substitute = score.ifMissing { result = result.joined(possible(substitute.formula.term).interval) }
    return .numbers(result)
  }

  /// What a clause makes of a range; if it holds only in some cases, what it may make of it.
  func adjusted(
    _ range: Interval, _ clause: Score.Clause?, _ combine: (Interval, Interval) -> Interval
  ) -> Interval {
    guard let clause else { return range }
    let condition = clause.condition.map { possible($0.term) } ?? .truths(yes: true, no: false)
    guard condition.canBeYes else { return range }
    let result = combine(range, possible(clause.formula.term).interval)
    return condition.canBeNo ? result.joined(range) : result
  }

  func beforePenalty(_ score: Score) -> Interval {
    switch score.rule {
    case .formula(let formula): return possible(formula.term).interval
    case .children(let combination):
      let children = applicable(score.children)
      guard !children.isEmpty else { return Interval(.zero) }
      let ranges = children.map { child in
        let range = range(child).interval
        // A part that may not apply may as well give nothing.
        return combination == .sum && !alwaysApplies(child) ? range.joined(Interval(.zero)) : range
      }
      switch combination {
      case .sum where score.sharesOut: return .everything
      case .sum: return ranges.reduce(Interval(.zero), +)
      case .weightedMean where !haveWeights(children): return .everything
      case .geometricMean where ranges.contains(where: { $0.least.map { $0 < .zero } ?? true }): return .everything
      case .mean, .weightedMean, .geometricMean: return ranges.dropFirst().reduce(ranges[0]) { $0.joined($1) }
      }
    }
  }

  /// Whether no weight can be negative, so that a mean lies between its parts.
  func haveWeights(_ children: [SymbolID]) -> Bool {
    children.allSatisfy { id in
      guard case .score(let score) = edition[id].content, let weight = score.weight else { return false }
      return possible(weight.formula.term).interval.least.map { $0 >= .zero } ?? false
    }
  }

  /// The children that can apply in this case.
  func applicable(_ children: [SymbolID]) -> [SymbolID] {
    children.filter { applies($0)?.canBeYes ?? true }
  }

  func alwaysApplies(_ id: SymbolID) -> Bool { !(applies(id)?.canBeNo ?? false) }

  /// Whether a score and all scores around it can apply; `nil` if none of them says when.
  func applies(_ id: SymbolID) -> Possible? {
    guard let score = edition[id].score else { return nil }
    let own = score.applies.map { possible($0.formula.term) }
    guard let outer = score.parent.flatMap(applies) else { return own }
    guard let own else { return outer }
    return .truths(yes: own.canBeYes && outer.canBeYes, no: own.canBeNo || outer.canBeNo)
  }

  // MARK: Terms

  func possible(_ term: Term, _ rows: [Row] = []) -> Possible {
    guard ranges.effort.spend() else { return .anything(of: term.type) }
    switch term.form {
    case .constant(let value): return Self.exactly(value, term.type)
    case .own(let id): return ranges.symbols[asking][id.index]
    // A body is taken to be of the same kind in the period before.
    case .read(let id), .previous(let id): return range(id)
    case .parameter(let id, let keys): return parameter(id, keys, rows)
    case .field(let table, let field, let level):
      let row = rows[rows.count - 1 - level]
      return row.known[field] ?? dueField(table, field, row) ?? ranges.fields[kind][table][field]
    case .negation(let operand): return .numbers(-possible(operand, rows).interval)
    case .not(let operand):
      let inner = possible(operand, rows)
      return .truths(yes: inner.canBeNo, no: inner.canBeYes)
    case .arithmetic(let symbol, let left, let right): return .numbers(arithmetic(symbol, left, right, rows))
    case .comparison(let symbol, let left, let right):
      return compare(symbol, possible(left, rows), possible(right, rows))
    case .logic(let symbol, let left, let right):
      let (first, second) = (possible(left, rows), possible(right, rows))
      return symbol == .and
        ? .truths(yes: first.canBeYes && second.canBeYes, no: first.canBeNo || second.canBeNo)
        : .truths(yes: first.canBeYes || second.canBeYes, no: first.canBeNo && second.canBeNo)
    case .conditional(let condition, let then, let otherwise):
      let decision = possible(condition, rows)
      guard decision.canBeYes else { return possible(otherwise, rows) }
      guard decision.canBeNo else { return possible(then, rows) }
      return possible(then, rows).joined(possible(otherwise, rows))
    case .membership(let member, let list, let negated):
      if let isIn = isIn(list, member, rows) { return .truths(yes: isIn != negated, no: isIn == negated) }
      let decisions = list.map { compare(.equal, possible(member, rows), possible($0, rows)) }
      let (isIn, isOut) = (decisions.contains(where: \.canBeYes), decisions.allSatisfy(\.canBeNo))
      return negated ? .truths(yes: isOut, no: isIn) : .truths(yes: isIn, no: isOut)
    case .fallback(let left, let right): return possible(left, rows).joined(possible(right, rows))
    case .call(let function, let arguments): return call(function, arguments, rows)
    case .rounding(let operand, let step, let mode):
      let step = possible(step, rows).interval.single
      return .numbers(
        possible(operand, rows).interval.map { value in step.flatMap { value.rounded(to: $0, mode: mode) } })
    case .steps(let id, let keys, let argument): return .numbers(steps(id, keys, argument, rows))
    case .aggregate(let function, let source, let condition, let arguments):
      return aggregate(function, source, condition, arguments, rows)
    }
  }

  /// Whether a text that is known is in a list of texts; `nil` if it takes more to tell.
  func isIn(_ list: [Term], _ member: Term, _ rows: [Row]) -> Bool? {
    guard let text = possible(member, rows).onlyText else { return nil }
    var isIn = false
    for term in list {
      guard case .constant(.text(let candidate)) = term.form else { return nil }
      isIn = isIn || candidate == text
    }
    return isIn
  }

  static func exactly(_ value: Value, _ type: ValueType) -> Possible {
    switch value {
    case .number(let number): .numbers(Interval(number.value))
    case .truth(let truth): .truths(yes: truth, no: !truth)
    case .text(let text): .texts([text])
    case .missing, .notApplicable: .anything(of: type)
    }
  }

  // MARK: Figures and scales

  /// The figures that a parameter can be, given what its keys can be.
  func parameter(_ id: SymbolID, _ keys: [Term], _ rows: [Row]) -> Possible {
    guard case .parameter(let parameter) = edition[id].content, ranges.effort.spend(parameter.cases.count) else {
      return .anyNumber
    }
    let allowed = keys.map { possible($0, rows) }
    let key = allowed.compactMap(\.onlyText)
    if key.count == keys.count, let figure = parameter.figures[key] { return .numbers(Interval(figure.value)) }
    let figures = parameter.cases.filter { Self.matches($0, allowed) }.compactMap { parameter.figures[$0]?.value }
    return .numbers(Self.hull(figures) ?? .everything)
  }

  static func hull(_ figures: [Rational]) -> Interval? {
    guard let least = figures.min(), let greatest = figures.max() else { return nil }
    return Interval(least: least, greatest: greatest)
  }

  static func matches(_ key: [String], _ allowed: [Possible]) -> Bool {
    zip(key, allowed).allSatisfy { text, possible in
      if case .texts(let texts?) = possible { return texts.contains(text) }
      return true
    }
  }

  func steps(_ id: SymbolID, _ keys: [Term], _ argument: Term, _ rows: [Row]) -> Interval {
    guard case .scale(let scale) = edition[id].content,
      ranges.effort.spend(scale.rows.values.reduce(0) { $0 + $1.count })
    else { return .everything }
    let allowed = keys.map { possible($0, rows) }
    let looked = possible(argument, rows).interval.map { value in
      scale.rounding.flatMap { value.rounded(to: $0.step, mode: $0.mode) } ?? value
    }
    var figures: [Rational] = []
    for key in scale.cases where Self.matches(key, allowed) {
      figures += (scale.rows[key] ?? []).filter { $0.touches(looked) }.map(\.figure.value)
    }
    if let otherwise = scale.otherwise { figures += otherwise.figures.values.map(\.value) }
    return Self.hull(figures) ?? .everything
  }
}

extension Scale.Row {
  /// Whether some value of a range falls into the row.
  func touches(_ range: Interval) -> Bool {
    if let lower, let greatest = range.greatest {
      if greatest < lower.value || (greatest == lower.value && !lower.isIncluded) { return false }
    }
    if let upper, let least = range.least {
      if least > upper.value || (least == upper.value && !upper.isIncluded) { return false }
    }
    return true
  }
}
