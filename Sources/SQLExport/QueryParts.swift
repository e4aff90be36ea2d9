import Dataset
import Formula
import Methodology
import SourceText

/// What a query consists of, while it is written.
///
/// A class, since all parts of a query add to it.
final class QueryParts {
  /// The columns by which each record table is summed up for its body, by the layer of bodies that they join.
  struct Group {
    var columns: [Int: [Relation.Column]] = [:]
    var names = NameList(["period", "body"])
    var known: [String: SQLTerm] = [:]
  }

  let edition: Edition
  let dialect: SQLDialect
  /// The choice taken for each reading, by its declared name.
  let readings: [String: String]
  let findings: Findings
  let arithmetic: DecimalArithmetic
  let bodies: Relation
  let tables: [Relation]
  let due: [DueRows?]
  private(set) var groups: [Group]
  /// The record tables that anything rests on.
  private(set) var summedUp: Set<Int> = []
  /// The terms of the columns written so far.
  var columns: [EvaluationStep: SQLTerm] = [:]
  /// The figure by which bands are told, rounded as they ask.
  var band: SQLTerm?
  /// The column of each table that tells a row which is due but not there.
  var absentRows: [Int: SQLTerm] = [:]
  /// The column of the bodies that tells whether nothing is known of a table in their period.
  var unknownTables: [Int: SQLTerm] = [:]

  /// What the query gives; the scores unless more is asked for.
  var results: [Declaration]

  /// The rule is refused, and the finding told.
  struct Refused: Error {}

  init(_ edition: Edition, _ dialect: SQLDialect, readings: [String: String], findings: Findings) {
    self.edition = edition
    self.dialect = dialect
    self.readings = readings
    self.findings = findings
    results = edition.scores
    arithmetic = DecimalArithmetic(dialect: dialect)
    bodies = Relation(alias: "b", isBodies: true, taken: ["period", "id"], dialect)
    tables = edition.tables.map { _ in Relation(alias: "r", isBodies: false, taken: ["period", "body"], dialect) }
    due = edition.tables.map { DueRows($0, in: edition) }
    groups = edition.tables.map { _ in Group() }
  }

  /// Tells why a rule is not written.
  func refuse(_ rule: String, _ reason: String, at span: Span?) -> Refused {
    let words = ["rule": rule, "engine": dialect.title, "reason": reason]
    findings.add(Diagnostic(.notInSQL, words, at: span, subject: rule))
    return Refused()
  }

  /// How the rows of a record table become one value of their body.
  enum Summary: String {
    case sum, count, min, max
    case any = "bool_or"
  }

  /// Sums up a term of the rows of a record table, to be read from the bodies.
  func summary(_ summary: Summary, _ term: SQLTerm, of table: Int, as name: String) -> SQLTerm {
    summedUp.insert(table)
    var result = term
    if case .number(let shape, _) = term.kind, summary != .any {
      result.kind = .number(summary == .count ? .count : shape, isExact: term.isExact)
    }
    guard dialect != .spark else {
      result.sql = arraySummary(summary, term, of: table)
      result.binding = .atom
      result.isNullable = true
      // The array is a column of the bodies.
      result.reach = Reach(bodies: result.reach.next - 1)
      return result
    }
    let call = "\(summary.rawValue)(\(term.sql))"
    result.sql = summary == .any ? call : arithmetic.castText(call, result.shape)
    return group(result, of: table, as: name)
  }

  /// Spark writes a common table expression into each place that reads it, so that a query that joins rows to bodies
  /// and bodies to rows grows beyond its memory; there the rows are arrays within their bodies.
  private func arraySummary(_ summary: Summary, _ term: SQLTerm, of table: Int) -> String {
    let array = arrayColumn(of: table, max(term.reach.rows, 0))
    switch summary {
    case .sum:
      let (zero, sum) = (arithmetic.castText("0", term.shape), "a + coalesce(\(term.sql), 0)")
      return "aggregate(\(array), \(zero), (a, r) -> \(arithmetic.castText(sum, term.shape)))"
    case .count: return arithmetic.castText("size(filter(\(array), r -> \(term.atom) IS NOT NULL))", .count)
    case .min, .max: return "array_\(summary.rawValue)(transform(\(array), r -> \(term.sql)))"
    case .any: return "exists(\(array), r -> coalesce(\(term.sql), FALSE))"
    }
  }

  /// The column of the bodies that holds the rows of a record table as they stand in a layer.
  func arrayColumn(of table: Int, _ level: Int) -> String {
    bodies.alias + "." + dialect.quoted(Self.arrayName(edition.tables[table].name, level))
  }

  static func arrayName(_ table: String, _ level: Int) -> String { "\(table)@\(level)" }

  /// Makes a term a column of the record table's groups, to be read from the bodies.
  private func group(_ term: SQLTerm, of table: Int, as name: String) -> SQLTerm {
    let level = max(1, term.reach.next)
    if let known = groups[table].known[term.sql] { return known }
    let name = groups[table].names.take(name)
    groups[table].columns[level, default: []].append(Relation.Column(name: name, sql: term.sql, reach: term.reach))
    // It is joined in the layer that first can read it, which the reach of the layer before leads to.
    var result = term
    result.sql = Self.alias(ofGroup: table, level) + "." + dialect.quoted(name)
    result.binding = .atom
    result.isNullable = true
    result.reach = Reach(bodies: level - 1)
    groups[table].known[term.sql] = result
    return result
  }

  /// The prefix of the columns by which a record table is summed up.
  static func alias(ofGroup table: Int, _ level: Int) -> String { "g\(table)_\(level)" }
}
