import Dataset
import Evaluation
import Methodology
import Reporting
import SourceText
import Synchronization

/// Scores a table of bodies as it is read, holding no more of it than what is worked on.
///
/// It does so for rules that need one body at a time, once it is known what aggregates over all of them give.
struct BodyStream {
  let program: ColumnProgram
  let evaluator: Evaluator
  let path: String
  let language: String
  let chunkSize: Int
  /// What aggregates over bodies give; `nil` if there are none.
  let aggregates: StreamedAggregates?

  /// Whether an edition and its data allow it.
  static func suits(_ edition: Edition) -> Bool { edition.tables.isEmpty && edition.periodsLookedBack == 0 }

  /// Scores all bodies; see ``ColumnScorer``.
  func write(
    threads: Int, findings: Findings, progress: @escaping @Sendable (ColumnScorer.Progress) -> Void,
    output: @escaping @Sendable ([UInt8]) -> Bool
  ) async throws(NotStreamed) -> ColumnScorer.Outcome {
    guard let open = OpenFile(path), var file = ChunkFile(open, size: chunkSize), let head = file.head else {
      throw .unreadable(path)
    }
    guard
      let table = TableForm(
        head.bytes, isWhole: head.isWhole, name: path, for: evaluator.edition, language: language, findings: findings),
      let reader = RowReader(table, program)
    else { throw .toTell(of: path) }
    file.skip(table.start)
    guard output(EvaluationReport.heads(of: evaluator.edition).line) else { throw .unwritable }
    let totals = Mutex(Totals())
    let (program, evaluator, aggregates, path) = (program, evaluator, aggregates, path)
    try await OrderedWork<ChunkFile, ChunkScorer.Result, NotStreamed>(file).run(
      threads: threads,
      worker: {
        let scorer = ChunkScorer(program, evaluator, aggregates, table, reader)
        return { chunk throws(NotStreamed) in
          do throws(GivesUp) { return try scorer.score(chunk) } catch { throw .toTell(of: path) }
        }
      },
      take: { (result, part) throws(NotStreamed) in
        let bodies = totals.withLock { $0.add(result) }
        guard let bodies else { throw .toTell(of: path) }
        guard output(result.lines) else { throw .unwritable }
        progress(ColumnScorer.Progress(stage: .scoring, count: bodies, part: part))
      })
    return totals.withLock { totals in
      findings.add(contentsOf: totals.told)
      return ColumnScorer.Outcome(
        way: aggregates == nil ? .asRead : .readTwice, bodies: totals.bodies, exactBodies: totals.exactBodies)
    }
  }

  private struct Totals {
    var identifiers = IdentifierSet()
    var bodies = 0
    var exactBodies = 0
    var told = FindingList()

    /// Adds the bodies of a chunk; `nil` if one of them was there before, else how many there are.
    mutating func add(_ result: ChunkScorer.Result) -> Int? {
      for identifier in result.identifiers where !identifiers.insert(identifier) { return nil }
      bodies += result.bodies
      exactBodies += result.exactBodies
      told.add(contentsOf: result.told)
      return bodies
    }
  }
}
