import Exact
import Formula
import Methodology

/// Aggregates over the rows of record tables.
extension ColumnCompiler {
  mutating func aggregate(
    _ function: AggregateFunction, _ table: Int, _ condition: Term?, _ arguments: [Term]
  ) throws(NotInColumns) -> Int {
    let level = builder.level(of: ColumnProgram.Table(index: table, back: back))
    var test: Int?
    if let condition { test = try column(condition) }
    switch function {
    case .count: return builder.reduce(.tally, nil, where: test, level: level)
    case .any: return builder.reduce(.exists, nil, where: test, level: level)
    case .all:
      guard let test else { return try builder.constant(.truth(true)) }
      let exceptions = builder.reduce(.exists, nil, where: try builder.not(test), level: level)
      return try builder.not(exceptions)
    case .sum: return builder.reduce(.total, try column(arguments[0]), where: test, level: level)
    case .min: return builder.reduce(.lowest, try column(arguments[0]), where: test, level: level)
    case .max: return builder.reduce(.highest, try column(arguments[0]), where: test, level: level)
    case .mean: return try mean(of: try column(arguments[0]), where: test, level: level)
    case .median: return try percentile(Rational(50), of: arguments[0], where: test, level: level)
    case .percentile:
      let slot = try column(arguments[1])
      guard let percent = builder.number(slot) else { throw Self.openPercentage }
      return try percentile(percent, of: arguments[0], where: test, level: level)
    case .rank, .percentile_rank: throw NotInColumns(reason: "`\(function.rawValue)` of a record table")
    }
  }

  static let openPercentage = NotInColumns(reason: "a percentile whose percentage is no figure")

  private mutating func percentile(
    _ percent: Rational, of figure: Term, where test: Int?, level: Int
  ) throws(NotInColumns) -> Int {
    guard let percentile = ColumnPercentile(percent: percent) else { throw Self.openPercentage }
    let index = builder.index(of: percentile)
    return builder.reduce(.percentile(index), try column(figure), where: test, level: level)
  }

  /// Missing, and not a division by zero, where no row counts.
  private mutating func mean(of figure: Int, where test: Int?, level: Int) throws(NotInColumns) -> Int {
    let sum = builder.reduce(.total, figure, where: test, level: level)
    let count = builder.reduce(.tally, nil, where: test, level: level)
    let one = try builder.constant(.number(.one))
    let hasRows = try builder.compare(.atMost, one, count)
    let mean = try builder.arithmetic(.over, sum, try builder.extreme(.greatest, [one, count]))
    return try builder.choose(hasRows, mean, try builder.constant(.absent(Absent.missing)))
  }
}
