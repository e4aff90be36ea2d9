import Exact
import SourceText

/// Reads a formula by recursive descent; the grammar is in `Sources/Formula/Documentation/FORMULAS.md`.
///
/// `parse…` builds a construct; `expect…` reports what the user left out.
public struct Parser {
  /// Formulas longer than this, in bytes, are refused.
  public static let longestFormula = 8 * 1024
  /// Formulas nested deeper than this are refused, so that the parser does not run out of stack.
  public static let deepestNesting = 64
  /// Formulas whose tree is higher than this are refused, so that no recursion over a formula runs out of stack; a
  /// chain such as `a + b + c` grows with its length.
  public static let tallestTree = 128

  private let tokens: [Token]
  private var index = 0
  private var depth = 0

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
    guard current.kind == .end else { throw unexpected("the end of the formula", Self.sign) }
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
    try expect(.keyword(.then), "`then`", Self.sign)
    let then = try parseExpression()
    try expect(.keyword(.else), "`else`", Self.sign)
    let otherwise = try parseExpression()
    let form = Expression.Form.conditional(condition: condition, then: then, otherwise: otherwise)
    return try node(form, start..<otherwise.range.upperBound)
  }

  private mutating func parseFallback() throws(FormulaError) -> Expression {
    let left = try parseOr()
    guard skip(.symbol(.fallback)) else { return left }
    let right = try nested { parser throws(FormulaError) in try parser.parseFallback() }
    return try join(.fallback(left, right), left, right)
  }

  private mutating func parseOr() throws(FormulaError) -> Expression {
    var left = try parseAnd()
    while skip(.keyword(.or)) {
      let right = try parseAnd()
      left = try join(.logic(.or, left, right), left, right)
    }
    return left
  }

  private mutating func parseAnd() throws(FormulaError) -> Expression {
    var left = try parseNot()
    while skip(.keyword(.and)) {
      let right = try parseNot()
      left = try join(.logic(.and, left, right), left, right)
    }
    return left
  }

  private mutating func parseNot() throws(FormulaError) -> Expression {
    guard current.kind == .keyword(.not) else { return try parseComparison() }
    let start = advance().range.lowerBound
    let operand = try nested { parser throws(FormulaError) in try parser.parseNot() }
    return try node(.not(operand), start..<operand.range.upperBound)
  }

  private mutating func parseComparison() throws(FormulaError) -> Expression {
    let left = try parseSum()
    if let symbol = comparison(current) {
      _ = advance()
      let right = try parseSum()
      try refuseChain(after: symbol.rawValue)
      return try join(.comparison(symbol, left, right), left, right)
    }
    guard let membership else { return left }
    if membership == "not in" { _ = advance() }
    return try parseMembership(left, negated: membership == "not in")
  }

  /// `a < b < c`: a comparison has two sides, and what it yields is not compared again without brackets.
  private func refuseChain(after first: String) throws(FormulaError) {
    guard let second = comparison(current)?.rawValue ?? membership else { return }
    let signs = ["first": first, "second": second]
    let help = Message("join two comparisons by `and`: `a {first} x and x {second} b`", signs)
    throw FormulaError(.chainedComparison, signs, current.range, help: help)
  }

  /// `in` or `not in`, if that is what comes next.
  private var membership: String? {
    if current.kind == .keyword(.in) { return "in" }
    guard current.kind == .keyword(.not), index + 1 < tokens.count, tokens[index + 1].kind == .keyword(.in) else {
      return nil
    }
    return "not in"
  }

  private mutating func parseMembership(_ member: Expression, negated: Bool) throws(FormulaError) -> Expression {
    _ = advance()
    try expect(.symbol(.openList), "`[`")
    var list = [try parseExpression()]
    while skip(.symbol(.comma)) { list.append(try parseExpression()) }
    let end = try expect(.symbol(.closeList), "`,`", "`]`", Self.sign).range.upperBound
    try refuseChain(after: negated ? "not in" : "in")
    return try node(.membership(member, of: list, negated: negated), member.range.lowerBound..<end)
  }

  private mutating func parseSum() throws(FormulaError) -> Expression {
    var left = try parseProduct()
    while let symbol = arithmetic(current, among: [.plus, .minus]) {
      _ = advance()
      let right = try parseProduct()
      left = try join(.arithmetic(symbol, left, right), left, right)
    }
    return left
  }

  private mutating func parseProduct() throws(FormulaError) -> Expression {
    var left = try parseUnary()
    while let symbol = arithmetic(current, among: [.times, .over]) {
      _ = advance()
      let right = try parseUnary()
      left = try join(.arithmetic(symbol, left, right), left, right)
    }
    return left
  }

  private mutating func parseUnary() throws(FormulaError) -> Expression {
    guard current.kind == .symbol(.minus) else { return try parsePower() }
    let start = advance().range.lowerBound
    let operand = try nested { parser throws(FormulaError) in try parser.parseUnary() }
    return try node(.negation(operand), start..<operand.range.upperBound)
  }

  private mutating func parsePower() throws(FormulaError) -> Expression {
    let base = try parsePrimary()
    guard skip(.symbol(.caret)) else { return base }
    let exponent = try nested { parser throws(FormulaError) in try parser.parseUnary() }
    return try join(.arithmetic(.power, base, exponent), base, exponent)
  }

  private mutating func parsePrimary() throws(FormulaError) -> Expression {
    let token = current
    switch token.kind {
    case .number(let text):
      _ = advance()
      guard let value = Rational(decimal: text) else {
        let help = Message("a number has at most {limit} characters", ["limit": String(Rational.decimalLengthLimit)])
        throw FormulaError(.malformedNumber, ["found": text.excerpt], token.range, help: help)
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
      let end = try expect(.symbol(.close), "`)`", Self.sign).range.upperBound
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
    let end = try expect(.symbol(.close), "`,`", "`)`", Self.sign).range.upperBound
    return try node(.call(function: word, arguments), word.range.lowerBound..<end)
  }

  /// `sum(services where late > 0: late)`: after the opening bracket.
  private mutating func parseAggregate(
    _ function: Expression.Word, _ source: Expression.Word
  ) throws(FormulaError) -> Expression {
    _ = advance()
    let (condition, arguments) = try parseAggregateBody(mostArguments: .max)
    let end = try expect(.symbol(.close), arguments.isEmpty ? "`:`" : "`,`", "`)`", Self.sign).range.upperBound
    let form = Expression.Form.aggregate(
      function: function, source: source, condition: condition, arguments: arguments)
    return try node(form, function.range.lowerBound..<end)
  }

  /// `mean over bodies where kind == own.kind: late`: reaches as far to the right as it can.
  ///
  /// Without brackets of its own it takes no more figures than the function has, so that what follows another comma
  /// belongs to the function around it: `max(mean over bodies: late, 1)`.
  private mutating func parseOverAggregate(_ function: Expression.Word) throws(FormulaError) -> Expression {
    _ = advance()
    guard case .name(let name) = current.kind else { throw unexpected("the name of a record table", "`bodies`") }
    let source = Expression.Word(name, advance().range)
    let most = AggregateFunction(rawValue: function.text)?.arguments ?? 1
    let (condition, arguments) = try parseAggregateBody(mostArguments: most)
    let end = arguments.last?.range.upperBound ?? condition?.range.upperBound ?? source.range.upperBound
    let form = Expression.Form.aggregate(
      function: function, source: source, condition: condition, arguments: arguments)
    return try node(form, function.range.lowerBound..<end)
  }

  private mutating func parseAggregateBody(mostArguments: Int) throws(FormulaError) -> (Expression?, [Expression]) {
    let condition = skip(.keyword(.where)) ? try parseExpression() : nil
    var arguments: [Expression] = []
    if skip(.symbol(.colon)) {
      arguments.append(try parseExpression())
      while arguments.count < mostArguments, skip(.symbol(.comma)) { arguments.append(try parseExpression()) }
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
    return token
  }

  private mutating func skip(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    _ = advance()
    return true
  }

  @discardableResult
  private mutating func expect(_ kind: Token.Kind, _ names: String...) throws(FormulaError) -> Token {
    guard current.kind == kind else { throw unexpected(names) }
    return advance()
  }

  private func unexpected(_ names: String...) -> FormulaError { unexpected(names) }

  private func unexpected(_ names: [String]) -> FormulaError {
    let words = ["expected": Listing.or(names), "found": current.description]
    return FormulaError(.unexpectedToken, words, current.range, help: help(expecting: names))
  }

  /// How a message names what can stand between two figures.
  private static let sign = "a sign such as `+`"

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

  private func join(
    _ form: Expression.Form, _ left: Expression, _ right: Expression
  ) throws(FormulaError) -> Expression {
    try node(form, left.range.lowerBound..<right.range.upperBound)
  }

  private func node(_ form: Expression.Form, _ range: Range<Int>) throws(FormulaError) -> Expression {
    let expression = Expression(form, range)
    guard expression.height <= Self.tallestTree else {
      throw FormulaError(
        .formulaTooDeep, ["limit": String(Self.tallestTree)], range,
        help: Message("a long row of `+`, `and` and the like counts too; `sum(a, b, …)` does not"))
    }
    return expression
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

// MARK: Help

extension Parser {
  /// What was most likely meant, where something unexpected stands.
  private func help(expecting names: [String]) -> Message? {
    let before: Token? = index > 0 ? tokens[index - 1] : nil
    let after: Token? = index + 1 < tokens.count ? tokens[index + 1] : nil
    if let help = numberHelp(before, after) { return help }
    for word in [current, before] {
      guard case .name(let name)? = word?.kind, let keyword = OtherWords.keyword(meantBy: name) else { continue }
      return Message("`{name}` is written `{instead}`", ["name": name, "instead": keyword.rawValue])
    }
    switch (before?.kind, current.kind) {
    case (.symbol(.less), .symbol(.greater)): return write("!=")
    case (.symbol(.times), .symbol(.times)): return write("^")
    case (.keyword(.in), .symbol(.open)): return Message("a list stands in square brackets: `[a, b]`")
    case (.keyword(.in), .name(let name)):
      return Message("a list stands in square brackets, even with one name: `[{name}]`", ["name": name.excerpt])
    case (_, .keyword(.if)): return Message("put it into brackets: `(if … then … else …)`")
    case (_, .keyword(.not)): return Message("put it into brackets: `(not …)`")
    default: break
    }
    if names.contains("`else`") { return Message("a formula says what holds in both cases: `if … then … else …`") }
    return nil
  }

  /// `0, 5` is read as two numbers and a comma, `10 500` as two numbers; say what is meant.
  private func numberHelp(_ before: Token?, _ after: Token?) -> Message? {
    guard case .number(let whole)? = before?.kind else { return nil }
    if current.kind == .symbol(.comma), case .number(let fraction)? = after?.kind, !whole.contains(".") {
      return Message("the decimal sign is a point: `{number}`", ["number": "\(whole).\(fraction)"])
    }
    if case .number(let group) = current.kind, group.prefix(while: { $0 != "." }).count == 3, !whole.contains(".") {
      return Message("digits are not set apart: `{number}`", ["number": whole + group])
    }
    if case .name(let name) = current.kind, OtherWords.keyword(meantBy: name) == nil {
      return Message(
        "a number carries no unit; to multiply, write `{number} * {name}`", ["number": whole, "name": name.excerpt])
    }
    return nil
  }

  private func write(_ instead: String) -> Message { Message("write `{instead}`", ["instead": instead]) }
}
