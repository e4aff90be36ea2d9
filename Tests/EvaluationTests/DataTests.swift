import Dataset
import Evaluation
import Formula
import Methodology
import SourceText
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Data folders with the values and findings that evaluating them gives.
///
/// With `METODIKA_RECORD` in the environment the expected texts are written anew, and the run fails.
@Suite struct DataTests {
  @Test(arguments: Fixtures.names(in: "data")) func valuesAndFindings(_ name: String) throws {
    let folder = "\(Fixtures.path)/data/\(name)"
    let edition = try Fixtures.edition("\(folder)/edition.yaml")
    let evaluation = Evaluator(edition).evaluate(try Fixtures.dataset("\(folder)/data", for: edition))
    let found = Self.text(of: evaluation).split(separator: folder + "/", omittingEmptySubsequences: false).joined()
    if ProcessInfo.processInfo.environment["METODIKA_RECORD"] != nil {
      try found.write(toFile: "\(folder)/expected.txt", atomically: true, encoding: .utf8)
      Issue.record("recorded \(name)")
    }
    #expect(found == (try Fixtures.text("\(folder)/expected.txt")))
  }

  private static func text(of evaluation: Evaluation) -> String {
    let values = evaluation.bodies.indices.flatMap { body -> [String] in
      let values = evaluation.edition.declarations.compactMap { declaration -> String? in
        let value = EvaluationTests.text(evaluation.value(declaration.id, body: body))
        switch declaration.content {
        case .derived, .score: return "  \(declaration.name): \(value)"
        default: return nil
        }
      }
      let band = evaluation.edition.bands == nil ? [] : ["  band: \(evaluation.band(body: body)?.name ?? "none")"]
      return [evaluation.bodies[body].id] + values + band
    }
    return (values + [""]).joined(separator: "\n") + Fixtures.rendered(evaluation.findings)
  }
}
