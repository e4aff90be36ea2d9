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
    var findings: [Diagnostic] = []
    var bodies = 0
    var exactBodies = 0
  }

  private let program: ColumnProgram
  private let evaluator: Evaluator
  private let reader: RowReader
  private let block: RowBlock
  private let machine: BlockMachine
  private let bandTexts: [[UInt8]]
  private let kindTexts: [[UInt8]]

  init(_ program: ColumnProgram, _ evaluator: Evaluator, _ table: BodyTable, _ reader: RowReader) {
    self.program = program
    self.evaluator = evaluator
    self.reader = reader
    block = RowBlock(table)
    machine = BlockMachine(program, withEvidence: true)
    bandTexts = BlockScores.bandTexts(of: program.edition)
    kindTexts = program.texts.map { Array(CSVTable.field(.text($0)).utf8) }
  }

  /// Scores all rows of a chunk.
  func score(_ chunk: [UInt8]) throws(RowReader.GivesUp) -> Result {
    try Self.checkText(chunk)
    let space = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, chunk.count))
    defer { space.deallocate() }
    _ = space.initialize(from: chunk)
    let bytes = UnsafeBufferPointer(rebasing: space[..<chunk.count])
    var result = Result()
    result.identifiers.reserveCapacity(chunk.count / 32)
    var writer = DecimalWriter()
    writer.bytes.reserveCapacity(chunk.count + chunk.count / 4)
    var offset = 0
    while offset < bytes.count {
      try reader.read(bytes, from: &offset, into: block)
      guard block.count > 0 else { continue }
      compute()
      try scoreBlock(bytes, &result, &writer)
    }
    result.lines = writer.bytes
    return result
  }

  /// Gives up on text that is no UTF-8, or has characters that no table has.
  private static func checkText(_ chunk: [UInt8]) throws(RowReader.GivesUp) {
    var all: UInt8 = 0
    var least: UInt8 = 255
    for byte in chunk {
      all |= byte
      least = min(least, byte)
    }
    guard least > 0 || chunk.isEmpty, all < 0x80 || String(validating: chunk, as: UTF8.self) != nil else {
      throw RowReader.GivesUp()
    }
  }

  private func compute() {
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
      // Tables are read in parts only where there is no other one, of no other period.
      case .kind, .input, .field, .isThere, .across: block.doubts = Array(0..<block.count)
      }
    }
    machine.run(count: block.count)
    for row in block.doubts {
      machine.memory.doubts[row] = 1
      machine.memory.hasDoubts = true
    }
  }

  private func scoreBlock(
    _ chunk: UnsafeBufferPointer<UInt8>, _ result: inout Result, _ writer: inout DecimalWriter
  ) throws(RowReader.GivesUp) {
    let blockStart = writer.bytes.count
    var lines: [Int] = []
    var doubtful: [Int] = []
    lines.reserveCapacity(block.count)
    let scores = BlockScores(machine, bandTexts: bandTexts)
    let doubts = machine.memory.doubts
    for row in 0..<block.count {
      guard let hash = IdentifierHash.hash(text(block.identifiers[row], chunk)) else { throw RowReader.GivesUp() }
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
    try insertExact(doubtful, lines, blockStart, chunk, &result, &writer)
  }

  /// Computes rows exactly and puts their lines between those of the others.
  private func insertExact(
    _ rows: [Int], _ lines: [Int], _ blockStart: Int, _ chunk: UnsafeBufferPointer<UInt8>, _ result: inout Result,
    _ writer: inout DecimalWriter
  ) throws(RowReader.GivesUp) {
    result.exactBodies += rows.count
    var bodies: [Body] = []
    for row in rows {
      let id = String(decoding: text(block.identifiers[row], chunk), as: UTF8.self)
      guard let body = reader.body(Array(chunk[block.rows[row]]), id: id) else { throw RowReader.GivesUp() }
      bodies.append(body)
    }
    let edition = evaluator.edition
    let dataset = Dataset(layout: InputLayout(edition), periods: [PeriodData(name: "", bodies: bodies)])
    let evaluation = evaluator.evaluate(dataset)
    result.findings += evaluation.findings
    var whole = DecimalWriter()
    whole.bytes.reserveCapacity(writer.bytes.count - blockStart + rows.count * 200)
    var done = blockStart
    for (index, row) in rows.enumerated() {
      whole.bytes += writer.bytes[done..<lines[row]]
      done = lines[row]
      writeHead(row, chunk, &whole)
      BlockScores.write(evaluation, body: index, &whole)
    }
    whole.bytes += writer.bytes[done...]
    writer.bytes.replaceSubrange(blockStart..., with: whole.bytes)
  }

  private func text(_ text: RowBlock.Text, _ chunk: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard text.isOwn else { return UnsafeBufferPointer(rebasing: chunk[text.range]) }
    return block.ownText(text)
  }

  // MARK: Lines

  /// Writes the cells of a line before its scores.
  private func writeHead(_ row: Int, _ chunk: UnsafeBufferPointer<UInt8>, _ writer: inout DecimalWriter) {
    Self.write(text(block.identifiers[row], chunk), &writer)
    writer.bytes.append(UInt8(ascii: ","))
    let kind = Int(block.kinds[row])
    if kindTexts.indices.contains(kind) { writer.bytes += kindTexts[kind] }
    writer.bytes.append(UInt8(ascii: ","))
    if !block.titles[row].range.isEmpty { Self.write(text(block.titles[row], chunk), &writer) }
  }

  private static func write(_ text: UnsafeBufferPointer<UInt8>, _ writer: inout DecimalWriter) {
    let isPlain = text.allSatisfy { byte in
      (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    }
    if isPlain {
      writer.bytes.append(contentsOf: text)
    } else {
      writer.bytes += CSVTable.field(.text(String(decoding: text, as: UTF8.self))).utf8
    }
  }
}
