import Exact
import Formula
import Methodology

/// Writes a formula with a body's figures in the place of names.
struct Substitution {
  private let calculator: Calculator

  init(_ calculator: Calculator) {
    self.calculator = calculator
  }

  func text(of formula: Formula, at place: Calculator.Place) -> String {
    var terms: [Range<Int>: Term] = [:]
    formula.term.forEach { terms[$0.range] = terms[$0.range] ?? $0 }
    return FormulaPrinter.print(formula.expression) { expression in
      guard Self.isReplaced(expression), let term = terms[expression.range] else { return nil }
      return Self.text(calculator.value(term, at: place))
    }
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
