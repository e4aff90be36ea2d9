import Exact
import SourceText

/// Reads a formula by recursive descent; the grammar is in the documentation of ``FormulaGrammar``.
///
/// `parse…` builds a construct; `expect…` reports what the user left out.
public struct Parser {
  /// Formulas longer than this, in bytes, are refused.
  public static let longestFormula = 8 * 1024
  /// Formulas nested deeper than this are refused, so that no recursion over a formula runs out of stack.
  public static let deepestNesting = 64

  private let tokens: [Token]
  private var index = 0
  private var depth = 0
  private var expected: [String] = []

  /// The tree of a formula, or `nil` after a finding that says what is wrong with it.
  public static func parse(_ formula: FormulaText, findings: Findings) -> Expression? {
    do throws(FormulaError) {
      guard formula.text.utf8.count <= longestFormula else {
        throw FormulaError(.formulaTooLong, ["limit": String(longestFormula)], 0..<1)
      }
      var parser = Parser(tokens: try Lexer.tokens(of: formula))
      return try parser.parseWhole()
    } catch {
      findings.add(error.diagnostic(in: formula))
      return nil
    }
  }

  private init(tokens: [Token]) {
    self.tokens = tokens
  }

  // MARK: Constructs, from the loosest binding to the tightest

  private mutating func parseWhole() throws(FormulaError) -> Expression {
    let expression = try parseExpression()
    guard current.kind == .end else { throw unexpected("an operator", "the end of the formula") }
    return expression
  }

  private mutating func parseExpression() throws(FormulaError) -> Expression {
    try nested { parser throws(FormulaError) in
      if parser.current.kind == .keyword(.if) { return try parser.parseConditional() }
      return try parser.parseFallback()
    }
  }

  private mutating func parseConditional() throws(FormulaError) -> Expression {
    let start = advance().range.lowerBound
    let condition = try parseExpression()
    try expect(.keyword(.then), "`then`")
    let then = try parseExpression()
    try expect(.keyword(.else), "`else`")
    let otherwise = try parseExpression()
    let form = Expression.Form.conditional(condition: condition, then: then, otherwise: otherwise)
    return Expression(form, start..<otherwise.range.upperBound)
  }

  private mutating func parseFallback() throws(FormulaError) -> Expression {
    let left = try parseOr()
    guard skip(.symbol(.fallback)) else { return left }
    let right = try nested { parser throws(FormulaError) in try parser.parseFallback() }
    return join(.fallback(left, right), left, right)
  }

  private mutating func parseOr() throws(FormulaError) -> Expression {
    var left = try parseAnd()
    while skip(.keyword(.or)) {
      let right = try parseAnd()
      left = try lengthen(.logic(.or, left, right), left, right)
    }
    return left
  }

  private mutating func parseAnd() throws(FormulaError) -> Expression {
    var left = try parseNot()
    while skip(.keyword(.and)) {
      let right = try parseNot()
      left = try lengthen(.logic(.and, left, right), left, right)
    }
    return left
  }

  private mutating func parseNot() throws(FormulaError) -> Expression {
    guard current.kind == .keyword(.not) else { return try parseComparison() }
    let start = advance().range.lowerBound
    let operand = try nested { parser throws(FormulaError) in try parser.parseNot() }
    return Expression(.not(operand), start..<operand.range.upperBound)
  }

  private mutating func parseComparison() throws(FormulaError) -> Expression {
    let left = try parseSum()
    if let symbol = comparison(current) {
      _ = advance()
      let right = try parseSum()
      if let second = comparison(current) {
        throw FormulaError(.chainedComparison, ["first": symbol.rawValue, "second": second.rawValue], current.range)
      }
      return join(.comparison(symbol, left, right), left, right)
    }
    if current.kind == .keyword(.in) { return try parseMembership(left, negated: false) }
    if current.kind == .keyword(.not), index + 1 < tokens.count, tokens[index + 1].kind == .keyword(.in) {
      _ = advance()
      return try parseMembership(left, negated: true)
    }
    return left
  }

  private mutating func parseMembership(_ member: Expression, negated: Bool) throws(FormulaError) -> Expression {
    _ = advance()
    try expect(.symbol(.openList), "`[`")
    var list = [try parseExpression()]
    while skip(.symbol(.comma)) { list.append(try parseExpression()) }
    let end = try expect(.symbol(.closeList), "`]`").range.upperBound
    return Expression(.membership(member, of: list, negated: negated), member.range.lowerBound..<end)
  }

  private mutating func parseSum() throws(FormulaError) -> Expression {
    var left = try parseProduct()
    while let symbol = arithmetic(current, among: [.plus, .minus]) {
      _ = advance()
      let right = try parseProduct()
      left = try lengthen(.arithmetic(symbol, left, right), left, right)
    }
    return left
  }

  private mutating func parseProduct() throws(FormulaError) -> Expression {
    var left = try parseUnary()
    while let symbol = arithmetic(current, among: [.times, .over]) {
      _ = advance()
      let right = try parseUnary()
      left = try lengthen(.arithmetic(symbol, left, right), left, right)
    }
    return left
  }

  private mutating func parseUnary() throws(FormulaError) -> Expression {
    guard current.kind == .symbol(.minus) else { return try parsePower() }
    let start = advance().range.lowerBound
    let operand = try nested { parser throws(FormulaError) in try parser.parseUnary() }
    return Expression(.negation(operand), start..<operand.range.upperBound)
  }

  private mutating func parsePower() throws(FormulaError) -> Expression {
    let base = try parsePrimary()
    guard skip(.symbol(.caret)) else { return base }
    let exponent = try nested { parser throws(FormulaError) in try parser.parseUnary() }
    return join(.arithmetic(.power, base, exponent), base, exponent)
  }

  private mutating func parsePrimary() throws(FormulaError) -> Expression {
    let token = current
    switch token.kind {
    case .number(let text):
      _ = advance()
      guard let value = Rational(decimal: text) else {
        throw FormulaError(.malformedNumber, ["found": text], token.range)
      }
      return Expression(.number(value), token.range)
    case .text(let text):
      _ = advance()
      return Expression(.text(text), token.range)
    case .keyword(.yes), .keyword(.no):
      _ = advance()
      return Expression(.truth(token.kind == .keyword(.yes)), token.range)
    case .symbol(.open):
      _ = advance()
      let inner = try parseExpression()
      let end = try expect(.symbol(.close), "`)`").range.upperBound
      return Expression(inner.form, token.range.lowerBound..<end)
    case .name(let text):
      _ = advance()
      return try parseAfterName(Expression.Word(text, token.range))
    default:
      throw unexpected("a number", "a name", "`(`")
    }
  }

  private mutating func parseAfterName(_ word: Expression.Word) throws(FormulaError) -> Expression {
    if current.kind == .keyword(.over) { return try parseOverAggregate(word) }
    guard skip(.symbol(.open)) else { return Expression(.name(word.text), word.range) }
    if let source = aggregateSource(word) { return try parseAggregate(word, source) }
    var arguments: [Expression] = []
    if current.kind != .symbol(.close) {
      arguments.append(try parseExpression())
      while skip(.symbol(.comma)) { arguments.append(try parseExpression()) }
    }
    let end = try expect(.symbol(.close), "`,`", "`)`").range.upperBound
    return Expression(.call(function: word, arguments), word.range.lowerBound..<end)
  }

  /// `sum(services where late > 0: late)`: after the opening bracket.
  private mutating func parseAggregate(
    _ function: Expression.Word, _ source: Expression.Word
  ) throws(FormulaError) -> Expression {
    _ = advance()
    let (condition, arguments) = try parseAggregateBody()
    let end = try expect(.symbol(.close), "`)`").range.upperBound
    let form = Expression.Form.aggregate(
      function: function, source: source, condition: condition, arguments: arguments)
    return Expression(form, function.range.lowerBound..<end)
  }

  /// `mean over bodies where kind == own.kind: late`: reaches as far to the right as it can.
  private mutating func parseOverAggregate(_ function: Expression.Word) throws(FormulaError) -> Expression {
    _ = advance()
    guard case .name(let name) = current.kind else { throw unexpected("the name of a record table", "`bodies`") }
    let source = Expression.Word(name, advance().range)
    let (condition, arguments) = try parseAggregateBody()
    let end = arguments.last?.range.upperBound ?? condition?.range.upperBound ?? source.range.upperBound
    let form = Expression.Form.aggregate(
      function: function, source: source, condition: condition, arguments: arguments)
    return Expression(form, function.range.lowerBound..<end)
  }

  private mutating func parseAggregateBody() throws(FormulaError) -> (Expression?, [Expression]) {
    let condition = skip(.keyword(.where)) ? try parseExpression() : nil
    var arguments: [Expression] = []
    if skip(.symbol(.colon)) {
      arguments.append(try parseExpression())
      while skip(.symbol(.comma)) { arguments.append(try parseExpression()) }
    }
    return (condition, arguments)
  }

  /// The source of an aggregate, if the bracket just opened begins one and not a call.
  private func aggregateSource(_ function: Expression.Word) -> Expression.Word? {
    guard case .name(let name) = current.kind, index + 1 < tokens.count else { return nil }
    let source = Expression.Word(name, current.range)
    switch tokens[index + 1].kind {
    case .keyword(.where), .symbol(.colon): return source
    case .symbol(.close): return AggregateFunction(rawValue: function.text)?.isOnlyAggregate == true ? source : nil
    default: return nil
    }
  }

  // MARK: Tokens

  private var current: Token { tokens[index] }

  private mutating func advance() -> Token {
    let token = tokens[index]
    if index + 1 < tokens.count { index += 1 }
    expected.removeAll(keepingCapacity: true)
    return token
  }

  private mutating func skip(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    _ = advance()
    return true
  }

  @discardableResult
  private mutating func expect(_ kind: Token.Kind, _ names: String...) throws(FormulaError) -> Token {
    guard current.kind == kind else { throw unexpected(["an operator"] + names) }
    return advance()
  }

  private func unexpected(_ names: String...) -> FormulaError { unexpected(names) }

  private func unexpected(_ names: [String]) -> FormulaError {
    FormulaError(
      .unexpectedToken, ["expected": Listing.or(names), "found": current.description], current.range, help: commaHelp)
  }

  /// `0,5` is read as two numbers and a comma; say what is meant.
  private var commaHelp: Message? {
    guard current.kind == .symbol(.comma), index > 0, case .number(let whole) = tokens[index - 1].kind,
      index + 1 < tokens.count, case .number(let fraction) = tokens[index + 1].kind
    else { return nil }
    return Message("the decimal sign is a point: `{number}`", ["number": "\(whole).\(fraction)"])
  }

  private func comparison(_ token: Token) -> ComparisonOperator? {
    guard case .symbol(let symbol) = token.kind else { return nil }
    return ComparisonOperator(rawValue: symbol.rawValue)
  }

  private func arithmetic(_ token: Token, among operators: [ArithmeticOperator]) -> ArithmeticOperator? {
    guard case .symbol(let symbol) = token.kind, let found = ArithmeticOperator(rawValue: symbol.rawValue),
      operators.contains(found)
    else { return nil }
    return found
  }

  // MARK: Trees

  private func join(_ form: Expression.Form, _ left: Expression, _ right: Expression) -> Expression {
    Expression(form, left.range.lowerBound..<right.range.upperBound)
  }

  /// Joins two operands of a chain such as `a + b + c`, whose tree leans left and grows with the chain's length.
  private func lengthen(
    _ form: Expression.Form, _ left: Expression, _ right: Expression
  ) throws(FormulaError) -> Expression {
    guard index < Self.deepestNesting * 8 else {
      throw FormulaError(.formulaTooDeep, ["limit": String(Self.deepestNesting * 8)], right.range)
    }
    return join(form, left, right)
  }

  private mutating func nested<T>(_ body: (inout Parser) throws(FormulaError) -> T) throws(FormulaError) -> T {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepestNesting else {
      throw FormulaError(.formulaTooDeep, ["limit": String(Self.deepestNesting)], current.range)
    }
    return try body(&self)
  }
}
