import BigInt

/// The greatest common divisor of two machine integers; of zero and a number, that number.
///
/// The binary algorithm of J. Stein, "Computational problems associated with Racah algebra", Journal of Computational
/// Physics 1 (1967); Knuth, The Art of Computer Programming, volume 2, section 4.5.2, algorithm B.
func greatestCommonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
  if first == 1 || second == 1 { return 1 }
  var larger = max(first, second)
  var smaller = min(first, second)
  guard smaller != 0 else { return larger }
  // For operands of very different sizes, one division replaces a turn of the loop for each bit between them.
  if larger.leadingZeroBitCount + 8 < smaller.leadingZeroBitCount {
    larger %= smaller
    guard larger != 0 else { return smaller }
  }
  let commonTwos = (larger | smaller).trailingZeroBitCount
  larger &>>= UInt64(truncatingIfNeeded: larger.trailingZeroBitCount)
  smaller &>>= UInt64(truncatingIfNeeded: smaller.trailingZeroBitCount)
  while larger != smaller {
    let difference = larger > smaller ? larger &- smaller : smaller &- larger
    smaller = min(larger, smaller)
    larger = difference &>> UInt64(truncatingIfNeeded: difference.trailingZeroBitCount)
  }
  return larger << UInt64(truncatingIfNeeded: commonTwos)
}

/// The greatest common divisor of two big integers; of zero and a number, that number.
///
/// D. H. Lehmer's method: Knuth, The Art of Computer Programming, volume 2, section 4.5.2, algorithm L. Most steps of
/// Euclid's algorithm are carried out on the leading 62 bits and applied to the whole numbers some thirty bits at a
/// time, which matters for the fractions of tens of thousands of bits that a rule file may produce.
func greatestCommonDivisor(_ first: BigUInt, _ second: BigUInt) -> BigUInt {
  var (larger, smaller) = first >= second ? (first, second) : (second, first)
  while smaller.bitWidth > UInt64.bitWidth {
    let step = LehmerStep(larger, smaller)
    if step.isUseless {
      (larger, smaller) = (smaller, larger % smaller)
    } else {
      (larger, smaller) = step.applied(to: larger, smaller)
    }
  }
  guard !smaller.isZero else { return larger }
  let word = smaller.lowWord
  return BigUInt(greatestCommonDivisor((larger % smaller).lowWord, word))
}

/// Several steps of Euclid's algorithm at once, as a matrix of single-precision factors.
private struct LehmerStep {
  private var topLeft: Int64 = 1
  private var topRight: Int64 = 0
  private var bottomLeft: Int64 = 0
  private var bottomRight: Int64 = 1

  /// Takes every step of which the leading bits alone determine the quotient; `larger` must be at least `smaller`.
  init(_ larger: BigUInt, _ smaller: BigUInt) {
    let shift = larger.bitWidth - 62
    var high = Int64(truncatingIfNeeded: (larger >> shift).lowWord)
    var low = Int64(truncatingIfNeeded: (smaller >> shift).lowWord)
    while low + bottomLeft != 0, low + bottomRight != 0 {
      let quotient = (high + topLeft) / (low + bottomLeft)
      guard quotient == (high + topRight) / (low + bottomRight) else { break }
      (topLeft, bottomLeft) = (bottomLeft, topLeft - quotient * bottomLeft)
      (topRight, bottomRight) = (bottomRight, topRight - quotient * bottomRight)
      (high, low) = (low, high - quotient * low)
    }
  }

  /// Whether not even one step could be taken, so that a full division is needed.
  var isUseless: Bool { topRight == 0 }

  func applied(to larger: BigUInt, _ smaller: BigUInt) -> (larger: BigUInt, smaller: BigUInt) {
    (Self.combine(topLeft, larger, topRight, smaller), Self.combine(bottomLeft, larger, bottomRight, smaller))
  }

  /// A sum of two products whose factors have opposite signs and which is known not to be negative.
  private static func combine(_ left: Int64, _ larger: BigUInt, _ right: Int64, _ smaller: BigUInt) -> BigUInt {
    let leftProduct = larger * BigUInt(left.magnitude)
    let rightProduct = smaller * BigUInt(right.magnitude)
    return left > 0 || right < 0 ? leftProduct - rightProduct : rightProduct - leftProduct
  }
}
