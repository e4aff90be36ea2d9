import Evaluation
import Methodology

/// Which places of an edition its tests reach.
public struct Coverage: Sendable {
  public let edition: Edition
  /// How many places there are.
  public let total: Int
  /// The places that no test reaches, in the order of the file.
  public let missed: [CoveragePoint]

  public var reached: Int { total - missed.count }

  /// Runs tests and looks what they reach; tests that do not hold reach nothing.
  ///
  /// - Parameters:
  ///   - tests: the tests of the edition.
  ///   - edition: the edition.
  ///   - progress: told how many tests have been run.
  /// - Returns: what was reached and what was missed.
  public static func of(
    _ tests: [RuleTestFile.Case], in edition: Edition, progress: (Int) -> Void = { _ in }
  ) async -> Coverage {
    let points = edition.coveragePoints
    let wanted = Set(points.map(\.mark))
    let reached = await Parallel.map(tests, progress: progress) { test in
      Baseline(test, edition)?.marks.intersection(wanted) ?? []
    }
    let all = reached.reduce(into: Set()) { $0.formUnion($1) }
    return Coverage(edition: edition, total: points.count, missed: points.filter { !all.contains($0.mark) })
  }
}
