/// Writes a formula in its canonical form: one spelling, and no bracket that is not needed.
///
/// What it prints parses back to the same tree.
public enum FormulaPrinter {
  public static func print(_ expression: Expression) -> String {
    print(expression, replacing: { _ in nil })
  }

  /// Prints with some nodes replaced by a text of the caller's, such as a name by its figure.
  public static func print(_ expression: Expression, replacing: @escaping (Expression) -> String?) -> String {
    Writer(replacing: replacing, wrapping: { text, _ in text }).text(expression, as: .loosest)
  }

  /// Prints with the text of every node, brackets included, passed through a closure.
  static func print(_ expression: Expression, wrapping: @escaping (_ text: String, Expression) -> String) -> String {
    Writer(replacing: { _ in nil }, wrapping: wrapping).text(expression, as: .loosest)
  }
}

/// How tightly a construct holds together.
private enum Binding: Int, Comparable {
  case loosest, fallback, or, and, not, comparison, sum, product, unary, power, primary

  static func < (left: Binding, right: Binding) -> Bool { left.rawValue < right.rawValue }

  var tighter: Binding { Binding(rawValue: rawValue + 1) ?? .primary }
}

private struct Writer {
  let replacing: (Expression) -> String?
  let wrapping: (String, Expression) -> String

  func text(_ expression: Expression, as needed: Binding) -> String {
    if let replacement = replacing(expression) { return replacement }
    let bare = bare(expression)
    return wrapping(binding(expression) < needed ? "(\(bare))" : bare, expression)
  }

  private func bare(_ expression: Expression) -> String {
    switch expression.form {
    case .number(let value): return value.finiteDecimal ?? value.description
    case .text(let text): return text.contains("'") ? "\"\(text)\"" : "'\(text)'"
    case .truth(let truth): return truth ? "yes" : "no"
    case .name(let name): return name
    case .negation(let operand): return "-" + text(operand, as: .unary)
    case .not(let operand): return "not " + text(operand, as: .not)
    case .arithmetic(.power, let base, let exponent):
      return text(base, as: .primary) + "^" + text(exponent, as: .unary)
    case .arithmetic(let symbol, let left, let right):
      let own = binding(expression)
      return "\(text(left, as: own)) \(symbol.rawValue) \(text(right, as: own.tighter))"
    case .comparison(let symbol, let left, let right):
      return "\(text(left, as: .sum)) \(symbol.rawValue) \(text(right, as: .sum))"
    case .logic(let symbol, let left, let right):
      let own = binding(expression)
      return "\(text(left, as: own)) \(symbol.rawValue) \(text(right, as: own.tighter))"
    case .conditional(let condition, let then, let otherwise):
      return "if \(text(condition, as: .loosest)) then \(text(then, as: .loosest)) "
        + "else \(text(otherwise, as: .loosest))"
    case .membership(let member, let list, let negated):
      return "\(text(member, as: .sum)) \(negated ? "not in" : "in") [\(row(list))]"
    case .fallback(let left, let right):
      return "\(text(left, as: .or)) ?? \(text(right, as: .fallback))"
    case .call(let function, let arguments):
      if arguments.count == 1, case .name = arguments[0].form,
        AggregateFunction(rawValue: function.text)?.isOnlyAggregate == true
      {
        // Without the second bracket `count(x)` would be the rows of a table `x`.
        return "\(function.text)((\(row(arguments))))"
      }
      return "\(function.text)(\(row(arguments)))"
    case .aggregate(let function, let source, let condition, let arguments):
      if condition == nil, arguments.isEmpty,
        AggregateFunction(rawValue: function.text)?.isOnlyAggregate != true
      {
        // `sum(rows)` would be a function of a figure `rows`.
        return "(\(function.text) over \(source.text))"
      }
      let filter = condition.map { " where " + text($0, as: .loosest) } ?? ""
      let values = arguments.isEmpty ? "" : ": " + row(arguments)
      return "\(function.text)(\(source.text)\(filter)\(values))"
    }
  }

  private func row(_ expressions: [Expression]) -> String {
    expressions.map { text($0, as: .loosest) }.joined(separator: ", ")
  }

  private func binding(_ expression: Expression) -> Binding {
    switch expression.form {
    case .conditional: .loosest
    case .fallback: .fallback
    case .logic(.or, _, _): .or
    case .logic(.and, _, _): .and
    case .not: .not
    case .comparison, .membership: .comparison
    case .arithmetic(.plus, _, _), .arithmetic(.minus, _, _): .sum
    case .arithmetic(.times, _, _), .arithmetic(.over, _, _): .product
    case .negation: .unary
    case .arithmetic(.power, _, _): .power
    case .number, .text, .truth, .name, .call, .aggregate: .primary
    }
  }
}
