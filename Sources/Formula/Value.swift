import Exact

/// What a formula yields.
public enum Value: Sendable, Hashable {
  case number(Number)
  case truth(Bool)
  case text(String)
  /// Nothing can be said, and why.
  case missing(Absence)
  /// The rule does not concern this body.
  case notApplicable

  public var number: Number? {
    if case .number(let number) = self { return number }
    return nil
  }

  public var truth: Bool? {
    if case .truth(let truth) = self { return truth }
    return nil
  }

  public var text: String? {
    if case .text(let text) = self { return text }
    return nil
  }

  public var absence: Absence? {
    if case .missing(let absence) = self { return absence }
    return nil
  }
}

/// Why a value is missing: every reason, each once, in the order in which they were met.
public struct Absence: Sendable, Hashable {
  /// More reasons than this are not kept; a body with nothing reported would name every figure of the act.
  public static let limit = 50

  public private(set) var reasons: [Reason]

  public init(_ reason: Reason) {
    reasons = [reason]
  }

  public mutating func merge(_ other: Absence) {
    for reason in other.reasons where reasons.count < Self.limit && !reasons.contains(reason) { reasons.append(reason) }
  }
}

/// One reason why a value is missing.
public enum Reason: Sendable, Hashable, CustomStringConvertible {
  /// A figure that the body did not report.
  case input(String)
  /// A cell of a record table that is empty.
  case cell(table: String, row: String, field: String)
  /// A record table of which nothing is known.
  case table(String)
  /// A row that a complete record table must have and has not.
  case row(table: String, key: String)
  /// A value that no row of a scale covers.
  case uncovered(steps: String, value: String)
  /// A figure that the act does not set for this case.
  case noFigure(parameter: String, key: String)
  /// The period before has no data, or no such body.
  case noEarlierPeriod(String)
  /// An average, least or greatest of nothing.
  case nothingToAggregate(String)
  /// A score that does not concern the body, where its value was asked for.
  case notApplicable(String)
  /// An operation that has no result, in the named formula.
  case failed(ArithmeticFailure, in: String)

  /// The reason as other programs read it; the bare name for a figure that was not reported.
  public var description: String {
    switch self {
    case .input(let name), .table(let name): name
    case .cell(let table, let row, let field): "\(table)[\(row)].\(field)"
    case .row(let table, let key): "\(table)[\(key)]"
    case .uncovered(let steps, let value): "steps \(steps): \(value) is not covered"
    case .noFigure(let parameter, let key): "\(parameter)[\(key)]"
    case .noEarlierPeriod(let name): "previous.\(name)"
    case .nothingToAggregate(let source): "\(source): nothing to aggregate"
    case .notApplicable(let name): "\(name): not applicable"
    case .failed(let failure, let place): "\(place): \(failure.words)"
    }
  }
}

extension ArithmeticFailure {
  /// The failure in words.
  public var words: String {
    switch self {
    case .divisionByZero: "division by zero"
    case .domain(let function, let arguments):
      "\(function.rawValue) of \(arguments.map(\.description).joined(separator: ", ")) does not exist"
    case .tooManyDigits: "the exact fraction has too many digits; round what it is made of"
    case .tooLarge(let function): "the result of \(function.rawValue) is too large"
    }
  }
}
