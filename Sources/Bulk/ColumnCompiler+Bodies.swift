import Exact
import Formula

/// Aggregates over bodies.
extension ColumnCompiler {
  /// What a condition over bodies asks for.
  private struct Condition {
    var filters: [Term] = []
    var keys: [AcrossAggregate.Key] = []
  }

  mutating func across(
    _ function: AggregateFunction, _ condition: Term?, _ arguments: [Term], _ term: Term
  ) throws(NotInColumns) -> Int {
    guard back == 0 else { throw NotInColumns(reason: "an aggregate over the bodies of the period before") }
    // Inside another one, it would belong to the body that asks for that.
    let operands = (condition.map { [$0] } ?? []) + arguments
    if operands.contains(where: \.hasAggregateOverBodies) {
      throw NotInColumns(reason: "an aggregate over bodies inside another")
    }
    var split = Condition()
    if function == .all {
      // It holds unless there is an exception.
      guard let condition else { return try builder.constant(.truth(true)) }
      try add(Term(.not(condition), .truth, condition.range), to: &split)
    } else if let condition {
      try add(condition, to: &split)
    }
    var filter: Int?
    for term in split.filters {
      let slot = try column(term)
      filter = try filter.map { other throws(NotInColumns) in try builder.logic(.both, other, slot) } ?? slot
    }
    if let own = filter, !split.keys.isEmpty { filter = try builder.settled(own) }
    var figure: Int?
    if let argument = arguments.first { figure = try column(argument) }
    var percent: Rational?
    if function == .percentile {
      let slot = try column(arguments[1])
      percent = builder.number(slot)
      if percent == nil { throw Self.openPercentage }
    }
    let identity = AcrossAggregate.Identity(
      function: function, percent: percent, figure: figure, filter: filter, keys: split.keys)
    return builder.across(identity, term, figure: arguments.first, filters: split.filters)
  }

  /// Takes a condition apart into what is asked of a body alone and what it must have in common with the one that asks.
  private mutating func add(_ term: Term, to condition: inout Condition) throws(NotInColumns) {
    guard term.hasOwn else {
      // The column first: what is known of it is asked of the builder as it is then.
      let slot = try column(term)
      if builder.truth(slot) != true { condition.filters.append(term) }
      return
    }
    switch term.form {
    case .logic(.and, let left, let right):
      try add(left, to: &condition)
      try add(right, to: &condition)
    case .logic(.or, let left, let right):
      for (one, other) in [(left, right), (right, left)] where !one.hasOwn {
        let slot = try column(one)
        switch builder.truth(slot) {
        case true?: return
        case false?: return try add(other, to: &condition)
        case nil: continue
        }
      }
      throw Self.otherComparison
    case .comparison(.equal, let left, let right):
      let (inner, outer) = left.hasOwn ? (right, left) : (left, right)
      guard case .own(let id) = outer.form, !inner.hasOwn else { throw Self.otherComparison }
      if case .number = inner.type { throw Self.otherComparison }
      let key = AcrossAggregate.Key(own: try column(inner), asking: try column(of: id))
      guard builder.presence(key.own).isEmpty, builder.presence(key.asking).isEmpty else {
        throw NotInColumns(reason: "bodies that are compared by what may be missing")
      }
      condition.keys.append(key)
    default: throw Self.otherComparison
    }
  }

  private static let otherComparison = NotInColumns(reason: "bodies that are compared otherwise than by the same text")
}

extension Term {
  /// Whether the term asks for what belongs to the body that asks.
  fileprivate var hasOwn: Bool {
    var result = false
    forEach { if case .own = $0.form { result = true } }
    return result
  }
}
