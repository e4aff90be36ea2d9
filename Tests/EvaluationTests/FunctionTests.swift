import Dataset
import Evaluation
import Formula
import Methodology
import SourceText
import Testing

/// The examples of the reference page give the results that stand beside them.
@Suite struct FunctionTests {
  @Test(arguments: Function.allCases) func examplesHold(_ function: Function) throws {
    for (formula, result) in function.examples {
      let value = try Self.value(of: formula)
      #expect(text(value) == result, "\(formula)")
    }
  }

  @Test func everyFunctionHasAnExample() {
    #expect(Function.allCases.filter(\.examples.isEmpty) == [.steps])
  }

  /// The value of a formula without names, in an edition that has nothing else.
  private static func value(of formula: String) throws -> Value {
    let edition = try Fixtures.edition(
      text: """
        format: 1
        methodology: examples
        edition: examples
        act: {number: "1"}
        in_force: {from: 2020-01-01}
        bodies: {kinds: {one: one}}
        derived: {example: {formula: "\(formula)", cite: "1"}}
        scores: {nothing: {formula: "0", cite: "1"}}
        """)
    let builder = BodyBuilder(edition, findings: Findings())
    let body = try #require(builder.body(BodyReport(id: "a")))
    let dataset = Dataset(layout: builder.layout, periods: [PeriodData(name: "", bodies: [body])])
    return try #require(Evaluator(edition).evaluate(dataset).value("example", body: "a"))
  }
}
