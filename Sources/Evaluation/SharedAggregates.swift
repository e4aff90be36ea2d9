import Formula
import Methodology

/// Aggregates over bodies, found once for all bodies that ask alike.
///
/// What such an aggregate gives depends on nothing but the figures that it takes of the body that asks (`own.kind`). So
/// it is found once for each combination of these, and not by going through all bodies for each of them.
extension Calculator {
  /// What aggregates over bodies give while a column of a period is filled.
  struct SharedAggregates: Sendable {
    let period: Int
    var known = KnownAggregates()
  }

  /// Finds what the aggregates over bodies in some formulas give to every body, before a column is filled with them.
  ///
  /// - Parameters:
  ///   - formulas: the formulas of the column.
  ///   - owner: the name whose formulas they are.
  ///   - period: the period of the column.
  mutating func shareAggregates(of formulas: [Term], owner: String, period: Int) {
    sharedAggregates = SharedAggregates(period: period)
    for formula in formulas { share(formula, owner, period) }
  }

  private mutating func share(_ term: Term, _ owner: String, _ period: Int) {
    // Those inside come first, for the ones around them ask for each of them again and again.
    for child in term.children { share(child, owner, period) }
    guard case .aggregate(let function, .bodies, let condition, let arguments) = term.form, term.canBeShared else {
      return
    }
    let own = term.ownFigures
    var groups: [[Value]: Group] = [:]
    let values = program.dataset.periods[period].bodies.indices.map { body -> Value in
      let place = Place(period: period, body: body, owner: owner)
      let key = own.map { columns.value(period, $0, body) }
      let group = groups[key] ?? group(function, condition, arguments, place)
      groups[key] = group
      switch group {
      case .value(let value): return value
      case .standing(let standing): return relative(function, standing, arguments, place)
      }
    }
    sharedAggregates?.known.set(term, values)
  }

  /// What an aggregate gives to bodies that ask alike.
  private enum Group {
    case value(Value)
    /// Their places are their own, among the same figures.
    case standing(Standing)
  }

  private func group(
    _ function: AggregateFunction, _ condition: Term?, _ arguments: [Term], _ place: Place
  ) -> Group {
    guard function.isRelative else { return .value(aggregate(function, .bodies, condition, arguments, place)) }
    var absence: Absence?
    let included = contributions(.bodies, condition, arguments, place, absence: &absence)
    return .standing(Standing(included, absence))
  }

  /// What an aggregate over bodies gives that was found beforehand.
  func shared(_ term: Term, _ place: Place) -> Value? {
    guard let sharedAggregates, sharedAggregates.period == place.period else { return nil }
    return sharedAggregates.known.value(of: term, body: place.asking ?? place.body)
  }
}

extension Term {
  /// The figures of the body that asks.
  fileprivate var ownFigures: [SymbolID] {
    var figures: Set<SymbolID> = []
    forEach { if case .own(let id) = $0.form { figures.insert(id) } }
    return figures.sorted { $0.index < $1.index }
  }

  /// Whether an aggregate over bodies takes nothing of the body that asks but its figures.
  fileprivate var canBeShared: Bool {
    var result = true
    forEach { term in
      switch term.form {
      // The percentage is that of the place where the aggregate stands.
      case .aggregate(.percentile, .bodies, _, let arguments):
        if arguments.dropFirst().contains(where: { if case .constant = $0.form { false } else { true } }) {
          result = false
        }
      // Whether a score applies is for the condition of the score to say, with figures of its own.
      case .call(.applicable, let arguments):
        if arguments.contains(where: { if case .own = $0.form { true } else { false } }) { result = false }
      default: break
      }
    }
    return result
  }
}
