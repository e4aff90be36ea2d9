import Dataset
import Evaluation
import Methodology
import Reporting
import SourceText
import Synchronization

/// Scores a table of bodies from file to file, holding no more of it than what is worked on.
///
/// It does so for rules that need one body at a time and data that has nothing to be told of. For all else it says why
/// not, and nothing is written.
public struct BodyStream: Sendable {
  /// How far the work is.
  public struct Progress: Sendable {
    public let bodies: Int
    /// The part of the data that is done, from 0 to 1.
    public let part: Double
  }

  public enum Outcome: Sendable {
    /// All bodies are written; some were left to the exact evaluator.
    case written(bodies: Int, exactBodies: Int)
    /// Nothing can be said of the output; the data must be read as a whole.
    case notStreamed(reason: String)
  }

  private let program: ColumnProgram
  private let evaluator: Evaluator
  private let path: String
  private let language: String

  /// - Parameters:
  ///   - folder: the data folder.
  ///   - year: the year to be evaluated.
  ///   - evaluator: the edition with its readings.
  ///   - language: the code of the language of titles.
  /// - Throws: why the data cannot be scored so.
  public init(folder: String, year: Int?, _ evaluator: Evaluator, language: String) throws(NotInColumns) {
    guard let path = DatasetReader.onlyTable(inFolder: folder, year: year, for: evaluator.edition) else {
      throw NotInColumns(reason: "data with more than one table")
    }
    guard evaluator.edition.tables.isEmpty else { throw NotInColumns(reason: "record tables") }
    program = try ColumnCompiler.compile(evaluator)
    guard program.stages.isEmpty else { throw NotInColumns(reason: "an aggregate over bodies") }
    self.evaluator = evaluator
    self.path = path
    self.language = language
  }

  /// Scores all bodies.
  ///
  /// - Parameters:
  ///   - threads: how many chunks are worked on at once.
  ///   - findings: takes what is to be told, if all is written.
  ///   - progress: told now and then how far the work is.
  ///   - output: takes the lines, the same as the CSV form of ``EvaluationReport``, in their order; `false` if it cannot.
  /// - Returns: what came of it.
  public func write(
    threads: Int, findings: Findings, progress: @escaping @Sendable (Progress) -> Void,
    output: @escaping @Sendable ([UInt8]) -> Bool
  ) async -> Outcome {
    let own = Findings()
    guard let file = ChunkFile.open(path), let head = file.head else {
      return .notStreamed(reason: "a table that cannot be read in parts")
    }
    guard
      let table = BodyTable(head, name: path, for: evaluator.edition, language: language, findings: own),
      let reader = RowReader(table, program)
    else { return .notStreamed(reason: "a table with something to be told of") }
    let shared = SharedStream(StreamState(file: file, start: table.start))
    let heads = CSVTable(heads: EvaluationReport.heads(of: evaluator.edition)).text
    guard output(Array(heads.utf8)) else { return .notStreamed(reason: "output that cannot be written") }
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, threads) {
        group.addTask { await work(shared, table, reader, progress, output) }
      }
    }
    return shared.state.withLock { state in
      if let failure = state.failure { return .notStreamed(reason: failure) }
      findings.add(contentsOf: own)
      findings.add(contentsOf: state.findings)
      return .written(bodies: state.bodies, exactBodies: state.exactBodies)
    }
  }

  private func work(
    _ shared: SharedStream, _ table: BodyTable, _ reader: RowReader,
    _ progress: @Sendable (Progress) -> Void, _ output: @Sendable ([UInt8]) -> Bool
  ) async {
    let scorer = ChunkScorer(program, evaluator, table, reader)
    while true {
      while shared.state.withLock({ $0.isFarAhead }) { try? await Task.sleep(for: .milliseconds(1)) }
      guard let chunk = shared.state.withLock({ $0.nextChunk() }) else { return }
      do throws(RowReader.GivesUp) {
        let result = try scorer.score(chunk.bytes)
        shared.state.withLock { $0.deliver(result, of: chunk.index, output) }
        if let reached = shared.state.withLock({ $0.progress }) { progress(reached) }
      } catch {
        shared.state.withLock { $0.fail("a table with something to be told of") }
        return
      }
    }
  }
}

/// What the threads share, for one of them at a time.
final class SharedStream: Sendable {
  let state: Mutex<StreamState>

  init(_ state: consuming sending StreamState) {
    self.state = Mutex(state)
  }
}

/// What the threads share while a table is scored.
struct StreamState: ~Copyable {
  private var file: ChunkFile
  private var offset: Int
  private var nextIndex = 0
  private var nextDelivery = 0
  private var waiting: [Int: ChunkScorer.Result] = [:]
  private var identifiers = IdentifierSet()
  private(set) var bodies = 0
  private(set) var exactBodies = 0
  private(set) var failure: String?
  private(set) var findings: [Diagnostic] = []

  init(file: consuming ChunkFile, start: Int) {
    self.file = file
    offset = start
  }

  /// Whether results wait for an earlier one, so many that more would fill the memory.
  var isFarAhead: Bool { failure == nil && waiting.count > 16 }

  var progress: BodyStream.Progress? {
    failure == nil ? BodyStream.Progress(bodies: bodies, part: file.part) : nil
  }

  mutating func nextChunk() -> (index: Int, bytes: [UInt8])? {
    guard failure == nil, let bytes = file.next(skipping: nextIndex == 0 ? offset : 0) else { return nil }
    nextIndex += 1
    return (nextIndex - 1, bytes)
  }

  mutating func fail(_ reason: String) {
    if failure == nil { failure = reason }
    waiting = [:]
  }

  mutating func deliver(_ result: ChunkScorer.Result, of index: Int, _ output: ([UInt8]) -> Bool) {
    guard failure == nil else { return }
    waiting[index] = result
    while let ready = waiting.removeValue(forKey: nextDelivery) {
      nextDelivery += 1
      for identifier in ready.identifiers where !identifiers.insert(identifier) {
        return fail("a table with something to be told of")
      }
      bodies += ready.bodies
      exactBodies += ready.exactBodies
      findings += ready.findings
      guard output(ready.lines) else { return fail("output that cannot be written") }
    }
  }
}
