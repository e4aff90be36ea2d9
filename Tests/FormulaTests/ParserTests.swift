import Formula
import SourceText
import Testing

/// Formula and tree, formula and finding.
@Suite struct ParserTests {
  static let trees: [(String, String)] = [
    // Numbers, texts, names.
    ("7", "number 7"),
    ("0.02", "number 0.02"),
    ("0.50", "number 0.5"),
    ("0", "number 0"),
    ("123456789012345678901234567890123456789012345.25", "number 123456789012345678901234567890123456789012345.25"),
    ("'openness'", "text openness"),
    ("\"d'Artagnan\"", "text d'Artagnan"),
    ("''", "text "),
    ("yes", "yes"),
    ("no", "no"),
    ("оказано_услуг", "name оказано_услуг"),
    ("қазақ_тілі2", "name қазақ_тілі2"),
    ("openness.portals.data", "name openness.portals.data"),
    ("previous.late", "name previous.late"),
    ("iffy", "name iffy"),
    ("_a1", "name _a1"),
    ("count", "name count"),
    ("count + mean", "+(name count, name mean)"),
    ("rank in [count]", "in(name rank, name count)"),
    // Precedence and direction.
    ("a + b * c", "+(name a, *(name b, name c))"),
    ("(a + b) * c", "*(+(name a, name b), name c)"),
    ("a - b - c", "-(-(name a, name b), name c)"),
    ("a - (b - c)", "-(name a, -(name b, name c))"),
    ("a / b / c", "/(/(name a, name b), name c)"),
    ("a / b * c", "*(/(name a, name b), name c)"),
    ("a ^ b ^ c", "^(name a, ^(name b, name c))"),
    ("(a ^ b) ^ c", "^(^(name a, name b), name c)"),
    ("-a ^ 2", "negation(^(name a, number 2))"),
    ("(-a) ^ 2", "^(negation(name a), number 2)"),
    ("a ^ -2", "^(name a, negation(number 2))"),
    ("-a * b", "*(negation(name a), name b)"),
    ("a - -b", "-(name a, negation(name b))"),
    ("--a", "negation(negation(name a))"),
    ("a ?? b ?? c", "??(name a, ??(name b, name c))"),
    ("(a ?? b) ?? c", "??(??(name a, name b), name c)"),
    ("a + b ?? c", "??(+(name a, name b), name c)"),
    ("a or b and c", "or(name a, and(name b, name c))"),
    ("not a and b", "and(not(name a), name b)"),
    ("not a == b", "not(==(name a, name b))"),
    ("(not a) == b", "==(not(name a), name b)"),
    ("not not a", "not(not(name a))"),
    ("a < b", "<(name a, name b)"),
    ("a + 1 >= b - 1", ">=(+(name a, number 1), -(name b, number 1))"),
    ("(a < b) == (c < d)", "==(<(name a, name b), <(name c, name d))"),
    ("a in [b, 'c']", "in(name a, name b, text c)"),
    ("a not in [b]", "not in(name a, name b)"),
    ("not a in [b]", "not(in(name a, name b))"),
    ("not (a in [b])", "not(in(name a, name b))"),
    ("not a not in [b]", "not(not in(name a, name b))"),
    // Conditions.
    ("if a then b else c", "if(name a, name b, name c)"),
    ("if a then b else if c then d else e", "if(name a, name b, if(name c, name d, name e))"),
    ("if a then if b then c else d else e", "if(name a, if(name b, name c, name d), name e)"),
    ("if a then b else c + 1", "if(name a, name b, +(name c, number 1))"),
    ("1 + (if a then b else c)", "+(number 1, if(name a, name b, name c))"),
    ("if a ?? b then c else d ?? e", "if(??(name a, name b), name c, ??(name d, name e))"),
    ("max(if a then b else c, 0)", "call max(if(name a, name b, name c), number 0)"),
    // Calls and aggregates.
    ("max(0, a)", "call max(number 0, name a)"),
    ("max()", "call max"),
    ("max(0, 5)", "call max(number 0, number 5)"),
    ("steps(scale, x)", "call steps(name scale, name x)"),
    ("round(x, 0.01, half_up)", "call round(name x, number 0.01, name half_up)"),
    ("sum(x)", "call sum(name x)"),
    ("sum(rows: x)", "aggregate sum rows(name x)"),
    ("sum(rows where a: x)", "aggregate sum rows where(name a, name x)"),
    ("count(rows)", "aggregate count rows"),
    ("count((rows))", "call count(name rows)"),
    ("count(rows where a == b)", "aggregate count rows where(==(name a, name b))"),
    ("count over rows", "aggregate count rows"),
    ("mean over bodies: x", "aggregate mean bodies(name x)"),
    ("mean over bodies where a: x + 1", "aggregate mean bodies where(name a, +(name x, number 1))"),
    ("(mean over bodies: x) + 1", "+(aggregate mean bodies(name x), number 1)"),
    ("max(mean over bodies: x, 1)", "call max(aggregate mean bodies(name x), number 1)"),
    ("percentile over bodies: x, 90", "aggregate percentile bodies(name x, number 90)"),
    (
      "max(percentile over bodies: x, 90, 1)",
      "call max(aggregate percentile bodies(name x, number 90), number 1)"
    ),
    ("count over rows * 2", "*(aggregate count rows, number 2)"),
    ("sum over rows", "aggregate sum rows"),
    ("sum(a: sum(b: x))", "aggregate sum a(aggregate sum b(name x))"),
    ("a\n  + b\t* c\r\n", "+(name a, *(name b, name c))"),
  ]

  @Test(arguments: trees) func tree(_ formula: String, _ expected: String) throws {
    let outcome = Outcome(FormulaText(formula))
    #expect(outcome.findings.isEmpty, "\(outcome.rendered)")
    #expect(outcome.expression?.debugTree == expected)
  }

  static let errors: [(String, String)] = [
    // What stands where it cannot.
    ("late / total ⟦10000⟧", "E0201"),
    ("late ⟦total⟧", "E0201"),
    ("⟦⟧", "E0201"),
    ("a +⟦⟧", "E0201"),
    ("(a + b⟦⟧", "E0201"),
    ("a + b⟦)⟧", "E0201"),
    ("max(a ⟦b⟧)", "E0201"),
    ("if a then b⟦⟧", "E0201"),
    ("if a ⟦else⟧ b", "E0201"),
    ("1 + ⟦if⟧ a then b else c", "E0201"),
    ("a == ⟦not⟧ b", "E0201"),
    ("kind in ⟦(⟧central, local)", "E0201"),
    ("kind in ⟦central⟧", "E0201"),
    ("kind in [⟦]⟧", "E0201"),
    ("kind in [central⟦⟧", "E0201"),
    ("a <⟦>⟧ b", "E0201"),
    ("a *⟦*⟧ b", "E0201"),
    ("x * ⟦0,5⟧", "E0219"),
    ("10 ⟦500⟧ + 1", "E0201"),
    ("5 ⟦services⟧", "E0201"),
    ("sum over ⟦5⟧", "E0201"),
    ("sum(rows where a > 0⟦,⟧ b)", "E0201"),
    ("a and ⟦or⟧ b", "E0201"),
    ("оказано ⟦и⟧ просрочено", "E0201"),
    ("a ⟦AND⟧ b", "E0201"),
    // Signs.
    ("3 ⟦×⟧ 4", "E0202"),
    ("a ⟦=⟧ b", "E0202"),
    ("a ⟦≤⟧ b", "E0202"),
    ("просрочено ⟦≥⟧ 1", "E0202"),
    ("5⟦%⟧", "E0202"),
    ("a +⟦\u{A0}⟧b", "E0202"),
    ("a +⟦\u{200B}⟧b", "E0202"),
    ("⟦«⟧central»", "E0202"),
    ("a⟦;⟧ b", "E0202"),
    ("a⟦.⟧", "E0202"),
    ("⟦{⟧a}", "E0202"),
    ("⟦🙂⟧", "E0202"),
    ("⟦\u{0}⟧", "E0202"),
    // Numbers.
    ("⟦0.1.2⟧", "E0208"),
    ("⟦1..2⟧", "E0208"),
    ("⟦1.⟧ + 2", "E0208"),
    ("⟦.5⟧", "E0208"),
    ("a * ⟦.25⟧", "E0208"),
    ("⟦5services⟧", "E0208"),
    ("⟦5услуг⟧", "E0208"),
    ("⟦1_000⟧", "E0208"),
    ("⟦1e4⟧", "E0208"),
    ("⟦0x10⟧", "E0208"),
    ("⟦007⟧", "E0208"),
    ("⟦00.5⟧", "E0208"),
    ("10 ⟦000⟧", "E0208"),
    ("⟦5٣⟧", "E0208"),
    // Texts.
    ("direction == ⟦'openness⟧", "E0209"),
    ("⟦\"⟧", "E0209"),
    // Comparisons.
    ("70 < share ⟦<⟧ 100", "E0210"),
    ("a == b ⟦==⟧ c", "E0210"),
    ("a == b ⟦in⟧ [c]", "E0210"),
    ("a == b ⟦not⟧ in [c]", "E0210"),
    ("a in [b] ⟦==⟧ yes", "E0210"),
  ]

  @Test(arguments: errors) func error(_ marked: String, _ code: String) throws {
    let marked = MarkedFormula(marked)
    let outcome = Outcome(marked.formula)
    #expect(outcome.expression == nil)
    #expect(outcome.codes == [code], "\(outcome.rendered)")
    #expect(outcome.ranges == [try #require(marked.range)], "\(outcome.rendered)")
  }

  /// A name typed with combining marks is the same as one typed with whole letters.
  @Test func combiningMarks() throws {
    let whole = "\u{451}\u{442}\u{442}\u{430}"
    let combined = "\u{435}\u{308}\u{442}\u{442}\u{430}"
    #expect(Array(whole.utf8) != Array(combined.utf8))
    for text in [whole, combined] {
      let outcome = Outcome(FormulaText(text), in: .shared)
      #expect(outcome.findings.isEmpty, "\(outcome.rendered)")
      #expect(outcome.expression?.range == 0..<text.utf8.count)
    }
  }

  /// Every node knows its place: what stands there reads as the same tree.
  @Test(arguments: trees.map(\.0)) func everyNodeHasItsPlace(_ formula: String) throws {
    let text = FormulaText(formula)
    for node in try #require(Outcome(text).expression).all {
      let part = FormulaText(text.text(in: node.range))
      #expect(Outcome(part).expression?.isSameTree(as: node) == true, "\(part.text)")
    }
  }
}
