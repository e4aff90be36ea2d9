/// An engine that the queries are written for.
public enum SQLDialect: String, Sendable, CaseIterable {
  case postgres, duckdb, spark

  /// The name as people know it.
  public var title: String {
    switch self {
    case .postgres: "PostgreSQL"
    case .duckdb: "DuckDB"
    case .spark: "Spark SQL"
    }
  }

  /// The decimals to which a figure is carried that no decimal writes in full, such as a quotient.
  var workScale: Int { hasLongDecimals ? 40 : 18 }

  /// The decimals to which such a figure is taken where it decides something.
  ///
  /// The decimals beyond hold what the arithmetic adds to it, so that two figures that are equal are found equal.
  var decisionScale: Int { hasLongDecimals ? 30 : 10 }

  /// The decimals with which such a figure is given.
  var outputScale: Int { hasLongDecimals ? 30 : 12 }

  /// Whether decimals have as many digits as they need; elsewhere 38 are all.
  var hasLongDecimals: Bool { self == .postgres }

  /// A name as the engine reads it whatever letters it has.
  func quoted(_ name: String) -> String {
    let mark = self == .spark ? "`" : "\""
    return mark + name.split(separator: mark, omittingEmptySubsequences: false).joined(separator: mark + mark) + mark
  }

  /// A text as the engine reads it.
  func literal(_ text: String) -> String {
    guard self == .spark else {
      return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
    var escaped = ""
    for character in text {
      if character == "'" || character == "\\" { escaped.append("\\") }
      escaped.append(character)
    }
    return "'" + escaped + "'"
  }

  func literal(_ truth: Bool) -> String { truth ? "TRUE" : "FALSE" }

  /// How a common table expression is kept from being written into each place that reads it.
  var materialized: String { self == .spark ? "" : "MATERIALIZED " }

  var textType: String { self == .spark ? "STRING" : "TEXT" }

  /// The type of a decimal; PostgreSQL's needs no digits.
  func decimalType(_ shape: DecimalShape) -> String {
    hasLongDecimals ? "NUMERIC" : "DECIMAL(\(shape.precision), \(shape.scale))"
  }
}
