import Dataset
import Exact
import Formula
import Methodology

/// Aggregates over record tables and over bodies.
extension Calculator {
  /// A row or body that an aggregate takes in.
  struct Contribution {
    /// The position of the row in the table, or of the body in the period.
    let index: Int
    /// The figure that it adds; `nil` for an aggregate without figures.
    let value: Value?
  }

  func aggregate(
    _ function: AggregateFunction, _ source: Term.Source, _ condition: Term?, _ arguments: [Term], _ place: Place
  ) -> Value {
    var absence: Absence?
    let included = contributions(source, condition, arguments, place, absence: &absence)
    if function.isRelative { return relative(function, Standing(included, absence), arguments, place) }
    if case .any = function { return existence(included, absence, decisive: true) }
    if case .all = function { return universality(source, condition, place) }
    if let absence { return .missing(absence) }
    if function == .count { return .number(Number(included.count)) }
    let numbers = included.compactMap { $0.value?.number }
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
    var inner = place
    switch source {
    case .bodies:
      inner.asking = place.asking ?? place.body
      inner.rows = []
      for body in program.dataset.periods[place.period].bodies.indices {
        inner.body = body
        let value = contribution(condition, arguments.first, inner, due: nil, &absence)
        // A body that the figure does not concern is none of those that are compared.
        if case .notApplicable = value { continue }
        if let value { result.append(Contribution(index: body, value: arguments.isEmpty ? nil : value)) }
      }
    case .table(let table):
      if program.lackedTables[place.period].contains(table) {
        absence.merge(Absence(.table(program.edition.tables[table].name)))
        return []
      }
      inner.rows.append(0)
      for row in program.dataset.periods[place.period].bodies[place.body].records[table].indices {
        inner.rows[inner.rows.count - 1] = row
        let due = program.rows.isAbsent(row, of: table, place.body, place.period) ? table : nil
        let value = contribution(condition, arguments.first, inner, due: due, &absence)
        if case .notApplicable = value, let argument = arguments.first {
          if let own = absent([(.notApplicable, argument)]).absence { absence.merge(own) }
          continue
        }
        if let value { result.append(Contribution(index: row, value: arguments.isEmpty ? nil : value)) }
      }
    }
    return result
  }

  /// What one row or body adds; `nil` if it is not taken in.
  ///
  /// `due` is the table of a row that is due but not there: if it meets the condition, its absence is a reason.
  private func contribution(
    _ condition: Term?, _ argument: Term?, _ place: Place, due: Int?, _ absence: inout Absence?
  ) -> Value? {
    if let condition {
      let decision = value(condition, at: place)
      if case .missing(let reasons) = decision { absence.merge(reasons) }
      guard case .truth(true) = decision else { return nil }
    }
    if let due {
      let row = program.dataset.periods[place.period].bodies[place.body].records[due][place.rows[place.rows.count - 1]]
      absence.merge(Absence(.row(table: program.edition.tables[due].name, key: row.label)))
      return nil
    }
    guard let argument else { return .truth(true) }
    let value = value(argument, at: place)
    if case .missing(let reasons) = value {
      absence.merge(reasons)
      return nil
    }
    return value
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
  func relative(
    _ function: AggregateFunction, _ standing: Standing, _ arguments: [Term], _ place: Place
  ) -> Value {
    let asking = place.asking ?? place.body
    let absence = standing.absence
    guard let own = standing.figures[asking] else {
      var inner = place
      inner.asking = asking
      if let term = arguments.first {
        let value = value(term, at: inner)
        if value.isAbsent { return absent([(value, term)]) }
      }
      return absence.map { .missing($0) } ?? .missing(Absence(.nothingToAggregate(function.rawValue)))
    }
    if let absence { return .missing(absence) }
    guard function == .percentile_rank else { return .number(Number(standing.count { $0 > own } + 1)) }
    let less = Number(100 * (standing.sorted.count - standing.count { $0 >= own }))
    guard let share = try? less.divided(by: Number(standing.sorted.count)) else {
      return failed(.divisionByZero, place)
    }
    return .number(share)
  }

  /// The figures of bodies that are compared with one another.
  struct Standing {
    /// The figures by the positions of their bodies.
    let figures: [Int: Number]
    let sorted: [Number]
    /// What is missing about bodies that may be among them.
    let absence: Absence?

    init(_ included: [Contribution], _ absence: Absence?) {
      figures = Dictionary(
        included.compactMap { body in body.value?.number.map { (body.index, $0) } },
        uniquingKeysWith: { first, _ in first })
      sorted = figures.values.sorted()
      self.absence = absence
    }

    /// How many figures fulfil a condition that holds for all greater ones too.
    func count(where condition: (Number) -> Bool) -> Int {
      var (low, high) = (0, sorted.count)
      while low < high {
        let middle = (low + high) / 2
        if condition(sorted[middle]) { high = middle } else { low = middle + 1 }
      }
      return sorted.count - low
    }
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
    case .table(let table): program.edition.tables[table].name
    }
  }
}
