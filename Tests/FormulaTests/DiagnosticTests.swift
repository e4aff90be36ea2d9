@testable import Formula
import SourceText
import Testing

/// Each kind of finding with a formula that has it and the same formula mended.
@Suite struct FormulaDiagnosticTests {
  struct Pair: Sendable, CustomTestStringConvertible {
    let code: String
    let bad: String
    let good: String
    var table: String?

    var testDescription: String { code }
  }

  static let pairs: [Pair] = [
    Pair(code: "E0201", bad: "services_late / total 10000", good: "services_late / total * 10000"),
    Pair(code: "E0202", bad: "3 × 4", good: "3 * 4"),
    Pair(code: "E0203", bad: "services_lat / services_total", good: "services_late / services_total"),
    Pair(code: "E0204", bad: "average(a, b)", good: "mean(a, b)"),
    Pair(code: "E0205", bad: "clamp(x, 1)", good: "clamp(x, 0, 1)"),
    Pair(code: "E0206", bad: "if services_late then 0 else 1", good: "if services_late > 0 then 0 else 1"),
    Pair(code: "E0207", bad: "weight - services_late", good: "weight - services_late / total * per_10000"),
    Pair(code: "E0208", bad: "10_000", good: "10000"),
    Pair(code: "E0209", bad: "kind == 'central", good: "kind == 'central'"),
    Pair(code: "E0210", bad: "70 < share < 100", good: "70 < share and share < 100"),
    Pair(code: "E0211", bad: "own.total", good: "mean over bodies where kind == own.kind: total"),
    Pair(code: "E0212", bad: "kind == centre", good: "kind == central"),
    Pair(code: "E0213", bad: "points_of_way", good: "mean(services: points_of_way)"),
    Pair(code: "E0214", bad: longFormula(Parser.longestFormula + 1), good: longFormula(Parser.longestFormula)),
    Pair(code: "E0215", bad: nested(Parser.deepestNesting), good: nested(Parser.deepestNesting - 1)),
    Pair(code: "E0216", bad: "round(x, 0.01, nearest)", good: "round(x, 0.01, half_up)"),
    Pair(code: "E0217", bad: "sum(service: late)", good: "sum(services: late)"),
    Pair(code: "E0219", bad: "min(0,5, x)", good: "min(0, 5, x)"),
    Pair(code: "E0218", bad: "direction == openness", good: "direction == 'openness'", table: "facts"),
  ]

  static func longFormula(_ length: Int) -> String { "5" + String(repeating: " ", count: length - 1) }

  static func nested(_ depth: Int) -> String {
    String(repeating: "(", count: depth) + "5" + String(repeating: ")", count: depth)
  }

  @Test(arguments: pairs) func badAndGood(_ pair: Pair) {
    #expect(Outcome(FormulaText(pair.bad), in: .shared, table: pair.table).codes == [pair.code])
    let good = Outcome(FormulaText(pair.good), in: .shared, table: pair.table)
    #expect(good.findings.isEmpty, "\(good.rendered)")
  }

  @Test func noneIsForgotten() {
    #expect(Self.pairs.map(\.code).sorted() == DiagnosticKind.formulaKinds.map(\.code).sorted())
  }

  @Test func codesAreUniqueAndExplained() {
    let kinds = DiagnosticKind.formulaKinds
    #expect(Set(kinds.map(\.code)).count == kinds.count)
    for kind in kinds {
      #expect(kind.code.wholeMatch(of: /E02\d\d/) != nil)
      #expect(kind.explanation.count > 20 && kind.explanation.last == ".", "\(kind.code)")
    }
  }

  /// The examples in an explanation hold: each bad one has the finding, each good one has none.
  @Test(arguments: DiagnosticKind.formulaKinds.map(\.code)) func explanationsHold(_ code: String) throws {
    let kind = try #require(DiagnosticKind.formulaKinds.first { $0.code == code })
    let bad = examples(after: "Bad: ", in: kind.explanation)
    let good = examples(after: "Good: ", in: kind.explanation)
    #expect(!bad.isEmpty || ["E0214", "E0215"].contains(code))
    #expect(bad.isEmpty == good.isEmpty)
    for formula in bad { #expect(contexts(formula).contains { $0.codes == [code] }, "\(formula)") }
    for formula in good { #expect(contexts(formula).contains { $0.findings.isEmpty }, "\(formula)") }
  }

  /// A formula as one of the body and as one of a row, since an explanation does not say where it stands.
  private func contexts(_ formula: String) -> [Outcome] {
    [nil, "services", "facts"].map { Outcome(FormulaText(formula), in: .shared, table: $0) }
  }

  /// The formulas in backticks that follow a word such as `Bad`.
  private func examples(after word: String, in text: String) -> [String] {
    guard let start = text.range(of: word) else { return [] }
    var found: [String] = []
    var rest = text[start.upperBound...]
    while rest.first == "`", let end = rest.dropFirst().firstIndex(of: "`") {
      found.append(String(rest[rest.index(after: rest.startIndex)..<end]))
      rest = rest[rest.index(after: end)...]
      guard rest.hasPrefix(", ") else { break }
      rest = rest.dropFirst(2)
    }
    return found
  }

  /// Words that people write from habit and that must not have come into the language by accident.
  @Test func otherWordsAreNotWords() {
    for name in ["если", "ИЛИ", "AND", "да", "True"] {
      #expect(OtherWords.keyword(meantBy: name) != nil)
      #expect(Token.Keyword(rawValue: name) == nil)
    }
    #expect(OtherWords.keyword(meantBy: "and") == nil)
    #expect(OtherWords.function(meantBy: "Max") == "max")
    #expect(OtherWords.function(meantBy: "max") == nil)
  }
}
