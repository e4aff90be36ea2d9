import Foundation
import Metodika
import Testing

/// Runs exported queries on real engines and compares every score, band and status with the exact evaluator.
@Suite struct EngineTests {
  /// What an engine is asked, and what of it the engine is known not to say.
  struct Plan: Sendable, CustomTestStringConvertible {
    let dialect: SQLDialect
    /// How many of the random editions are run; Spark takes seconds to plan each.
    let random: Int
    /// Examples of editions with logarithms and roots.
    let refused: Set<String>

    var testDescription: String { dialect.title }
  }

  private static let withoutLogarithms: Set = ["human-development-2021", "human-development-2022"]

  @Test(arguments: [
    Plan(dialect: .postgres, random: .max, refused: []),
    Plan(dialect: .duckdb, random: .max, refused: withoutLogarithms),
    Plan(dialect: .spark, random: 3, refused: withoutLogarithms),
  ])
  func everyScoreIsThatOfTheEvaluator(_ plan: Plan) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "metodika-sql-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let examples = try EngineCases.examples()
    var run: [String] = []
    var refused: Set<String> = []
    var random = 0
    for example in examples + (try EngineCases.random()) {
      let isRandom = example.name.hasPrefix("random-")
      guard !isRandom || random < plan.random else { continue }
      if try example.write(to: folder, for: plan.dialect) {
        run.append(folder.appending(path: example.name).path)
        random += isRandom ? 1 : 0
      } else if !isRandom {
        refused.insert(example.name)
      }
    }
    #expect(refused == plan.refused)
    #expect(run.count >= examples.count - refused.count + min(plan.random, 10))
    let result = try Self.engine([plan.dialect.rawValue] + run)
    #expect(result.status == 0, "\(result.output)\nIf the engine is missing: bash .ci/setup")
  }

  private static func engine(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let own = EngineCases.root.appending(path: ".build/sql-engines/bin/python3").path
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "engines.py").path
    process.arguments = [FileManager.default.isExecutableFile(atPath: own) ? own : "python3", script] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
