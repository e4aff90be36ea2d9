/// What is known of each row's denominators, which tells finite decimals from others.
///
/// Of a row's exact value x it says that x · 10^places · q is whole for some whole q that has neither 2 nor 5 as a
/// factor and is less than 2^bits, or is 1 if there are no bits. Columns without evidence have what their ``Bounds`` say.
///
/// A class, since it owns memory; it belongs to one ``BlockMachine``.
final class Evidence {
  /// More places or bits than this are as good as nothing known.
  static let unknown: Int16 = 9999

  /// The rows' places, then their bits; `nil` for a column in which all rows have the same.
  let rows: UnsafeMutablePointer<UnsafeMutablePointer<Int16>?>
  private let space: UnsafeMutablePointer<Int16>
  let program: ColumnProgram
  let memory: BlockMemory

  /// How far the double of each row can be from its number; `nil` for a column that has what its bounds say.
  let errors: UnsafeMutablePointer<UnsafeMutablePointer<Double>?>
  let errorSpace: UnsafeMutablePointer<Double>

  init(_ program: ColumnProgram, _ memory: BlockMemory) {
    self.program = program
    self.memory = memory
    rows = .allocate(capacity: program.slotCount)
    rows.initialize(repeating: nil, count: program.slotCount)
    space = .allocate(capacity: max(1, program.registerCount) * 2 * memory.capacity)
    space.initialize(repeating: 0, count: max(1, program.registerCount) * 2 * memory.capacity)
    errors = .allocate(capacity: program.slotCount)
    errors.initialize(repeating: nil, count: program.slotCount)
    // Behind those of computed columns stand those of sources, and two for columns in which all are the same.
    let count = (program.registerCount + program.sources.count + 2) * memory.capacity
    errorSpace = .allocate(capacity: count)
    errorSpace.initialize(repeating: 0, count: count)
  }

  deinit {
    errors.deallocate()
    errorSpace.deallocate()
    rows.deallocate()
    space.deallocate()
  }

  /// The places of all rows of a column without evidence of its own.
  func places(_ slot: Int) -> Int16 { Int16(min(max(memory.bounds[slot].places, -9999), Int(Self.unknown))) }

  func bits(_ slot: Int) -> Int16 { Int16(min(memory.bounds[slot].partsBits.rounded(.up), Double(Self.unknown))) }

  /// Follows an operation that was just computed.
  func follow(_ instruction: Instruction, _ slot: Int, count: Int) {
    let (first, second, third) = (instruction.first, instruction.second, instruction.third)
    switch instruction.operation {
    case .spread(let level): return spread(first, slot, memory.spans[level - 1])
    case .reduce(let reduction, let level): return reduce(reduction, first, slot, memory.spans[level - 1], count)
    default: followError(instruction, slot, count)
    }
    switch instruction.operation {
    case .divide: divide(first, second, slot, count)
    case .add, .subtract: combine(first, second, slot, count, places: { $0 > $1 ? $0 : $1 }, bits: { $0 &+ $1 })
    case .multiply: combine(first, second, slot, count, places: { $0 &+ $1 }, bits: { $0 &+ $1 })
    case .least, .greatest: pick(instruction.operation == .least, first, second, slot, count)
    case .choose: choose(first, second, third, slot, count)
    case .fallBack: combine(first, second, slot, count, places: { $0 > $1 ? $0 : $1 }, bits: { $0 > $1 ? $0 : $1 })
    case .negate, .magnitude, .settle, .zeroIfNotApplicable: copy(first, slot, count)
    case .onlyIf, .keepNotApplicable: copy(second, slot, count)
    default: rows[slot] = nil
    }
  }

  /// Whether two values of a row that are no further apart than `tolerance` must be the same.
  func separates(_ first: Int, _ second: Int, _ row: Int, tolerance: Double) -> Bool {
    let right = reader(second)
    return separates(
      first, row, places: Int(right.pointer?[row] ?? right.places),
      bits: Double(right.pointer?[row + memory.capacity] ?? right.bits), tolerance: tolerance)
  }

  /// Whether a value of a row that is no further than `tolerance` from a constant must be the same.
  func separates(_ first: Int, _ constant: Bounds, _ row: Int, tolerance: Double) -> Bool {
    separates(first, row, places: constant.places, bits: constant.partsBits, tolerance: tolerance)
  }

  /// What is known of one row of a column.
  func bounds(_ slot: Int, _ row: Int) -> Bounds {
    let own = reader(slot)
    var bounds = memory.bounds[slot]
    bounds.places = Int(own.pointer?[row] ?? own.places)
    bounds.partsBits = Double(own.pointer?[row + memory.capacity] ?? own.bits)
    bounds.error = error(slot, row)
    return bounds
  }

  private func separates(_ first: Int, _ row: Int, places: Int, bits: Double, tolerance: Double) -> Bool {
    let left = reader(first)
    let own = Bounds(
      least: 0, greatest: 0, error: 0, places: Int(left.pointer?[row] ?? left.places),
      partsBits: Double(left.pointer?[row + memory.capacity] ?? left.bits))
    let other = Bounds(least: 0, greatest: 0, error: 0, places: places, partsBits: bits)
    return Bounds.separates(own, other, tolerance: tolerance)
  }

  func ownSpace(_ slot: Int) -> UnsafeMutablePointer<Int16> {
    let own = space + program.registers[slot] * 2 * memory.capacity
    rows[slot] = own
    return own
  }

  /// Calls a closure with the evidence of a row of a column.
  @inline(__always)
  private func reader(_ slot: Int) -> (pointer: UnsafeMutablePointer<Int16>?, places: Int16, bits: Int16) {
    (rows[slot], places(slot), bits(slot))
  }

  private func copy(_ first: Int, _ slot: Int, _ count: Int) {
    guard let source = rows[first] else {
      rows[slot] = nil
      return
    }
    let own = ownSpace(slot)
    own.update(from: source, count: count)
    (own + memory.capacity).update(from: source + memory.capacity, count: count)
  }

  @inline(__always)
  private func combine(
    _ first: Int, _ second: Int, _ slot: Int, _ count: Int, places: (Int16, Int16) -> Int16,
    bits: (Int16, Int16) -> Int16
  ) {
    let (left, right) = (reader(first), reader(second))
    guard left.pointer != nil || right.pointer != nil else {
      rows[slot] = nil
      return
    }
    let own = ownSpace(slot)
    let more = memory.capacity
    func limited(_ value: Int16) -> Int16 { value < Self.unknown ? value : Self.unknown }
    switch (left.pointer, right.pointer) {
    case (let left?, let right?):
      for row in 0..<count { own[row] = limited(places(left[row], right[row])) }
      for row in more..<more + count { own[row] = limited(bits(left[row], right[row])) }
    case (let left?, nil):
      for row in 0..<count { own[row] = limited(places(left[row], right.places)) }
      for row in more..<more + count { own[row] = limited(bits(left[row], right.bits)) }
    case (nil, let right?):
      for row in 0..<count { own[row] = limited(places(left.places, right[row])) }
      for row in more..<more + count { own[row] = limited(bits(left.bits, right[row])) }
    case (nil, nil): break
    }
  }

  /// The lesser or greater of two values has the evidence of the one that it is, where that is certain.
  private func pick(_ isLeast: Bool, _ first: Int, _ second: Int, _ slot: Int, _ count: Int) {
    let (left, right) = (reader(first), reader(second))
    guard left.pointer != nil || right.pointer != nil else {
      rows[slot] = nil
      return
    }
    let own = ownSpace(slot)
    let more = memory.capacity
    let (one, other) = (memory.values[first], memory.values[second])
    let tolerance = Bounds.tolerance(memory.bounds[first], memory.bounds[second])
    for row in 0..<count {
      let difference = isLeast ? one[row] - other[row] : other[row] - one[row]
      let (leftPlaces, leftBits) = (left.pointer?[row] ?? left.places, left.pointer?[row + more] ?? left.bits)
      let (rightPlaces, rightBits) = (right.pointer?[row] ?? right.places, right.pointer?[row + more] ?? right.bits)
      if difference < -tolerance {
        (own[row], own[row + more]) = (leftPlaces, leftBits)
      } else if difference > tolerance {
        (own[row], own[row + more]) = (rightPlaces, rightBits)
      } else {
        (own[row], own[row + more]) = (max(leftPlaces, rightPlaces), max(leftBits, rightBits))
      }
    }
  }

  private func choose(_ condition: Int, _ then: Int, _ otherwise: Int, _ slot: Int, _ count: Int) {
    let (left, right) = (reader(then), reader(otherwise))
    guard left.pointer != nil || right.pointer != nil else {
      rows[slot] = nil
      return
    }
    let own = ownSpace(slot)
    let more = memory.capacity
    let decisions = memory.values[condition]
    for row in 0..<count {
      if decisions[row] != 0 {
        (own[row], own[row + more]) = (left.pointer?[row] ?? left.places, left.pointer?[row + more] ?? left.bits)
      } else {
        (own[row], own[row + more]) = (right.pointer?[row] ?? right.places, right.pointer?[row + more] ?? right.bits)
      }
    }
  }

  private func divide(_ first: Int, _ second: Int, _ slot: Int, _ count: Int) {
    let left = reader(first)
    let own = ownSpace(slot)
    let more = memory.capacity
    let divisor = memory.bounds[second]
    let power = divisor.places >= 0 && divisor.places <= 15 ? BodyColumns.Column.power(divisor.places) : 0
    let isDecimal =
      divisor.partsBits == 0 && power > 0 && divisor.error * power < 0.125
      && divisor.magnitude * power < 0x1p50
    guard isDecimal else {
      for row in 0..<count { (own[row], own[row + more]) = (Self.unknown, Self.unknown) }
      return
    }
    let values = memory.values[second]
    let divisorPlaces = Int16(divisor.places)
    let isWhole = wholeQuotients(first, second, slot)
    for row in 0..<count {
      if isWhole(row) {
        (own[row], own[row + more]) = (0, 0)
        continue
      }
      var whole = UInt64((values[row].magnitude * power).rounded())
      guard whole > 0 else {
        (own[row], own[row + more]) = (Self.unknown, Self.unknown)
        continue
      }
      let twos = Int16(whole.trailingZeroBitCount)
      whole >>= UInt64(twos)
      var fives: Int16 = 0
      // The inverse of five modulo 2^64 gives the quotient where there is no remainder, else a number that is too great.
      while true {
        let quotient = whole &* 0xCCCC_CCCC_CCCC_CCCD
        guard quotient <= UInt64.max / 5 else { break }
        whole = quotient
        fives += 1
      }
      let bits = whole == 1 ? 0 : Int16(UInt64.bitWidth - whole.leadingZeroBitCount)
      let places = (left.pointer?[row] ?? left.places) - divisorPlaces + max(twos, fives)
      let parts = (left.pointer?[row + more] ?? left.bits) &+ bits
      own[row] = min(places, Self.unknown)
      own[row + more] = min(parts, Self.unknown)
    }
  }

  /// Tells the rows of a quotient of decimals whose result is a whole number.
  private func wholeQuotients(_ first: Int, _ second: Int, _ slot: Int) -> (Int) -> Bool {
    let (left, right) = (memory.bounds[first], memory.bounds[second])
    let places = max(left.places, right.places)
    guard rows[first] == nil, left.partsBits == 0, right.partsBits == 0, (0...15).contains(places) else {
      return { _ in false }
    }
    let power = BodyColumns.Column.power(places)
    guard max(left.error, right.error) * power < 0.125, max(left.magnitude, right.magnitude) * power < 0x1p50 else {
      return { _ in false }
    }
    let (one, other, quotients) = (memory.values[first], memory.values[second], memory.values[slot])
    return { row in
      let quotient = quotients[row].rounded()
      return (-(one[row] * power).rounded()).addingProduct(quotient, (other[row] * power).rounded()) == 0
    }
  }
}
