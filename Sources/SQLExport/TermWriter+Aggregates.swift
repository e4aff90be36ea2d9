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
    case .count: return known(read(.count, arithmetic.literal(1)))
    case .sum: return known(sum)
    case .mean:
      guard let argument else { return no }
      let body = TermWriter(parts: parts, place: .body, owner: writer.owner, text: writer.text)
      return known(body.quotient(sum, by: read(.count, argument)))
    case .min, .max:
      guard let argument else { return no }
      return known(read(function == .min ? .min : .max, argument))
    case .median, .percentile, .rank, .percentile_rank: return no
    }
  }

  private var sum: SQLTerm {
    guard let argument else { return arithmetic.literal(.zero) }
    guard case .number(var shape, let isExact) = argument.kind else { return no }
    shape.integer = max(1, min(shape.integer + 10, 32 - shape.scale))
    var figure = argument
    figure.kind = .number(shape, isExact: isExact)
    return read(.sum, figure)
  }

  /// The figure of a row that counts; `NULL` for one that does not.
  private func taken(_ figure: SQLTerm) -> SQLTerm {
    var conditions = condition.map { [$0.sql(within: .and)] } ?? []
    if let absentRow { conditions.append("NOT \(absentRow.sql)") }
    guard !conditions.isEmpty else {
      var figure = figure
      figure.reach = reach
      return figure
    }
    let text = "CASE WHEN \(conditions.joined(separator: " AND ")) THEN \(figure.sql) END"
    return SQLTerm(text, figure.kind, .or, reach: reach)
  }

  /// A summary of the rows that count, as a column of the bodies; a sum or count of none is 0.
  private func read(_ summary: QueryParts.Summary, _ figure: SQLTerm) -> SQLTerm {
    var result = parts.summary(summary, taken(figure), of: table, as: writer.owner)
    result.constant = nil
    if summary == .sum || summary == .count {
      if writer.dialect != .spark {
        result.sql = "coalesce(\(result.sql), 0)"
        if !writer.dialect.hasLongDecimals { result.sql = arithmetic.castText(result.sql, result.shape) }
      }
      result.isNullable = false
    }
    return parts.bodies.bind(result, as: writer.owner + " rows")
  }

  /// Whether something holds for any row, as a column of the bodies.
  private func flag(_ text: String, as name: String) -> SQLTerm {
    var result = parts.summary(
      .any, SQLTerm(text, .truth, .or, reach: reach), of: table, as: writer.owner + " " + name)
    if writer.dialect != .spark { result.sql = "coalesce(\(result.sql), FALSE)" }
    result.isNullable = false
    return parts.bodies.bind(result, as: writer.owner + " " + name)
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
    var doubts = reasons.isEmpty ? [] : [flag(reasons.joined(separator: " OR "), as: "unknown")]
    if let unknown = parts.unknownTables[table] { doubts.append(unknown) }
    guard !doubts.isEmpty else { return figure }
    let conditions = doubts.map { "NOT \($0.sql)" }.joined(separator: " AND ")
    return SQLTerm(
      "CASE WHEN \(conditions) THEN \(figure.sql) END", figure.kind, .or, reach: ([figure] + doubts).reach)
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
    let found = flag(met, as: "found")
    var doubts = unknown.isEmpty ? [] : [flag(unknown.joined(separator: " OR "), as: "unknown")]
    if let unknown = parts.unknownTables[table] { doubts.append(unknown) }
    guard !doubts.isEmpty else { return finding ? found : writer.negated(found) }
    let doubt = doubts.map(\.sql).joined(separator: " OR ")
    let text =
      "CASE WHEN \(found.sql) THEN \(finding ? "TRUE" : "FALSE") WHEN NOT (\(doubt)) "
      + "THEN \(finding ? "FALSE" : "TRUE") END"
    return SQLTerm(text, .truth, .or, reach: ([found] + doubts).reach)
  }
}
