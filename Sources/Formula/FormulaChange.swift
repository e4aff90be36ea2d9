import Exact

/// A small change of one part of a formula.
public enum FormulaChange: Sendable, Equatable {
  /// Another number in place of one that is written.
  case number(Rational)
  case comparison(ComparisonOperator)
  case membership(isNegated: Bool)
  /// What stands after a `not`, without it.
  case withoutNot
}

extension Formula {
  /// The formula with a change of the part that stands at a range of its text; a part of another form stays.
  ///
  /// The text stays as it is written; the tree and the term are what has changed.
  public func changed(at range: Range<Int>, _ change: FormulaChange) -> Formula {
    Formula(
      text: text, expression: expression.changed(at: range, change), term: term.changed(at: range, change))
  }
}

extension Expression {
  /// The tree with a change of the part that stands at a range of the formula's text.
  public func changed(at target: Range<Int>, _ change: FormulaChange) -> Expression {
    if range == target, let form = changedForm(change) { return Expression(form, range) }
    guard range.contains(target) else { return self }
    return Expression(form.mapChildren { $0.changed(at: target, change) }, range)
  }

  private func changedForm(_ change: FormulaChange) -> Form? {
    switch (change, form) {
    case (.number(let value), .number): .number(value)
    case (.comparison(let symbol), .comparison(_, let left, let right)): .comparison(symbol, left, right)
    case (.membership(let isNegated), .membership(let member, let list, _)):
      .membership(member, of: list, negated: isNegated)
    case (.withoutNot, .not(let operand)): operand.form
    default: nil
    }
  }
}

extension Term {
  fileprivate func changed(at target: Range<Int>, _ change: FormulaChange) -> Term {
    if range == target, let form = changedForm(change) { return Term(form, type, range) }
    guard range.contains(target) else { return self }
    return Term(form.mapChildren { $0.changed(at: target, change) }, type, range)
  }

  private func changedForm(_ change: FormulaChange) -> Form? {
    switch (change, form) {
    case (.number(let value), .constant(.number)): .constant(.number(Number(value)))
    case (.comparison(let symbol), .comparison(_, let left, let right)): .comparison(symbol, left, right)
    case (.membership(let isNegated), .membership(let member, let list, _)):
      .membership(member, of: list, negated: isNegated)
    case (.withoutNot, .not(let operand)): operand.form
    default: nil
    }
  }
}

extension Expression.Form {
  fileprivate func mapChildren(_ change: (Expression) -> Expression) -> Expression.Form {
    switch self {
    case .number, .text, .truth, .name: self
    case .negation(let operand): .negation(change(operand))
    case .not(let operand): .not(change(operand))
    case .arithmetic(let symbol, let left, let right): .arithmetic(symbol, change(left), change(right))
    case .comparison(let symbol, let left, let right): .comparison(symbol, change(left), change(right))
    case .logic(let symbol, let left, let right): .logic(symbol, change(left), change(right))
    case .conditional(let condition, let then, let otherwise):
      .conditional(condition: change(condition), then: change(then), otherwise: change(otherwise))
    case .membership(let member, let list, let negated):
      .membership(change(member), of: list.map(change), negated: negated)
    case .fallback(let left, let right): .fallback(change(left), change(right))
    case .call(let function, let arguments): .call(function: function, arguments.map(change))
    case .aggregate(let function, let source, let condition, let arguments):
      .aggregate(function: function, source: source, condition: condition.map(change), arguments: arguments.map(change))
    }
  }
}

extension Term.Form {
  /// The same with other terms directly inside it.
  package func mapChildren(_ change: (Term) -> Term) -> Term.Form {
    switch self {
    case .constant, .read, .field, .own, .previous: self
    case .parameter(let id, let keys): .parameter(id, keys: keys.map(change))
    case .negation(let operand): .negation(change(operand))
    case .not(let operand): .not(change(operand))
    case .arithmetic(let symbol, let left, let right): .arithmetic(symbol, change(left), change(right))
    case .comparison(let symbol, let left, let right): .comparison(symbol, change(left), change(right))
    case .logic(let symbol, let left, let right): .logic(symbol, change(left), change(right))
    case .conditional(let condition, let then, let otherwise):
      .conditional(condition: change(condition), then: change(then), otherwise: change(otherwise))
    case .membership(let member, let list, let negated):
      .membership(change(member), of: list.map(change), negated: negated)
    case .fallback(let left, let right): .fallback(change(left), change(right))
    case .call(let function, let arguments): .call(function, arguments.map(change))
    case .rounding(let operand, let step, let mode): .rounding(change(operand), step: change(step), mode: mode)
    case .steps(let id, let keys, let argument): .steps(id, keys: keys.map(change), change(argument))
    case .aggregate(let function, let source, let condition, let arguments):
      .aggregate(function, over: source, condition: condition.map(change), arguments: arguments.map(change))
    }
  }
}
