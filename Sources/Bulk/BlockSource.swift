import Formula
import Methodology

/// Puts the figures of rows into the columns of a block.
struct BlockSource {
  /// One column of the data, prepared for a program.
  struct Column {
    let slot: Int
    /// The rows that it is of: 0 for bodies, from 1 for those of a record table.
    var level = 0
    /// `nil` for a column in which every row is the same.
    let values: UnsafePointer<Double>?
    let isMissing: UnsafePointer<Bool>?
    let places: Int
    /// What every row has; `nil` if none has anything.
    var all: Double?
    /// What the numbers of a choice become, by position; `nil` for numbers.
    let codes: [Double]?
    /// What holds where a figure is not reported.
    let fallback: ColumnConstant?
  }

  let columns: [Column]
  /// The rows of each level but that of bodies; `nil` where there are none.
  let tables: [RecordColumns?]
  let isUnfit: [Bool]?
  /// Columns that aggregates over bodies give.
  var across: [(slot: Int, column: AcrossColumn)] = []

  // MARK: Blocks

  /// The bodies of the block that begins with one, not beyond others; `nil` if that one has too many rows for a block.
  private func block(from start: Int, to end: Int) -> Range<Int>? {
    // Blocks do not go across a multiple of the most bodies, so that threads keep to their own.
    var last = min(end, (start / BlockMemory.rows + 1) * BlockMemory.rows)
    for case let table? in tables {
      let limit = table.starts[start] + BlockMemory.rows
      while last > start, table.starts[last] > limit { last -= 1 }
    }
    return last > start ? start..<last : nil
  }

  /// Loads and computes a stretch of bodies block by block.
  ///
  /// - Parameters:
  ///   - range: the bodies.
  ///   - machine: computes the blocks.
  ///   - prepare: is called with each block before it is computed.
  ///   - take: is called with each block that was computed.
  ///   - leave: is called with each body that has too many rows for a block, in its turn.
  func compute(
    _ range: Range<Int>, on machine: BlockMachine, prepare: (Range<Int>) -> Void = { _ in },
    take: (Range<Int>) -> Void, leave: (Int) -> Void
  ) {
    var start = range.lowerBound
    while start < range.upperBound {
      guard let block = block(from: start, to: range.upperBound) else {
        leave(start)
        start += 1
        continue
      }
      load(block, into: machine)
      prepare(block)
      machine.run(count: block.count)
      take(block)
      start = block.upperBound
    }
  }

  /// Groups of bodies from here and there that fit into a block; those with too many rows are left out.
  func blocks(of bodies: [Int]) -> (blocks: [[Int]], others: [Int]) {
    var blocks: [[Int]] = []
    var others: [Int] = []
    var block: [Int] = []
    var counts = tables.map { _ in 0 }
    for body in bodies {
      let own = tables.map { $0?.rows(ofBodies: body..<body + 1).count ?? 0 }
      if own.contains(where: { $0 > BlockMemory.rows }) {
        others.append(body)
        continue
      }
      if block.count == BlockMemory.rows || zip(counts, own).contains(where: { $0 + $1 > BlockMemory.rows }) {
        blocks.append(block)
        block = []
        counts = tables.map { _ in 0 }
      }
      block.append(body)
      for (index, count) in own.enumerated() { counts[index] += count }
    }
    if !block.isEmpty { blocks.append(block) }
    return (blocks, others)
  }

  // MARK: Rows

  func load(_ range: Range<Int>, into machine: BlockMachine) {
    setSpans(range, machine.memory)
    for column in columns { load(column, rows(of: range, column.level), machine) }
    for (slot, column) in across { column.load(range, slot: slot, into: machine) }
  }

  /// Puts one body into a block that has too many rows for it, and leaves them out.
  func loadWithoutRows(_ body: Int, into machine: BlockMachine) {
    for span in machine.memory.spans {
      span.clear()
      span.add(rows: 0)
    }
    for column in columns {
      load(column, column.level == 0 ? body..<body + 1 : 0..<0, machine)
    }
    for (slot, column) in across { column.load(body..<body + 1, slot: slot, into: machine) }
  }

  /// Puts bodies from here and there into one block.
  func gather(_ bodies: [Int], into machine: BlockMachine) {
    setSpans(bodies, machine.memory)
    let rows = [bodies] + tables.map { table in bodies.flatMap { table?.rows(ofBodies: $0..<$0 + 1) ?? 0..<0 } }
    for column in columns {
      machine.memory.absences[column.slot] = nil
      Self.copy(column, rows[column.level], machine)
      Self.setBounds(column, rows[column.level].count, machine.memory)
    }
    for (slot, column) in across { column.load(bodies, slot: slot, into: machine) }
  }

  private func rows(of bodies: Range<Int>, _ level: Int) -> Range<Int> {
    level == 0 ? bodies : tables[level - 1]?.rows(ofBodies: bodies) ?? 0..<0
  }

  private func setSpans(_ bodies: some Collection<Int>, _ memory: BlockMemory) {
    for (table, span) in zip(tables, memory.spans) {
      span.clear()
      span.isLacking = table?.isLacking ?? false
      for body in bodies {
        let rows = table?.rows(ofBodies: body..<body + 1) ?? 0..<0
        if let isDue = table?.isDue {
          for (place, row) in rows.enumerated() { span.isDue[span.count + place] = isDue[row] ? 1 : 0 }
          span.hasDue = true
        }
        span.add(rows: rows.count)
      }
    }
  }

  private func load(_ column: Column, _ range: Range<Int>, _ machine: BlockMachine) {
    let memory = machine.memory
    memory.absences[column.slot] = nil
    if let values = column.values, column.codes == nil, column.isMissing == nil {
      memory.values[column.slot] = UnsafeMutablePointer(mutating: values + range.lowerBound)
    } else {
      Self.copy(column, range, machine)
    }
    Self.setBounds(column, range.count, memory)
  }

  private static func setBounds(_ column: Column, _ count: Int, _ memory: BlockMemory) {
    let slot = column.slot
    memory.bounds[slot] = bounds(of: memory.values[slot], count: count, places: column.places)
    if let fallback = column.fallback, column.isMissing != nil || column.values == nil {
      memory.bounds[slot] = memory.bounds[slot].union(fallback.bounds)
    }
  }

  private static func copy(_ column: Column, _ rows: some Collection<Int>, _ machine: BlockMachine) {
    let out = machine.memory.sourceSpace(column.slot)
    machine.memory.values[column.slot] = out
    guard let values = column.values else {
      out.update(repeating: column.all ?? column.fallback?.value ?? 0, count: rows.count)
      if column.all == nil, column.fallback == nil {
        machine.ownMarks(column.slot).update(repeating: Absent.missing, count: rows.count)
      }
      return
    }
    // Rows without a figure hold one that another row has, so that they leave the bounds as they are.
    var filler = column.fallback?.value
    if let isMissing = column.isMissing {
      for source in rows where filler == nil && !isMissing[source] { filler = values[source] }
    }
    let filled = filler ?? 0
    for (row, source) in rows.enumerated() {
      var value = values[source]
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
    // Four chains, since a single one would wait for each comparison; a choice such as these is one instruction.
    var (low0, low1, low2, low3) = (values[0], values[0], values[0], values[0])
    var (high0, high1, high2, high3) = (low0, low0, low0, low0)
    var row = 0
    while row &+ 4 <= count {
      let (first, second, third, fourth) = (values[row], values[row &+ 1], values[row &+ 2], values[row &+ 3])
      low0 = first < low0 ? first : low0
      low1 = second < low1 ? second : low1
      low2 = third < low2 ? third : low2
      low3 = fourth < low3 ? fourth : low3
      high0 = first > high0 ? first : high0
      high1 = second > high1 ? second : high1
      high2 = third > high2 ? third : high2
      high3 = fourth > high3 ? fourth : high3
      row &+= 4
    }
    var least = min(low0, low1, low2, low3)
    var greatest = max(high0, high1, high2, high3)
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
