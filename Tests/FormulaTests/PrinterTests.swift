import Exact
import Formula
import SourceText
import Testing

@Suite struct PrinterTests {
  /// Formula and its canonical spelling.
  static let spellings: [(String, String)] = [
    ("a+b*c", "a + b * c"),
    ("((a)+(b*c))", "a + b * c"),
    ("(a+b)*c", "(a + b) * c"),
    ("a-(b-c)", "a - (b - c)"),
    ("(a-b)-c", "a - b - c"),
    ("a/(b*c)", "a / (b * c)"),
    ("(-a)^2", "(-a)^2"),
    ("-(a^2)", "-a^2"),
    ("-(a*b)", "-(a * b)"),
    ("a^(b^c)", "a^b^c"),
    ("(a^b)^c", "(a^b)^c"),
    ("a^(-2)", "a^-2"),
    ("a^(b+c)", "a^(b + c)"),
    ("a ?? (b ?? c)", "a ?? b ?? c"),
    ("(a ?? b) ?? c", "(a ?? b) ?? c"),
    ("not(a in[b])", "not a in [b]"),
    ("a not in[b]", "a not in [b]"),
    ("(not a) == b", "(not a) == b"),
    ("(a<b)==(c<d)", "(a < b) == (c < d)"),
    ("a and(b or c)", "a and (b or c)"),
    ("(a and b)or c", "a and b or c"),
    ("a and(b and c)", "a and (b and c)"),
    ("1+(if a then b else c)", "1 + (if a then b else c)"),
    ("if(a)then(b)else(if c then d else e)", "if a then b else if c then d else e"),
    ("if a then (if b then c else d) else e", "if a then if b then c else d else e"),
    ("(if a then b else c)??d", "(if a then b else c) ?? d"),
    ("mean over bodies where a: x", "mean(bodies where a: x)"),
    ("(mean over bodies: x)+1", "mean(bodies: x) + 1"),
    ("count over facts", "count(facts)"),
    ("sum over facts", "(sum over facts)"),
    ("count((facts))", "count((facts))"),
    ("'it'", "'it'"),
    ("\"it\"", "'it'"),
    ("\"it's\"", "\"it's\""),
    ("'a \"b\"'", "'a \"b\"'"),
    ("0.50", "0.5"),
    (
      "0.12345678901234567890123456789012345678901234567890",
      "0.1234567890123456789012345678901234567890123456789"
    ),
    ("100000000000000000000000000000000000000000000000000", "100000000000000000000000000000000000000000000000000"),
  ]

  @Test(arguments: spellings) func spelling(_ formula: String, _ expected: String) throws {
    let expression = try #require(Outcome(FormulaText(formula)).expression)
    #expect(FormulaPrinter.print(expression) == expected)
    try expectRoundTrip(expression)
  }

  @Test(arguments: ParserTests.trees.map(\.0)) func parsedFormulasReadBack(_ formula: String) throws {
    try expectRoundTrip(try #require(Outcome(FormulaText(formula)).expression))
  }

  @Test(arguments: 1...8) func randomTreesReadBack(_ seed: Int) throws {
    var maker = RandomFormula(seed: UInt64(seed))
    var count = 0
    while count < 700 {
      let expression = maker.expression(depth: Int.random(in: 0...6, using: &maker.random))
      guard FormulaPrinter.print(expression).utf8.count <= Parser.longestFormula else { continue }
      try expectRoundTrip(expression)
      count += 1
    }
  }

  /// Numbers that differ only in a far digit are different formulas.
  @Test func everyDigitCounts() throws {
    let digits = String(repeating: "7", count: 60)
    let first = try #require(Outcome(FormulaText("0." + digits + "1")).expression)
    let second = try #require(Outcome(FormulaText("0." + digits + "2")).expression)
    #expect(!first.isSameTree(as: second))
  }

  @Test func replacing() throws {
    let formula = FormulaText("weight - services_late / services_total * 10000")
    let expression = try #require(Outcome(formula).expression)
    let figures = ["weight": "15", "services_late": "3", "services_total": "10000"]
    let text = FormulaPrinter.print(expression) { node in
      guard case .name(let name) = node.form else { return nil }
      return figures[name]
    }
    #expect(text == "15 - 3 / 10000 * 10000")
  }

  private func expectRoundTrip(_ expression: Expression) throws {
    let printed = FormulaPrinter.print(expression)
    let outcome = Outcome(FormulaText(printed))
    let again = try #require(outcome.expression, "\(outcome.rendered)")
    #expect(again.isSameTree(as: expression), "\(printed)\n\(expression.debugTree)\n\(again.debugTree)")
    #expect(FormulaPrinter.print(again) == printed)
  }
}
