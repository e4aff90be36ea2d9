/// Computes a program over one block of rows after another.
///
/// A class, since it owns the memory of its block; each thread has one of its own.
final class BlockMachine {
  let program: ColumnProgram
  let memory: BlockMemory
  var count = 0
  private let tables: [StaircaseTable]
  let lookUps: [LookUpTable]
  private let isConstant: [Bool]
  /// What tells finite decimals from other numbers; `nil` where nobody asks.
  let evidence: Evidence?

  init(_ program: ColumnProgram, withEvidence: Bool = false) {
    self.program = program
    let memory = BlockMemory(program)
    self.memory = memory
    evidence = withEvidence ? Evidence(program, memory) : nil
    tables = program.staircases.map(StaircaseTable.init)
    lookUps = program.lookUps.map(LookUpTable.init)
    var isConstant = [Bool](repeating: false, count: program.slotCount)
    for (slot, _) in program.constants { isConstant[slot] = true }
    self.isConstant = isConstant
  }

  /// Computes all columns of a block whose sources are in their places.
  func run(count bodies: Int) {
    memory.clearDoubts()
    let counts = [bodies] + memory.spans.map(\.count)
    evidence?.begin(counts: counts)
    program.instructions.withUnsafeBufferPointer { instructions in
      program.slots.withUnsafeBufferPointer { slots in
        var level = -1
        for index in 0..<instructions.count {
          let slot = slots[index]
          if program.levels[slot] != level {
            level = program.levels[slot]
            count = counts[level]
            memory.turn(to: level)
          }
          run(instructions[index], slot)
          evidence?.follow(instructions[index], slot, count: count)
        }
      }
    }
    count = bodies
    memory.foldDoubts()
  }

  /// Leaves the whole block to the exact evaluator.
  func doubtAll() {
    memory.doubts.update(repeating: 1, count: memory.capacity)
    memory.hasDoubts = true
  }

  private func run(_ instruction: Instruction, _ slot: Int) {
    let first = instruction.first
    let second = instruction.second
    let bounds = memory.bounds
    switch instruction.operation {
    case .add:
      bounds[slot] = bounds[first] + bounds[second]
      combine(first, second, slot) { $0 + $1 }
    case .subtract:
      bounds[slot] = bounds[first] - bounds[second]
      combine(first, second, slot) { $0 - $1 }
    case .multiply:
      bounds[slot] = bounds[first] * bounds[second]
      combine(first, second, slot) { $0 * $1 }
    case .divide: divide(first, second, slot)
    case .least:
      bounds[slot] = .least(bounds[first], bounds[second])
      combine(first, second, slot) { $0 < $1 ? $0 : $1 }
    case .greatest:
      bounds[slot] = .greatest(bounds[first], bounds[second])
      combine(first, second, slot) { $0 > $1 ? $0 : $1 }
    case .negate:
      bounds[slot] = bounds[first].negated
      map(first, slot) { -$0 }
    case .magnitude:
      bounds[slot] = bounds[first].absolute
      map(first, slot) { $0.magnitude }
    case .less, .atMost, .equal: compare(instruction.operation, first, second, slot)
    case .same:
      bounds[slot] = .truth
      combine(first, second, slot) { $0 == $1 ? 1 : 0 }
    case .both, .either: logic(instruction.operation, first, second, slot)
    case .not:
      bounds[slot] = .truth
      map(first, slot) { 1 - $0 }
    case .choose: choose(first, second, instruction.third, slot)
    case .round(let index): round(program.roundings[index], first, slot)
    case .steps(let index): steps(tables[index], first, slot)
    case .covers(let index): covers(tables[index], first, slot)
    case .lookUp(let index): lookUp(lookUps[index], [first, second, instruction.third], slot)
    case .fallBack: fallBack(first, second, slot)
    case .isPresent: ask(first, slot) { $0 == Absent.none }
    case .isMissing: ask(first, slot) { $0 >= Absent.missing }
    case .isApplicable: ask(first, slot) { $0 != Absent.notApplicable }
    case .onlyIf: onlyIf(first, second, slot)
    case .settle:
      bounds[slot] = bounds[first]
      map(first, slot) { $0 }
    case .keepNotApplicable: keepNotApplicable(first, second, slot)
    case .zeroIfNotApplicable: zeroIfNotApplicable(first, slot)
    case .tellIf: tellIf(first)
    case .tellIfFailed: tellIfFailed(first)
    case .spread(let level): spread(first, slot, memory.spans[level - 1])
    case .reduce(let reduction, let level): reduce(reduction, first, second, slot, memory.spans[level - 1])
    }
    if !bounds[slot].isUsable {
      // Nothing is known of such numbers; the bounds only have to stay numbers.
      doubtAll()
      bounds[slot] = ColumnConstant.zero.bounds
    }
  }

  // MARK: Values

  @inline(__always)
  private func combine(_ first: Int, _ second: Int, _ slot: Int, _ operation: (Double, Double) -> Double) {
    let out = memory.values[slot]
    let left = memory.values[first]
    let right = memory.values[second]
    let count = count
    if isConstant[second] {
      let value = right[0]
      for row in 0..<count { out[row] = operation(left[row], value) }
    } else if isConstant[first] {
      let value = left[0]
      for row in 0..<count { out[row] = operation(value, right[row]) }
    } else {
      for row in 0..<count { out[row] = operation(left[row], right[row]) }
    }
    mergeAbsences(first, second, slot)
  }

  @inline(__always)
  func map(_ first: Int, _ slot: Int, _ operation: (Double) -> Double) {
    let out = memory.values[slot]
    let values = memory.values[first]
    for row in 0..<count { out[row] = operation(values[row]) }
    mergeAbsences(first, first, slot)
  }

  private func divide(_ first: Int, _ second: Int, _ slot: Int) {
    let bounds = memory.bounds
    let divisor = bounds[second]
    let span = max(divisor.least, -divisor.greatest)
    if span > 0, span > 4 * divisor.error {
      bounds[slot] = .quotient(bounds[first], divisor, leastDivisor: span - divisor.error)
      if evidence != nil, let power = wholePower(bounds[first], divisor) {
        // A quotient of whole numbers is rounded but once.
        let magic = 0x1.8p52
        combine(first, second, slot) { (($0 * power + magic) - magic) / (($1 * power + magic) - magic) }
        bounds[slot].error = Bounds.unit * bounds[slot].magnitude * Bounds.slack
      } else {
        combine(first, second, slot) { $0 / $1 }
      }
      return
    }
    divideWithZeros(first, second, slot)
  }

  /// The power of ten that makes whole numbers of two columns of decimals, where doubles hold them.
  func wholePower(_ first: Bounds, _ second: Bounds) -> Double? {
    let places = max(first.places, second.places)
    guard first.partsBits == 0, second.partsBits == 0, (1...15).contains(places) else { return nil }
    let power = BodyColumns.Column.power(places)
    let isExact =
      max(first.error, second.error) * power < 0.125 && max(first.magnitude, second.magnitude) * power < 0x1p50
    return isExact ? power : nil
  }

  /// Divides where a divisor of the block may be zero.
  private func divideWithZeros(_ first: Int, _ second: Int, _ slot: Int) {
    let bounds = memory.bounds
    let divisor = bounds[second]
    let (left, right, out) = (memory.values[first], memory.values[second], memory.values[slot])
    let tolerance = Bounds.tolerance(divisor, ColumnConstant.zero.bounds)
    let isDecided = Bounds.separates(divisor, ColumnConstant.zero.bounds, tolerance: tolerance)
    // Divisors nearer to zero than this say too little about the quotient.
    let margin = isDecided ? tolerance : max(tolerance, 4 * divisor.error)
    var least = Double.infinity
    var zeros = 0
    for row in 0..<count {
      let size = right[row].magnitude
      if size > margin { least = min(least, size) } else { zeros += 1 }
    }
    guard least.isFinite else {
      for row in 0..<count { out[row] = 0 }
      bounds[slot] = ColumnConstant.zero.bounds
      finishZeros(first, second, slot, margin, isDecided)
      return
    }
    bounds[slot] = .quotient(bounds[first], divisor, leastDivisor: least)
    for row in 0..<count {
      let value = right[row]
      out[row] = left[row] / (value.magnitude > margin ? value : least)
    }
    mergeAbsences(first, second, slot)
    if zeros > 0 { finishZeros(first, second, slot, margin, isDecided) }
  }

  private func finishZeros(_ first: Int, _ second: Int, _ slot: Int, _ margin: Double, _ isDecided: Bool) {
    mergeAbsences(first, second, slot)
    let right = memory.values[second]
    let marks = ownMarks(slot)
    for row in 0..<count where right[row].magnitude <= margin {
      if isDecided { marks[row] = max(marks[row], Absent.failed) } else { memory.doubts[row] = 1 }
    }
    if !isDecided { memory.hasDoubts = true }
  }

  // MARK: Comparisons

  private func compare(_ operation: Instruction.Operation, _ first: Int, _ second: Int, _ slot: Int) {
    let (left, right) = (memory.bounds[first], memory.bounds[second])
    let tolerance = Bounds.tolerance(left, right)
    memory.bounds[slot] = .truth
    // The bounds on exact values may tell beforehand that it never holds.
    let neverHolds =
      operation == .less
      ? left.least >= right.greatest
      : left.least > right.greatest || (operation == .equal && right.least > left.greatest)
    if neverHolds {
      memory.values[slot].update(repeating: 0, count: count)
      memory.bounds[slot].greatest = 0
      return mergeAbsences(first, second, slot)
    }
    switch operation {
    case .less: combine(first, second, slot) { $0 - $1 < -tolerance ? 1 : 0 }
    case .atMost: combine(first, second, slot) { $0 - $1 <= tolerance ? 1 : 0 }
    default: combine(first, second, slot) { ($0 - $1).magnitude <= tolerance ? 1 : 0 }
    }
    let areApart =
      left.greatest + tolerance < right.least - tolerance || right.greatest + tolerance < left.least - tolerance
    if !areApart, !Bounds.separates(left, right, tolerance: tolerance) { doubtNear(first, second, tolerance) }
  }

  /// Marks the rows whose two values may be the same or not.
  private func doubtNear(_ first: Int, _ second: Int, _ tolerance: Double) {
    let (left, right) = (memory.values[first], memory.values[second])
    var near: UInt64 = 0
    for row in 0..<count { near |= (left[row] - right[row]).magnitude <= tolerance ? 1 : 0 }
    guard near > 0 else { return }
    for row in 0..<count where (left[row] - right[row]).magnitude <= tolerance {
      if let evidence, evidence.separates(first, second, row, tolerance: tolerance) { continue }
      memory.doubts[row] = 1
      memory.hasDoubts = true
    }
  }

  // MARK: Scales

  private func steps(_ table: StaircaseTable, _ first: Int, _ slot: Int) {
    let bounds = memory.bounds[first]
    let edges = table.thresholds(for: bounds)
    let (values, out) = (memory.values[first], memory.values[slot])
    let reachable = table.reachable(from: bounds)
    memory.bounds[slot] = table.bounds(of: reachable)
    if let sums = table.sums, table.isWhole(reachable) {
      addSteps(values, out, edges, sums, base: table.base)
      mergeAbsences(first, first, slot)
    } else {
      countSteps(values, edges)
      mergeAbsences(first, first, slot)
      let filler = memory.bounds[slot].least
      var marks = memory.absences[slot]
      for row in 0..<count {
        let step = Int(memory.scratch[row])
        out[row] = table.isCovered[step] ? table.figures[step] : filler
        if !table.isCovered[step] {
          let own = marks ?? ownMarks(slot)
          marks = own
          own[row] = max(own[row], Absent.missing)
        }
      }
    }
    doubtEdges(table, bounds, first)
  }

  private func covers(_ table: StaircaseTable, _ first: Int, _ slot: Int) {
    let bounds = memory.bounds[first]
    let (values, out) = (memory.values[first], memory.values[slot])
    memory.bounds[slot] = .truth
    if table.isWhole(table.reachable(from: bounds)) {
      for row in 0..<count { out[row] = 1 }
    } else {
      countSteps(values, table.thresholds(for: bounds))
      for row in 0..<count { out[row] = table.isCovered[Int(memory.scratch[row])] ? 1 : 0 }
      doubtEdges(table, bounds, first)
    }
    mergeAbsences(first, first, slot)
  }

  private func doubtEdges(_ table: StaircaseTable, _ bounds: Bounds, _ first: Int) {
    let values = memory.values[first]
    for edge in table.undecided(for: bounds) {
      for row in 0..<count where (values[row] - edge.value).magnitude <= edge.tolerance {
        if let evidence, evidence.separates(first, edge.bounds, row, tolerance: edge.tolerance) { continue }
        memory.doubts[row] = 1
        memory.hasDoubts = true
      }
    }
  }

  private func countSteps(_ values: UnsafeMutablePointer<Double>, _ edges: [Double]) {
    addSteps(values, memory.scratch, edges, [Double](repeating: 1, count: edges.count), base: 0)
  }

  /// Adds up what each edge that a value has reached adds, four edges and four rows at a time.
  private func addSteps(
    _ values: UnsafeMutablePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ edges: [Double], _ sums: [Double],
    base: Double
  ) {
    typealias Lanes = SIMD4<Double>
    let count = count
    let (source, target) = (UnsafeRawPointer(values), UnsafeMutableRawPointer(out))
    if edges.isEmpty { out.update(repeating: base, count: count) }
    var next = 0
    while next < edges.count {
      func edge(_ index: Int) -> Double { next + index < edges.count ? edges[next + index] : .infinity }
      func sum(_ index: Int) -> Double { next + index < edges.count ? sums[next + index] : 0 }
      let (first, second, third, fourth) = (edge(0), edge(1), edge(2), edge(3))
      let (one, two, three, four) = (sum(0), sum(1), sum(2), sum(3))
      let isFirst = next == 0
      var row = 0
      while row + 4 <= count {
        let value = source.loadUnaligned(fromByteOffset: row * 8, as: Lanes.self)
        var reached = isFirst ? Lanes(repeating: base) : target.loadUnaligned(fromByteOffset: row * 8, as: Lanes.self)
        reached += Lanes.zero.replacing(with: one, where: value .>= first)
        reached += Lanes.zero.replacing(with: two, where: value .>= second)
        reached += Lanes.zero.replacing(with: three, where: value .>= third)
        reached += Lanes.zero.replacing(with: four, where: value .>= fourth)
        target.storeBytes(of: reached, toByteOffset: row * 8, as: Lanes.self)
        row += 4
      }
      for row in row..<count {
        let value = values[row]
        var reached = isFirst ? base : out[row]
        reached += value >= first ? one : 0
        reached += value >= second ? two : 0
        reached += value >= third ? three : 0
        reached += value >= fourth ? four : 0
        out[row] = reached
      }
      next += 4
    }
  }
}
