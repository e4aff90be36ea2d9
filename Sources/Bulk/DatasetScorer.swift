import Dataset
import Evaluation
import Methodology
import Reporting
import SourceText

/// Scores the bodies of a dataset in columns and writes them as lines of a table.
public struct DatasetScorer: Sendable {
  /// The lines, and how many bodies were left to the exact evaluator.
  public struct Result: Sendable {
    public let csv: String
    public let exactBodies: Int
    /// What a person must be told about the results.
    public let findings: [Diagnostic]
  }

  private let program: ColumnProgram
  private let evaluator: Evaluator

  /// - Parameter evaluator: the edition with its readings.
  /// - Throws: what of the edition cannot be computed in columns.
  public init(_ evaluator: Evaluator) throws(NotInColumns) {
    self.evaluator = evaluator
    program = try ColumnCompiler.compile(evaluator)
  }

  /// Scores all bodies of the last period.
  ///
  /// - Parameters:
  ///   - dataset: what the bodies report.
  ///   - threads: how many parts are worked on at once.
  ///   - language: the code of the language of titles.
  /// - Returns: the same as the CSV form of ``EvaluationReport``, and the same findings.
  public func score(_ dataset: Dataset, threads: Int = 1, language: String = "en") async -> Result {
    var columns = BodyColumns(dataset, for: evaluator)
    let bodies = dataset.periods.last?.bodies ?? []
    var lines = [[UInt8]?](repeating: nil, count: bodies.count)
    let across = AcrossEvaluator(program: program, evaluator: evaluator)
    if let completed = await across.completed(columns, threads: threads) {
      columns = completed
      lines = await self.lines(of: columns, threads: threads)
    }
    let left = lines.indices.filter { lines[$0] == nil }
    var findings: [Diagnostic] = []
    if !left.isEmpty {
      let evaluation = evaluator.evaluate(
        columns.exactly(left, of: evaluator.edition), known: AcrossEvaluator.known(program, columns, left))
      findings = evaluation.findings
      for (index, body) in left.enumerated() {
        var writer = DecimalWriter()
        BlockScores.write(evaluation, body: index, &writer)
        lines[body] = writer.bytes
      }
    }
    var text = Array(CSVTable(heads: EvaluationReport.heads(of: evaluator.edition)).text.utf8)
    for (body, line) in zip(bodies, lines) {
      let cells: [CSVTable.Cell] = [.text(body.id), .text(body.kind), .optional(body.titles.text(language))]
      text += cells.map(CSVTable.field).joined(separator: ",").utf8
      text += line ?? []
    }
    return Result(csv: String(decoding: text, as: UTF8.self), exactBodies: left.count, findings: findings)
  }

  /// The scores of each body as the end of its line; `nil` for bodies that columns do not tell.
  private func lines(of bodies: BodyColumns, threads: Int) async -> [[UInt8]?] {
    let parts = BlockMemory.parts(of: bodies.count, threads: threads)
    return await withTaskGroup(of: (Int, [[UInt8]?]).self) { group in
      for (part, range) in parts.enumerated() { group.addTask { (part, lines(of: bodies, range)) } }
      var done = [[[UInt8]?]](repeating: [], count: parts.count)
      for await (part, lines) in group { done[part] = lines }
      return done.flatMap { $0 }
    }
  }

  private func lines(of bodies: BodyColumns, _ range: Range<Int>) -> [[UInt8]?] {
    let machine = BlockMachine(program, withEvidence: true)
    let bandTexts = BlockScores.bandTexts(of: evaluator.edition)
    var lines: [[UInt8]?] = []
    lines.reserveCapacity(range.count)
    BlockSource.with(bodies, program) { source in
      source.compute(
        range, on: machine,
        take: { block in
          let scores = BlockScores(machine, bandTexts: bandTexts)
          for (place, body) in block.enumerated() {
            var writer = DecimalWriter()
            let isKnown = machine.memory.doubts[place] == 0 && source.isUnfit?[body] != true
            lines.append(isKnown && scores.write(place, &writer) ? writer.bytes : nil)
          }
        },
        leave: { _ in lines.append(nil) })
    }
    return lines
  }
}
