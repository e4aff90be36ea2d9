import Exact

extension BlockMachine {
  /// Rounds to multiples of a step.
  ///
  /// The quotient by the step is compared with the whole and the half numbers next to it; where the bounds do not
  /// tell on which side it lies, the row is left to the exact evaluator.
  func round(_ rounding: ColumnRounding, _ first: Int, _ slot: Int) {
    guard let step = ColumnConstant(rounding.step), let parts = rounding.step.wordParts,
      let numerator = Double(exactly: parts.numerator), let denominator = Double(exactly: parts.denominator)
    else {
      memory.bounds[slot] = memory.bounds[first]
      map(first, slot) { $0 }
      return doubtAll()
    }
    let (values, out) = (memory.values[first], memory.values[slot])
    let bounds = memory.bounds[first]
    let quotient = Bounds.quotient(bounds, step.bounds, leastDivisor: step.value.magnitude)
    let limit = 0x1p50
    guard quotient.magnitude < limit, quotient.magnitude * numerator < limit else {
      memory.bounds[slot] = bounds
      map(first, slot) { $0 }
      return doubtAll()
    }
    var tolerance = 2 * quotient.error
    let half = Bounds(least: 0.5, greatest: 0.5, error: 0, places: 0, partsBits: 1)
    let areDecided = Bounds.separates(quotient, half, tolerance: 2 * tolerance)
    let magic = 0x1.8p52
    var doubtCount = 0
    for row in 0..<count {
      let value = values[row] / step.value
      var isDecided = areDecided
      if !areDecided, let evidence {
        let own = evidence.bounds(first, row).over(step.bounds, value)
        tolerance = 2 * own.error
        isDecided = Bounds.separates(own, half, tolerance: 2 * tolerance)
      }
      let nearest = (value + magic) - magic
      let distance = value - nearest
      var whole = nearest
      if distance.magnitude > tolerance {
        let floor = distance < 0 ? nearest - 1 : nearest
        whole = Self.rounded(floor, value - floor, rounding.mode, tolerance)
        if !isDecided, (value - floor - 0.5).magnitude <= 2 * tolerance {
          (memory.doubts[row], doubtCount) = (1, 1)
        }
      } else if !isDecided {
        (memory.doubts[row], doubtCount) = (1, 1)
      }
      out[row] = whole * numerator / denominator
    }
    if doubtCount > 0 { memory.hasDoubts = true }
    mergeRounded(first, slot)
    var result = Bounds(
      least: (quotient.least.rounded(.down) - 1) * step.value,
      greatest: (quotient.greatest.rounded(.up) + 1) * step.value,
      error: 0, places: step.bounds.places, partsBits: step.bounds.partsBits)
    result.least = result.least.nextDown
    result.greatest = result.greatest.nextUp
    if bounds.least >= 0 { result.least = 0 }
    if bounds.greatest <= 0 { result.greatest = 0 }
    if !result.isWhole || step.bounds.places > 0 {
      result.error = result.magnitude * Bounds.unit * Bounds.slack + Bounds.tiny
    }
    memory.bounds[slot] = result
  }

  private func mergeRounded(_ first: Int, _ slot: Int) {
    guard let marks = memory.absences[first] else {
      memory.absences[slot] = nil
      return
    }
    let own = memory.markSpace(slot)
    own.update(from: marks, count: count)
    memory.absences[slot] = own
  }

  /// One of the two whole numbers around a value that is none.
  @inline(__always)
  private static func rounded(
    _ floor: Double, _ part: Double, _ mode: RoundingMode, _ tolerance: Double
  ) -> Double {
    switch mode {
    case .floor: floor
    case .ceil: floor + 1
    case .down: floor >= 0 ? floor : floor + 1
    case .up: floor >= 0 ? floor + 1 : floor
    case .halfUp:
      floor >= 0 ? (part >= 0.5 - tolerance ? floor + 1 : floor) : (part > 0.5 + tolerance ? floor + 1 : floor)
    case .halfEven:
      if part > 0.5 + tolerance || (part >= 0.5 - tolerance && (floor * 0.5).rounded(.down) * 2 != floor) {
        floor + 1
      } else {
        floor
      }
    }
  }
}

extension Bounds {
  /// The bounds of the quotient of one row by a step.
  fileprivate func over(_ step: Bounds, _ quotient: Double) -> Bounds {
    var result = Bounds.quotient(self, step, leastDivisor: step.least.magnitude)
    result.error =
      (error / step.least + 2 * Bounds.unit * quotient.magnitude) * Bounds.slack * Bounds.slack + Bounds.tiny
    result.error += quotient.magnitude * step.error / step.least * 2
    return result
  }
}
