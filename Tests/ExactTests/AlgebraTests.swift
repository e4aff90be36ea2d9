import BigInt
import Testing

@testable import Exact
import TestSupport

/// The laws of arithmetic on small and big values mixed, and the one representation of each value.
@Suite struct AlgebraTests {
  static let rounds = 1000

  @Test func fieldLaws() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<Self.rounds {
      let (first, second, third) = (generator.rational(), generator.rational(), generator.rational())
      #expect(first + second == second + first)
      #expect(first * second == second * first)
      #expect((first + second) + third == first + (second + third))
      #expect((first * second) * third == first * (second * third))
      #expect(first * (second + third) == first * second + first * third)
      #expect(first - second == -(second - first))
      #expect((first - second) + second == first)
      #expect((first - first).isZero)
      if !second.isZero {
        #expect(first.divided(by: second).map { $0 * second } == first)
      }
    }
  }

  @Test func orderLaws() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<Self.rounds {
      let (first, second) = (generator.rational(), generator.rational())
      #expect([first < second, first == second, first > second].count(where: { $0 }) == 1)
      #expect((first < second) == ((first - second).sign < 0))
      #expect((first < second) == (-second < -first))
      #expect(first.magnitude >= 0)
    }
  }

  @Test func everyResultIsCanonical() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<300 {
      let (first, second) = (generator.rational(), generator.rational())
      try expectCanonical(first)
      try expectCanonical(first + second)
      try expectCanonical(first - second)
      try expectCanonical(first * second)
      try expectCanonical(-first)
      if let quotient = first.divided(by: second) { try expectCanonical(quotient) }
      try expectCanonical(first.rounded(.halfEven))
      try expectCanonical(first.power(3))
    }
  }

  @Test func wayOfMakingDoesNotShowInEqualityOrHash() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<Self.rounds {
      let (value, detour) = (generator.rational(), generator.rational())
      let back = (value + detour) - detour
      #expect(back == value)
      #expect(back.hashValue == value.hashValue)
    }
  }

  @Test func growthIsBoundedByTheOperands() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<Self.rounds {
      let (first, second) = (generator.rational(), generator.rational())
      let together = first.bitWidth + second.bitWidth
      #expect((first + second).bitWidth <= 2 * together + 1)
      #expect((first - second).bitWidth <= 2 * together + 1)
      #expect((first * second).bitWidth <= together)
      if let quotient = first.divided(by: second) { #expect(quotient.bitWidth <= together) }
    }
  }

  @Test func roundingStaysWithinOneStepAndIsStable() throws {
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<300 {
      let value = generator.rational()
      let step = generator.rational().magnitude
      guard !step.isZero else { continue }
      for mode in RoundingMode.allCases {
        let rounded = try #require(value.rounded(to: step, mode: mode))
        #expect((rounded - value).magnitude < step)
        #expect(rounded.divided(by: step)?.isInteger == true)
        #expect(rounded.rounded(to: step, mode: mode) == rounded)
      }
    }
  }

  @Test func greatestCommonDivisorsAgreeWithEuclid() {
    var generator = SeededGenerator(seed: 7)
    for round in 0..<400 {
      let factor = BigUInt.randomInteger(withMaximumWidth: round % 130, using: &generator)
      let first = factor * BigUInt.randomInteger(withMaximumWidth: 10 + round * 2, using: &generator)
      let second = factor * BigUInt.randomInteger(withMaximumWidth: 10 + round * 3 % 700, using: &generator)
      #expect(greatestCommonDivisor(first, second) == euclid(first, second))
      let (left, right) = (generator.next() >> UInt64(round % 64), generator.next() >> UInt64(round % 41))
      #expect(BigUInt(greatestCommonDivisor(left, right)) == euclid(BigUInt(left), BigUInt(right)))
    }
  }

  private func euclid(_ first: BigUInt, _ second: BigUInt) -> BigUInt {
    var (larger, smaller) = (first, second)
    while !smaller.isZero { (larger, smaller) = (smaller, larger % smaller) }
    return larger
  }

  private func expectCanonical(_ value: Rational) throws {
    #expect(value.denominator > 0)
    #expect(euclid(value.numerator.magnitude, value.denominator.magnitude) == 1)
    let words = BigInt(Int64.min)...BigInt(Int64.max)
    let fits = words.contains(value.numerator) && words.contains(value.denominator)
    if case .small = value.storage { #expect(fits) } else { #expect(!fits) }
  }
}
