import Foundation
import Metodika
import Testing

/// Runs exported queries on real engines and compares every score, band and status with the exact evaluator.
@Suite struct EngineTests {
  /// What an engine is asked, and what of it the engine is known not to say.
  struct Plan: Sendable, CustomTestStringConvertible {
    let dialect: SQLDialect
    /// Whether the small editions are run as well; Spark takes seconds to plan each.
    let hasSmall: Bool
    /// Examples of editions with logarithms and roots.
    let refused: Set<String>

    var testDescription: String { dialect.title }
  }

  private static let withoutLogarithms: Set = ["human-development-2021", "human-development-2022"]

  @Test(arguments: [
    Plan(dialect: .postgres, hasSmall: true, refused: []),
    Plan(dialect: .duckdb, hasSmall: true, refused: withoutLogarithms),
    Plan(dialect: .spark, hasSmall: false, refused: withoutLogarithms),
  ])
  func everyScoreIsThatOfTheEvaluator(_ plan: Plan) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "metodika-sql-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let examples = try EngineCases.examples()
    var run: [String] = []
    var refused: Set<String> = []
    for example in examples {
      if try example.write(to: folder, for: plan.dialect) {
        run.append(example.name)
      } else {
        refused.insert(example.name)
      }
    }
    #expect(refused == plan.refused)
    if plan.hasSmall {
      for small in try EngineCases.constructs() + EngineCases.random() {
        if try small.write(to: folder, for: plan.dialect) { run.append(small.name) }
      }
    }
    let result = try Self.engine([plan.dialect.rawValue] + run.map { folder.appending(path: $0).path })
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
