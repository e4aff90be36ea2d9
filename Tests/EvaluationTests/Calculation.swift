import Exact
import Formula
import SourceText

/// A calculator for formulas without names, with nothing in common with the evaluator but the parser and `Rational`.
///
/// `?` and `–` stand for what has no value.
struct Calculation {
  private enum Result {
    case number(Rational)
    case truth(Bool)
    case word(String)
    case nothing
  }

  static func result(of figures: String) -> Rational? {
    let text = figures.map { $0 == "?" || $0 == "–" ? "nothing" : String($0) }.joined()
      .split(separator: "nothingnothing", omittingEmptySubsequences: false).joined(separator: "??")
    let formula = FormulaText(text) { _ in Span(SourceFile(name: "", bytes: []), 0..<0) }
    guard let expression = Parser.parse(formula, findings: Findings()) else { return nil }
    if case .number(let number) = Self.value(expression) { return number }
    return nil
  }

  private static func value(_ expression: Expression) -> Result {
    switch expression.form {
    case .number(let number): return .number(number)
    case .truth(let truth): return .truth(truth)
    case .text(let text): return .word(text)
    case .name(let name): return name == "nothing" ? .nothing : .word(name)
    case .negation(let operand): return number(operand).map { .number(-$0) } ?? .nothing
    case .not(let operand): return truth(operand).map { .truth(!$0) } ?? .nothing
    case .arithmetic(let symbol, let left, let right): return arithmetic(symbol, left, right)
    case .comparison(let symbol, let left, let right): return comparison(symbol, value(left), value(right))
    case .logic(let symbol, let left, let right):
      let both = [truth(left), truth(right)]
      if both.contains(symbol == .or) { return .truth(symbol == .or) }
      return both.contains(nil) ? .nothing : .truth(symbol == .and)
    case .conditional(let condition, let then, let otherwise):
      return truth(condition).map { value($0 ? then : otherwise) } ?? .nothing
    case .membership(let member, let list, let negated):
      let member = value(member)
      let isIn = list.contains { if case .truth(true) = comparison(.equal, member, value($0)) { true } else { false } }
      return .truth(isIn != negated)
    case .fallback(let left, let right):
      if case .nothing = value(left) { return value(right) }
      return value(left)
    case .call(let function, let arguments): return call(function.text, arguments)
    case .aggregate: return .nothing
    }
  }

  private static func number(_ expression: Expression) -> Rational? {
    if case .number(let number) = value(expression) { return number }
    return nil
  }

  private static func truth(_ expression: Expression) -> Bool? {
    if case .truth(let truth) = value(expression) { return truth }
    return nil
  }

  private static func arithmetic(_ symbol: ArithmeticOperator, _ left: Expression, _ right: Expression) -> Result {
    guard let left = number(left), let right = number(right) else { return .nothing }
    switch symbol {
    case .plus: return .number(left + right)
    case .minus: return .number(left - right)
    case .times: return .number(left * right)
    case .over: return left.divided(by: right).map { .number($0) } ?? .nothing
    case .power: return right.exactInt.flatMap { try? left.power($0) }.map { .number($0) } ?? .nothing
    }
  }

  private static func comparison(_ symbol: ComparisonOperator, _ left: Result, _ right: Result) -> Result {
    switch (left, right) {
    case (.number(let left), .number(let right)):
      switch symbol {
      case .equal: .truth(left == right)
      case .unequal: .truth(left != right)
      case .less: .truth(left < right)
      case .atMost: .truth(left <= right)
      case .greater: .truth(left > right)
      case .atLeast: .truth(left >= right)
      }
    case (.truth(let left), .truth(let right)): .truth((left == right) == (symbol == .equal))
    case (.word(let left), .word(let right)): .truth((left == right) == (symbol == .equal))
    default: .nothing
    }
  }

  private static func call(_ name: String, _ arguments: [Expression]) -> Result {
    if name == "reported" {
      if case .nothing = value(arguments[0]) { return .truth(false) }
      return .truth(true)
    }
    if name == "applicable" { return .truth(true) }
    let numbers = arguments.compactMap(number)
    guard let first = numbers.first, numbers.count == arguments.count || name == "round" else { return .nothing }
    switch name {
    case "min": return .number(numbers.min() ?? first)
    case "max": return .number(numbers.max() ?? first)
    case "sum": return .number(numbers.reduce(Rational(0), +))
    case "mean":
      return numbers.reduce(Rational(0), +).divided(by: Rational(numbers.count)).map { .number($0) } ?? .nothing
    case "abs": return .number(first.magnitude)
    case "clamp": return .number(max(numbers[1], min(first, numbers[2])))
    case "percent": return .number(first * Rational(100))
    case "share": return first.divided(by: Rational(100)).map { .number($0) } ?? .nothing
    case "ln": return (try? Number(first).naturalLogarithm()).map { .number($0.value) } ?? .nothing
    case "round":
      guard case .name(let mode) = arguments[2].form, let mode = RoundingMode(rawValue: mode), numbers.count == 2 else {
        return .nothing
      }
      return first.rounded(to: numbers[1], mode: mode).map { .number($0) } ?? .nothing
    default: return .nothing
    }
  }
}
