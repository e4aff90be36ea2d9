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
  var groups: [Group]
  /// The terms of the columns written so far.
  var columns: [EvaluationStep: SQLTerm] = [:]
  /// The figure by which bands are told, rounded as they ask.
  var band: SQLTerm?
  /// The column of each table that tells a row which is due but not there.
  var absentRows: [Int: SQLTerm] = [:]
  /// The column of the bodies that tells whether nothing is known of a table in their period.
  var unknownTables: [Int: SQLTerm] = [:]

  /// The rule is refused, and the finding told.
  struct Refused: Error {}

  init(_ edition: Edition, _ dialect: SQLDialect, readings: [String: String], findings: Findings) {
    self.edition = edition
    self.dialect = dialect
    self.readings = readings
    self.findings = findings
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

  /// Makes a term a column of the record table's groups, to be read from the bodies.
  func group(_ term: SQLTerm, of table: Int, as name: String) -> SQLTerm {
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
