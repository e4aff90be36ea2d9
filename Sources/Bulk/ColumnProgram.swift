import Formula
import Methodology

/// An edition as a list of operations over columns, each computed once.
///
/// A class, so that it is handed around cheaply; nothing in it changes.
public final class ColumnProgram: Sendable {
  /// A column that stands for what bodies report.
  struct Source {
    let slot: Int
    let origin: Origin
  }

  /// Where figures stand; those of a period that lies `back` periods before the one that is evaluated.
  enum Origin: Hashable {
    case kind(back: Int)
    /// The position of an input.
    case input(Int, back: Int)
    /// A field of the rows of a table.
    case field(Int, in: Table)
    /// Whether a body was there.
    case isThere(back: Int)
    /// What an aggregate over all bodies gives.
    case across(Int)
  }

  /// The rows of a record table in a period.
  struct Table: Hashable {
    let index: Int
    let back: Int
  }

  public let edition: Edition
  /// What must be known of all bodies before this can be computed, in its order.
  let stages: [AcrossStage]
  /// The choice taken for each reading, by its declared name.
  public let readings: [String: String]
  let instructions: [Instruction]
  let sources: [Source]
  let constants: [(slot: Int, constant: ColumnConstant)]
  /// Columns of which no row has a value.
  let absentSlots: [(slot: Int, absence: UInt8)]
  let staircases: [Staircase]
  let lookUps: [LookUp]
  let roundings: [ColumnRounding]
  let percentiles: [ColumnPercentile]
  /// The scores in the order of the tree, with their columns.
  let outputs: [(score: Declaration, slot: Int)]
  /// The column of positions in the list of bands.
  let bandSlot: Int?
  let slotCount: Int
  /// The record tables by level less one.
  let tables: [Table]
  /// The rows that each column is of: 0 for bodies, from 1 for those of a table, -1 for all.
  let levels: [Int]
  /// The columns that the computation ends up with for a slot: where its values are kept while they are needed.
  let registers: [Int]
  let registerCount: Int
  /// Texts by their codes.
  let texts: [String]

  var inputs: [(declaration: Declaration, input: Input)] { edition.inputs }

  init(
    _ builder: ProgramBuilder, edition: Edition, readings: [String: String], outputs: [(Declaration, Int)], band: Int?,
    stages: [AcrossStage] = [], operands: Set<Int>? = nil
  ) {
    self.stages = stages
    self.edition = edition
    self.readings = readings
    let results = operands ?? Set(outputs.map(\.1) + (band.map { [$0] } ?? []))
    let used = Self.used(builder.instructions, results: results, tells: operands == nil)
    instructions = used.map(\.instruction)
    let needed = results.union(used.flatMap { [$0.instruction.first, $0.instruction.second, $0.instruction.third] })
    sources = builder.sources.filter { needed.contains($0.slot) }
    constants = builder.constants
    absentSlots = builder.absentSlots
    staircases = builder.staircases
    lookUps = builder.lookUps
    roundings = builder.roundings
    percentiles = builder.percentiles
    self.outputs = outputs.map { ($0.0, $0.1) }
    bandSlot = band
    slotCount = builder.slotCount
    tables = builder.tables
    levels = builder.levels
    texts = builder.texts
    slots = used.map(\.slot)
    var seen: Set<Int> = []
    let computed = Set(used.map(\.slot))
    isDirect = outputs.map { computed.contains($0.1) && seen.insert($0.1).inserted }
    bandIsDirect = band.map { computed.contains($0) && seen.insert($0).inserted } ?? false
    (registers, registerCount) = Self.allocate(used, slotCount: builder.slotCount, kept: results)
  }

  /// The column that each instruction fills.
  let slots: [Int]
  /// Whether each output is computed, and by no output before it, so that it can be written where it is wanted.
  let isDirect: [Bool]
  let bandIsDirect: Bool

  /// The instructions that something comes out of, with their columns.
  private static func used(
    _ instructions: [(slot: Int, instruction: Instruction)], results: Set<Int>, tells: Bool
  ) -> [(slot: Int, instruction: Instruction)] {
    var needed = results
    var kept: [(slot: Int, instruction: Instruction)] = []
    for entry in instructions.reversed() {
      let isTold = entry.instruction.operation == .tellIf || entry.instruction.operation == .tellIfFailed
      guard (isTold && tells) || needed.contains(entry.slot) else { continue }
      needed.formUnion([entry.instruction.first, entry.instruction.second, entry.instruction.third])
      kept.append(entry)
    }
    return kept.reversed()
  }

  /// Gives columns places in memory, which they leave to others after their last use.
  private static func allocate(
    _ instructions: [(slot: Int, instruction: Instruction)], slotCount: Int, kept: Set<Int>
  ) -> ([Int], Int) {
    var lastUse = [Int](repeating: -1, count: slotCount)
    for (index, entry) in instructions.enumerated() {
      for operand in [entry.instruction.first, entry.instruction.second, entry.instruction.third] where operand >= 0 {
        lastUse[operand] = index
      }
    }
    var registers = [Int](repeating: -1, count: slotCount)
    var free: [Int] = []
    var count = 0
    for (index, entry) in instructions.enumerated() {
      if let register = free.popLast() {
        registers[entry.slot] = register
      } else {
        registers[entry.slot] = count
        count += 1
      }
      let operands = Set([entry.instruction.first, entry.instruction.second, entry.instruction.third])
      for operand in operands
      where operand >= 0 && lastUse[operand] == index && registers[operand] >= 0 && !kept.contains(operand) {
        free.append(registers[operand])
      }
      if lastUse[entry.slot] < 0, !kept.contains(entry.slot) { free.append(registers[entry.slot]) }
    }
    return (registers, count)
  }
}

/// Why an edition cannot be computed in columns.
public struct NotInColumns: Error, Sendable {
  /// What of it cannot be.
  public let reason: String
}
