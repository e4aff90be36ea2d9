import Exact
import Formula
import Methodology

/// Aggregates as sums of parts, one for each row or body.
extension SwitchTrace {
  /// What a row or body adds to an aggregate, and one where it concerns it, zero where it does not.
  typealias Taken = (parts: [SwitchedNumber], concerns: SwitchedNumber)

  /// What was found of terms inside aggregates over bodies while a column is gone through.
  struct Memory {
    /// The terms, each with whether all bodies find the same.
    private var terms: [(term: Term, isCommon: Bool)] = []
    /// By term and body.
    var found: [Int: [Int: Taken]] = [:]

    /// The place of a term; `nil` if what it finds hangs on who asks.
    mutating func index(of term: Term) -> Int? {
      if let index = terms.firstIndex(where: { $0.term.isSame(as: term) }) {
        return terms[index].isCommon ? index : nil
      }
      let isCommon = !Self.asks(term)
      terms.append((term, isCommon))
      return isCommon ? terms.count - 1 : nil
    }

    private static func asks(_ term: Term) -> Bool {
      if case .own = term.form { return true }
      return term.children.contains(where: asks)
    }
  }

  /// A sum or count over rows or bodies, each of which is a part of its own; also a mean of as many throughout.
  mutating func aggregate(
    _ function: AggregateFunction, _ source: Term.Source, _ condition: Term?, _ arguments: [Term],
    _ place: Calculator.Place
  ) -> [SwitchedNumber]? {
    guard function == .sum || function == .count || function == .mean, !isLacked(source, place) else { return nil }
    var (parts, counts): ([SwitchedNumber], [SwitchedNumber]) = ([], [])
    for index in indices(of: source, place) {
      let inner = place.inside(source, at: index)
      var isTakenIn = SwitchedNumber(.one)
      if let condition {
        guard let decision = decision(condition, of: source, inner) else { return nil }
        isTakenIn = decision
      }
      if isTakenIn.values.allSatisfy({ $0 == .zero }) { continue }
      // A row that is due but not there leaves the whole without a number.
      if isAbsent(index, of: source, place) { isTakenIn = isTakenIn.map { $0.isZero ? .zero : nil } }
      if let argument = arguments.first {
        guard let own = figure(argument, of: source, inner) else { return nil }
        isTakenIn = isTakenIn.combined(own.concerns) { $0 * $1 }
        guard let taken = gated(own.parts, by: isTakenIn) else { return nil }
        parts += taken
      }
      counts.append(isTakenIn)
    }
    switch function {
    case .count: return counts
    case .mean:
      guard let count = whole(SwitchedNumber.compacted(counts)) else { return nil }
      // Where nothing is taken in there is no mean.
      if parts.isEmpty { return [SwitchedNumber(support: [], values: [nil])] }
      return distributed(SwitchedNumber.compacted(parts), over: count) { $0.divided(by: $1) }
    default: return parts
    }
  }

  /// One where a row or body is taken in, zero where it is not.
  private mutating func decision(
    _ condition: Term, of source: Term.Source, _ place: Calculator.Place
  ) -> SwitchedNumber? {
    if case .logic(.and, let left, let right) = condition.form {
      guard let first = decision(left, of: source, place) else { return nil }
      if first.values == [.zero] { return first }
      guard let second = decision(right, of: source, place) else { return nil }
      if first.isComplete, second.isComplete, let both = gated([second], by: first) { return both[0] }
    }
    return remembered(condition, of: source, place) { trace in
      trace.table(of: condition, place).map { ([], $0.indicator) }
    }?.concerns
  }

  /// What a row or body adds, and one where it concerns it at all: a body that it does not concern is left out.
  private mutating func figure(_ argument: Term, of source: Term.Source, _ place: Calculator.Place) -> Taken? {
    remembered(argument, of: source, place) { trace in
      guard source == .bodies, Self.mayNotConcern(argument) else {
        return trace.parts(of: argument, place).map { ($0, SwitchedNumber(.one)) }
      }
      return trace.table(of: argument, place).map { table in
        let concerns = table.values.map { $0 == .notApplicable ? Rational.zero : .one }
        return ([table.number], SwitchedNumber(support: table.support, values: concerns))
      }
    }
  }

  /// What is found of a term for a body, which is the same whichever body asks unless the term says otherwise.
  private mutating func remembered(
    _ term: Term, of source: Term.Source, _ place: Calculator.Place, _ find: (inout SwitchTrace) -> Taken?
  ) -> Taken? {
    guard source == .bodies, let index = memory.index(of: term) else { return find(&self) }
    if let known = memory.found[index]?[place.body] { return known }
    guard let found = find(&self) else { return nil }
    memory.found[index, default: [:]][place.body] = found
    return found
  }

  /// Whether a term can come out as not concerning the body; what is computed from others is missing instead.
  private static func mayNotConcern(_ term: Term) -> Bool {
    switch term.form {
    case .read, .own, .previous, .field, .constant, .fallback, .conditional: true
    default: false
    }
  }

  private func indices(of source: Term.Source, _ place: Calculator.Place) -> Range<Int> {
    let bodies = calculator.dataset.periods[place.period].bodies
    return switch source {
    case .bodies: bodies.indices
    case .table(let table): bodies[place.body].records[table].indices
    }
  }

  private func isAbsent(_ index: Int, of source: Term.Source, _ place: Calculator.Place) -> Bool {
    guard case .table(let table) = source else { return false }
    return calculator.program.rows.isAbsent(index, of: table, place.body, place.period)
  }

  private func isLacked(_ source: Term.Source, _ place: Calculator.Place) -> Bool {
    guard case .table(let table) = source else { return false }
    return calculator.program.lackedTables[place.period].contains(table)
  }
}
