import Comparison
import Dataset
import Evaluation
import Exact
import Methodology
import SourceText
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Real amendments on the example data.
@Suite struct ExampleTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  @Test(arguments: [("2023-03", "2023-06", 2022), ("2023-07", "2025-04", 2024)])
  func everyDifferenceIsSharedOutExactly(before: String, after: String, year: Int) throws {
    let (first, second) = (try edition(before), try edition(after))
    let outcome = OutcomeDiff(
      RuleDiff(first, second), before: try evaluation(first, year), after: try evaluation(second, year))
    let study = try #require(AttributionStudy(outcome))
    let main = try #require(outcome.mainScore)
    var compared = 0
    for (member, attribution) in zip(outcome.members, study.attributions) {
      guard let difference = outcome.difference(main, member) else { continue }
      let found = try #require(attribution, "\(member.id)")
      #expect(found.isExact)
      #expect(found.difference == difference)
      compared += 1
    }
    #expect(compared >= 20)
  }

  private func edition(_ id: String) throws -> Edition {
    let findings = Findings()
    let path = "\(Self.root)/Rules/citizen-interaction/\(id).yaml"
    return try #require(RuleFolder.edition(at: path, findings: findings), "\(findings.all.map(\.message.text))")
  }

  private func evaluation(_ edition: Edition, _ year: Int) throws -> Evaluation {
    let findings = Findings()
    let dataset = DatasetReader.read(
      folder: "\(Self.root)/Examples/citizen-interaction", for: edition, year: year, isForeign: true,
      findings: findings)
    return Evaluator(edition).evaluate(try #require(dataset))
  }
}
