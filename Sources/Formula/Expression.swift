import Exact

/// A formula as it is written: a tree whose nodes know their place in the formula's text.
///
/// Nothing in it is looked up yet; ``TermBuilder`` turns it into a ``Term`` whose names are resolved.
public struct Expression: Sendable {
  public indirect enum Form: Sendable {
    case number(Rational)
    case text(String)
    case truth(Bool)
    /// A name, possibly dotted: `kind`, `service.late`, `previous.total`.
    case name(String)
    case negation(Expression)
    case not(Expression)
    case arithmetic(ArithmeticOperator, Expression, Expression)
    case comparison(ComparisonOperator, Expression, Expression)
    case logic(LogicOperator, Expression, Expression)
    case conditional(condition: Expression, then: Expression, otherwise: Expression)
    case membership(Expression, of: [Expression], negated: Bool)
    case fallback(Expression, Expression)
    case call(function: Word, [Expression])
    case aggregate(function: Word, source: Word, condition: Expression?, arguments: [Expression])
  }

  /// A name in a formula with its place.
  public struct Word: Sendable {
    public let text: String
    public let range: Range<Int>

    public init(_ text: String, _ range: Range<Int>) {
      self.text = text
      self.range = range
    }
  }

  public let form: Form
  /// The UTF-8 offsets in the formula's text.
  public let range: Range<Int>
  /// How many expressions stand within one another here: 1 for a name, 2 for `a + b`, 3 for `a + b + c`.
  public let height: Int

  public init(_ form: Form, _ range: Range<Int>) {
    self.form = form
    self.range = range
    height = 1 + (form.children.map(\.height).max() ?? 0)
  }
}

public enum ArithmeticOperator: String, Sendable, CaseIterable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
  case power = "^"
}

public enum ComparisonOperator: String, Sendable, CaseIterable {
  case equal = "=="
  case unequal = "!="
  case less = "<"
  case atMost = "<="
  case greater = ">"
  case atLeast = ">="
}

public enum LogicOperator: String, Sendable, CaseIterable {
  case and
  case or
}

extension Expression.Form {
  fileprivate var children: [Expression] {
    switch self {
    case .number, .text, .truth, .name: []
    case .negation(let operand), .not(let operand): [operand]
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right), .logic(_, let left, let right),
      .fallback(let left, let right):
      [left, right]
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    case .membership(let member, let list, _): [member] + list
    case .call(_, let arguments): arguments
    case .aggregate(_, _, let condition, let arguments): (condition.map { [$0] } ?? []) + arguments
    }
  }
}

extension Expression {
  /// The expressions directly inside this one, in the order of the text.
  public var children: [Expression] { form.children }

  /// Whether two trees are the same formula, wherever they stand.
  public func isSameTree(as other: Expression) -> Bool {
    guard label == other.label, children.count == other.children.count else { return false }
    return zip(children, other.children).allSatisfy { $0.isSameTree(as: $1) }
  }

  /// What this node says, without its children.
  public var label: String {
    switch form {
    case .number(let value): "number \(value.finiteDecimal ?? value.description)"
    case .text(let text): "text \(text)"
    case .truth(let truth): truth ? "yes" : "no"
    case .name(let name): "name \(name)"
    case .negation: "negation"
    case .not: "not"
    case .arithmetic(let symbol, _, _): symbol.rawValue
    case .comparison(let symbol, _, _): symbol.rawValue
    case .logic(let symbol, _, _): symbol.rawValue
    case .conditional: "if"
    case .membership(_, _, let negated): negated ? "not in" : "in"
    case .fallback: "??"
    case .call(let function, _): "call \(function.text)"
    case .aggregate(let function, let source, let condition, _):
      "aggregate \(function.text) \(source.text)\(condition == nil ? "" : " where")"
    }
  }
}
