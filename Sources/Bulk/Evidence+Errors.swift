/// Errors row by row, which are far less than those of a whole block where the numbers of its rows differ in size.
///
/// It is the running error analysis of Higham, Accuracy and Stability of Numerical Algorithms, section 3.3.
extension Evidence {
  /// Begins with the figures of the sources, each the double nearest to its decimal.
  func begin(counts: [Int]) {
    for (index, source) in program.sources.enumerated() {
      guard memory.bounds[source.slot].error > 0 else {
        errors[source.slot] = nil
        continue
      }
      let own = errorSpace + (program.registerCount + index) * memory.capacity
      let values = memory.values[source.slot]
      let unit = Bounds.unit * Bounds.slack
      let count = counts[program.levels[source.slot]]
      for row in 0..<count { own[row] = values[row].magnitude * unit }
      errors[source.slot] = own
    }
  }

  func followError(_ instruction: Instruction, _ slot: Int, _ count: Int) {
    guard memory.bounds[slot].error > 0 else {
      errors[slot] = nil
      return
    }
    let (first, second) = (instruction.first, instruction.second)
    let own = errorSpace + program.registers[slot] * memory.capacity
    let result = memory.values[slot]
    let (unit, slack, tiny) = (Bounds.unit, Bounds.slack, Bounds.tiny)
    switch instruction.operation {
    case .add, .subtract:
      let (left, right) = (column(first, 0, count), column(second, 1, count))
      for row in 0..<count { own[row] = (left[row] + right[row] + unit * result[row].magnitude) * slack }
    case .multiply:
      let (left, right) = (column(first, 0, count), column(second, 1, count))
      let (one, other) = (memory.values[first], memory.values[second])
      for row in 0..<count {
        // The doubles stand for numbers that may be greater by their errors.
        let carried = left[row] * (other[row].magnitude + right[row]) + right[row] * one[row].magnitude
        own[row] = (carried + unit * result[row].magnitude) * slack + tiny
      }
    case .divide where memory.bounds[slot].error <= Bounds.unit * memory.bounds[slot].magnitude * Bounds.slack:
      // It was rounded but once.
      for row in 0..<count { own[row] = result[row].magnitude * unit * slack }
    case .divide:
      let (left, right) = (column(first, 0, count), column(second, 1, count))
      let divisors = memory.values[second]
      for row in 0..<count {
        let size = divisors[row].magnitude
        let carried = (left[row] + result[row].magnitude * right[row]) / (size - right[row])
        own[row] = size > 2 * right[row] ? (carried * slack + unit * result[row].magnitude) * slack + tiny : .infinity
      }
    case .least, .greatest:
      let (left, right) = (column(first, 0, count), column(second, 1, count))
      let (one, other) = (memory.values[first], memory.values[second])
      let isLeast = instruction.operation == .least
      for row in 0..<count {
        let (margin, greater) = (left[row] + right[row], left[row] > right[row] ? left[row] : right[row])
        let difference = isLeast ? one[row] - other[row] : other[row] - one[row]
        own[row] = difference < -2 * margin ? left[row] : difference > 2 * margin ? right[row] : greater
      }
    case .choose:
      let decisions = memory.values[first]
      let (left, right) = (column(second, 0, count), column(instruction.third, 1, count))
      for row in 0..<count { own[row] = decisions[row] != 0 ? left[row] : right[row] }
    case .fallBack:
      let (left, right) = (column(first, 0, count), column(second, 1, count))
      for row in 0..<count { own[row] = left[row] > right[row] ? left[row] : right[row] }
    case .negate, .magnitude, .settle, .zeroIfNotApplicable: own.update(from: column(first, 0, count), count: count)
    case .onlyIf, .keepNotApplicable: own.update(from: column(second, 0, count), count: count)
    default:
      errors[slot] = nil
      return
    }
    errors[slot] = own
  }

  /// The errors of a column.
  private func column(_ slot: Int, _ spare: Int, _ count: Int) -> UnsafeMutablePointer<Double> {
    if let errors = errors[slot] { return errors }
    let own = errorSpace + (program.registerCount + program.sources.count + spare) * memory.capacity
    own.update(repeating: memory.bounds[slot].error, count: count)
    return own
  }

  /// How far the double of a row can be from its number.
  func error(_ slot: Int, _ row: Int) -> Double { errors[slot]?[row] ?? memory.bounds[slot].error }
}
