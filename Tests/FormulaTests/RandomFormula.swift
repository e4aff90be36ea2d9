import Exact
import Formula
import TestSupport

/// Makes random trees and random texts, the same in each run.
struct RandomFormula {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  static let names = [
    "a", "b", "x", "kind", "central", "services_late", "оказано", "openness.portals.data", "previous.services_late",
    "own.kind", "count", "mean", "bodies", "services", "late", "half_up", "e\u{308}tta", "reading.survey_mean",
  ]
  static let functions =
    Function.allCases.map(\.rawValue) + AggregateFunction.allCases.map(\.rawValue) + ["average", "оценка", "a.b"]
  static let sources = ["services", "facts", "bodies", "nothing", "a.b"]
  static let texts = ["", "central", "d'Artagnan", "\"quoted\"", "два слова", "[x, y]: 5 # ?"]
  static let numbers = ["0", "1", "0.5", "10000", "0.000000000000000000000000000000000000000000000000001"]

  mutating func expression(depth: Int) -> Expression {
    Expression(form(depth: depth), 0..<0)
  }

  private mutating func form(depth: Int) -> Expression.Form {
    guard depth > 0 else { return leaf() }
    let rest = depth - 1
    switch Int.random(in: 0..<13, using: &random) {
    case 0: return leaf()
    case 1: return .negation(expression(depth: rest))
    case 2: return .not(expression(depth: rest))
    case 3, 4, 5:
      return .arithmetic(random.pick(ArithmeticOperator.allCases), expression(depth: rest), expression(depth: rest))
    case 6:
      return .comparison(random.pick(ComparisonOperator.allCases), expression(depth: rest), expression(depth: rest))
    case 7: return .logic(random.pick(LogicOperator.allCases), expression(depth: rest), expression(depth: rest))
    case 8:
      return .conditional(
        condition: expression(depth: rest), then: expression(depth: rest), otherwise: expression(depth: rest))
    case 9:
      return .membership(expression(depth: rest), of: expressions(1...3, depth: rest), negated: random.chance(50))
    case 10: return .fallback(expression(depth: rest), expression(depth: rest))
    case 11: return .call(function: word(Self.functions), expressions(0...3, depth: rest))
    default:
      return .aggregate(
        function: word(Self.functions), source: word(Self.sources),
        condition: random.chance(50) ? expression(depth: rest) : nil, arguments: expressions(0...2, depth: rest))
    }
  }

  private mutating func leaf() -> Expression.Form {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: .truth(random.chance(50))
    case 1: .text(random.pick(Self.texts))
    case 2: .number(Rational(decimal: random.pick(Self.numbers)) ?? .zero)
    case 3: .number(Rational(Int.random(in: 0...1000, using: &random), over: 1000) ?? .zero)
    default: .name(random.pick(Self.names))
    }
  }

  private mutating func expressions(_ count: ClosedRange<Int>, depth: Int) -> [Expression] {
    let count = Int.random(in: count, using: &random)
    return (0..<count).map { _ in expression(depth: depth) }
  }

  private mutating func word(_ names: [String]) -> Expression.Word {
    Expression.Word(random.pick(names), 0..<0)
  }

  static let pieces =
    names + functions + sources + numbers + [
      "if", "then", "else", "and", "or", "not", "in", "where", "over", "yes", "no", "+", "-", "*", "/", "^", "(", ")",
      "[", "]", ",", ":", "==", "!=", "<", "<=", ">", ">=", "??", "'", "\"", "'text'", "=", ".", "%", "0.", "5услуг",
      "\u{A0}", "\u{301}", "🙂", "\u{0}", "если", "(", ")", "(", ")", "0,5", "10 000",
    ]

  /// Tokens in any order, mostly with spaces between them.
  mutating func soup(length: Int) -> String {
    var text = ""
    for _ in 0..<length {
      text += random.pick(Self.pieces)
      if random.chance(80) { text += " " }
    }
    return text
  }

  /// A formula with one or two pieces put in, left out or written twice.
  mutating func mutation(of text: String) -> String {
    var characters = Array(text)
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let place = Int.random(in: 0...characters.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: characters.insert(contentsOf: random.pick(Self.pieces), at: place)
      case 1 where place < characters.count: characters.remove(at: place)
      default: characters.insert(contentsOf: characters[place...].prefix(5), at: place)
      }
    }
    return String(characters)
  }
}
