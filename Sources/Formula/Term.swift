import Exact

/// The number of a declared name within its edition.
public struct SymbolID: Sendable, Hashable {
  public let index: Int

  public init(_ index: Int) {
    self.index = index
  }
}

/// A formula whose names are resolved and whose types and units are checked, ready to be evaluated.
public struct Term: Sendable {
  public indirect enum Form: Sendable {
    case constant(Value)
    /// A figure, derived quantity or score of the body at hand.
    case read(SymbolID)
    /// A figure that the act sets, for the case that the keys tell.
    case parameter(SymbolID, keys: [Term])
    /// A field of a row: of the innermost table at level 0, of the one around it at level 1.
    case field(table: Int, field: Int, level: Int)
    /// Inside an aggregate over bodies: what belongs to the body that asks.
    case own(SymbolID)
    /// The same of the period before.
    case previous(SymbolID)
    case negation(Term)
    case not(Term)
    case arithmetic(ArithmeticOperator, Term, Term)
    case comparison(ComparisonOperator, Term, Term)
    case logic(LogicOperator, Term, Term)
    case conditional(condition: Term, then: Term, otherwise: Term)
    case membership(Term, of: [Term], negated: Bool)
    case fallback(Term, Term)
    case call(Function, [Term])
    case rounding(Term, step: Term, mode: RoundingMode)
    case steps(SymbolID, keys: [Term], Term)
    case aggregate(AggregateFunction, over: Source, condition: Term?, arguments: [Term])
  }

  /// What an aggregate runs over.
  public enum Source: Sendable, Hashable {
    case bodies
    case table(Int)
  }

  public let form: Form
  public let type: ValueType
  /// The UTF-8 offsets in the formula's text.
  public let range: Range<Int>

  public init(_ form: Form, _ type: ValueType, _ range: Range<Int>) {
    self.form = form
    self.type = type
    self.range = range
  }

  /// The terms directly inside this one.
  public var children: [Term] {
    switch form {
    case .constant, .read, .field, .own, .previous: []
    case .parameter(_, let keys): keys
    case .negation(let operand), .not(let operand): [operand]
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right), .logic(_, let left, let right),
      .fallback(let left, let right):
      [left, right]
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    case .membership(let member, let list, _): [member] + list
    case .call(_, let arguments): arguments
    case .rounding(let operand, let step, _): [operand, step]
    case .steps(_, let keys, let argument): keys + [argument]
    case .aggregate(_, _, let condition, let arguments): (condition.map { [$0] } ?? []) + arguments
    }
  }

  /// Whether an aggregate over bodies is in it.
  package var hasAggregateOverBodies: Bool {
    if case .aggregate(_, over: .bodies, _, _) = form { return true }
    return children.contains(where: \.hasAggregateOverBodies)
  }

  /// Calls a closure with this term and every term inside it.
  public func forEach(_ visit: (Term) -> Void) {
    visit(self)
    for child in children { child.forEach(visit) }
  }
}

/// A formula as it stands in a rule file: as written, as a tree, and resolved.
public struct Formula: Sendable {
  public let text: FormulaText
  public let expression: Expression
  public let term: Term

  public init(text: FormulaText, expression: Expression, term: Term) {
    self.text = text
    self.expression = expression
    self.term = term
  }
}
