import Evaluation
import Formula
import Methodology
import RuleTests
import SourceText
import Testing

/// Small editions, one for each construct, with rule tests in the public format.
@Suite struct CaseTests {
  @Test(arguments: Fixtures.names(in: "cases")) func expectationsHold(_ name: String) throws {
    let edition = try Fixtures.edition("cases/\(name)/edition.yaml")
    let findings = Findings()
    let file = try #require(
      SourceFile.read(path: "\(Fixtures.path)/cases/\(name)/tests.yaml", findings: findings))
    let tests = try #require(
      RuleTestFile.read(file, for: edition, findings: findings), "\(Fixtures.rendered(findings.sorted))")
    var runner = RuleTestRunner(edition)
    runner.run(tests, findings: findings)
    #expect(findings.all.isEmpty, "\(Fixtures.rendered(findings.sorted))")
    #expect(runner.passed == tests.cases.count && runner.passed > 0)
    #expect(runner.unreached.map(\.name).filter { $0 != "placeholder" } == [])
  }

  @Test func everyOperatorAndFunctionHasACase() throws {
    var names: Set<String> = []
    for name in Fixtures.names(in: "cases") {
      let edition = try Fixtures.edition("cases/\(name)/edition.yaml")
      let fields = edition.tables.flatMap { $0.fields.compactMap(\.formula?.expression) }
      for expression in edition.declarations.flatMap({ $0.formulas.map(\.expression) }) + fields {
        collect(expression, into: &names)
      }
    }
    let words =
      ArithmeticOperator.allCases.map(\.rawValue) + ComparisonOperator.allCases.map(\.rawValue)
      + LogicOperator.allCases.map(\.rawValue) + ["??", "if", "in", "not in", "not", "negation"]
      + Function.allCases.map(\.rawValue) + AggregateFunction.allCases.map { "\($0.rawValue) over" }
    #expect(Set(words).subtracting(names) == [])
  }

  private func collect(_ expression: Expression, into names: inout Set<String>) {
    switch expression.form {
    case .call(let function, _): names.insert(function.text)
    case .aggregate(let function, _, _, _): names.insert(function.text + " over")
    default: names.insert(expression.label)
    }
    for child in expression.children { collect(child, into: &names) }
  }
}
