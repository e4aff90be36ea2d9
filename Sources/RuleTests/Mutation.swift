import Evaluation
import Exact
import Methodology

/// Which small changes of an edition its tests notice.
public struct Mutation: Sendable {
  public let edition: Edition
  /// How many changes were tried.
  public let total: Int
  /// The changes that no test notices, in the order of the file.
  public let missed: [Mutant]

  public var noticed: Int { total - missed.count }

  /// The share of changes that no test notices, in percent; 0 if there are none.
  public var missedPercent: Rational {
    Rational(100 * missed.count).divided(by: Rational(total)) ?? .zero
  }

  /// Changes an edition in memory, one place at a time, and runs the tests that reach the place until one notices.
  ///
  /// - Parameters:
  ///   - tests: the tests of the edition; those that do not hold notice nothing.
  ///   - edition: the edition.
  ///   - progress: told how many changes have been tried.
  /// - Returns: what was noticed and what was missed.
  public static func of(
    _ tests: [RuleTestFile.Case], in edition: Edition, progress: (Int) -> Void = { _ in }
  ) async -> Mutation {
    let graph = ColumnGraph(edition)
    let mutants = edition.mutants(graph)
    let runs = await Parallel.map(tests, progress: { _ in }) { Run($0, edition, graph, mutants) }
    let cheapestFirst = runs.compactMap { $0 }.sorted { $0.columns.count < $1.columns.count }
    let isNoticed = await Parallel.map(Array(mutants.indices), progress: progress) { index in
      let change = mutants[index].change(of: edition)
      return cheapestFirst.contains {
        $0.reached.contains(index) && $0.baseline.notices(change, graph, columns: $0.columns)
      }
    }
    let missed = zip(mutants, isNoticed).filter { !$0.1 }.map(\.0)
    return Mutation(edition: edition, total: mutants.count, missed: missed)
  }
}

/// A test with the mutants whose places it reaches.
private struct Run: Sendable {
  let baseline: Baseline
  let columns: [Int]
  let reached: Set<Int>

  init?(_ test: RuleTestFile.Case, _ edition: Edition, _ graph: ColumnGraph, _ mutants: [Mutant]) {
    guard let baseline = Baseline(test, edition) else { return nil }
    let marks = baseline.marks
    self.baseline = baseline
    columns = baseline.columns(graph)
    reached = Set(mutants.indices.filter { mutants[$0].marks.contains(where: marks.contains) })
  }
}
