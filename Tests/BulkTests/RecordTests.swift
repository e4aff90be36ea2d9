import Dataset
import Evaluation
import Methodology
import Reporting
import SourceText
import Testing

@testable import Bulk

/// Record tables, aggregates over bodies and the look back in columns, against the exact evaluator.
@Suite struct RecordTests {
  @Test(arguments: 0..<16) func randomEditionsGiveTheSameLines(group: Int) async throws {
    var left = 0
    for seed in group * 6..<group * 6 + 6 {
      let made = RandomRecords(seed: UInt64(seed), bodies: 40, missing: [0, 1, 4][seed % 3])
      let edition = try Fixtures.edition(made.rules)
      let folder = try Folder(files: made.files)
      defer { folder.remove() }
      let findings = Findings()
      let dataset = try #require(
        DatasetReader.read(folder: folder.path, for: edition, year: 2020, despiteErrors: true, findings: findings))
      let evaluation = Evaluator(edition).evaluate(dataset)
      let result = try await DatasetScorer(Evaluator(edition)).score(dataset, threads: 2)
      left += result.exactBodies
      let exact = EvaluationReport(evaluation).csv
      #expect(result.csv.count == exact.count, "seed \(seed)")
      for (own, exact) in zip(result.csv.split(separator: "\r\n"), exact.split(separator: "\r\n")) where own != exact {
        Issue.record("seed \(seed)\n\(own)\n\(exact)\n\(made.rules)")
        break
      }
      #expect(
        result.findings.map { DiagnosticRenderer().render($0) }.sorted()
          == evaluation.findings.map { DiagnosticRenderer().render($0) }.sorted(), "seed \(seed)")
    }
    // Else the columns would not be tested.
    #expect(left < 6 * 40 * 4 / 5)
  }
}
