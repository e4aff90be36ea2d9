/// What is known of columns that record tables were made into, row by row.
extension Evidence {
  func spread(_ first: Int, _ slot: Int, _ span: RowSpan) {
    rows[slot] = nil
    errors[slot] = nil
    let more = memory.capacity
    if let source = rows[first] {
      let own = ownSpace(slot)
      for row in 0..<span.count {
        let body = Int(span.owners[row])
        (own[row], own[row + more]) = (source[body], source[body + more])
      }
    }
    if let source = errors[first] {
      let own = ownErrors(slot)
      for row in 0..<span.count { own[row] = source[Int(span.owners[row])] }
    }
  }

  func reduce(_ reduction: Instruction.Reduction, _ first: Int, _ slot: Int, _ span: RowSpan, _ count: Int) {
    rows[slot] = nil
    errors[slot] = nil
    guard !span.isLacking else { return }
    switch reduction {
    case .tally, .exists: break
    case .total:
      reduceEvidence(first, slot, span, count) { $0 &+ $1 }
      addErrors(first, slot, span, count)
    case .lowest, .highest:
      reduceEvidence(first, slot, span, count) { $0 > $1 ? $0 : $1 }
      takeGreatestErrors(first, slot, span, count)
    case .percentile(let index):
      reduceEvidence(first, slot, span, count) { $0 > $1 ? $0 : $1 }
      if let own = rows[slot] {
        let more = memory.capacity
        for body in 0..<count {
          own[body] = min(max(0, own[body]) + Int16(program.percentiles[index].places), Self.unknown)
          own[body + more] = min(2 * own[body + more], Self.unknown)
        }
      }
      takePercentileErrors(first, slot, span, count)
    }
  }

  private func ownErrors(_ slot: Int) -> UnsafeMutablePointer<Double> {
    let own = errorSpace + program.registers[slot] * memory.capacity
    errors[slot] = own
    return own
  }

  /// The denominators of sums and of the least and greatest: places are the most of a row.
  private func reduceEvidence(
    _ first: Int, _ slot: Int, _ span: RowSpan, _ count: Int, bits: (Int16, Int16) -> Int16
  ) {
    guard memory.bounds[first].partsBits > 0 || rows[first] != nil else { return }
    let (samePlaces, sameBits) = (places(first), self.bits(first))
    let source = rows[first]
    let own = ownSpace(slot)
    let more = memory.capacity
    for body in 0..<count {
      var (mostPlaces, parts) = (Int16(0), Int16(0))
      for row in span.rows(ofBody: body) where span.inclusion[row] == 1 {
        mostPlaces = max(mostPlaces, source?[row] ?? samePlaces)
        parts = min(Self.unknown, bits(parts, source?[row + more] ?? sameBits))
      }
      (own[body], own[body + more]) = (mostPlaces, parts)
    }
  }

  private func addErrors(_ first: Int, _ slot: Int, _ span: RowSpan, _ count: Int) {
    let bounds = memory.bounds[slot]
    guard bounds.error > 0 else { return }
    let own = ownErrors(slot)
    let out = memory.values[slot]
    // Decimals that were added up as whole numbers.
    if bounds.error <= Bounds.unit * bounds.magnitude * Bounds.slack {
      for body in 0..<count { own[body] = out[body].magnitude * Bounds.unit * Bounds.slack }
      return
    }
    let (values, source, same) = (memory.values[first], errors[first], memory.bounds[first].error)
    for body in 0..<count {
      var (carried, size, number) = (0.0, 0.0, 0.0)
      for row in span.rows(ofBody: body) where span.inclusion[row] == 1 {
        carried += source?[row] ?? same
        size += values[row].magnitude
        number += 1
      }
      own[body] = (carried + Bounds.unit * number * (size + carried)) * Bounds.slack + Bounds.tiny
    }
  }

  private func takePercentileErrors(_ first: Int, _ slot: Int, _ span: RowSpan, _ count: Int) {
    let own = ownErrors(slot)
    let (values, source, same) = (memory.values[first], errors[first], memory.bounds[first].error)
    for body in 0..<count {
      var (greatest, magnitude) = (0.0, 0.0)
      for row in span.rows(ofBody: body) where span.inclusion[row] == 1 {
        greatest = max(greatest, source?[row] ?? same)
        magnitude = max(magnitude, values[row].magnitude)
      }
      own[body] = BlockMachine.percentileError(greatest, among: magnitude)
    }
  }

  private func takeGreatestErrors(_ first: Int, _ slot: Int, _ span: RowSpan, _ count: Int) {
    guard let source = errors[first] else { return }
    let own = ownErrors(slot)
    for body in 0..<count {
      var greatest = 0.0
      for row in span.rows(ofBody: body) where span.inclusion[row] == 1 { greatest = max(greatest, source[row]) }
      own[body] = greatest
    }
  }
}
