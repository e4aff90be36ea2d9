import BigInt

extension BigInt {
  /// The value as a 64-bit integer, or `nil` when it does not fit.
  var exactInt64: Int64? {
    guard magnitude.bitWidth <= 64 else { return nil }
    let word = magnitude.lowWord
    switch sign {
    case .plus: return Int64(exactly: word)
    case .minus: return word <= Int64.min.magnitude ? Int64(truncatingIfNeeded: 0 &- word) : nil
    }
  }
}

extension BigUInt {
  /// The least significant 64 bits.
  var lowWord: UInt64 {
    UInt64(truncatingIfNeeded: self)
  }

  /// Ten to a power that must not be negative.
  static func powerOfTen(_ exponent: Int) -> BigUInt {
    BigUInt(10).power(exponent)
  }
}
