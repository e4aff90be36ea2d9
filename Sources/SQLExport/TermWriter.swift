import Exact
import Formula
import Methodology
import SourceText

/// Writes the terms of one formula.
struct TermWriter {
  /// Where a term is computed: for a body, or in a row of a record table.
  enum Place: Equatable {
    case body
    case row(table: Int)
  }

  let parts: QueryParts
  let place: Place
  /// The name whose formula it is: helping columns are named after it.
  let owner: String
  /// The formula; `nil` for a term that stands in none.
  let text: FormulaText?
  /// Whether the term is inside an aggregate over bodies, where `own` is another body.
  var isInsideBodies = false

  var dialect: SQLDialect { parts.dialect }
  var arithmetic: DecimalArithmetic { parts.arithmetic }
  var edition: Edition { parts.edition }

  var relation: Relation {
    switch place {
    case .body: parts.bodies
    case .row(let table): parts.tables[table]
    }
  }

  func refuse(_ reason: String, at term: Term) -> QueryParts.Refused {
    parts.refuse(owner, reason, at: text?.span(term.range))
  }

  func write(_ term: Term) throws(QueryParts.Refused) -> SQLTerm {
    switch term.form {
    case .constant(let value):
      return constant(value)
    case .read(let id):
      return try column(id, term)
    case .own(let id):
      guard !isInsideBodies else {
        throw refuse("it compares bodies in another way than that two of their texts are equal", at: term)
      }
      return try column(id, term)
    case .previous(let id):
      return try previous(id, term)
    case .parameter(let id, let keys):
      guard case .parameter(let parameter) = edition[id].content else { throw QueryParts.Refused() }
      return choose(parameter, try keys.map(write), as: edition[id].name)
    case .field(let table, let field, let level):
      guard level == 0, place == .row(table: table) else {
        throw refuse("it compares a row of one record table with the rows of another", at: term)
      }
      guard let column = parts.columns[.field(FieldID(table: table, field: field))] else { throw QueryParts.Refused() }
      return column
    case .negation(let operand):
      return arithmetic.negated(try write(operand))
    case .not(let operand):
      return negated(try write(operand))
    case .arithmetic(let symbol, let left, let right):
      return try calculation(symbol, left, right, term)
    case .comparison(let symbol, let left, let right):
      return comparison(symbol, try write(left), try write(right))
    case .logic(let symbol, let left, let right):
      return logic(symbol, try write(left), try write(right))
    case .conditional(let condition, let then, let otherwise):
      return try conditional(condition, then, otherwise)
    case .membership(let member, let list, let negated):
      return try membership(member, list, negated)
    case .fallback(let left, let right):
      return fallback(try write(left), try write(right))
    case .call(let function, let arguments):
      return try call(function, arguments, term)
    case .rounding(let operand, let step, let mode):
      return try rounding(operand, step, mode, term)
    case .steps(let id, let keys, let argument):
      return try steps(id, try keys.map(write), try write(argument))
    case .aggregate(let function, let source, let condition, let arguments):
      return try aggregate(function, source, condition, arguments, term)
    }
  }

  // MARK: Names

  func constant(_ value: Value) -> SQLTerm {
    switch value {
    case .number(let number): return arithmetic.literal(number.value)
    case .truth(let truth):
      return SQLTerm(dialect.literal(truth), .truth, isNullable: false, constant: value)
    case .text(let text):
      return SQLTerm(dialect.literal(text), .text, isNullable: false, constant: value)
    case .missing, .notApplicable: return missing(.number(.count, isExact: true))
    }
  }

  func missing(_ kind: SQLTerm.Kind) -> SQLTerm {
    guard case .number(let shape, _) = kind else { return SQLTerm("CAST(NULL AS \(typeText(kind)))", kind) }
    return SQLTerm(arithmetic.castText("NULL", shape), kind)
  }

  private func typeText(_ kind: SQLTerm.Kind) -> String {
    switch kind {
    case .number(let shape, _): dialect.decimalType(shape)
    case .truth: "BOOLEAN"
    case .text: dialect.textType
    }
  }

  func column(_ id: SymbolID, _ term: Term? = nil) throws(QueryParts.Refused) -> SQLTerm {
    if case .reading(let reading) = edition[id].content {
      return constant(.text(parts.readings[edition[id].name] ?? reading.standard))
    }
    // A name without a column was refused, and that is told.
    guard let column = parts.columns[.symbol(id)] else { throw QueryParts.Refused() }
    return column
  }

  private func previous(_ id: SymbolID, _ term: Term) throws(QueryParts.Refused) -> SQLTerm {
    var earlier = try column(id, term)
    guard earlier.constant == nil else {
      throw refuse("a reading has no earlier value", at: term)
    }
    let (period, body) = ("b." + dialect.quoted("period"), "b." + dialect.quoted("id"))
    func moved(_ sql: String) -> String {
      let window = "OVER (PARTITION BY \(body) ORDER BY \(period))"
      return "CASE WHEN lag(\(period)) \(window) = \(period) - 1 THEN lag(\(sql)) \(window) END"
    }
    earlier.sql = moved(earlier.sql)
    earlier.binding = .or
    earlier.notApplicable = earlier.notApplicable.map { "coalesce(\(moved($0)), FALSE)" }
    earlier.isNullable = true
    return parts.bodies.bind(earlier, as: "previous." + edition[id].name)
  }

  // MARK: Cases

  /// The figure of a parameter for the case that the keys tell.
  func choose(_ parameter: Parameter, _ keys: [SQLTerm], as name: String) -> SQLTerm {
    let cases = parameter.orderedFigures.map { (key: $0.key, term: arithmetic.literal($0.figure.value)) }
    return choose(cases, keys, as: name)
  }

  /// The term of the case that the keys tell; `NULL` if there is none for them.
  func choose(_ cases: [(key: [String], term: SQLTerm)], _ keys: [SQLTerm], as name: String) -> SQLTerm {
    let fixed = keys.map { $0.constant?.text }
    let possible = cases.filter { candidate in
      zip(candidate.key, fixed).allSatisfy { $1 == nil || $0 == $1 }
    }
    let open = keys.indices.filter { fixed[$0] == nil }
    guard !open.isEmpty else { return possible.first?.term ?? missing(cases.first?.term.kind ?? .truth) }
    guard !possible.isEmpty else { return missing(cases.first?.term.kind ?? .truth) }
    let (terms, kind) = arithmetic.unified(possible.map(\.term))
    var text: String
    if open.count == 1 {
      let arms = zip(possible, terms).map { "WHEN \(dialect.literal($0.key[open[0]])) THEN \($1.sql)" }
      text = "CASE \(keys[open[0]].atom) \(arms.joined(separator: " ")) END"
    } else {
      let arms = zip(possible, terms).map { candidate, term in
        let conditions = open.map { "\(keys[$0].atom) = \(dialect.literal(candidate.key[$0]))" }
        return "WHEN \(conditions.joined(separator: " AND ")) THEN \(term.sql)"
      }
      text = "CASE \(arms.joined(separator: " ")) END"
    }
    if case .number(let shape, _) = kind { text = arithmetic.castText(text, shape) }
    let reach = (keys + terms).reach
    return bind(SQLTerm(text, kind, reach: reach), as: name)
  }

  // MARK: Helping columns

  /// The term as a column of its own, if it is too long to be written more than once.
  func short(_ term: SQLTerm) -> SQLTerm { term.isShort && term.notApplicable == nil ? term : bind(plain(term)) }

  /// The term without word of whether it applies, where that makes no difference.
  func plain(_ term: SQLTerm) -> SQLTerm {
    var result = term
    result.notApplicable = nil
    return result
  }

  func bind(_ term: SQLTerm, as name: String? = nil) -> SQLTerm {
    relation.bind(term, as: name ?? owner + " part")
  }
}
