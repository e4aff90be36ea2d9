import Exact
import Formula

/// An aggregate over bodies, with the columns that it takes.
struct AcrossAggregate: Sendable {
  /// What tells it from others.
  struct Identity: Hashable, Sendable {
    let function: AggregateFunction
    /// The percentage of a percentile.
    let percent: Rational?
    let figure: Int?
    let filter: Int?
    /// Pairs of columns: that of the bodies which are taken in must be the same as that of the body which asks.
    let keys: [Key]
  }

  struct Key: Hashable, Sendable {
    let own: Int
    let asking: Int
  }

  let identity: Identity
  /// The figure as a term, and the terms that must all hold of a body that is taken in.
  let figure: Term?
  let filters: [Term]
  /// Where it stands in formulas.
  var places: [Term]
  /// How many other aggregates must be known before it, one after the other.
  let stage: Int

  /// The columns that must be known of every body.
  var operands: [Int] {
    [identity.figure, identity.filter].compactMap { $0 } + identity.keys.flatMap { [$0.own, $0.asking] }
  }
}

/// Aggregates over bodies that can be computed together.
struct AcrossStage: Sendable {
  /// Computes what the aggregates take.
  let program: ColumnProgram
  /// The aggregates by their numbers.
  let aggregates: [(number: Int, aggregate: AcrossAggregate)]
}
