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
  private let exactColumns: [Int]
  private let bandTexts: [[UInt8]]
  private let kindTexts: [[UInt8]]
  private var writer = DecimalWriter()

  init(_ program: ColumnProgram, _ evaluator: Evaluator, _ table: BodyTable, _ reader: RowReader) {
    self.program = program
    self.evaluator = evaluator
    self.reader = reader
    block = RowBlock(table)
    machine = BlockMachine(program, withEvidence: true)
    exactColumns = []
    bandTexts = (program.edition.bands?.rows ?? []).map { Array(CSVTable.field(.text($0.name)).utf8) }
    kindTexts = program.texts.map { Array(CSVTable.field(.text($0)).utf8) }
  }

  /// Scores all rows of a chunk.
  func score(_ chunk: [UInt8]) throws(RowReader.GivesUp) -> Result {
    var result = Result()
    var identifierHash = IdentifierHash()
    try Self.checkText(chunk)
    var offset = 0
    writer.bytes.removeAll(keepingCapacity: true)
    while offset < chunk.count {
      let read = chunk.withUnsafeBufferPointer { bytes -> Swift.Result<Int, RowReader.GivesUp> in
        var end = offset
        do throws(RowReader.GivesUp) {
          try reader.read(bytes, from: &end, into: block)
          return .success(end)
        } catch {
          return .failure(error)
        }
      }
      offset = try read.get()
      guard block.count > 0 else { continue }
      compute()
      try scoreBlock(chunk, &result, &identifierHash)
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
      case .kind:
        machine.memory.values[slot] = block.kinds
        machine.memory.bounds[slot] = BlockSource.bounds(of: block.kinds, count: block.count, places: 0)
      case .input(let position):
        let input = block.inputs[position]
        machine.memory.values[slot] = input.values
        if input.hasMissing {
          let marks = machine.ownMarks(slot)
          for row in 0..<block.count { marks[row] = input.isMissing[row] != 0 ? Absent.missing : Absent.none }
        }
        machine.memory.bounds[slot] = BlockSource.bounds(of: input.values, count: block.count, places: input.places)
      }
    }
    machine.run(count: block.count)
    for row in block.doubts {
      machine.memory.doubts[row] = 1
      machine.memory.hasDoubts = true
    }
  }

  private func scoreBlock(
    _ chunk: [UInt8], _ result: inout Result, _ identifierHash: inout IdentifierHash
  ) throws(RowReader.GivesUp) {
    let blockStart = writer.bytes.count
    var lines: [Int] = []
    var doubtful: [Int] = []
    lines.reserveCapacity(block.count)
    for row in 0..<block.count {
      guard let hash = identifierHash.hash(text(block.identifiers[row], chunk)) else { throw RowReader.GivesUp() }
      result.identifiers.append(hash)
      let start = writer.bytes.count
      lines.append(start)
      if machine.memory.doubts[row] != 0 || !write(row, chunk) {
        writer.bytes.removeLast(writer.bytes.count - start)
        doubtful.append(row)
      }
    }
    result.bodies += block.count
    guard !doubtful.isEmpty else { return }
    try insertExact(doubtful, lines, blockStart, chunk, &result)
  }

  /// Computes rows exactly and puts their lines between those of the others.
  private func insertExact(
    _ rows: [Int], _ lines: [Int], _ blockStart: Int, _ chunk: [UInt8], _ result: inout Result
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
    let written = writer.bytes[blockStart...]
    var whole: [UInt8] = []
    whole.reserveCapacity(written.count + rows.count * 200)
    var done = blockStart
    for (index, row) in rows.enumerated() {
      whole += written[done..<lines[row]]
      done = lines[row]
      whole += head(row, chunk)
      for score in program.outputs {
        whole.append(UInt8(ascii: ","))
        whole += CSVTable.field(CSVTable.Cell(evaluation.value(score.score.id, body: index))).utf8
      }
      if edition.bands != nil {
        whole.append(UInt8(ascii: ","))
        whole += evaluation.band(body: index).map { Array(CSVTable.field(.text($0.name)).utf8) } ?? []
      }
      whole += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    }
    whole += written[done...]
    writer.bytes.replaceSubrange(blockStart..., with: whole)
  }

  private func text(_ text: RowBlock.Text, _ chunk: [UInt8]) -> ArraySlice<UInt8> {
    text.isOwn ? block.texts[text.range] : chunk[text.range]
  }

  // MARK: Lines

  /// Writes the line of a row; `false` if a number of it cannot be written from what is known.
  private func write(_ row: Int, _ chunk: [UInt8]) -> Bool {
    writer.bytes += head(row, chunk)
    let memory = machine.memory
    for output in program.outputs {
      writer.bytes.append(UInt8(ascii: ","))
      let slot = output.slot
      if let marks = memory.absences[slot], marks[row] != Absent.none {
        writer.bytes += marks[row] == Absent.notApplicable ? Self.notApplicable : Self.missing
        continue
      }
      let evidence = machine.evidence?.rows[slot]
      let bounds = memory.bounds[slot]
      let places = evidence.map { Int($0[row]) } ?? bounds.places
      let bits = evidence.map { Int($0[row + BlockMemory.rows]) } ?? Int(min(bounds.partsBits.rounded(.up), 9999))
      let error = machine.evidence?.error(slot, row) ?? bounds.error
      guard writer.write(memory.values[slot][row], error: error, places: places, bits: bits) else {
        return false
      }
    }
    if let band = program.bandSlot {
      writer.bytes.append(UInt8(ascii: ","))
      if memory.absences[band].map({ $0[row] == Absent.none }) ?? true {
        writer.bytes += bandTexts[Int(memory.values[band][row])]
      }
    }
    writer.bytes.append(UInt8(ascii: "\r"))
    writer.bytes.append(UInt8(ascii: "\n"))
    return true
  }

  private static let missing = Array("missing".utf8)
  private static let notApplicable = Array("not applicable".utf8)

  /// The cells of a line before its scores.
  private func head(_ row: Int, _ chunk: [UInt8]) -> [UInt8] {
    var cells = field(text(block.identifiers[row], chunk))
    cells.append(UInt8(ascii: ","))
    let kind = Int(block.kinds[row])
    if kindTexts.indices.contains(kind) { cells += kindTexts[kind] }
    cells.append(UInt8(ascii: ","))
    let title = text(block.titles[row], chunk)
    if !title.isEmpty { cells += field(title) }
    return cells
  }

  private func field(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let isPlain = text.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
    return isPlain ? Array(text) : Array(CSVTable.field(.text(String(decoding: text, as: UTF8.self))).utf8)
  }
}

/// Tells identifiers from one another by numbers: equal ones have the same.
struct IdentifierHash {
  /// The number of an identifier; `nil` for one that another way of writing might equal.
  mutating func hash(_ text: ArraySlice<UInt8>) -> UInt64? {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var all: UInt8 = 0
    for byte in text {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      all |= byte
    }
    if all >= 0x80 {
      // Characters can be written in several ways in Unicode; three of them in a way without accents too.
      let string = String(decoding: text, as: UTF8.self)
      if string.unicodeScalars.contains(where: { ["\u{37E}", "\u{1FEF}", "\u{212A}"].contains($0) }) { return nil }
      return UInt64(bitPattern: Int64(string.hashValue)) | 1
    }
    hash ^= hash >> 32
    hash = hash &* 0xD6E8_FEB8_6659_FD93
    hash ^= hash >> 29
    return hash | 1
  }
}

/// The numbers of the identifiers that were met.
struct IdentifierSet {
  private var slots = [UInt64](repeating: 0, count: 1 << 12)
  private var count = 0

  /// Adds a number; `false` if it is there already.
  mutating func insert(_ number: UInt64) -> Bool {
    if count * 2 >= slots.count { grow() }
    var place = Int(truncatingIfNeeded: number >> 1) & (slots.count - 1)
    while slots[place] != 0 {
      if slots[place] == number { return false }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = number
    count += 1
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    count = 0
    for number in old where number != 0 { _ = insert(number) }
  }
}
