import Formula

/// What aggregates over bodies give for some bodies, which can so be evaluated without all the others.
package struct KnownAggregates: Sendable {
  /// By where the aggregates stand in their formulas.
  private var entries: [Range<Int>: [(term: Term, values: [Value])]] = [:]

  package init() {}

  /// Sets what an aggregate gives, body by body.
  package mutating func set(_ term: Term, _ values: [Value]) {
    entries[term.range, default: []].append((term, values))
  }

  func value(of term: Term, body: Int) -> Value? {
    entries[term.range]?.first { $0.term.isSame(as: term) }?.values[body]
  }
}
