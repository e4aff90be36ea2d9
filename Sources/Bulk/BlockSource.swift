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

  /// Puts rows from here and there into one block.
  func gather(_ rows: ArraySlice<Int>, into machine: BlockMachine) {
    for column in columns {
      machine.memory.absences[column.slot] = nil
      Self.copy(column, rows, machine)
      Self.setBounds(column, rows.count, machine.memory)
    }
  }

  private static func load(_ column: Column, _ range: Range<Int>, _ machine: BlockMachine) {
    let memory = machine.memory
    memory.absences[column.slot] = nil
    if column.codes == nil, column.isMissing == nil {
      memory.values[column.slot] = UnsafeMutablePointer(mutating: column.values + range.lowerBound)
    } else {
      copy(column, range, machine)
    }
    setBounds(column, range.count, memory)
  }

  private static func setBounds(_ column: Column, _ count: Int, _ memory: BlockMemory) {
    let slot = column.slot
    memory.bounds[slot] = bounds(of: memory.values[slot], count: count, places: column.places)
    if let fallback = column.fallback, column.isMissing != nil {
      memory.bounds[slot] = memory.bounds[slot].union(fallback.bounds)
    }
  }

  private static func copy(_ column: Column, _ rows: some Collection<Int>, _ machine: BlockMachine) {
    let out = machine.memory.sourceSpace(column.slot)
    machine.memory.values[column.slot] = out
    // Rows without a figure hold one that another row has, so that they leave the bounds as they are.
    var filler = column.fallback?.value
    if let isMissing = column.isMissing {
      for source in rows where filler == nil && !isMissing[source] { filler = column.values[source] }
    }
    let filled = filler ?? 0
    for (row, source) in rows.enumerated() {
      var value = column.values[source]
      if let isMissing = column.isMissing, isMissing[source] {
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
    // Eight lanes, since a single chain of comparisons would wait for each.
    var low = SIMD8<Double>(repeating: values[0])
    var high = low
    let raw = UnsafeRawPointer(values)
    var row = 0
    while row + 8 <= count {
      let lanes = raw.loadUnaligned(fromByteOffset: row * 8, as: SIMD8<Double>.self)
      low.replace(with: lanes, where: lanes .< low)
      high.replace(with: lanes, where: lanes .> high)
      row += 8
    }
    var least = low.min()
    var greatest = high.max()
    for row in row..<count {
      least = min(least, values[row])
      greatest = max(greatest, values[row])
    }
    var bounds = Bounds(least: least, greatest: greatest, error: 0, places: places, partsBits: 0)
    guard places > 0 else { return bounds }
    bounds.least = least.nextDown
    bounds.greatest = greatest.nextUp
    bounds.error = bounds.magnitude * Bounds.unit * Bounds.slack
    return bounds
  }
}
