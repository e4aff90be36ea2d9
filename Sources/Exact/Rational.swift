import BigInt

/// An exact rational number, always in lowest terms and with a positive denominator.
///
/// A value whose numerator and denominator both fit in 64 bits is held inline and computed with machine integers;
/// any other value is held as two big integers behind one reference. The choice depends on the value alone, so equal
/// values have equal representations, and equality and hashing compare them part by part.
///
/// Arithmetic never rounds, hence a long calculation can grow. `bitWidth` measures the size of a value: a product or a
/// quotient is at most as large as its two operands together, a sum or a difference at most twice that and one bit.
/// So a caller that compares each result with a limit never holds a value larger than about four times that limit.
public struct Rational: Sendable, Hashable {
  /// The largest `bitWidth`, in bits, of a power that this module is willing to compute.
  ///
  /// Also a sensible limit for a caller to hold other results to.
  public static let bitWidthLimit = 100_000

  /// The number zero.
  public static let zero = Rational(Int64(0))

  /// The number one.
  public static let one = Rational(Int64(1))

  enum Storage: Sendable, Hashable {
    case small(numerator: Int64, denominator: Int64)
    case big(BigFraction)
  }

  let storage: Storage

  init(_ integer: Int64) {
    storage = .small(numerator: integer, denominator: 1)
  }

  /// Makes a value of parts which are already in lowest terms; the denominator must be positive.
  init(inLowestTerms numerator: Int64, _ denominator: Int64) {
    storage = .small(numerator: numerator, denominator: denominator)
  }

  /// Makes a value of parts which are already in lowest terms; the denominator must be positive.
  init(inLowestTerms numerator: BigInt, _ denominator: BigInt) {
    if let smallNumerator = numerator.exactInt64, let smallDenominator = denominator.exactInt64 {
      storage = .small(numerator: smallNumerator, denominator: smallDenominator)
    } else {
      storage = .big(BigFraction(numerator: numerator, denominator: denominator))
    }
  }

  /// Makes a value of any numerator and a positive denominator.
  init(reducing numerator: Int64, _ denominator: Int64) {
    // The divisor is at most the denominator, so it fits in Int64 even where the numerator is Int64.min.
    let divisor = Int64(greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
    if divisor == 1 {
      self.init(inLowestTerms: numerator, denominator)
    } else {
      self.init(inLowestTerms: numerator / divisor, denominator / divisor)
    }
  }

  /// Makes a value of any numerator and a positive denominator.
  init(reducing numerator: BigInt, _ denominator: BigInt) {
    let divisor = BigInt(greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
    if divisor == 1 {
      self.init(inLowestTerms: numerator, denominator)
    } else {
      self.init(inLowestTerms: numerator / divisor, denominator / divisor)
    }
  }

  /// Makes a whole number.
  ///
  /// - Parameter integer: The value.
  public init(_ integer: Int) {
    self.init(Int64(integer))
  }

  /// Makes a whole number of any size.
  ///
  /// - Parameter integer: The value.
  public init(_ integer: BigInt) {
    self.init(inLowestTerms: integer, 1)
  }

  /// Makes a fraction, reduced to lowest terms; `nil` when the denominator is zero.
  ///
  /// - Parameters:
  ///   - numerator: The dividend.
  ///   - denominator: The divisor, of either sign.
  public init?(_ numerator: Int, over denominator: Int) {
    guard denominator != 0 else { return nil }
    if denominator > 0 {
      self.init(reducing: Int64(numerator), Int64(denominator))
    } else {
      // Negating Int64.min would overflow, hence the detour.
      self.init(reducing: -BigInt(numerator), -BigInt(denominator))
    }
  }

  /// Makes a fraction of parts of any size, reduced to lowest terms; `nil` when the denominator is zero.
  ///
  /// - Parameters:
  ///   - numerator: The dividend.
  ///   - denominator: The divisor, of either sign.
  public init?(_ numerator: BigInt, over denominator: BigInt) {
    switch denominator.signum() {
    case 0: return nil
    case 1: self.init(reducing: numerator, denominator)
    default: self.init(reducing: -numerator, -denominator)
    }
  }

  /// The numerator in lowest terms; it carries the sign of the value.
  public var numerator: BigInt {
    switch storage {
    case .small(let numerator, _): BigInt(numerator)
    case .big(let fraction): fraction.numerator
    }
  }

  /// The denominator in lowest terms, always positive.
  public var denominator: BigInt {
    switch storage {
    case .small(_, let denominator): BigInt(denominator)
    case .big(let fraction): fraction.denominator
    }
  }

  /// The size of the value: the bits of the numerator's magnitude plus the bits of the denominator.
  ///
  /// Zero has 1 bit (no bits of numerator, one bit of denominator).
  public var bitWidth: Int {
    switch storage {
    case .small(let numerator, let denominator):
      128 - numerator.magnitude.leadingZeroBitCount - denominator.leadingZeroBitCount
    case .big(let fraction):
      fraction.numerator.magnitude.bitWidth + fraction.denominator.magnitude.bitWidth
    }
  }

  /// Whether the value is zero.
  public var isZero: Bool {
    if case .small(numerator: 0, _) = storage { true } else { false }
  }

  /// Whether the value is a whole number.
  public var isInteger: Bool {
    switch storage {
    case .small(_, let denominator): denominator == 1
    case .big(let fraction): fraction.denominator == 1
    }
  }

  /// The sign of the value: -1, 0 or 1.
  public var sign: Int {
    switch storage {
    case .small(let numerator, _): Int(numerator.signum())
    case .big(let fraction): fraction.numerator.sign == .minus ? -1 : 1
    }
  }

  /// The value as a machine integer; `nil` when it is not whole or does not fit.
  public var exactInt: Int? {
    if case .small(let numerator, denominator: 1) = storage { Int(exactly: numerator) } else { nil }
  }
}

extension Rational: ExpressibleByIntegerLiteral {
  /// Makes the whole number a literal stands for.
  ///
  /// - Parameter value: The literal's value.
  public init(integerLiteral value: Int) {
    self.init(value)
  }
}

extension Rational {
  /// The parts in lowest terms, where both fit in a machine word.
  package var wordParts: (numerator: Int64, denominator: Int64)? {
    if case .small(let numerator, let denominator) = storage { (numerator, denominator) } else { nil }
  }
}
