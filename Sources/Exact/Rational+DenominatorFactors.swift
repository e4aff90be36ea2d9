import BigInt

extension Rational {
  /// The decimals that the value has if it is a finite decimal, and the bits of the part of its denominator that has
  /// neither 2 nor 5 as a factor; none if that part is 1.
  package var denominatorFactors: (places: Int, otherBits: Int) {
    var rest = denominator.magnitude
    let twos = rest.trailingZeroBitCount
    rest >>= twos
    var fives = 0
    while true {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 5)
      guard remainder.isZero else { break }
      rest = quotient
      fives += 1
    }
    return (max(twos, fives), rest == 1 ? 0 : rest.bitWidth)
  }
}
