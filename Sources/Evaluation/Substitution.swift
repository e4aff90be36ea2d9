import Exact
import Formula
import Methodology

/// Writes a formula with a body's figures in the place of names, and without the branches that were not taken.
struct Substitution {
  private let calculator: Calculator

  init(_ calculator: Calculator) {
    self.calculator = calculator
  }

  func text(of formula: Formula, at place: Calculator.Place) -> String {
    text(of: formula.expression, formula.term, at: place)
  }

  /// A part of a formula; the term is that of the expression.
  func text(of expression: Expression, _ term: Term, at place: Calculator.Place) -> String {
    var terms: [Range<Int>: Term] = [:]
    term.forEach { terms[$0.range] = terms[$0.range] ?? $0 }
    let taken = taken(expression) { terms[$0.range].map { calculator.value($0, at: place) } }
    return FormulaPrinter.print(taken) { expression in
      guard Self.isReplaced(expression), let term = terms[expression.range] else { return nil }
      return Self.text(calculator.value(term, at: place))
    }
  }

  /// The formula without the branches that were not taken.
  private func taken(_ expression: Expression, _ value: (Expression) -> Value?) -> Expression {
    func inner(_ part: Expression) -> Expression { taken(part, value) }
    let form: Expression.Form
    switch expression.form {
    case .number, .text, .truth, .name, .aggregate: return expression
    case .conditional(let condition, let then, let otherwise):
      if let truth = value(condition)?.truth { return inner(truth ? then : otherwise) }
      form = .conditional(condition: inner(condition), then: inner(then), otherwise: inner(otherwise))
    case .fallback(let left, let right):
      return inner(value(left).map(\.isAbsent) ?? false ? right : left)
    case .negation(let operand): form = .negation(inner(operand))
    case .not(let operand): form = .not(inner(operand))
    case .arithmetic(let symbol, let left, let right): form = .arithmetic(symbol, inner(left), inner(right))
    case .comparison(let symbol, let left, let right): form = .comparison(symbol, inner(left), inner(right))
    case .logic(let symbol, let left, let right): form = .logic(symbol, inner(left), inner(right))
    case .membership(let member, let list, let negated):
      form = .membership(inner(member), of: list.map(inner), negated: negated)
    case .call(let function, let arguments): form = .call(function: function, arguments.map(inner))
    }
    return Expression(form, expression.range)
  }

  /// The children that a score combines, in figures: `weighted_mean(4 * 0.5, 3 * 0.25)`; `nil` if it has a formula.
  func text(ofChildrenOf score: Score, at place: Calculator.Place) -> String? {
    guard case .children(let combination) = score.rule else { return nil }
    let parts = score.children.map { child -> String in
      let value = Self.text(calculator.columns.value(place.period, child, place.body))
      guard combination == .weightedMean, case .score(let score) = calculator.edition[child].content,
        let weight = score.weight
      else { return value }
      return value + " * " + Self.text(calculator.value(weight.formula.term, at: place))
    }
    return "\(combination.rawValue)(\(parts.joined(separator: ", ")))"
  }

  /// Names, aggregates and scales give way to their values; operators stay.
  private static func isReplaced(_ expression: Expression) -> Bool {
    switch expression.form {
    case .name, .aggregate: true
    case .call(let function, _): function.text == Function.steps.rawValue
    default: false
    }
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .number(let number): number < Number(0) ? "(\(number))" : number.description
    case .truth(let truth): truth ? "yes" : "no"
    case .text(let text): text
    case .missing: "?"
    case .notApplicable: "–"
    }
  }
}
