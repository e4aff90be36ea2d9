import Exact
import Formula

/// Writes arithmetic so that no engine loses digits unseen.
///
/// PostgreSQL keeps all digits of sums and products. DuckDB and Spark have 38 digits: where a result could need more,
/// the operands are cast so that the decimals stay and a figure too great is an error of the engine.
struct DecimalArithmetic {
  let dialect: SQLDialect

  /// A figure of the act or of a formula.
  func literal(_ value: Rational) -> SQLTerm {
    let decimal = value.finiteDecimal
    let text = decimal ?? value.fixed(places: dialect.workScale)
    let kind = SQLTerm.Kind.number(DecimalShape(writtenAs: text), isExact: decimal != nil)
    return SQLTerm(
      text, kind, value.sign < 0 ? .sum : .atom, isNullable: false, constant: .number(Number(value)))
  }

  /// The term as a decimal of a shape.
  func cast(_ term: SQLTerm, to shape: DecimalShape) -> SQLTerm {
    guard !dialect.hasLongDecimals, term.shape != shape else { return term }
    var result = term
    result.sql = castText(term.sql, shape)
    result.kind = .number(shape, isExact: term.isExact && shape.scale >= term.shape.scale)
    result.binding = .atom
    result.constant = nil
    return result
  }

  func castText(_ sql: String, _ shape: DecimalShape) -> String { "CAST(\(sql) AS \(dialect.decimalType(shape)))" }

  /// The terms as decimals of one shape, as the branches of a conditional must be.
  func unified(_ terms: [SQLTerm]) -> (terms: [SQLTerm], kind: SQLTerm.Kind) {
    guard let first = terms.first, case .number = first.kind else { return (terms, terms.first?.kind ?? .text) }
    let shape = terms.dropFirst().reduce(first.shape) { $0.joined(to: $1.shape) }
    let isExact = terms.allSatisfy(\.isExact)
    return (terms.map { cast($0, to: shape) }, .number(shape, isExact: isExact))
  }

  // MARK: Operators

  func sum(_ left: SQLTerm, _ symbol: String, _ right: SQLTerm) -> SQLTerm {
    var (left, right) = (left, right)
    let scale = max(left.shape.scale, right.shape.scale)
    if !dialect.hasLongDecimals, max(left.shape.integer, right.shape.integer) + 1 + scale > DecimalShape.most {
      let room = DecimalShape.most - 1 - scale
      // More than one digit is saved, so that the next sums need no cast.
      func narrowed(_ term: SQLTerm) -> SQLTerm {
        guard term.shape.integer > room else { return term }
        return cast(term, to: DecimalShape(integer: max(1, room - 4), scale: term.shape.scale))
      }
      (left, right) = (narrowed(left), narrowed(right))
    }
    let shape = DecimalShape(integer: max(left.shape.integer, right.shape.integer) + 1, scale: scale)
    let text = "\(left.sql(within: .sum)) \(symbol) \(right.sql(within: .product))"
    return result(text, .sum, shape, [left, right])
  }

  func product(_ left: SQLTerm, _ right: SQLTerm) -> SQLTerm {
    if let one = [left, right].first(where: { $0.isOne }) { return one.sql == left.sql ? right : left }
    guard !dialect.hasLongDecimals else {
      let text = "\(left.sql(within: .product)) * \(right.sql(within: .atom))"
      guard !left.isExact, !right.isExact else { return result(text, .product, left.shape, [left, right]) }
      return result("round(\(text), \(dialect.workScale))", .atom, left.shape, [left, right])
    }
    let (first, second) = narrowed(left, right)
    let scale = first.shape.scale + second.shape.scale
    let integer = first.shape.integer + second.shape.integer + (dialect == .spark ? 1 : 0)
    let text = "\(first.sql(within: .product)) * \(second.sql(within: .atom))"
    let kept = min(scale, integer + scale > DecimalShape.most ? max(DecimalShape.most - integer, min(scale, 6)) : scale)
    let whole = result(
      text, .product, DecimalShape(integer: integer, scale: dialect == .spark ? kept : scale).fitted(),
      [first, second])
    guard whole.shape.scale > dialect.workScale else { return whole }
    return cast(whole, to: .inexact(dialect, integer: integer))
  }

  /// The factors with so few digits that the engine keeps the decimals of their product.
  private func narrowed(_ left: SQLTerm, _ right: SQLTerm) -> (SQLTerm, SQLTerm) {
    var (first, second) = (left.shape, right.shape)
    if dialect == .duckdb {
      // DuckDB multiplies exactly and fails where that takes more than 38 digits.
      while first.scale + second.scale > 30 {
        if first.scale >= second.scale { first.scale -= 1 } else { second.scale -= 1 }
      }
    } else {
      // Spark gives decimals up where the digits before the point might need their place.
      let room = DecimalShape.most - 1 - min(first.scale + second.scale, dialect.workScale)
      while first.integer + second.integer > room {
        if first.integer >= second.integer { first.integer -= 1 } else { second.integer -= 1 }
      }
    }
    return (cast(left, to: first), cast(right, to: second))
  }

  /// The quotient; the operands are written more than once, and must be short.
  func quotient(_ left: SQLTerm, by right: SQLTerm) -> SQLTerm {
    if let divisor = right.constant?.number?.value, let factor = Rational.one.divided(by: divisor),
      let text = factor.finiteDecimal, dialect.hasLongDecimals || DecimalShape(writtenAs: text).scale <= 9
    {
      return product(left, literal(factor))
    }
    var divisor = right.sql
    var isNullable = left.isNullable || right.isNullable
    if right.constant == nil {
      divisor = "NULLIF(\(right.sql), 0)"
      isNullable = true
    }
    let shape = DecimalShape.inexact(dialect)
    let text: String
    switch dialect {
    case .postgres:
      text = "round(\(left.sql), \(dialect.workScale)) / \(right.constant == nil ? divisor : right.atom)"
    case .duckdb: text = nearQuotient(left, divisor, right, first: "\(left.atom) / \(divisor)", shape)
    case .spark: text = sparkQuotient(left, divisor, right, shape)
    }
    return SQLTerm(
      text, .number(shape, isExact: false), dialect == .postgres ? .product : .atom, isNullable: isNullable,
      reach: left.reach.joined(to: right.reach))
  }

  /// Spark gives a quotient the decimals of its dividend and the digits of its divisor, as far as the digits before the
  /// point and the decimals of the divisor leave room.
  private func sparkQuotient(_ left: SQLTerm, _ divisor: String, _ right: SQLTerm, _ shape: DecimalShape) -> String {
    let room = DecimalShape.most - right.shape.scale - dialect.workScale
    if room >= 8 {
      let dividend = cast(
        left, to: DecimalShape(integer: min(left.shape.integer, room), scale: dialect.workScale))
      return castText("\(dividend.atom) / \(divisor)", shape)
    }
    let dividend = cast(left, to: DecimalShape(integer: 8, scale: dialect.workScale))
    let narrow = cast(right, to: DecimalShape(integer: min(9, right.shape.integer), scale: right.shape.scale))
    return nearQuotient(dividend, "NULLIF(\(narrow.sql), 0)", narrow, first: "\(dividend.atom) / \(narrow.atom)", shape)
  }

  /// A near quotient, made good by that of the exact remainder.
  private func nearQuotient(
    _ left: SQLTerm, _ divisor: String, _ right: SQLTerm, first: String, _ shape: DecimalShape
  ) -> String {
    let near = castText(
      dialect == .spark ? "\(left.atom) / \(divisor)" : first,
      DecimalShape(integer: dialect == .spark ? 8 : 14, scale: 12))
    var remainder = "\(left.atom) - \(near) * \(right.atom)"
    if dialect == .spark { remainder = castText(remainder, DecimalShape(integer: 2, scale: 20)) }
    return "(\(near) + \(castText("(\(remainder)) / \(divisor)", shape)))"
  }

  func negated(_ term: SQLTerm) -> SQLTerm {
    if let value = term.constant?.number?.value { return literal(-value) }
    var result = term
    result.sql = "-" + term.atom
    result.binding = .product
    result.notApplicable = nil
    return result
  }

  // MARK: Decisions

  /// The figure as decisions take it: where digits were lost, to fewer decimals than it is carried.
  func decisive(_ term: SQLTerm) -> SQLTerm {
    guard !term.isExact else { return term }
    var result = term
    result.sql = "round(\(term.sql), \(dialect.decisionScale))"
    result.kind = .number(
      DecimalShape(integer: term.shape.integer + 1, scale: dialect.decisionScale), isExact: true)
    result.binding = .atom
    return result
  }

  func comparison(_ left: SQLTerm, _ symbol: String, _ right: SQLTerm) -> SQLTerm {
    let text: String
    if left.isExact, right.isExact {
      let (terms, _) =
        left.shape.integer + right.shape.scale > DecimalShape.most
          || right.shape.integer + left.shape.scale > DecimalShape.most
        ? unified([left, right]) : ([left, right], .truth)
      text = "\(terms[0].sql(within: .sum)) \(symbol) \(terms[1].sql(within: .sum))"
    } else if right.constant?.number?.value.isZero == true {
      text = "\(decisive(left).sql) \(symbol) 0"
    } else {
      text = "\(decisive(sum(left, "-", right)).sql) \(symbol) 0"
    }
    return SQLTerm(
      text, .truth, .comparison, isNullable: left.isNullable || right.isNullable,
      reach: left.reach.joined(to: right.reach))
  }

  /// The least or greatest of figures; those that can be missing are written more than once.
  func extreme(_ name: String, _ terms: [SQLTerm]) -> SQLTerm {
    guard terms.count > 1 else { return terms[0] }
    let (unified, kind) = unified(terms)
    let call = "\(name)(\(unified.map(\.sql).joined(separator: ", ")))"
    // The engines pass over what is missing; the rules do not.
    let nullable = terms.filter(\.isNullable)
    let known = nullable.map { "\($0.atom) IS NOT NULL" }.joined(separator: " AND ")
    return SQLTerm(
      nullable.isEmpty ? call : "CASE WHEN \(known) THEN \(call) END", kind, nullable.isEmpty ? .atom : .or,
      isNullable: !nullable.isEmpty, reach: terms.reach)
  }

  /// A figure rounded to a multiple of a step; `nil` if no decimal is one over the step.
  ///
  /// The figure is written more than once, and must be short.
  func rounded(_ term: SQLTerm, to step: Rational, _ mode: RoundingMode) -> SQLTerm? {
    guard let factor = Rational.one.divided(by: step), factor.finiteDecimal != nil else { return nil }
    var steps = product(decisive(term), literal(factor))
    if dialect.hasLongDecimals, term.reach == Reach() {
      // Literals alone are whole numbers of PostgreSQL's, which it rounds as floating-point ones.
      steps = SQLTerm(castText(steps.sql, steps.shape), steps.kind, isNullable: steps.isNullable)
    }
    let (figure, atom) = (steps.sql, steps.atom)
    let floor = "floor(\(figure))"
    let text: String
    switch mode {
    case .halfUp: text = "round(\(figure), 0)"
    case .halfEven:
      text = "CASE WHEN \(atom) - \(floor) = 0.5 THEN 2 * round(\(atom) * 0.5, 0) ELSE round(\(figure), 0) END"
    case .up: text = "CASE WHEN \(atom) < 0 THEN \(floor) ELSE ceil(\(figure)) END"
    case .down: text = "CASE WHEN \(atom) < 0 THEN ceil(\(figure)) ELSE \(floor) END"
    case .floor: text = floor
    case .ceil: text = "ceil(\(figure))"
    }
    var whole = SQLTerm(
      text, .number(DecimalShape(integer: min(steps.shape.integer + 1, 20), scale: 0), isExact: true),
      text.hasPrefix("CASE") ? .or : .atom, isNullable: term.isNullable, reach: term.reach)
    if !dialect.hasLongDecimals {
      whole = SQLTerm(castText(text, whole.shape), whole.kind, isNullable: term.isNullable, reach: term.reach)
    }
    return product(whole, literal(step))
  }

  private func result(
    _ sql: String, _ binding: SQLTerm.Binding, _ shape: DecimalShape, _ operands: [SQLTerm]
  ) -> SQLTerm {
    SQLTerm(
      sql, .number(shape, isExact: operands.allSatisfy(\.isExact)), binding, isNullable: operands.areNullable,
      reach: operands.reach)
  }
}

extension SQLTerm {
  fileprivate var isOne: Bool { constant?.number?.value == .one }
}
