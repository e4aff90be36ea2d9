import BigInt
import Exact
import TestSupport

extension SeededGenerator {
  /// A rational number: a typical decimal, one around the limits of 64 bits, or one far beyond them.
  mutating func rational() -> Rational {
    let limits: [Int] = [.min, .min + 1, .max, .max - 1, 1 << 32, -(1 << 31), 0, 1, -1]
    let numerator: BigInt
    let denominator: BigInt
    switch Int.random(in: 0..<6, using: &self) {
    case 0, 1:
      numerator = BigInt(Int.random(in: -100_000...100_000, using: &self))
      denominator = [1, 10, 100, 1000].randomElement(using: &self) ?? 1
    case 2:
      numerator = BigInt(limits.randomElement(using: &self) ?? 0)
      denominator = BigInt((limits.randomElement(using: &self) ?? 1).magnitude)
    case 3:
      numerator = BigInt(Int.random(in: .min ... .max, using: &self))
      denominator = BigInt(Int.random(in: 1...Int.max, using: &self))
    case 4:
      numerator = BigInt(Int.random(in: -50...50, using: &self))
      denominator = BigInt(Int.random(in: 1...50, using: &self))
    default:
      numerator = BigInt(BigUInt.randomInteger(withMaximumWidth: 300, using: &self)) - BigInt(1) << 299
      denominator = BigInt(BigUInt.randomInteger(withMaximumWidth: 200, using: &self)) + 1
    }
    return Rational(numerator, over: denominator) ?? Rational(numerator)
  }
}
