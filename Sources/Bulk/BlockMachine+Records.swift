/// Columns of the rows of record tables made into columns of bodies, and the other way round.
extension BlockMachine {
  func spread(_ first: Int, _ slot: Int, _ span: RowSpan) {
    let (values, out, owners) = (memory.values[first], memory.values[slot], span.owners)
    memory.bounds[slot] = memory.bounds[first]
    for row in 0..<count { out[row] = values[Int(owners[row])] }
    guard let marks = memory.absences[first] else {
      memory.absences[slot] = nil
      return
    }
    let own = memory.markSpace(slot)
    for row in 0..<count { own[row] = marks[Int(owners[row])] }
    memory.absences[slot] = own
  }

  func reduce(_ reduction: Instruction.Reduction, _ first: Int, _ condition: Int, _ slot: Int, _ span: RowSpan) {
    memory.absences[slot] = nil
    if span.isLacking {
      memory.values[slot].update(repeating: 0, count: count)
      memory.bounds[slot] = ColumnConstant.zero.bounds
      return ownMarks(slot).update(repeating: Absent.missing, count: count)
    }
    let lacks = include(first, condition, span)
    switch reduction {
    case .total: addUp(first, slot, span)
    case .tally: countRows(slot, span)
    case .lowest: pick(first, slot, span, from: .infinity) { $0 < $1 ? $0 : $1 }
    case .highest: pick(first, slot, span, from: -.infinity) { $0 > $1 ? $0 : $1 }
    case .exists: findAny(slot, span)
    case .percentile(let index): findPercentile(program.percentiles[index], first, slot, span)
    }
    if lacks { markLacking(reduction, slot, span) }
  }

  /// Sets which rows count; whether of any row it or its figure is not known.
  private func include(_ first: Int, _ condition: Int, _ span: RowSpan) -> Bool {
    let inclusion = span.inclusion
    let rows = span.count
    inclusion.update(repeating: 1, count: rows)
    var worst: UInt8 = 0
    if condition >= 0 {
      let decisions = memory.values[condition]
      for row in 0..<rows { inclusion[row] = decisions[row] != 0 ? 1 : 0 }
      if let marks = memory.absences[condition] {
        for row in 0..<rows where marks[row] != Absent.none {
          inclusion[row] = marks[row] == Absent.notApplicable ? 0 : marks[row]
          worst = max(worst, inclusion[row])
        }
      }
    }
    if span.hasDue {
      for row in 0..<rows where span.isDue[row] != 0 && inclusion[row] == 1 {
        inclusion[row] = Absent.missing
        worst = Absent.missing
      }
    }
    if first >= 0, let marks = memory.absences[first] {
      for row in 0..<rows where marks[row] != Absent.none && inclusion[row] == 1 {
        inclusion[row] = max(marks[row], Absent.missing)
        worst = Absent.missing
      }
    }
    return worst > 0
  }

  /// Marks the bodies with rows of which something is not known.
  private func markLacking(_ reduction: Instruction.Reduction, _ slot: Int, _ span: RowSpan) {
    let marks = ownMarks(slot)
    let out = memory.values[slot]
    for row in 0..<span.count where span.inclusion[row] > 1 {
      let body = Int(span.owners[row])
      // One row that counts is enough.
      if reduction == .exists, out[body] != 0 { continue }
      marks[body] = max(marks[body], span.inclusion[row])
    }
  }

  private func countRows(_ slot: Int, _ span: RowSpan) {
    let out = memory.values[slot]
    var most = 0.0
    for body in 0..<count {
      var sum = 0
      for row in span.rows(ofBody: body) { sum &+= span.inclusion[row] == 1 ? 1 : 0 }
      out[body] = Double(sum)
      most = max(most, out[body])
    }
    memory.bounds[slot] = Bounds(least: 0, greatest: most, error: 0, places: 0, partsBits: 0)
  }

  private func findAny(_ slot: Int, _ span: RowSpan) {
    countRows(slot, span)
    memory.bounds[slot] = .truth
    let out = memory.values[slot]
    for body in 0..<count where out[body] != 0 { out[body] = 1 }
  }

  /// The least or greatest figure of each body; a body without any lacks it.
  @inline(__always)
  private func pick(
    _ first: Int, _ slot: Int, _ span: RowSpan, from start: Double, _ operation: (Double, Double) -> Double
  ) {
    let (values, out) = (memory.values[first], memory.values[slot])
    let bounds = memory.bounds[first]
    memory.bounds[slot] = bounds
    for body in 0..<count {
      var picked = start
      for row in span.rows(ofBody: body) where span.inclusion[row] == 1 { picked = operation(picked, values[row]) }
      if picked.isInfinite {
        picked = bounds.least
        ownMarks(slot)[body] = Absent.missing
      }
      out[body] = picked
    }
  }

  /// The percentile of each body; a body without any figure lacks it.
  private func findPercentile(_ percentile: ColumnPercentile, _ first: Int, _ slot: Int, _ span: RowSpan) {
    let (values, out) = (memory.values[first], memory.values[slot])
    var bounds = memory.bounds[first]
    var positions: [Int: (index: Int, part: Double)] = [:]
    var figures: [Double] = []
    for body in 0..<count {
      figures.removeAll(keepingCapacity: true)
      for row in span.rows(ofBody: body) where span.inclusion[row] == 1 { figures.append(values[row]) }
      guard !figures.isEmpty else {
        out[body] = bounds.least
        ownMarks(slot)[body] = Absent.missing
        continue
      }
      figures.sort()
      let position = positions[figures.count] ?? percentile.position(among: figures.count)
      positions[figures.count] = position
      let low = figures[position.index]
      out[body] = position.part == 0 ? low : low + (figures[position.index + 1] - low) * position.part
    }
    bounds.places = max(0, bounds.places) + percentile.places
    bounds.partsBits *= 2
    bounds.error = Self.percentileError(bounds.error, among: bounds.magnitude)
    bounds.least = bounds.least.nextDown
    bounds.greatest = bounds.greatest.nextUp
    memory.bounds[slot] = bounds
  }

  /// How far a percentile can be off; see `Documentation/EXACTNESS.md`.
  static func percentileError(_ error: Double, among magnitude: Double) -> Double {
    (error + 8 * Bounds.unit * (magnitude + error)) * Bounds.slack + Bounds.tiny
  }

  // MARK: Sums

  private func addUp(_ first: Int, _ slot: Int, _ span: RowSpan) {
    let (values, out) = (memory.values[first], memory.values[slot])
    let bounds = memory.bounds[first]
    let most = mostIncluded(span)
    var result = Bounds(
      least: 0, greatest: 0, error: 0, places: bounds.places,
      partsBits: bounds.partsBits == 0 ? 0 : bounds.partsBits * most)
    if bounds.isWhole, bounds.magnitude * most <= Bounds.wholeLimit {
      sum(values, out, span) { $0 }
    } else if let power = wholePower(bounds, bounds), bounds.magnitude * power * most < 0x1p50 {
      // Decimals are added up as whole numbers of their last place, and rounded but once.
      let magic = 0x1.8p52
      sum(values, out, span) { ($0 * power + magic) - magic }
      var greatest = 0.0
      for body in 0..<count {
        out[body] /= power
        greatest = max(greatest, out[body].magnitude)
      }
      result.error = Bounds.unit * greatest * Bounds.slack
    } else {
      sum(values, out, span) { $0 }
      let carried = most * bounds.error
      // Twice what it can be, by which `Evidence` tells it from the error of a single rounding.
      result.error =
        (carried + 2 * Bounds.unit * most * (most * bounds.magnitude + carried)) * Bounds.slack + Bounds.tiny
    }
    for body in 0..<count {
      result.least = min(result.least, out[body])
      result.greatest = max(result.greatest, out[body])
    }
    if result.error > 0 {
      result.least = (result.least - result.error).nextDown
      result.greatest = (result.greatest + result.error).nextUp
    }
    memory.bounds[slot] = result
  }

  /// How many rows of one body count at most.
  private func mostIncluded(_ span: RowSpan) -> Double {
    var most = 0
    for body in 0..<count {
      var sum = 0
      for row in span.rows(ofBody: body) { sum &+= span.inclusion[row] == 1 ? 1 : 0 }
      most = max(most, sum)
    }
    return Double(most)
  }

  @inline(__always)
  private func sum(
    _ values: UnsafeMutablePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ span: RowSpan,
    _ transform: (Double) -> Double
  ) {
    for body in 0..<count {
      var sum = 0.0
      for row in span.rows(ofBody: body) { sum += span.inclusion[row] == 1 ? transform(values[row]) : 0 }
      out[body] = sum
    }
  }
}
