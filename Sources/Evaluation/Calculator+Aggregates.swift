import Dataset
import Exact
import Formula
import Methodology

/// Aggregates over record tables and over bodies.
extension Calculator {
  /// One row or body that an aggregate looked at.
  struct Contribution {
    let place: Place
    let arguments: [Value]
  }

  func aggregate(
    _ function: AggregateFunction, _ source: Term.Source, _ condition: Term?, _ arguments: [Term], _ place: Place
  ) -> Value {
    var absence: Absence?
    let included = contributions(source, condition, arguments, place, absence: &absence)
    if function.isRelative { return relative(function, included, absence, arguments, place) }
    if case .any = function { return existence(included, absence, decisive: true) }
    if case .all = function { return universality(source, condition, place) }
    if let absence { return .missing(absence) }
    if function == .count { return .number(Number(included.count)) }
    let numbers = included.compactMap { $0.arguments.first?.number }
    guard let first = numbers.first else {
      return function == .sum
        ? .number(Number(0)) : .missing(Absence(.nothingToAggregate("\(function.rawValue)(\(name(of: source)))")))
    }
    do throws(ArithmeticFailure) {
      switch function {
      case .sum: return checked(Self.sum(numbers), place)
      case .mean: return checked(try Self.sum(numbers).divided(by: Number(numbers.count)), place)
      case .min: return .number(numbers.min() ?? first)
      case .max: return .number(numbers.max() ?? first)
      case .median: return .number(try Self.percentile(numbers, Number(50)))
      case .percentile:
        let percent = value(arguments[1], at: place)
        guard let number = percent.number else { return absent([(percent, arguments[1])]) }
        return .number(try Self.percentile(numbers, number))
      case .count, .any, .all, .rank, .percentile_rank: return .notApplicable
      }
    } catch {
      return failed(error, place)
    }
  }

  /// The rows or bodies that meet the condition; what is missing about them goes into `absence`.
  func contributions(
    _ source: Term.Source, _ condition: Term?, _ arguments: [Term], _ place: Place, absence: inout Absence?
  ) -> [Contribution] {
    var result: [Contribution] = []
    for (inner, due) in places(source, place) {
      if let condition {
        let decision = value(condition, at: inner)
        if let reasons = decision.absence { absence.merge(reasons) }
        guard decision.truth == true else { continue }
      }
      if let due {
        absence.merge(Absence(due))
        continue
      }
      let values = arguments.prefix(1).map { value($0, at: inner) }
      // A body that the figure does not concern is none of those that are compared.
      if source == .bodies, values.first == .notApplicable { continue }
      if let first = values.first, first.isAbsent, let own = absent([(first, arguments[0])]).absence {
        absence.merge(own)
        continue
      }
      result.append(Contribution(place: inner, arguments: values))
    }
    return result
  }

  /// Where an aggregate looks, and for a row that is due but not there, the reason to give.
  private func places(_ source: Term.Source, _ place: Place) -> [(Place, Reason?)] {
    switch source {
    case .bodies:
      return dataset.periods[place.period].bodies.indices.map { body in
        var inner = place
        inner.body = body
        inner.asking = place.asking ?? place.body
        inner.rows = []
        return (inner, nil)
      }
    case .table(let table):
      return dataset.periods[place.period].bodies[place.body].records[table].enumerated().map { index, row in
        var inner = place
        inner.rows.append(index)
        let isAbsent = rows.isAbsent(index, of: table, place.body, place.period)
        return (inner, isAbsent ? .row(table: edition.tables[table].name, key: row.label) : nil)
      }
    }
  }

  private func existence(_ included: [Contribution], _ absence: Absence?, decisive: Bool) -> Value {
    if !included.isEmpty { return .truth(decisive) }
    return absence.map { .missing($0) } ?? .truth(!decisive)
  }

  private func universality(_ source: Term.Source, _ condition: Term?, _ place: Place) -> Value {
    guard let condition else { return .truth(true) }
    let negated = Term(.not(condition), .truth, condition.range)
    var absence: Absence?
    let exceptions = contributions(source, negated, [], place, absence: &absence)
    return existence(exceptions, absence, decisive: false)
  }

  /// The place of the body that asks among the bodies that meet the condition.
  private func relative(
    _ function: AggregateFunction, _ included: [Contribution], _ absence: Absence?, _ arguments: [Term], _ place: Place
  ) -> Value {
    let asking = place.asking ?? place.body
    guard let own = included.first(where: { $0.place.body == asking })?.arguments.first?.number else {
      var inner = place
      inner.asking = asking
      if let term = arguments.first {
        let value = value(term, at: inner)
        if value.isAbsent { return absent([(value, term)]) }
      }
      return absence.map { .missing($0) } ?? .missing(Absence(.nothingToAggregate(function.rawValue)))
    }
    if let absence { return .missing(absence) }
    let others = included.compactMap { $0.arguments.first?.number }
    guard function == .percentile_rank else {
      return .number(Number(others.count { $0 > own } + 1))
    }
    let less = Number(100 * others.count { $0 < own })
    guard let share = try? less.divided(by: Number(others.count)) else { return failed(.divisionByZero, place) }
    return .number(share)
  }

  /// Hyndman and Fan (1996), type 7: linear between order statistics, the least at 0 and the greatest at 100.
  static func percentile(_ numbers: [Number], _ percent: Number) throws(ArithmeticFailure) -> Number {
    let sorted = numbers.sorted()
    let held = max(Number(0), min(percent, Number(100)))
    let position = try (held * Number(sorted.count - 1)).divided(by: Number(100))
    let index = position.value.floor ?? 0
    guard index + 1 < sorted.count else { return sorted[sorted.count - 1] }
    return sorted[index] + (sorted[index + 1] - sorted[index]) * (position - Number(index))
  }

  func name(of source: Term.Source) -> String {
    switch source {
    case .bodies: "bodies"
    case .table(let table): edition.tables[table].name
    }
  }
}
