import Dataset
import Exact
import Formula
import Methodology

/// Functions and aggregates.
extension RangeAnalysis {
  func call(_ function: Function, _ arguments: [Term], _ rows: [Row]) -> Possible {
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

  func aggregate(
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
  func rangeOverBodies(_ condition: Term?, _ argument: Term) -> Interval {
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
  static func repeated(_ range: Interval) -> Interval {
    Interval(
      least: range.least.flatMap { $0 >= .zero ? .zero : nil },
      greatest: range.greatest.flatMap { $0 <= .zero ? .zero : nil })
  }

  /// The range of a sum over a table whose rows are known beforehand.
  func sumOverDueRows(_ table: Int, _ condition: Term?, _ argument: Term, _ rows: [Row]) -> Interval? {
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
  func dueField(_ table: Int, _ field: Int, _ row: Row) -> Possible? {
    guard let number = row.number, let formula = edition.tables[table].fields[field].formula else { return nil }
    let cell = Cell(kind: kind, table: table, row: number, field: field)
    if let known = ranges.cells[cell] { return known }
    let result = possible(formula.term, [row])
    ranges.cells[cell] = result
    return result
  }
}
