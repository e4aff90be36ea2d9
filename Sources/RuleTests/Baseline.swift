import Evaluation
import Formula
import Methodology
import SourceText

/// A test that holds under the edition as it is, with what is needed to run it under a changed one.
struct Baseline: Sendable {
  let test: RuleTestFile.Case
  let evaluation: Evaluation
  /// What the evaluator finds wrong with the results.
  private let findings: Set<FindingKey>
  private let names: [SymbolID]

  /// Runs a test; `nil` if it does not hold.
  init?(_ test: RuleTestFile.Case, _ edition: Edition) {
    guard let evaluator = Evaluator(edition).taking(test.readings, at: test.span, findings: Findings()) else {
      return nil
    }
    let evaluation = evaluator.evaluate(test.dataset)
    guard test.expectations.allSatisfy({ $0.isMet(by: evaluation) }) else { return nil }
    self.test = test
    self.evaluation = evaluation
    findings = Set(evaluation.findings.map(FindingKey.init))
    names = test.names(in: edition)
  }

  /// What the expectations rest on.
  var marks: Set<CoverageMark> { evaluation.marks(under: names, band: test.expectsBand) }

  /// The columns that the expectations rest on, in the order of evaluation.
  func columns(_ graph: ColumnGraph) -> [Int] { graph.columns(under: names) }

  /// Whether the test tells a changed edition from the one that it was written for: an expectation no longer holds, or
  /// there is a new finding on something that the expectations rest on, such as a score beyond its range.
  func notices(_ change: EditionChange, _ graph: ColumnGraph, columns: [Int]) -> Bool {
    let revised = evaluation.revised(change, graph, columns: columns)
    return !test.expectations.allSatisfy { $0.isMet(by: revised) }
      || revised.findings.contains { !findings.contains(FindingKey($0)) }
  }
}

/// What tells one finding on a result from another, apart from its figures.
private struct FindingKey: Hashable {
  let code: String
  let subject: String?
  let body: String?

  init(_ finding: Diagnostic) {
    code = finding.code
    subject = finding.subject
    body = finding.message.arguments["body"]
  }
}
