import Formula
import Methodology

/// Puts the figures of rows into the columns of a block.
struct BlockSource {
  /// One column of the data, prepared for a program.
  struct Column {
    let slot: Int
    let values: UnsafePointer<Double>
    let isMissing: UnsafePointer<Bool>?
    let places: Int
    /// What the numbers of a choice become, by position; `nil` for numbers.
    let codes: [Double]?
    /// What holds where a figure is not reported.
    let fallback: ColumnConstant?
  }

  let columns: [Column]

  func load(_ range: Range<Int>, into machine: BlockMachine) {
    for column in columns { Self.load(column, range, machine) }
  }

  private static func load(_ column: Column, _ range: Range<Int>, _ machine: BlockMachine) {
    let memory = machine.memory
    let slot = column.slot
    let start = column.values + range.lowerBound
    memory.absences[slot] = nil
    if column.codes == nil, column.isMissing == nil {
      memory.values[slot] = UnsafeMutablePointer(mutating: start)
    } else {
      copy(column, range, machine)
    }
    memory.bounds[slot] = bounds(of: memory.values[slot], count: range.count, places: column.places)
    if let fallback = column.fallback, column.isMissing != nil {
      memory.bounds[slot] = memory.bounds[slot].union(fallback.bounds)
    }
  }

  private static func copy(_ column: Column, _ range: Range<Int>, _ machine: BlockMachine) {
    let out = machine.memory.sourceSpace(column.slot)
    machine.memory.values[column.slot] = out
    let values = column.values + range.lowerBound
    // Rows without a figure hold one that another row has, so that they leave the bounds as they are.
    var filler = column.fallback?.value
    if let isMissing = column.isMissing {
      for row in 0..<range.count where filler == nil && !isMissing[range.lowerBound + row] { filler = values[row] }
    }
    let filled = filler ?? 0
    for row in 0..<range.count {
      var value = values[row]
      if let isMissing = column.isMissing, isMissing[range.lowerBound + row] {
        value = filled
        if column.fallback == nil {
          machine.ownMarks(column.slot)[row] = Absent.missing
        } else if column.codes != nil {
          out[row] = value
          continue
        }
      }
      if let codes = column.codes {
        let position = Int(value)
        value = codes.indices.contains(position) ? codes[position] : 0
      }
      out[row] = value
    }
  }

  /// The bounds of figures in doubles: each is the double nearest to its decimal.
  static func bounds(of values: UnsafeMutablePointer<Double>, count: Int, places: Int) -> Bounds {
    guard count > 0 else { return ColumnConstant.zero.bounds }
    var least = values[0]
    var greatest = values[0]
    for row in 1..<max(1, count) {
      let value = values[row]
      least = value < least ? value : least
      greatest = value > greatest ? value : greatest
    }
    var bounds = Bounds(least: least, greatest: greatest, error: 0, places: places, partsBits: 0)
    guard places > 0 else { return bounds }
    bounds.least = least.nextDown
    bounds.greatest = greatest.nextUp
    bounds.error = bounds.magnitude * Bounds.unit * Bounds.slack
    return bounds
  }
}
