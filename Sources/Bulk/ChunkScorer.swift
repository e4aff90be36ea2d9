import Dataset
import Evaluation
import Exact
import Formula
import Methodology
import Reporting
import SourceText

/// Scores the rows of one chunk of a table after another and writes them as lines of a table.
///
/// A class, since it owns the memory that it works in; each thread has one of its own.
final class ChunkScorer {
  /// The lines of a chunk, and what is to be told of them.
  struct Result {
    var lines: [UInt8] = []
    var identifiers: [UInt64] = []
    /// What a person must be told about the results.
    var told = FindingList()
    var bodies = 0
    var exactBodies = 0
  }

  private let program: ColumnProgram
  private let evaluator: Evaluator
  private let aggregates: StreamedAggregates?
  private let reader: RowReader
  private let block: RowBlock
  private let machine: BlockMachine
  private let bandTexts: [[UInt8]]
  private let kindTexts: [[UInt8]]

  init(
    _ program: ColumnProgram, _ evaluator: Evaluator, _ aggregates: StreamedAggregates?, _ table: TableForm,
    _ reader: RowReader
  ) {
    self.aggregates = aggregates
    self.program = program
    self.evaluator = evaluator
    self.reader = reader
    block = RowBlock(table)
    machine = BlockMachine(program, withEvidence: true)
    bandTexts = BlockScores.bandTexts(of: program.edition)
    kindTexts = program.texts.map { Array(CSVTable.field(.text($0)).utf8) }
  }

  /// Scores all rows of a chunk.
  func score(_ chunk: ChunkFile.Chunk) throws(GivesUp) -> Result {
    let text = try ChunkText(chunk.bytes)
    let own = aggregates?.bodies(ofChunk: chunk.index)
    let bytes = text.bytes
    var result = Result()
    result.identifiers.reserveCapacity(bytes.count / 32)
    var writer = DecimalWriter()
    writer.bytes.reserveCapacity(bytes.count + bytes.count / 4)
    var offset = 0
    while offset < bytes.count {
      try reader.read(bytes, from: &offset, into: block)
      guard block.count > 0 else { continue }
      let start = (own?.lowerBound ?? 0) + result.bodies
      // Else the file is another than the one that the aggregates were found of.
      guard aggregates == nil || start + block.count <= own?.upperBound ?? 0 else { throw GivesUp() }
      compute(start)
      try scoreBlock(bytes, start, &result, &writer)
    }
    guard own.map({ $0.count == result.bodies }) ?? true else { throw GivesUp() }
    result.lines = writer.bytes
    return result
  }

  /// Computes the block, whose first body has a number in the table.
  private func compute(_ start: Int) {
    for source in program.sources {
      let slot = source.slot
      machine.memory.absences[slot] = nil
      switch source.origin {
      case .kind(back: 0):
        machine.memory.values[slot] = block.kinds
        machine.memory.bounds[slot] = BlockSource.bounds(of: block.kinds, count: block.count, places: 0)
      case .input(let position, back: 0):
        let input = block.inputs[position]
        machine.memory.values[slot] = input.values
        if input.hasMissing {
          let marks = machine.ownMarks(slot)
          for row in 0..<block.count { marks[row] = input.isMissing[row] != 0 ? Absent.missing : Absent.none }
        }
        machine.memory.bounds[slot] = BlockSource.bounds(of: input.values, count: block.count, places: input.places)
      case .across(let number):
        aggregates?.columns[number]?.load(start..<start + block.count, slot: slot, into: machine)
      // Tables are read in parts only where there is no other one, of no other period.
      case .kind, .input, .field, .isThere: block.doubts = Array(0..<block.count)
      }
    }
    machine.run(count: block.count)
    for row in block.doubts {
      machine.memory.doubts[row] = 1
      machine.memory.hasDoubts = true
    }
  }

  private func scoreBlock(
    _ chunk: UnsafeBufferPointer<UInt8>, _ start: Int, _ result: inout Result, _ writer: inout DecimalWriter
  ) throws(GivesUp) {
    var lines: [Int] = []
    var doubtful: [Int] = []
    lines.reserveCapacity(block.count)
    let scores = BlockScores(machine, bandTexts: bandTexts)
    let doubts = machine.memory.doubts
    for row in 0..<block.count {
      guard let hash = IdentifierHash.hash(block.text(block.identifiers[row], in: chunk)) else { throw GivesUp() }
      result.identifiers.append(hash)
      let start = writer.bytes.count
      lines.append(start)
      var isWritten = doubts[row] == 0
      if isWritten {
        writeHead(row, chunk, &writer)
        isWritten = scores.write(row, &writer)
      }
      guard isWritten else {
        writer.bytes.removeLast(writer.bytes.count - start)
        doubtful.append(row)
        continue
      }
    }
    result.bodies += block.count
    guard !doubtful.isEmpty else { return }
    try insertExact(doubtful, start, lines, chunk, &result, &writer)
  }

  /// Computes rows exactly and puts their lines between those of the others.
  private func insertExact(
    _ rows: [Int], _ start: Int, _ lines: [Int], _ chunk: UnsafeBufferPointer<UInt8>,
    _ result: inout Result,
    _ writer: inout DecimalWriter
  ) throws(GivesUp) {
    result.exactBodies += rows.count
    var bodies: [Body] = []
    for row in rows {
      guard let body = block.table.body(ofRow: Array(chunk[block.rows[row]]), records: []) else {
        throw GivesUp()
      }
      bodies.append(body)
    }
    let edition = evaluator.edition
    let dataset = Dataset(layout: InputLayout(edition), periods: [PeriodData(name: "", bodies: bodies)])
    let known = aggregates.flatMap { AcrossEvaluator.known(program, $0.columns, rows.map { start + $0 }) }
    let evaluation = evaluator.evaluate(dataset, known: known)
    result.told.add(contentsOf: evaluation.told)
    writer.insert(at: rows.map { lines[$0] }) { index, writer in
      writeHead(rows[index], chunk, &writer)
      BlockScores.write(evaluation, body: index, &writer)
    }
  }

  // MARK: Lines

  /// Writes the cells of a line before its scores.
  private func writeHead(_ row: Int, _ chunk: UnsafeBufferPointer<UInt8>, _ writer: inout DecimalWriter) {
    let kind = Int(block.kinds[row])
    writer.writeHead(
      id: block.text(block.identifiers[row], in: chunk), kind: kindTexts.indices.contains(kind) ? kindTexts[kind] : [],
      title: block.text(block.titles[row], in: chunk))
  }
}
