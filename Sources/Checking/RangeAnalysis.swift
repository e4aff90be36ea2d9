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
  private let ranges: Ranges
  /// The number of the kind of body that is looked at; inside an aggregate over bodies, that of the other body.
  private var kind: Int
  /// The number of the kind of body that asks.
  private let asking: Int
  /// The tables whose due rows are being gone through; a field of a table may itself sum up the table.
  private var opened: Set<Int> = []

  /// A row of a record table of which some fields are known.
  struct Row {
    let table: Int
    var known: [Int: Possible] = [:]
    /// Its number among the rows due, if it is one of them.
    var number: Int?
  }

  /// A computed field of a row that is due.
  private struct Cell: Hashable {
    let kind: Int
    let table: Int
    let row: Int
    let field: Int
  }

  /// What is known of every kind of body so far.
  ///
  /// A class, since a mean over all bodies needs the ranges of the other kinds while they are being found.
  private final class Ranges {
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

  private init(_ edition: Edition, _ situation: Case, _ ranges: Ranges, kind: Int) {
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

  private func find(_ step: EvaluationStep) {
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
  private func held(_ interval: Interval, _ id: SymbolID) -> Interval? {
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

  private func range(of declaration: Declaration) -> Possible {
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
  private func range(of score: Score) -> Possible {
    var result = beforePenalty(score)
    result = adjusted(result, score.penalty) { $0 - $1 }
    result = adjusted(result, score.atLeast) { Interval.max($0, $1) }
    result = adjusted(result, score.atMost) { Interval.min($0, $1) }
    if let rounding = score.rounding { result = result.map { $0.rounded(to: rounding.step, mode: rounding.mode) } }
    if let substitute = score.ifMissing { result = result.joined(possible(substitute.formula.term).interval) }
    return .numbers(result)
  }

  /// What a clause makes of a range; if it holds only in some cases, what it may make of it.
  private func adjusted(
    _ range: Interval, _ clause: Score.Clause?, _ combine: (Interval, Interval) -> Interval
  ) -> Interval {
    guard let clause else { return range }
    let condition = clause.condition.map { possible($0.term) } ?? .truths(yes: true, no: false)
    guard condition.canBeYes else { return range }
    let result = combine(range, possible(clause.formula.term).interval)
    return condition.canBeNo ? result.joined(range) : result
  }

  private func beforePenalty(_ score: Score) -> Interval {
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
  private func haveWeights(_ children: [SymbolID]) -> Bool {
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
  private func applies(_ id: SymbolID) -> Possible? {
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
  private func isIn(_ list: [Term], _ member: Term, _ rows: [Row]) -> Bool? {
    guard let text = possible(member, rows).onlyText else { return nil }
    var isIn = false
    for term in list {
      guard case .constant(.text(let candidate)) = term.form else { return nil }
      isIn = isIn || candidate == text
    }
    return isIn
  }

  private static func exactly(_ value: Value, _ type: ValueType) -> Possible {
    switch value {
    case .number(let number): .numbers(Interval(number.value))
    case .truth(let truth): .truths(yes: truth, no: !truth)
    case .text(let text): .texts([text])
    case .missing, .notApplicable: .anything(of: type)
    }
  }

  // MARK: Figures and scales

  /// The figures that a parameter can be, given what its keys can be.
  private func parameter(_ id: SymbolID, _ keys: [Term], _ rows: [Row]) -> Possible {
    guard case .parameter(let parameter) = edition[id].content, ranges.effort.spend(parameter.cases.count) else {
      return .anyNumber
    }
    let allowed = keys.map { possible($0, rows) }
    let key = allowed.compactMap(\.onlyText)
    if key.count == keys.count, let figure = parameter.figures[key] { return .numbers(Interval(figure.value)) }
    let figures = parameter.cases.filter { Self.matches($0, allowed) }.compactMap { parameter.figures[$0]?.value }
    return .numbers(Self.hull(figures) ?? .everything)
  }

  private static func hull(_ figures: [Rational]) -> Interval? {
    guard let least = figures.min(), let greatest = figures.max() else { return nil }
    return Interval(least: least, greatest: greatest)
  }

  static func matches(_ key: [String], _ allowed: [Possible]) -> Bool {
    zip(key, allowed).allSatisfy { text, possible in
      if case .texts(let texts?) = possible { return texts.contains(text) }
      return true
    }
  }

  private func steps(_ id: SymbolID, _ keys: [Term], _ argument: Term, _ rows: [Row]) -> Interval {
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

  // MARK: Operators

  private func arithmetic(_ symbol: ArithmeticOperator, _ left: Term, _ right: Term, _ rows: [Row]) -> Interval {
    let (first, second) = (possible(left, rows).interval, possible(right, rows).interval)
    switch symbol {
    case .plus: return first + second
    case .minus:
      let difference = first - second
      if difference.least.map({ $0 < .zero }) ?? true, isAtMost(right, left, rows) {
        return Interval(least: .zero, greatest: difference.greatest)
      }
      if difference.greatest.map({ $0 > .zero }) ?? true, isAtMost(left, right, rows) {
        return Interval(least: difference.least, greatest: .zero)
      }
      return difference
    case .times: return first * second
    case .over:
      if let least = first.least, least >= .zero, isAtMost(left, right, rows) {
        let quotient = first / second
        return Interval(least: max(.zero, quotient.least ?? .zero), greatest: min(.one, quotient.greatest ?? .one))
      }
      return first / second
    case .power:
      guard let exponent = second.single, let least = first.least, least >= .zero, exponent > .zero else {
        return .everything
      }
      return first.map { try? Number($0).raised(to: Number(exponent)).value }
    }
  }

  /// How deep definitions are looked into for what bounds them; each level may double the work.
  private static let deepestProof = 10

  /// Whether one term can never exceed another, by what the inputs declare.
  private func isAtMost(_ left: Term, _ right: Term, _ rows: [Row], depth: Int = 0) -> Bool {
    guard depth < Self.deepestProof, ranges.effort.spend() else { return false }
    func isAtMost(_ left: Term, _ right: Term, _ inner: [Row]? = nil) -> Bool {
      self.isAtMost(left, right, inner ?? rows, depth: depth + 1)
    }
    switch (left.form, right.form) {
    case (.read(let first), .read(let second)):
      if first == second || self.isAtMost(first, second) { return true }
      guard let (firstTerm, secondTerm) = definitions(first, second) else { return false }
      return isAtMost(firstTerm, secondTerm)
    case (.field(let table, let field, let level), .field(_, let other, let otherLevel)) where level == otherLevel:
      guard field != other else { return true }
      if let input = edition.tables[table].fields[field].input {
        return input.atMost == edition.tables[table].fields[other].name
      }
      guard let formula = edition.tables[table].fields[field].formula else { return false }
      return isAtMost(formula.term, right)
    case (.conditional(_, let then, let otherwise), _):
      return isAtMost(then, right) && isAtMost(otherwise, right)
    case (.fallback(let first, let second), _):
      return isAtMost(first, right) && isAtMost(second, right)
    case (
      .aggregate(.sum, .table(let table), let condition, let first),
      .aggregate(.sum, .table(let other), let otherCondition, let second)
    ) where table == other:
      guard let first = first.first, let second = second.first,
        isAtMost(first, second, rows + [Row(table: table)])
      else { return false }
      if Self.isSame(condition, otherCondition) { return true }
      // Rows that only the second sum takes in must not lower it.
      return otherCondition == nil
        && possible(second, rows + [Row(table: table)]).interval.least.map { $0 >= .zero } ?? false
    case (.constant(let value), _):
      guard let number = value.number?.value, let least = possible(right, rows).interval.least else { return false }
      return number <= least
    case (.arithmetic(.minus, let first, let second), _):
      return isAtMost(first, right) && (possible(second, rows).interval.least.map { $0 >= .zero } ?? false)
    case (.call(.max, let arguments), _):
      return arguments.allSatisfy { isAtMost($0, right) }
    case (.call(.min, let arguments), _):
      return arguments.contains { isAtMost($0, right) }
    default:
      return false
    }
  }

  private func isAtMost(_ first: SymbolID, _ second: SymbolID) -> Bool {
    var name = first
    for _ in 0..<Self.deepestProof {
      guard case .input(let input) = edition[name].content, let bound = input.atMost.flatMap(edition.declaration) else {
        return false
      }
      if bound.id == second { return true }
      name = bound.id
    }
    return false
  }

  /// The terms behind two names of which at least one is derived.
  private func definitions(_ first: SymbolID, _ second: SymbolID) -> (Term, Term)? {
    func definition(_ id: SymbolID) -> Term? {
      guard case .derived(let derived) = edition[id].content else { return nil }
      return derived.formula.term
    }
    let (left, right) = (definition(first), definition(second))
    if left == nil, right == nil { return nil }
    let type = edition[first].type
    return (left ?? Term(.read(first), type, 0..<0), right ?? Term(.read(second), type, 0..<0))
  }

  private static func isSame(_ left: Term?, _ right: Term?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    guard left.children.count == right.children.count else { return false }
    let isSameForm: Bool =
      switch (left.form, right.form) {
      case (.constant(let first), .constant(let second)): first == second
      case (.read(let first), .read(let second)): first == second
      case (.field(_, let first, let level), .field(_, let second, let other)): first == second && level == other
      case (.not, .not), (.negation, .negation): true
      case (.comparison(let first, _, _), .comparison(let second, _, _)): first == second
      case (.logic(let first, _, _), .logic(let second, _, _)): first == second
      default: false
      }
    return isSameForm && zip(left.children, right.children).allSatisfy { isSame($0, $1) }
  }

  private func compare(_ symbol: ComparisonOperator, _ left: Possible, _ right: Possible) -> Possible {
    switch (left, right) {
    case (.numbers(let first), .numbers(let second)):
      return Self.compare(symbol, first - second)
    case (.texts(let first?), .texts(let second?)):
      guard ranges.effort.spend(min(first.count, second.count)) else { return .anyTruth }
      let canBeEqual = !first.isDisjoint(with: second)
      let canDiffer = !(first.count == 1 && first == second)
      return symbol == .equal ? .truths(yes: canBeEqual, no: canDiffer) : .truths(yes: canDiffer, no: canBeEqual)
    default:
      return .anyTruth
    }
  }

  /// What a comparison can be, given the range of left minus right.
  private static func compare(_ symbol: ComparisonOperator, _ difference: Interval) -> Possible {
    let canBeLess = difference.least.map { $0 < .zero } ?? true
    let canBeMore = difference.greatest.map { $0 > .zero } ?? true
    let canBeEqual = difference.contains(.zero)
    return switch symbol {
    case .equal: .truths(yes: canBeEqual, no: canBeLess || canBeMore)
    case .unequal: .truths(yes: canBeLess || canBeMore, no: canBeEqual)
    case .less: .truths(yes: canBeLess, no: canBeMore || canBeEqual)
    case .atMost: .truths(yes: canBeLess || canBeEqual, no: canBeMore)
    case .greater: .truths(yes: canBeMore, no: canBeLess || canBeEqual)
    case .atLeast: .truths(yes: canBeMore || canBeEqual, no: canBeLess)
    }
  }

  // MARK: Functions

  private func call(_ function: Function, _ arguments: [Term], _ rows: [Row]) -> Possible {
    let ranges = arguments.map { possible($0, rows).interval }
    switch function {
    case .reported, .applicable: return .anyTruth
    case .min: return .numbers(ranges.dropFirst().reduce(ranges[0]) { Interval.min($0, $1) })
    case .max: return .numbers(ranges.dropFirst().reduce(ranges[0]) { Interval.max($0, $1) })
    case .sum: return .numbers(ranges.reduce(Interval(.zero), +))
    case .mean:
      let sum = ranges.reduce(Interval(.zero), +)
      return .numbers(sum.map { $0.divided(by: Rational(ranges.count)) })
    case .abs: return .numbers(Interval.max(ranges[0], -ranges[0]))
    case .clamp: return .numbers(Interval.max(ranges[1], Interval.min(ranges[0], ranges[2])))
    case .sqrt: return .numbers(ranges[0].map { try? Number(max($0, .zero)).squareRoot().value })
    case .ln:
      return .numbers(ranges[0].map { $0 > .zero ? try? Number($0).naturalLogarithm().value : nil })
    case .exp: return .numbers(ranges[0].map { try? Number($0).exponential().value })
    case .percent: return .numbers(ranges[0].map { $0 * Rational(100) })
    case .share: return .numbers(ranges[0].map { $0.divided(by: Rational(100)) })
    case .round, .steps: return .anyNumber
    }
  }

  private func aggregate(
    _ function: AggregateFunction, _ source: Term.Source, _ condition: Term?, _ arguments: [Term], _ rows: [Row]
  ) -> Possible {
    switch function {
    case .any, .all: return .anyTruth
    case .count: return .numbers(Interval(least: .zero, greatest: nil))
    case .rank: return .numbers(Interval(least: .one, greatest: nil))
    case .percentile_rank: return .numbers(Interval(least: .zero, greatest: Rational(100)))
    case .sum, .mean, .min, .max, .median, .percentile: break
    }
    guard let argument = arguments.first else { return .anyNumber }
    guard case .table(let table) = source else {
      let range = rangeOverBodies(condition, argument)
      return .numbers(function == .sum ? Self.repeated(range) : range)
    }
    if function == .sum, let sum = sumOverDueRows(table, condition, argument, rows) { return .numbers(sum) }
    let range = possible(argument, rows + [Row(table: table)]).interval
    return .numbers(function == .sum ? Self.repeated(range) : range)
  }

  /// The range of a figure of any body that meets a condition, of whatever kind.
  private func rangeOverBodies(_ condition: Term?, _ argument: Term) -> Interval {
    var result: Interval?
    for other in ranges.symbols.indices {
      var there = self
      there.kind = other
      if let condition, !there.possible(condition).canBeYes { continue }
      let range = there.possible(argument).interval
      result = result?.joined(range) ?? range
    }
    return result ?? Interval(.zero)
  }

  /// The range of a sum of nobody knows how many figures.
  private static func repeated(_ range: Interval) -> Interval {
    Interval(
      least: range.least.flatMap { $0 >= .zero ? .zero : nil },
      greatest: range.greatest.flatMap { $0 <= .zero ? .zero : nil })
  }

  /// The range of a sum over a table whose rows are known beforehand.
  private func sumOverDueRows(_ table: Int, _ condition: Term?, _ argument: Term, _ rows: [Row]) -> Interval? {
    let declaration = edition.tables[table]
    guard let due = ranges.due[table], !opened.contains(table) else { return nil }
    var inside = self
    inside.opened.insert(table)
    let bodyCase = due.bodyCase { name in
      guard let id = edition.declaration(name)?.id, case .texts(let texts?) = range(id), texts.count == 1 else {
        return nil
      }
      return texts.first
    }
    guard let bodyCase else { return nil }
    var sum = Interval(.zero)
    for (number, key) in due.keys(in: bodyCase).enumerated() {
      guard ranges.effort.spend(declaration.fields.count) else { return nil }
      var row = Row(table: table, number: number)
      for (field, text) in zip(declaration.key, key) { row.known[field] = .texts([text]) }
      let decision = condition.map { inside.possible($0, rows + [row]) } ?? .truths(yes: true, no: false)
      guard decision.canBeYes else { continue }
      let range = inside.possible(argument, rows + [row]).interval
      sum = sum + (decision.canBeNo ? range.joined(Interval(.zero)) : range)
    }
    return sum
  }

  /// The range of a computed field in a row that is due; `nil` if it is no such field or row.
  private func dueField(_ table: Int, _ field: Int, _ row: Row) -> Possible? {
    guard let number = row.number, let formula = edition.tables[table].fields[field].formula else { return nil }
    let cell = Cell(kind: kind, table: table, row: number, field: field)
    if let known = ranges.cells[cell] { return known }
    let result = possible(formula.term, [row])
    ranges.cells[cell] = result
    return result
  }
}

extension Scale.Row {
  /// Whether some value of a range falls into the row.
  fileprivate func touches(_ range: Interval) -> Bool {
    if let lower, let greatest = range.greatest {
      if greatest < lower.value || (greatest == lower.value && !lower.isIncluded) { return false }
    }
    if let upper, let least = range.least {
      if least > upper.value || (least == upper.value && !upper.isIncluded) { return false }
    }
    return true
  }
}
