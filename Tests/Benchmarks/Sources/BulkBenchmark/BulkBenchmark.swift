import Foundation
import Metodika

/// Times the evaluation of columns in memory: `BulkBenchmark RULES FILE.f64 BODIES THREADS [OUT.f64]`.
///
/// The file holds 30 inputs and the kind as raw doubles, column by column. One warm-up, then runs of which each is
/// printed in seconds; the peak of memory in kilobytes comes last. `OUT.f64` takes the results, the band as 0 to 3.
@main
enum BulkBenchmark {
  static func main() async throws {
    let arguments = CommandLine.arguments
    if arguments.dropFirst().first == "edition" { return try EditionBenchmark.run(Array(arguments.dropFirst(2))) }
    guard arguments.count >= 5, let count = Int(arguments[3]), let threads = Int(arguments[4]) else {
      print("usage: BulkBenchmark RULES FILE.f64 BODIES THREADS [OUT.f64]")
      exit(2)
    }
    let evaluator = try ColumnEvaluator(Evaluator(Edition.load(arguments[1])))
    let bodies = try columns(arguments[2], count)
    let repetitions = max(1, 400_000 / count)
    let results = await evaluator.evaluate(bodies, threads: threads)
    for _ in 0..<5 {
      let start = ContinuousClock.now
      for _ in 0..<repetitions { await evaluator.evaluate(bodies, into: results, threads: threads) }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      print(seconds / Double(repetitions))
    }
    print("left to the exact evaluator", results.exactCount)
    if arguments.count > 5 { try write(results, to: arguments[5]) }
  }

  private static func columns(_ path: String, _ count: Int) throws -> BodyColumns {
    let data = try Data(contentsOf: URL(filePath: path))
    func column(_ index: Int) -> [Double] {
      data.withUnsafeBytes { bytes in
        Array(bytes.bindMemory(to: Double.self)[index * count..<(index + 1) * count])
      }
    }
    var inputs: [String: BodyColumns.Column] = [:]
    for index in 0..<30 {
      let number = index + 1
      let isCount = [10, 19, 28].contains(number)
      inputs[number < 10 ? "x0\(number)" : "x\(number)"] = BodyColumns.Column(column(index), places: isCount ? 0 : 2)
    }
    return BodyColumns(count: count, kinds: column(30), inputs: inputs)
  }

  private static func write(_ results: ColumnResults, to path: String) throws {
    var data = Data()
    for index in results.scores.indices { data.append(Data(buffer: results.values(ofScoreAt: index))) }
    let bands = (0..<results.count).map { Double(results.bands.count - 1 - (results.band(body: $0) ?? 0)) }
    bands.withUnsafeBufferPointer { data.append(Data(buffer: $0)) }
    try data.write(to: URL(filePath: path))
  }
}
