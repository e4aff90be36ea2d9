import Exact

/// How many digits a figure may have before and after the decimal point.
struct DecimalShape: Sendable, Equatable {
  var integer: Int
  var scale: Int

  /// The most digits of a decimal in DuckDB and Spark.
  static let most = 38
  /// A whole number that bodies report.
  static let count = DecimalShape(integer: 18, scale: 0)
  /// Any other number that bodies report.
  static let figure = DecimalShape(integer: 15, scale: 9)

  var precision: Int { max(1, integer + scale) }

  /// A figure that no decimal writes in full.
  static func inexact(_ dialect: SQLDialect, integer: Int = 14) -> DecimalShape {
    DecimalShape(integer: min(integer, 14), scale: dialect.workScale)
  }

  /// The shape with as few digits before the point as a decimal of its scale has room for, less a reserve.
  func fitted(reserve: Int = 0) -> DecimalShape {
    DecimalShape(integer: min(integer, Self.most - reserve - scale), scale: scale)
  }

  /// The shape that holds the figures of two.
  func joined(to other: DecimalShape) -> DecimalShape {
    DecimalShape(integer: max(integer, other.integer), scale: max(scale, other.scale)).fitted()
  }

  /// The shape of a decimal as it is written.
  init(writtenAs text: String) {
    let digits = text.drop { $0 == "-" }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let whole = parts[0].drop { $0 == "0" }
    self.init(integer: max(1, whole.utf8.count), scale: parts.count > 1 ? parts[1].utf8.count : 0)
  }

  init(integer: Int, scale: Int) {
    self.integer = integer
    self.scale = scale
  }
}
