import BigInt

/// What becomes of a value that lies between two multiples of the rounding step.
public enum RoundingMode: String, CaseIterable, Sendable {
  /// To the nearest multiple; from the middle, away from zero (2.5 to 3, -2.5 to -3).
  case halfUp = "half_up"
  /// To the nearest multiple; from the middle, to the even one (2.5 to 2, 3.5 to 4).
  case halfEven = "half_even"
  /// Away from zero (2.1 to 3, -2.1 to -3).
  case up
  /// Toward zero (2.9 to 2, -2.9 to -2).
  case down
  /// To the lower multiple (2.9 to 2, -2.1 to -3).
  case floor
  /// To the higher multiple (2.1 to 3, -2.9 to -2).
  case ceil

  /// Where the part cut off lies relative to half a step.
  enum Remainder {
    case belowHalf, half, aboveHalf
  }

  /// Whether a truncated quotient has to be moved one away from zero.
  ///
  /// - Parameters:
  ///   - remainder: The part cut off, which must not be zero.
  ///   - isNegative: Whether the exact quotient is negative.
  ///   - isOdd: Whether the truncated quotient is odd.
  /// - Returns: `true` when the quotient moves.
  func movesAwayFromZero(_ remainder: Remainder, isNegative: Bool, isOdd: Bool) -> Bool {
    switch self {
    case .halfUp: remainder != .belowHalf
    case .halfEven: remainder == .aboveHalf || (remainder == .half && isOdd)
    case .up: true
    case .down: false
    case .floor: isNegative
    case .ceil: !isNegative
    }
  }

  /// The quotient of two integers, rounded to an integer; the divisor must be positive.
  ///
  /// The result cannot overflow: it moves away from zero only after a division by two or more.
  func quotient(_ dividend: Int64, _ divisor: Int64) -> Int64 {
    let (truncated, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
    if rest == 0 { return truncated }
    let cut = rest.magnitude
    let kept = divisor.magnitude - cut
    let remainder: Remainder = cut < kept ? .belowHalf : (cut == kept ? .half : .aboveHalf)
    let isNegative = dividend < 0
    guard movesAwayFromZero(remainder, isNegative: isNegative, isOdd: truncated & 1 == 1) else { return truncated }
    return isNegative ? truncated - 1 : truncated + 1
  }

  /// The quotient of two integers, rounded to an integer; the divisor must be positive.
  func quotient(_ dividend: BigInt, _ divisor: BigInt) -> BigInt {
    var (result, cut) = dividend.magnitude.quotientAndRemainder(dividingBy: divisor.magnitude)
    if !cut.isZero {
      let kept = divisor.magnitude - cut
      let remainder: Remainder = cut < kept ? .belowHalf : (cut == kept ? .half : .aboveHalf)
      let isOdd = result.lowWord & 1 == 1
      if movesAwayFromZero(remainder, isNegative: dividend.sign == .minus, isOdd: isOdd) { result += 1 }
    }
    return BigInt(sign: dividend.sign, magnitude: result)
  }
}
