/// One operation over the rows of a block.
struct Instruction: Hashable {
  enum Operation: Hashable {
    case add, subtract, multiply, divide, least, greatest, negate, magnitude
    case less, atMost, equal
    /// Equality of what is no number: choices and yes or no.
    case same
    case both, either, not
    /// The second operand where the first holds, else the third.
    case choose
    case round(Int)
    case steps(Int)
    /// Whether a row of a scale covers the value.
    case covers(Int)
    case lookUp(Int)
    /// The second operand where the first has no value.
    case fallBack
    case isPresent, isMissing, isApplicable
    /// The second operand where the first holds; not applicable where it does not.
    case onlyIf
    /// Missing where the operand does not apply.
    case settle
    /// The second operand, but not applicable wherever the first is.
    case keepNotApplicable
    /// Zero where the operand does not apply.
    case zeroIfNotApplicable
    /// Rows where the operand holds are left to the exact evaluator, which tells a finding on them.
    case tellIf
    /// Rows where the operand is missing for an operation without a result are left to the exact evaluator.
    case tellIfFailed
    /// A column of bodies as one of the rows of a level: each row has what its body has.
    case spread(Int)
    /// A column of bodies made of those of the rows of a level: a figure, and the condition under which a row counts.
    case reduce(Reduction, level: Int)
  }

  /// How the rows of a body become one value.
  enum Reduction: Hashable {
    case total, tally, lowest, highest
    /// Whether any row counts.
    case exists
    /// The percentile of a number of the list of these.
    case percentile(Int)
  }

  let operation: Operation
  let first: Int
  var second = -1
  var third = -1
}

/// Why a row has no value in a column.
enum Absent {
  static let none: UInt8 = 0
  static let notApplicable: UInt8 = 1
  static let missing: UInt8 = 2
  /// Missing since an operation has no result.
  static let failed: UInt8 = 3
}
