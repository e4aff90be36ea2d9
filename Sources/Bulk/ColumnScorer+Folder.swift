import Dataset
import Evaluation
import Reporting
import SourceText
import Synchronization

/// Data folders from file to file.
extension ColumnScorer {
  /// How far the work is.
  public struct Progress: Sendable {
    public enum Stage: Sendable {
      /// Rows are read, to be scored when all are known.
      case reading
      /// Bodies are scored.
      case scoring
    }

    public let stage: Stage
    /// The rows or bodies that are done.
    public let count: Int
    /// The part of the stage that is done, from 0 to 1.
    public let part: Double
  }

  /// What came of it.
  public struct Outcome: Sendable {
    public enum Way: Sendable {
      /// Bodies were scored as they were read; nothing more was held of them.
      case asRead
      /// So they were when the table was read again: what aggregates over bodies take was held of the first time.
      case readTwice
      /// The columns that the rules take were held until all were read, since the edition has something.
      case ofHeldColumns(since: String)
    }

    public let way: Way
    public let bodies: Int
    /// How many of them were left to the exact evaluator.
    public let exactBodies: Int
  }

  /// Scores all bodies of a data folder, holding no more of it than the rules need.
  ///
  /// Rules that need one body at a time are computed as the table is read; of aggregates over bodies, what they take is
  /// held and the table read again; for record tables and the periods before, the columns that rules take are held.
  /// Data of which a person must be told something is not scored so, nor what only an evaluation of all bodies together
  /// tells.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - year: the year to be evaluated; may be left out for a folder without years.
  ///   - threads: how many parts are worked on at once.
  ///   - language: the code of the language of titles.
  ///   - findings: takes what is to be told, if all is written.
  ///   - progress: told now and then how far the work is.
  ///   - output: takes the lines in their order; `false` if it cannot.
  /// - Returns: what came of it.
  /// - Throws: why the data must be read as a whole; what was given to `output` is then worth nothing.
  public func write(
    folder path: String, year: Int?, threads: Int, language: String, findings: Findings,
    progress: @escaping @Sendable (Progress) -> Void, output: @escaping @Sendable ([UInt8]) -> Bool
  ) async throws(NotStreamed) -> Outcome {
    let periods: [PeriodFiles]
    do throws(PeriodFiles.Unsuited) {
      periods = try PeriodFiles.list(inFolder: path, year: year, for: evaluator.edition)
    } catch {
      throw NotStreamed(reason: error.reason)
    }
    let own = Findings()
    func columns(isForAggregates: Bool, _ findings: Findings) async throws(NotStreamed) -> FolderColumns {
      try await FolderColumns(
        periods, program, isForAggregates: isForAggregates, evaluator, language: language, chunkSize: chunkSize,
        threads: threads, findings: findings, progress: progress)
    }
    let outcome: Outcome
    if BodyStream.suits(evaluator.edition), let only = periods.last {
      var aggregates: StreamedAggregates?
      if !program.stages.isEmpty {
        // What the head has to tell is told when the table is read again.
        let columns = try await columns(isForAggregates: true, Findings())
        aggregates = StreamedAggregates(
          try await completed(columns, threads: threads), chunkStarts: columns.chunkStarts)
      }
      let stream = BodyStream(
        program: program, evaluator: evaluator, path: only.bodies, language: language, chunkSize: chunkSize,
        aggregates: aggregates)
      outcome = try await stream.write(threads: threads, findings: own, progress: progress, output: output)
    } else {
      let columns = try await columns(isForAggregates: false, own)
      outcome = try await write(columns, threads: threads, findings: own, progress: progress, output: output)
    }
    findings.add(contentsOf: own)
    return outcome
  }

  /// The columns with what aggregates over bodies give.
  private func completed(_ folder: FolderColumns, threads: Int) async throws(NotStreamed) -> BodyColumns {
    let completed = await AcrossEvaluator(program: program, evaluator: evaluator)
      .completed(folder.bodies, threads: threads)
    guard !folder.rows.hasFailed else { throw .changed }
    guard let completed else {
      throw NotStreamed(reason: "only all bodies together tell what aggregates over them give")
    }
    return completed
  }

  /// What makes one row at a time too little.
  private var reasonToHold: String {
    evaluator.edition.tables.isEmpty ? "figures of the period before" : "record tables"
  }

  private func write(
    _ folder: FolderColumns, threads: Int, findings: Findings, progress: @escaping @Sendable (Progress) -> Void,
    output: @escaping @Sendable ([UInt8]) -> Bool
  ) async throws(NotStreamed) -> Outcome {
    let columns = try await completed(folder, threads: threads)
    guard output(EvaluationReport.heads(of: evaluator.edition).line) else { throw .unwritable }
    let kinds = evaluator.edition.kinds.map { Array(CSVTable.field(.text($0.name)).utf8) }
    let scorer = LineScorer(program: program, evaluator: evaluator, bodies: columns) { body, writer in
      let kind = Int(columns.kinds[body])
      folder.ids.with(body) { id in
        folder.titles.with(body) { title in
          writer.writeHead(id: id, kind: kinds.indices.contains(kind) ? kinds[kind] : [], title: title)
        }
      }
    }
    let done = Mutex(LineScorer.Part(bodies: 0))
    try await scorer.write(threads: threads) { (part, share) throws(NotStreamed) in
      guard !folder.rows.hasFailed else { throw .changed }
      guard output(part.lines) else { throw .unwritable }
      let bodies = done.withLock { done in
        done.append(part.withoutLines)
        return done.bodies
      }
      progress(Progress(stage: .scoring, count: bodies, part: share))
    }
    return done.withLock { done in
      findings.add(contentsOf: done.told)
      return Outcome(way: .ofHeldColumns(since: reasonToHold), bodies: done.bodies, exactBodies: done.exactBodies)
    }
  }
}
