import Foundation
import Metodika

/// Times an edition over a data folder: `BulkBenchmark edition RULES DATA YEAR THREADS [exact]`.
///
/// It prints what reading takes, what scoring in columns to the lines of a table takes, and, if asked, what the exact
/// evaluator takes for the same lines, which must be the same.
enum EditionBenchmark {
  static func run(_ arguments: [String]) async throws {
    guard arguments.count >= 4, let year = Int(arguments[2]), let threads = Int(arguments[3]) else {
      print("usage: BulkBenchmark edition RULES DATA YEAR THREADS [exact]")
      exit(2)
    }
    let findings = Findings()
    guard
      let edition = RuleFolder(URL(filePath: arguments[0]).deletingLastPathComponent().path)
        .edition(named: arguments[0], findings: findings),
      let dataset = timed(
        "read", { DatasetReader.read(folder: arguments[1], for: edition, year: year, findings: findings) })
    else {
      print(findings.sorted.prefix(3).map(\.message.text))
      exit(1)
    }
    let evaluator = Evaluator(edition)
    let scorer = try timed("compile") { try ColumnScorer(evaluator) }
    let start = ContinuousClock.now
    let result = await scorer.score(dataset, threads: threads)
    print("columns", (ContinuousClock.now - start) / .seconds(1))
    print("bodies", dataset.periods.last?.bodies.count ?? 0)
    print("exactly", result.exactBodies)
    guard arguments.count > 4 else { return }
    let exact = timed("exact") { EvaluationReport(evaluator.evaluate(dataset)).csv }
    print(exact == result.csv ? "same" : "DIFFERENT")
  }

  private static func timed<Result, Failure: Error>(_ name: String, _ work: () throws(Failure) -> Result)
    throws(Failure) -> Result
  {
    let start = ContinuousClock.now
    let result = try work()
    print(name, (ContinuousClock.now - start) / .seconds(1))
    return result
  }
}
