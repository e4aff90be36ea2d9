import Exact
import Formula
import Methodology

/// Aggregates over the bodies, which become window functions.
extension TermWriter {
  func acrossBodies(
    _ function: AggregateFunction, _ condition: Term?, _ arguments: [Term], _ term: Term
  ) throws(QueryParts.Refused) -> SQLTerm {
    guard !isInsideBodies || !function.isRelative else {
      throw refuse("it asks for the place of one body from inside an aggregate over others", at: term)
    }
    guard function != .median, function != .percentile else {
      throw refuse("the sorted figures that it needs are not exported", at: term)
    }
    let writer = TermWriter(parts: parts, place: .body, owner: owner, text: text, isInsideBodies: true)
    var keys: [SQLTerm] = []
    var filters: [SQLTerm] = []
    var open = condition.map { [$0] } ?? []
    // `all` asks for what does not meet the condition, which no group of bodies holds.
    while let next = open.popLast() {
      if function != .all, case .logic(.and, let left, let right) = next.form {
        open += [right, left]
      } else if function != .all, !isInsideBodies, let key = try groupKey(next) {
        keys.append(key)
      } else {
        filters.append(try simplified(next, writer, &open, splits: function != .all))
      }
    }
    let filter = filters.filter { $0.constant?.truth != true }.reduce(constant(.truth(true))) { logic(.and, $0, $1) }
    let argument = try arguments.first.map { (term) throws(QueryParts.Refused) in try writer.write(term) }
    return BodyAggregate(
      writer: writer, keys: keys, condition: shortIfNullable(filter), argument: argument.map { self.bindWhole($0) }
    ).aggregate(function)
  }

  /// A condition of which the readings may decide a part: `(kind == own.kind or reading.x == y) and …`.
  private func simplified(
    _ term: Term, _ writer: TermWriter, _ open: inout [Term], splits: Bool
  ) throws(QueryParts.Refused) -> SQLTerm {
    if splits, case .logic(.or, let left, let right) = term.form {
      for (side, other) in [(left, right), (right, left)] where side.isDecided(by: edition) {
        guard let truth = try writer.write(side).constant?.truth else { continue }
        if truth { return constant(.truth(true)) }
        open.append(other)
        return constant(.truth(true))
      }
    }
    return plain(try writer.write(term))
  }

  /// The text by which bodies are grouped, if that is what a condition says: `kind == own.kind`.
  private func groupKey(_ term: Term) throws(QueryParts.Refused) -> SQLTerm? {
    guard case .comparison(.equal, let left, let right) = term.form else { return nil }
    for (side, other) in [(left, right), (right, left)] {
      guard case .own(let own) = side.form, case .read(let read) = other.form, own == read else { continue }
      let key = try column(read)
      if key.constant == nil, !key.isNullable, key.kind == .text || key.kind == .truth { return key }
    }
    return nil
  }

  private func bindWhole(_ term: SQLTerm) -> SQLTerm {
    term.constant != nil || term.isShort && term.notApplicable == nil ? term : bind(term)
  }
}

extension Term {
  /// Whether the readings alone decide it.
  fileprivate func isDecided(by edition: Edition) -> Bool {
    var result = true
    forEach { term in
      switch term.form {
      case .read(let id): if case .reading = edition[id].content {} else { result = false }
      case .own, .previous, .field, .parameter, .steps, .aggregate: result = false
      default: break
      }
    }
    return result
  }
}

/// An aggregate over the bodies of a period.
private struct BodyAggregate {
  let writer: TermWriter
  /// What the bodies that are compared have in common.
  let keys: [SQLTerm]
  let condition: SQLTerm
  let argument: SQLTerm?

  private var parts: QueryParts { writer.parts }
  private var arithmetic: DecimalArithmetic { writer.arithmetic }
  private var isAlways: Bool { condition.constant?.truth == true }

  private var reach: Reach {
    (keys + [condition] + (argument.map { [$0] } ?? [])).reach.joined(to: Reach(bodies: 0))
  }

  private var partition: String {
    (["b." + writer.dialect.quoted("period")] + keys.map(\.sql)).joined(separator: ", ")
  }

  func aggregate(_ function: AggregateFunction) -> SQLTerm {
    switch function {
    case .any: return existence(condition, finding: true)
    case .all: return existence(condition, finding: false)
    case .count:
      return known(over("count(\(taken(arithmetic.literal(1))))", .count, isExact: true, isNullable: false))
    case .sum:
      return known(writer.fallback(total, arithmetic.literal(.zero)))
    case .mean:
      guard let argument else { return condition }
      let count = over("count(\(taken(argument)))", .count, isExact: true, isNullable: false)
      return known(writer.quotient(total, by: count))
    case .min, .max:
      guard let argument else { return condition }
      return known(over("\(function.rawValue)(\(taken(argument)))", argument.shape, isExact: argument.isExact))
    case .rank, .percentile_rank: return relative(function)
    case .median, .percentile: return condition
    }
  }

  /// The figure of a body that counts; `NULL` for one that does not.
  private func taken(_ figure: SQLTerm) -> String {
    isAlways ? figure.sql : "CASE WHEN \(condition.sql) THEN \(figure.sql) END"
  }

  private var total: SQLTerm {
    guard let argument else { return arithmetic.literal(.zero) }
    let shape = DecimalShape(integer: argument.shape.integer + 10, scale: argument.shape.scale).fitted()
    return over(
      "sum(\(taken(argument)))",
      DecimalShape(integer: min(shape.integer, max(1, 32 - shape.scale)), scale: shape.scale),
      isExact: argument.isExact)
  }

  private func over(
    _ call: String, _ shape: DecimalShape, isExact: Bool, isNullable: Bool = true
  ) -> SQLTerm {
    let window = "\(call) OVER (PARTITION BY \(partition))"
    let term = SQLTerm(
      arithmetic.castText(window, shape), .number(shape, isExact: isExact), isNullable: isNullable, reach: reach)
    return writer.bind(term, as: writer.owner + " bodies")
  }

  private func flag(_ text: String, _ name: String) -> SQLTerm {
    let term = SQLTerm(
      "coalesce(bool_or(\(text)) OVER (PARTITION BY \(partition)), FALSE)", .truth, isNullable: false, reach: reach)
    return writer.bind(term, as: writer.owner + " " + name)
  }

  /// Whether something is missing about a body that could change the result; `nil` if nothing can be.
  private var unknown: SQLTerm? {
    var reasons: [String] = condition.isNullable ? ["\(condition.atom) IS NULL"] : []
    if let argument, argument.isNullable {
      var texts = isAlways ? [] : [condition.sql(within: .and)]
      texts.append("\(argument.atom) IS NULL")
      // A body that the figure does not concern is none of those that are compared.
      if let notApplicable = argument.notApplicable { texts.append("NOT \(notApplicable)") }
      reasons.append(texts.joined(separator: " AND "))
    }
    return reasons.isEmpty ? nil : flag(reasons.joined(separator: " OR "), "unknown")
  }

  private func known(_ figure: SQLTerm) -> SQLTerm {
    guard let unknown else { return figure }
    return SQLTerm(
      "CASE WHEN NOT \(unknown.sql) THEN \(figure.sql) END", figure.kind, .or,
      reach: figure.reach.joined(to: unknown.reach))
  }

  private func existence(_ condition: SQLTerm, finding: Bool) -> SQLTerm {
    let found = flag(finding ? condition.sql : writer.negated(condition).sql, "found")
    guard condition.isNullable else { return finding ? found : writer.negated(found) }
    let unknown = flag("\(condition.atom) IS NULL", "unknown")
    let text =
      "CASE WHEN \(found.sql) THEN \(finding ? "TRUE" : "FALSE") WHEN NOT \(unknown.sql) "
      + "THEN \(finding ? "FALSE" : "TRUE") END"
    return SQLTerm(text, .truth, .or, reach: found.reach.joined(to: unknown.reach))
  }

  /// The place among the bodies that are compared; missing for one that is none of them.
  private func relative(_ function: AggregateFunction) -> SQLTerm {
    guard let argument else { return condition }
    let isIn = writer.bind(
      SQLTerm(
        isAlways
          ? "\(argument.atom) IS NOT NULL"
          : "coalesce(\(condition.sql(within: .and)), FALSE) AND \(argument.atom) IS NOT NULL", .truth, .and,
        isNullable: false, reach: reach), as: writer.owner + " compared")
    let figure = writer.short(writer.plain(arithmetic.decisive(argument)))
    let order = function == .rank ? "DESC" : "ASC"
    let window = "PARTITION BY \(partition), \(isIn.sql)"
    let reach = reach.joined(to: isIn.reach).joined(to: figure.reach)
    let place = writer.bind(
      SQLTerm(
        arithmetic.castText("rank() OVER (\(window) ORDER BY \(figure.sql) \(order))", .count),
        .number(.count, isExact: true), isNullable: false, reach: reach), as: writer.owner + " place")
    var result = place
    if function == .percentile_rank {
      let count = writer.bind(
        SQLTerm(
          arithmetic.castText("count(*) OVER (\(window))", .count), .number(.count, isExact: true), isNullable: false,
          reach: reach), as: writer.owner + " compared bodies")
      let less = arithmetic.product(arithmetic.sum(place, "-", arithmetic.literal(1)), arithmetic.literal(100))
      result = writer.quotient(less, by: count)
    }
    let text = "CASE WHEN \(isIn.sql) THEN \(result.sql) END"
    return known(SQLTerm(text, result.kind, .or, reach: result.reach.joined(to: isIn.reach)))
  }
}
