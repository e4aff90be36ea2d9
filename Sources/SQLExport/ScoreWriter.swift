import Exact
import Formula
import Methodology
import SourceText

/// Writes one score: its value comes about in the steps that ``Score`` names.
struct ScoreWriter {
  let parts: QueryParts
  let declaration: Declaration
  let score: Score

  private var dialect: SQLDialect { parts.dialect }
  private var arithmetic: DecimalArithmetic { parts.arithmetic }
  private var name: String { declaration.name }

  private func writer(_ formula: Formula? = nil) -> TermWriter {
    TermWriter(parts: parts, place: .body, owner: name, text: formula?.text)
  }

  private func write(_ formula: Formula) throws(QueryParts.Refused) -> SQLTerm {
    try writer(formula).write(formula.term)
  }

  func write() throws(QueryParts.Refused) -> SQLTerm {
    let conditions = try applicability()
    var result = try base()
    result = try adjusted(result, score.penalty) { arithmetic.sum($0, "-", $1) }
    result = try adjusted(result, score.atLeast) { extreme("greatest", $0, $1) }
    result = try adjusted(result, score.atMost) { extreme("least", $0, $1) }
    if let rounding = score.rounding {
      let notApplicable = result.notApplicable
      guard let rounded = writer().rounded(result, rounding.step, rounding.mode) else {
        throw parts.refuse(name, "no decimal is one over the step of its rounding", at: rounding.provenance.span)
      }
      result = rounded
      result.notApplicable = notApplicable
    }
    if let substitute = score.ifMissing { result = try replaced(result, substitute) }
    return applied(result, conditions)
  }

  private func extreme(_ function: String, _ left: SQLTerm, _ right: SQLTerm) -> SQLTerm {
    arithmetic.extreme(function, [left, right].map(writer().shortIfNullable))
  }

  // MARK: Whether it applies

  /// The conditions of the scores around it, the outermost first, and its own.
  private func applicability() throws(QueryParts.Refused) -> [SQLTerm] {
    var clauses: [Score.Clause] = []
    var next: Score? = score
    while let current = next {
      if let applies = current.applies { clauses.append(applies) }
      next = current.parent.flatMap { parts.edition[$0].score }
    }
    var result: [SQLTerm] = []
    for clause in clauses.reversed() {
      let condition = writer(clause.formula).plain(try write(clause.formula))
      if condition.constant?.truth != true { result.append(writer().short(condition)) }
    }
    return result
  }

  /// The score where its conditions hold; a condition that is missing leaves it missing.
  private func applied(_ value: SQLTerm, _ conditions: [SQLTerm]) -> SQLTerm {
    guard !conditions.isEmpty else { return value }
    var result = value
    let all = conditions.map { $0.sql(within: .and) }.joined(separator: " AND ")
    result.sql = "CASE WHEN \(all) THEN \(value.sql) END"
    result.binding = .or
    result.isNullable = true
    result.constant = nil
    result.reach = (conditions + [value]).reach
    var text = value.notApplicable ?? "FALSE"
    for condition in conditions.reversed() {
      let negation = "NOT \(condition.sql(within: .not))"
      if text == "FALSE" {
        text = condition.isNullable ? "coalesce(\(negation), FALSE)" : negation
      } else if condition.isNullable {
        text = "CASE WHEN \(condition.sql) THEN \(text) ELSE coalesce(\(negation), FALSE) END"
      } else {
        text = "CASE WHEN \(condition.sql) THEN \(text) ELSE TRUE END"
      }
    }
    result.notApplicable = text
    return result
  }

  // MARK: Clauses

  /// The value after a clause, where the clause holds.
  private func adjusted(
    _ value: SQLTerm, _ clause: Score.Clause?, _ combine: (SQLTerm, SQLTerm) -> SQLTerm
  ) throws(QueryParts.Refused) -> SQLTerm {
    guard let clause else { return value }
    let notApplicable = value.notApplicable
    let value = writer().plain(value)
    let figure = writer().plain(try write(clause.formula))
    var result: SQLTerm
    if let condition = try clause.condition.map(write) {
      let value = writer().short(value)
      if let truth = condition.constant?.truth {
        result = truth ? combine(value, figure) : value
      } else {
        result = writer().choose(writer().plain(condition), combine(value, figure), value)
      }
    } else {
      result = combine(value, figure)
    }
    result.notApplicable = notApplicable
    return result
  }

  /// The value, or what holds in its place where it would be missing.
  private func replaced(_ value: SQLTerm, _ clause: Score.Clause) throws(QueryParts.Refused) -> SQLTerm {
    guard value.isNullable else { return value }
    let substitute = try write(clause.formula)
    let condition = try clause.condition.map { (formula) throws(QueryParts.Refused) in
      writer().plain(try write(formula))
    }
    if condition?.constant?.truth == false { return value }
    let bound = parts.bodies.bind(value, as: name + " unreplaced")
    var conditions = ["\(bound.atom) IS NULL"]
    if let notApplicable = bound.notApplicable { conditions.append("NOT \(notApplicable)") }
    if let condition, condition.constant == nil { conditions.append(condition.sql(within: .and)) }
    let holds = conditions.joined(separator: " AND ")
    let (branches, kind) = arithmetic.unified([substitute, bound])
    var result = SQLTerm(
      "CASE WHEN \(holds) THEN \(branches[0].sql) ELSE \(branches[1].sql) END", kind, .or,
      isNullable: substitute.isNullable || condition != nil || bound.notApplicable != nil,
      reach: ([substitute, bound] + (condition.map { [$0] } ?? [])).reach)
    if substitute.notApplicable != nil || bound.notApplicable != nil {
      let (first, second) = (substitute.notApplicable ?? "FALSE", bound.notApplicable ?? "FALSE")
      result.notApplicable = "CASE WHEN \(holds) THEN \(first) ELSE \(second) END"
    }
    return result
  }

  // MARK: Formula or children

  private func base() throws(QueryParts.Refused) -> SQLTerm {
    switch score.rule {
    case .formula(let formula):
      // A formula that yields what does not apply is missing.
      return writer(formula).plain(try write(formula))
    case .children(let combination):
      let children = try score.children.map { (id) throws(QueryParts.Refused) in try writer().column(id) }
      return try combined(children, combination)
    }
  }

  /// Children that do not apply leave the combination; one that is missing makes it missing.
  private func combined(
    _ children: [SQLTerm], _ combination: Score.Combination
  ) throws(QueryParts.Refused) -> SQLTerm {
    var result: SQLTerm
    switch combination {
    case .sum:
      result = writer().total(present(children, children.map { _ in nil }))
      if score.sharesOut, children.contains(where: { $0.notApplicable != nil }) {
        result = try scaledUp(result, children)
      }
    case .mean:
      result = writer().quotient(writer().total(present(children, children.map { _ in nil })), by: count(children))
    case .weightedMean:
      let weights = try clauses(\.weight, "weight")
      let weighted = zip(children, weights).map { arithmetic.product(writer().plain($0), $1) }
      let kept = zip(weighted, children).map { product, child in
        var product = product
        product.notApplicable = child.notApplicable
        return product
      }
      let divisor = writer().total(present(weights, children.map(\.notApplicable)))
      result = writer().quotient(writer().total(present(kept, children.map { _ in nil })), by: divisor)
    case .geometricMean:
      result = try geometricMean(children)
    }
    result.notApplicable = nil
    guard children.allSatisfy({ $0.notApplicable != nil }) else { return result }
    result.notApplicable = children.compactMap(\.notApplicable).joined(separator: " AND ")
    result.notApplicable = result.notApplicable.map { "(\($0))" }
    // A mean of none is `NULL` by itself; a sum of none is not.
    result.sql = "CASE WHEN NOT \(result.notApplicable ?? "FALSE") THEN \(result.sql) END"
    result.binding = .or
    result.isNullable = true
    return result
  }

  /// The columns that tell which children apply.
  private var childReach: Reach { score.children.compactMap { parts.columns[.symbol($0)] }.reach }

  /// The terms with `neutral` in the place of those that do not apply.
  private func present(_ terms: [SQLTerm], _ flags: [String?], neutral: Rational = .zero) -> [SQLTerm] {
    zip(terms, flags).map { term, flag in
      guard let notApplicable = flag ?? term.notApplicable else { return term }
      let (branches, kind) = arithmetic.unified([arithmetic.literal(neutral), writer().plain(term)])
      let text = "CASE WHEN \(notApplicable) THEN \(branches[0].sql) ELSE \(branches[1].sql) END"
      // PostgreSQL would make a whole number of literals alone.
      let sql = term.constant == nil ? text : arithmetic.castText(text, branches[1].shape)
      return SQLTerm(sql, kind, .or, isNullable: term.isNullable, reach: term.reach.joined(to: childReach))
    }
  }

  /// How many children apply.
  private func count(_ children: [SQLTerm]) -> SQLTerm {
    let fixed = children.count { $0.notApplicable == nil }
    guard fixed < children.count else { return arithmetic.literal(Rational(fixed)) }
    let ones = children.filter { $0.notApplicable != nil }.map { child in
      var one = arithmetic.literal(.one)
      one.notApplicable = child.notApplicable
      one.reach = child.reach
      return one
    }
    return writer().total([arithmetic.literal(Rational(fixed))] + present(ones, ones.map { _ in nil }))
  }

  /// A clause of each child.
  private func clauses(
    _ part: KeyPath<Score, Score.Clause?>, _ word: String
  ) throws(QueryParts.Refused) -> [SQLTerm] {
    try score.children.map { (id) throws(QueryParts.Refused) in
      guard let clause = parts.edition[id].score?[keyPath: part] else {
        return writer().missing(.number(.count, isExact: true))
      }
      let term = TermWriter(
        parts: parts, place: .body, owner: parts.edition[id].name + "." + word, text: clause.formula.text)
      return term.plain(try term.write(clause.formula.term))
    }
  }

  private func scaledUp(_ sum: SQLTerm, _ children: [SQLTerm]) throws(QueryParts.Refused) -> SQLTerm {
    let most = try clauses(\.maximum, "max")
    let flags = children.map(\.notApplicable)
    let part = writer().total(present(most, flags))
    let factor = writer().quotient(writer().total(most), by: part)
    let sum = writer().short(sum)
    let some = flags.compactMap { $0 }.joined(separator: " OR ")
    let condition = SQLTerm(some, .truth, .or, isNullable: false, reach: children.reach)
    return writer().choose(condition, arithmetic.product(sum, writer().short(factor)), sum)
  }

  private func geometricMean(_ children: [SQLTerm]) throws(QueryParts.Refused) -> SQLTerm {
    guard dialect.hasLongDecimals else {
      throw parts.refuse(
        name, "its decimals have no root, and its floating-point one is not exact enough",
        at: declaration.provenance.span)
    }
    let factors = present(children, children.map { _ in nil }, neutral: .one)
    let product = writer().short(
      factors.dropFirst().reduce(factors[0]) { arithmetic.product($0, $1) })
    let count = writer().short(count(children))
    let root = "power(round(\(product.sql), \(dialect.workScale)), round(1.0, \(dialect.workScale)) / \(count.atom))"
    let domain = "\(product.atom) >= 0 OR \(count.atom) = 1"
    return SQLTerm(
      "CASE WHEN \(domain) THEN \(root) END", .number(.inexact(dialect), isExact: false), .or,
      reach: product.reach.joined(to: count.reach))
  }
}
