import Formula
import Methodology

/// Aggregates over record tables.
extension TermWriter {
  func aggregate(
    _ function: AggregateFunction, _ source: Term.Source, _ condition: Term?, _ arguments: [Term], _ term: Term
  ) throws(QueryParts.Refused) -> SQLTerm {
    switch source {
    case .bodies: return try acrossBodies(function, condition, arguments, term)
    case .table(let table):
      let writer = TermWriter(
        parts: parts, place: .row(table: table), owner: owner, text: text, isInsideBodies: isInsideBodies)
      let condition = try condition.map { (term) throws(QueryParts.Refused) in writer.plain(try writer.write(term)) }
      let argument = try arguments.first.map { (term) throws(QueryParts.Refused) in
        writer.plain(try writer.write(term))
      }
      let rows = RowAggregate(
        writer: writer, table: table, condition: condition.map(writer.shortIfNullable),
        argument: argument.map(writer.shortIfNullable))
      guard function == .median || function == .percentile else { return rows.aggregate(function) }
      throw refuse("the sorted figures that it needs are not exported", at: term)
    }
  }
}

/// An aggregate over the rows of a record table, which becomes columns of the table's groups.
private struct RowAggregate {
  let writer: TermWriter
  let table: Int
  let condition: SQLTerm?
  let argument: SQLTerm?

  private var parts: QueryParts { writer.parts }
  private var arithmetic: DecimalArithmetic { writer.arithmetic }
  private var no: SQLTerm { writer.constant(.truth(false)) }
  private var yes: SQLTerm { writer.constant(.truth(true)) }

  /// Whether a row is due but not there; `nil` if none of the table can be.
  private var absentRow: SQLTerm? { parts.absentRows[table] }

  private var reach: Reach {
    [condition, argument, absentRow].compactMap { $0 }.reach.joined(to: Reach(rows: 0))
  }

  func aggregate(_ function: AggregateFunction) -> SQLTerm {
    switch function {
    case .any: return existence(condition ?? yes, finding: true)
    case .all: return condition.map { existence($0, finding: false) } ?? yes
    case .count: return known(read("count(\(taken(writer.arithmetic.literal(1)).sql))", .count, isExact: true, orZero: true))
    case .sum: return known(sum(orZero: true))
    case .mean:
      guard let argument else { return no }
      let count = read("count(\(taken(argument).sql))", .count, isExact: true, orZero: false)
      let body = TermWriter(parts: parts, place: .body, owner: writer.owner, text: writer.text)
      return known(body.quotient(sum(orZero: false), by: count))
    case .min, .max:
      guard let argument else { return no }
      return known(
        read("\(function.rawValue)(\(taken(argument).sql))", argument.shape, isExact: argument.isExact, orZero: false))
    case .median, .percentile, .rank, .percentile_rank: return no
    }
  }

  /// The figure of a row that counts; `NULL` for one that does not.
  private func taken(_ figure: SQLTerm) -> SQLTerm {
    var conditions = condition.map { [$0.sql(within: .and)] } ?? []
    if let absentRow { conditions.append("NOT \(absentRow.sql)") }
    guard !conditions.isEmpty else { return figure }
    return SQLTerm("CASE WHEN \(conditions.joined(separator: " AND ")) THEN \(figure.sql) END", figure.kind, reach: reach)
  }

  private func sum(orZero: Bool) -> SQLTerm {
    guard let argument else { return arithmetic.literal(.zero) }
    let shape = DecimalShape(integer: argument.shape.integer + 10, scale: argument.shape.scale).fitted()
    let text = "sum(\(taken(argument).sql))"
    guard shape.integer + shape.scale > 32 else {
      return read(text, shape, isExact: argument.isExact, orZero: orZero)
    }
    let narrow = DecimalShape(integer: max(1, 32 - shape.scale), scale: shape.scale)
    return read(text, narrow, isExact: argument.isExact, orZero: orZero)
  }

  /// A column of the groups, read from the bodies.
  private func read(_ text: String, _ shape: DecimalShape, isExact: Bool, orZero: Bool) -> SQLTerm {
    let kind = SQLTerm.Kind.number(shape, isExact: isExact)
    let column = SQLTerm(arithmetic.castText(text, shape), kind, reach: reach)
    var result = parts.group(column, of: table, as: writer.owner)
    if orZero {
      result.sql = "coalesce(\(result.sql), 0)"
      result.isNullable = false
      if !writer.dialect.hasLongDecimals { result.sql = arithmetic.castText(result.sql, shape) }
    }
    return parts.bodies.bind(result, as: writer.owner + " rows")
  }

  private func flag(_ text: String) -> SQLTerm {
    parts.group(SQLTerm("bool_or(\(text))", .truth, reach: reach), of: table, as: writer.owner + " flag")
  }

  /// A figure of the rows; missing if something about a row is that could change it.
  private func known(_ figure: SQLTerm) -> SQLTerm {
    var reasons: [String] = []
    let met = condition.map { $0.sql(within: .and) }
    if let condition, condition.isNullable { reasons.append("\(condition.atom) IS NULL") }
    if let absentRow { reasons.append([met, absentRow.sql].compactMap { $0 }.joined(separator: " AND ")) }
    if let argument, argument.isNullable {
      reasons.append([met, "\(argument.atom) IS NULL"].compactMap { $0 }.joined(separator: " AND "))
    }
    var conditions: [String] = []
    var reach = figure.reach
    if !reasons.isEmpty {
      var unknown = flag(reasons.joined(separator: " OR "))
      unknown.sql = "coalesce(\(unknown.sql), FALSE)"
      unknown.isNullable = false
      unknown = parts.bodies.bind(unknown, as: writer.owner + " unknown")
      conditions.append("NOT \(unknown.sql)")
      reach = reach.joined(to: unknown.reach)
    }
    if let unknown = parts.unknownTables[table] { conditions.append("NOT \(unknown.sql)") }
    guard !conditions.isEmpty else { return figure }
    return SQLTerm(
      "CASE WHEN \(conditions.joined(separator: " AND ")) THEN \(figure.sql) END", figure.kind, .or, reach: reach)
  }

  /// Whether a row meets the condition, or whether none fails it; missing if rows that are not known could tell.
  private func existence(_ condition: SQLTerm, finding: Bool) -> SQLTerm {
    let decisive = finding ? condition : writer.negated(condition)
    var met = decisive.sql
    var unknown: [String] = condition.isNullable ? ["\(condition.atom) IS NULL"] : []
    if let absentRow {
      met = "\(decisive.sql(within: .and)) AND NOT \(absentRow.sql)"
      unknown.append("\(decisive.sql(within: .and)) AND \(absentRow.sql)")
    }
    var found = flag(met)
    found.sql = "coalesce(\(found.sql), FALSE)"
    found.isNullable = false
    found = parts.bodies.bind(found, as: writer.owner + " found")
    var result = finding ? found : writer.negated(found)
    var doubts: [String] = []
    if !unknown.isEmpty {
      var doubt = flag(unknown.joined(separator: " OR "))
      doubt.sql = "coalesce(\(doubt.sql), FALSE)"
      doubt.isNullable = false
      doubt = parts.bodies.bind(doubt, as: writer.owner + " unknown")
      doubts.append(doubt.sql)
      result.reach = result.reach.joined(to: doubt.reach)
    }
    if let unknown = parts.unknownTables[table] { doubts.append(unknown.sql) }
    guard !doubts.isEmpty else { return result }
    let text =
      "CASE WHEN \(found.sql) THEN \(finding ? "TRUE" : "FALSE") WHEN NOT (\(doubts.joined(separator: " OR "))) "
      + "THEN \(finding ? "FALSE" : "TRUE") END"
    return SQLTerm(text, .truth, .or, isNullable: true, reach: result.reach)
  }
}
