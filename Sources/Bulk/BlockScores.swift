import Evaluation
import Methodology
import Reporting

/// Writes the scores of a block of bodies as the cells of lines, from what is known of its columns.
struct BlockScores {
  /// A column of scores.
  private struct Output {
    let values: UnsafeMutablePointer<Double>
    let marks: UnsafeMutablePointer<UInt8>?
    let evidence: UnsafeMutablePointer<Int16>?
    let errors: UnsafeMutablePointer<Double>?
    let error: Double
    let places: Int
    let bits: Int

    init(_ slot: Int, _ memory: BlockMemory, _ evidence: Evidence?) {
      values = memory.values[slot]
      marks = memory.absences[slot]
      self.evidence = evidence?.rows[slot]
      errors = evidence?.errors[slot]
      let bounds = memory.bounds[slot]
      (error, places) = (bounds.error, bounds.places)
      bits = Int(min(bounds.partsBits.rounded(.up), 9999))
    }
  }

  private let outputs: [Output]
  private let band: Output?
  private let bandTexts: [[UInt8]]
  private let capacity: Int

  /// - Parameters:
  ///   - machine: the machine that has computed the block.
  ///   - bandTexts: the bands as cells.
  init(_ machine: BlockMachine, bandTexts: [[UInt8]]) {
    let program = machine.program
    outputs = program.outputs.map { Output($0.slot, machine.memory, machine.evidence) }
    band = program.bandSlot.map { Output($0, machine.memory, nil) }
    self.bandTexts = bandTexts
    capacity = machine.memory.capacity
  }

  /// The bands of an edition as cells.
  static func bandTexts(of edition: Edition) -> [[UInt8]] {
    (edition.bands?.rows ?? []).map { Array(CSVTable.field(.text($0.name)).utf8) }
  }

  /// Writes the scores and the band of a row to the end of its line; `false` if one cannot be told.
  func write(_ row: Int, _ writer: inout DecimalWriter) -> Bool {
    for output in outputs {
      writer.bytes.append(UInt8(ascii: ","))
      if let marks = output.marks, marks[row] != Absent.none {
        writer.bytes += marks[row] == Absent.notApplicable ? Self.notApplicable : Self.missing
        continue
      }
      let places = output.evidence.map { Int($0[row]) } ?? output.places
      let bits = output.evidence.map { Int($0[row + capacity]) } ?? output.bits
      let error = output.errors?[row] ?? output.error
      guard writer.write(output.values[row], error: error, places: places, bits: bits) else { return false }
    }
    if let band {
      writer.bytes.append(UInt8(ascii: ","))
      if band.marks.map({ $0[row] == Absent.none }) ?? true { writer.bytes += bandTexts[Int(band.values[row])] }
    }
    writer.endLine()
    return true
  }

  /// Writes the scores and the band of a body that was evaluated exactly.
  static func write(_ evaluation: Evaluation, body: Int, _ writer: inout DecimalWriter) {
    for score in evaluation.edition.scores {
      writer.bytes.append(UInt8(ascii: ","))
      writer.bytes += CSVTable.field(CSVTable.Cell(evaluation.value(score.id, body: body))).utf8
    }
    if evaluation.edition.bands != nil {
      writer.bytes.append(UInt8(ascii: ","))
      writer.bytes += evaluation.band(body: body).map { Array(CSVTable.field(.text($0.name)).utf8) } ?? []
    }
    writer.endLine()
  }

  private static let missing = Array("missing".utf8)
  private static let notApplicable = Array("not applicable".utf8)
}

extension DecimalWriter {
  fileprivate mutating func endLine() {
    bytes.append(UInt8(ascii: "\r"))
    bytes.append(UInt8(ascii: "\n"))
  }
}
