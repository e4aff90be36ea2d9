import Exact
import Formula

/// Operators.
extension TermWriter {
  func calculation(
    _ symbol: ArithmeticOperator, _ left: Term, _ right: Term, _ term: Term
  ) throws(QueryParts.Refused) -> SQLTerm {
    let (first, second) = (plain(try write(left)), plain(try write(right)))
    if let folded = folded(symbol, first, second) { return folded }
    switch symbol {
    case .plus: return arithmetic.sum(first, "+", second)
    case .minus: return arithmetic.sum(first, "-", second)
    case .times: return arithmetic.product(first, second)
    case .over: return quotient(first, by: second)
    case .power: return try power(first, second, term)
    }
  }

  func quotient(_ left: SQLTerm, by right: SQLTerm) -> SQLTerm {
    if right.constant?.number?.value.isZero == true { return missing(.number(.count, isExact: true)) }
    // PostgreSQL has each operand once.
    guard dialect != .postgres else { return arithmetic.quotient(left, by: right) }
    return arithmetic.quotient(short(left), by: short(right))
  }

  private func folded(_ symbol: ArithmeticOperator, _ left: SQLTerm, _ right: SQLTerm) -> SQLTerm? {
    guard let first = left.constant?.number?.value, let second = right.constant?.number?.value else { return nil }
    switch symbol {
    case .plus: return arithmetic.literal(first + second)
    case .minus: return arithmetic.literal(first - second)
    case .times: return arithmetic.literal(first * second)
    case .over: return first.divided(by: second).map(arithmetic.literal)
    case .power: return nil
    }
  }

  private func power(_ base: SQLTerm, _ exponent: SQLTerm, _ term: Term) throws(QueryParts.Refused) -> SQLTerm {
    if let count = exponent.constant?.number?.value.exactInt, (0...8).contains(count) {
      let base = short(base)
      guard count > 0 else {
        let one = arithmetic.literal(.one)
        guard base.isNullable else { return one }
        // A literal alone would be a whole number of PostgreSQL's, whose functions are not those of decimals.
        let text = arithmetic.castText(one.sql, one.shape)
        return SQLTerm("CASE WHEN \(base.atom) IS NOT NULL THEN \(text) END", one.kind, .or, reach: base.reach)
      }
      return (1..<count).reduce(base) { product, _ in arithmetic.product(product, base) }
    }
    guard dialect.hasLongDecimals else { throw noFunction("power", at: term) }
    let (base, exponent) = (short(base), short(exponent))
    let domain =
      "\(base.atom) > 0 OR \(base.atom) = 0 AND \(exponent.atom) >= 0 "
      + "OR \(base.atom) < 0 AND \(exponent.atom) = floor(\(exponent.sql))"
    let digits = "round(\(base.sql), \(dialect.workScale)), round(\(exponent.sql), \(dialect.workScale))"
    return inexact("CASE WHEN \(domain) THEN power(\(digits)) END", [base, exponent])
  }

  func noFunction(_ name: String, at term: Term) -> QueryParts.Refused {
    refuse("its decimals have no `\(name)`, and its floating-point one is not exact enough", at: term)
  }

  /// A figure that only an engine with long decimals computes.
  func inexact(_ text: String, _ operands: [SQLTerm]) -> SQLTerm {
    SQLTerm(
      text, .number(.inexact(dialect), isExact: false), .or, isNullable: true, reach: operands.reach)
  }

  // MARK: Decisions

  func comparison(_ symbol: ComparisonOperator, _ left: SQLTerm, _ right: SQLTerm) -> SQLTerm {
    let (left, right) = (plain(left), plain(right))
    if let first = left.constant, let second = right.constant, let truth = Self.decided(symbol, first, second) {
      return constant(.truth(truth))
    }
    let operation = symbol == .equal ? "=" : symbol == .unequal ? "<>" : symbol.rawValue
    if case .number = left.kind, case .number = right.kind { return arithmetic.comparison(left, operation, right) }
    return SQLTerm(
      "\(left.sql(within: .sum)) \(operation) \(right.sql(within: .sum))", .truth, .comparison,
      isNullable: left.isNullable || right.isNullable, reach: left.reach.joined(to: right.reach))
  }

  private static func decided(_ symbol: ComparisonOperator, _ left: Value, _ right: Value) -> Bool? {
    if symbol == .equal { return left == right }
    if symbol == .unequal { return left != right }
    guard let first = left.number, let second = right.number else { return nil }
    switch symbol {
    case .less: return first < second
    case .atMost: return first <= second
    case .greater: return first > second
    case .atLeast: return first >= second
    case .equal, .unequal: return nil
    }
  }

  func negated(_ term: SQLTerm) -> SQLTerm {
    if let truth = term.constant?.truth { return constant(.truth(!truth)) }
    return SQLTerm(
      "NOT \(term.sql(within: .not))", .truth, .not, isNullable: term.isNullable, reach: term.reach)
  }

  /// SQL's logic has the three values of the rules'.
  func logic(_ symbol: LogicOperator, _ left: SQLTerm, _ right: SQLTerm) -> SQLTerm {
    let decisive = symbol == .or
    for (term, other) in [(left, right), (right, left)] {
      guard let truth = term.constant?.truth else { continue }
      return truth == decisive ? term : other
    }
    let binding: SQLTerm.Binding = decisive ? .or : .and
    return SQLTerm(
      "\(left.sql(within: binding)) \(decisive ? "OR" : "AND") \(right.sql(within: binding))", .truth, binding,
      isNullable: left.isNullable || right.isNullable, reach: left.reach.joined(to: right.reach))
  }

  func membership(_ member: Term, _ list: [Term], _ negated: Bool) throws(QueryParts.Refused) -> SQLTerm {
    let wanted = plain(try write(member))
    let values = try list.map { (term) throws(QueryParts.Refused) in plain(try write(term)) }
    if let constant = wanted.constant, values.allSatisfy({ $0.constant != nil }) {
      return self.constant(.truth(values.contains { $0.constant == constant } != negated))
    }
    guard case .text = wanted.kind, !values.isEmpty else {
      let short = short(wanted)
      let any = values.map { comparison(.equal, short, $0) }.reduce(constant(.truth(false))) { logic(.or, $0, $1) }
      return negated ? self.negated(any) : any
    }
    let text = "\(wanted.sql(within: .sum)) \(negated ? "NOT IN" : "IN") (\(values.map(\.sql).joined(separator: ", ")))"
    return SQLTerm(
      text, .truth, .comparison, isNullable: wanted.isNullable || values.areNullable,
      reach: ([wanted] + values).reach)
  }

  // MARK: Choice

  func conditional(_ condition: Term, _ then: Term, _ otherwise: Term) throws(QueryParts.Refused) -> SQLTerm {
    let decision = plain(try write(condition))
    if let truth = decision.constant?.truth { return try write(truth ? then : otherwise) }
    return choose(decision, try write(then), try write(otherwise))
  }

  /// One term or the other; missing if the condition is.
  func choose(_ condition: SQLTerm, _ then: SQLTerm, _ otherwise: SQLTerm) -> SQLTerm {
    let isRepeated = condition.isNullable || then.notApplicable != nil || otherwise.notApplicable != nil
    let condition = isRepeated ? short(condition) : condition
    let (branches, kind) = arithmetic.unified([then, otherwise])
    var result = SQLTerm(
      caseText(condition, branches[0].sql, branches[1].sql), kind, .or,
      isNullable: [condition, then, otherwise].areNullable, reach: [condition, then, otherwise].reach)
    // Literals alone would make a whole number of PostgreSQL's, whose quotients are cut off.
    if case .number(let shape, _) = kind, then.constant != nil, otherwise.constant != nil {
      result.sql = arithmetic.castText(result.sql, shape)
      result.binding = .atom
    }
    if then.notApplicable != nil || otherwise.notApplicable != nil {
      let no = dialect.literal(false)
      let text = caseText(condition, then.notApplicable ?? no, otherwise.notApplicable ?? no)
      result.notApplicable = condition.isNullable ? "coalesce(\(text), FALSE)" : text
    }
    return result
  }

  private func caseText(_ condition: SQLTerm, _ then: String, _ otherwise: String) -> String {
    guard condition.isNullable else {
      // A chain of cases reads better in one.
      if otherwise.hasPrefix("CASE WHEN "), otherwise.hasSuffix(" END"), isWholeCase(otherwise) {
        return "CASE WHEN \(condition.sql) THEN \(then) \(otherwise.dropFirst(5))"
      }
      return "CASE WHEN \(condition.sql) THEN \(then) ELSE \(otherwise) END"
    }
    let negation = "NOT \(condition.sql(within: .not))"
    return "CASE WHEN \(condition.sql) THEN \(then) WHEN \(negation) THEN \(otherwise) END"
  }

  /// Whether a text that begins and ends as a conditional is a single one.
  private func isWholeCase(_ text: String) -> Bool {
    var depth = 0
    let words = text.split(separator: " ")
    for (index, word) in words.enumerated() {
      depth += word.count(of: "CASE") - word.count(of: "END")
      if depth == 0 { return index == words.count - 1 }
    }
    return false
  }

  func fallback(_ left: SQLTerm, _ right: SQLTerm) -> SQLTerm {
    guard left.isNullable else { return left }
    let (branches, kind) = arithmetic.unified([left, right])
    var first = branches[0]
    if right.notApplicable != nil { first = short(first) }
    return SQLTerm(
      "coalesce(\(first.sql), \(branches[1].sql))", kind, isNullable: right.isNullable,
      notApplicable: right.notApplicable.map { "(\(first.atom) IS NULL AND \($0))" }, reach: [first, right].reach)
  }
}

extension Substring {
  fileprivate func count(of word: String) -> Int {
    let letters = self.filter { $0 != "(" && $0 != ")" && $0 != "," }
    return letters == word ? 1 : 0
  }
}
