import Dataset
import Evaluation
import Methodology
import Reporting
import SourceText
import Synchronization

/// Scores bodies in columns and writes them as lines of a table, the same as the CSV form of ``EvaluationReport``.
public struct ColumnScorer: Sendable {
  /// The lines, and how many bodies were left to the exact evaluator.
  public struct Table: Sendable {
    public let csv: String
    public let exactBodies: Int
    /// What a person must be told about the results.
    public let told: FindingList

    /// As much of that as is kept.
    public var findings: [Diagnostic] { told.all }
  }

  let program: ColumnProgram
  let evaluator: Evaluator
  /// The bytes of a table that are read at once.
  var chunkSize = ChunkFile.usualSize

  /// - Parameter evaluator: the edition with its readings.
  /// - Throws: what of the edition cannot be computed in columns.
  public init(_ evaluator: Evaluator) throws(NotInColumns) {
    self.evaluator = evaluator
    program = try ColumnCompiler.compile(evaluator)
  }

  /// Scores all bodies of the last period of a dataset.
  ///
  /// - Parameters:
  ///   - dataset: what the bodies report.
  ///   - threads: how many parts are worked on at once.
  ///   - language: the code of the language of titles.
  /// - Returns: the lines, with the same findings as those of ``Evaluator``.
  public func score(_ dataset: Dataset, threads: Int = 1, language: String = "en") async -> Table {
    let bodies = dataset.periods.last?.bodies ?? []
    let heads = EvaluationReport.heads(of: evaluator.edition).line
    @Sendable func writeHead(_ body: Int, _ writer: inout DecimalWriter) {
      let cells: [CSVTable.Cell] = [
        .text(bodies[body].id), .text(bodies[body].kind), .optional(bodies[body].titles.text(language)),
      ]
      writer.bytes += cells.map(CSVTable.field).joined(separator: ",").utf8
    }

    let across = AcrossEvaluator(program: program, evaluator: evaluator)
    guard let columns = await across.completed(BodyColumns(dataset, for: evaluator), threads: threads) else {
      let evaluation = evaluator.evaluate(dataset)
      var writer = DecimalWriter(bytes: heads)
      for body in bodies.indices {
        writeHead(body, &writer)
        BlockScores.write(evaluation, body: body, &writer)
      }
      return Table(writer.bytes, exactBodies: bodies.count, told: evaluation.told)
    }
    let all = Mutex(LineScorer.Part(lines: heads, bodies: 0))
    await LineScorer(program: program, evaluator: evaluator, bodies: columns, head: writeHead)
      .write(threads: threads) { part, _ in all.withLock { $0.append(part) } }
    return all.withLock { Table($0.lines, exactBodies: $0.exactBodies, told: $0.told) }
  }
}

extension ColumnScorer.Table {
  fileprivate init(_ lines: [UInt8], exactBodies: Int, told: FindingList) {
    self.init(csv: String(decoding: lines, as: UTF8.self), exactBodies: exactBodies, told: told)
  }
}

extension [String] {
  /// The heads of columns as the first line of a table.
  var line: [UInt8] { [UInt8](CSVTable(heads: self).text.utf8) }
}
