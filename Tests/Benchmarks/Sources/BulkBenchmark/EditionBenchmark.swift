import Foundation
import Metodika

/// Times the exact evaluator of an edition over a data folder: `BulkBenchmark edition RULES DATA YEAR OUTPUT`.
///
/// It prints what reading and what evaluating takes, and writes the scores as a table.
enum EditionBenchmark {
  static func run(_ arguments: [String]) throws {
    guard arguments.count == 4, let year = Int(arguments[2]) else {
      print("usage: BulkBenchmark edition RULES DATA YEAR OUTPUT")
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
    let evaluation = timed("exact") { Evaluator(edition).evaluate(dataset) }
    try Data(EvaluationReport(evaluation).csv.utf8).write(to: URL(filePath: arguments[3]))
  }

  private static func timed<Result>(_ name: String, _ work: () -> Result) -> Result {
    let start = ContinuousClock.now
    let result = work()
    print(name, (ContinuousClock.now - start) / .seconds(1))
    return result
  }
}
