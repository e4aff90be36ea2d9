/// The columns of one block of rows while it is computed.
///
/// A class, since it owns memory; each thread has one of its own.
final class BlockMemory {
  /// The bodies, and of each record table the rows, that are computed at once: few enough that the columns in use stay
  /// in the processor's caches, and enough that a column is read from memory in runs of several pages.
  static let rows = 2048

  let values: UnsafeMutablePointer<UnsafeMutablePointer<Double>>
  /// Which rows lack a value; `nil` for a column in which all have one.
  let absences: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>
  let bounds: UnsafeMutablePointer<Bounds>
  /// Rows of the level at hand that the columns cannot decide; after a run the bodies that they cannot.
  private(set) var doubts: UnsafeMutablePointer<UInt8>
  var hasDoubts = false
  /// The rows that a column has room for.
  let capacity = BlockMemory.rows
  /// The rows of the record tables, by level less one.
  let spans: [RowSpan]

  private let slotCount: Int
  private let numbers: UnsafeMutablePointer<Double>
  private let marks: UnsafeMutablePointer<UInt8>
  /// For the intermediate steps of one operation.
  let scratch: UnsafeMutablePointer<Double>
  private let program: ColumnProgram

  init(_ program: ColumnProgram) {
    self.program = program
    slotCount = program.slotCount
    let rows = capacity
    spans = program.tables.map { _ in RowSpan(capacity: rows) }
    let fixed = program.constants.count + program.absentSlots.count
    let count = program.registerCount + fixed + program.sources.count + 1
    numbers = .allocate(capacity: count * rows)
    numbers.initialize(repeating: 0, count: count * rows)
    let markCount = (program.slotCount + 1 + program.tables.count) * rows
    marks = .allocate(capacity: markCount)
    marks.initialize(repeating: 0, count: markCount)
    scratch = numbers + (count - 1) * rows
    doubts = marks + program.slotCount * rows
    values = .allocate(capacity: slotCount)
    values.initialize(repeating: numbers, count: slotCount)
    absences = .allocate(capacity: slotCount)
    absences.initialize(repeating: nil, count: slotCount)
    bounds = .allocate(capacity: slotCount)
    bounds.initialize(repeating: .truth, count: slotCount)
    for slot in 0..<slotCount where program.registers[slot] >= 0 {
      values[slot] = numbers + program.registers[slot] * rows
    }
    var next = program.registerCount
    for (slot, constant) in program.constants {
      values[slot] = numbers + next * rows
      values[slot].update(repeating: constant.value, count: rows)
      bounds[slot] = constant.bounds
      next += 1
    }
    for (slot, absence) in program.absentSlots {
      values[slot] = numbers + next * rows
      let own = marks + slot * rows
      own.update(repeating: absence, count: rows)
      absences[slot] = own
      bounds[slot] = ColumnConstant.zero.bounds
      next += 1
    }
  }

  /// Where the figures of a source are put that cannot be used where they are.
  func sourceSpace(_ slot: Int) -> UnsafeMutablePointer<Double> {
    let index = program.sources.firstIndex { $0.slot == slot } ?? 0
    let before = program.registerCount + program.constants.count + program.absentSlots.count
    return numbers + (before + index) * capacity
  }

  deinit {
    numbers.deallocate()
    marks.deallocate()
    values.deallocate()
    absences.deallocate()
    bounds.deallocate()
  }

  /// Where the marks of a column are kept, if it has any.
  func markSpace(_ slot: Int) -> UnsafeMutablePointer<UInt8> { marks + slot * capacity }

  /// Where the values of a computed column are kept when nobody else wants them.
  func ownSpace(_ slot: Int) -> UnsafeMutablePointer<Double> { numbers + program.registers[slot] * capacity }

  /// Turns to the rows of a level.
  func turn(to level: Int) { doubts = marks + (slotCount + level) * capacity }

  func clearDoubts() {
    guard hasDoubts else { return }
    (marks + slotCount * capacity).update(repeating: 0, count: (spans.count + 1) * capacity)
    hasDoubts = false
  }

  /// Leaves the bodies of rows in doubt in doubt, and turns to bodies.
  func foldDoubts() {
    turn(to: 0)
    guard hasDoubts else { return }
    for (index, span) in spans.enumerated() {
      let own = marks + (slotCount + index + 1) * capacity
      for row in 0..<span.count where own[row] != 0 { doubts[Int(span.owners[row])] = 1 }
    }
  }
}
