import BigInt
import Exact
import Testing

@Suite struct RationalEdgeTests {
  @Test func lowestMachineInteger() throws {
    let lowest = Rational(Int.min)
    let power = Rational(BigInt(1) << 63)
    #expect(-lowest == power)
    #expect(lowest.magnitude == power)
    #expect(lowest - lowest == 0)
    #expect(Rational(0) - lowest == power)
    #expect(lowest.divided(by: lowest) == 1)
    #expect(lowest.divided(by: -1) == power)
    #expect(Rational(1, over: .min) == Rational(1).divided(by: lowest))
    #expect(Rational(.min, over: .min) == 1)
    #expect(Rational(.min, over: -1) == power)
    #expect(lowest.exactInt == .min)
    #expect(power.exactInt == nil)
    #expect(lowest.description == "-9223372036854775808")
    #expect(lowest.floor == .min)
    #expect(lowest.rounded(to: 1, mode: .halfUp) == lowest)
    #expect(try lowest.power(1) == lowest)
    #expect(try lowest.power(2) == power * power)
  }

  @Test func zeroDivisors() throws {
    #expect(Rational(1, over: 0) == nil)
    #expect(Rational(BigInt(1), over: BigInt(0)) == nil)
    #expect(Rational(1).divided(by: 0) == nil)
    let big = try Rational(10).power(40)
    #expect(big.divided(by: big - big) == nil)
  }

  @Test func signsAndParts() throws {
    let value = try #require(Rational(6, over: -4))
    #expect(value.numerator == -3)
    #expect(value.denominator == 2)
    #expect(value.sign == -1)
    #expect(value.floor == -2)
    #expect(value.ceiling == -1)
    #expect(!value.isInteger)
    #expect(value.exactInt == nil)
    #expect(Rational.zero.sign == 0)
    #expect(Rational.zero.bitWidth == 1)
    #expect(value.bitWidth == 4)
    #expect(try Rational(2).power(200).floor == nil)
    #expect(try Rational(-2).power(201).sign == -1)
  }

  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("-0.0", "0"), ("007", "7"), ("12.50", "12.5"), ("-3.75", "-3.75"),
    ("0.1", "0.1"), ("123456789012345678901234567890.5", "123456789012345678901234567890.5"),
    ("0000000000000000000000000000000000000001", "1"),
  ])
  func decimalsThatAreRead(text: String, shown: String) throws {
    #expect(try #require(Rational(decimal: text)).description == shown)
  }

  @Test(arguments: [
    "", "-", ".", "1.", ".5", "-.5", "+1", "1e5", "1E5", "--1", "1-", "1.2.3", " 1", "1 ", "1,5", "١", "１", "0x10",
    "1_000", "nan", "inf", "\u{2212}1", "1\u{301}",
  ])
  func textsThatAreNotDecimals(text: String) {
    #expect(Rational(decimal: text) == nil)
  }

  @Test func decimalLengthLimit() throws {
    let longest = String(repeating: "9", count: Rational.decimalLengthLimit)
    #expect(Rational(decimal: longest)?.finiteDecimal == longest)
    #expect(Rational(decimal: longest + "9") == nil)
    #expect(try (Rational(#require(BigInt(longest))) * 10).finiteDecimal == nil)
    let smallest = "0." + String(repeating: "0", count: Rational.decimalLengthLimit - 3) + "1"
    #expect(Rational(decimal: smallest)?.finiteDecimal == smallest)
    #expect(Rational(decimal: smallest).flatMap { $0.divided(by: 10) }?.finiteDecimal == nil)
  }

  @Test func textOfValuesWithoutAShortDecimal() throws {
    let third = try #require(Rational(1, over: 3))
    #expect(third.description == "0.333333333333")
    #expect((third + third).decimalText(significantDigits: 3) == "0.667")
    #expect(third.finiteDecimal == nil)
    #expect(try #require(Rational(999_999, over: 1_000_001)).decimalText(significantDigits: 2) == "1")
    #expect(try #require(Rational(20_000_000, over: 3)).decimalText(significantDigits: 2) == "6700000")
    #expect(try (third * Rational(10).power(-20)).decimalText(significantDigits: 2) == "0.0000000000000000000033")
    #expect(try Rational(10).power(39).description == "1" + String(repeating: "0", count: 39))
    #expect(try (Rational(10).power(41) + 7).description == "1" + String(repeating: "0", count: 41))
    #expect(third.decimalText(significantDigits: 0) == "0.3")
    #expect(third.decimalText(significantDigits: .max).count == 1002)
    #expect((-third).decimalText(significantDigits: 1) == "-0.3")
  }

  @Test func fixedText() throws {
    #expect(try #require(Rational(decimal: "83.4")).fixed(places: 2) == "83.40")
    #expect(try #require(Rational(decimal: "-0.004")).fixed(places: 2) == "0.00")
    #expect(try #require(Rational(decimal: "-0.005")).fixed(places: 2) == "-0.01")
    #expect(try #require(Rational(decimal: "2.5")).fixed(places: 0, mode: .halfEven) == "2")
    #expect(Rational(5).fixed(places: -3) == "5")
    #expect(Rational(5).fixed(places: .max).count == Rational.placesLimit + 2)
  }

  @Test func roundingArguments() {
    #expect(Rational(5).rounded(to: 0, mode: .down) == nil)
    #expect(Rational(5).rounded(to: -1, mode: .down) == nil)
    #expect(Rational(5).rounded(places: Rational.placesLimit + 1, mode: .down) == nil)
    #expect(Rational(5).rounded(places: .min, mode: .down) == nil)
    #expect(Rational(1250).rounded(places: -2, mode: .halfEven) == 1200)
    #expect(Rational(1350).rounded(places: -2, mode: .halfEven) == 1400)
    #expect(RoundingMode(rawValue: "half_up") == .halfUp)
    #expect(RoundingMode(rawValue: "half_even") == .halfEven)
  }

  /// Ties and their neighbours: the results in the order half_up, half_even, up, down, floor, ceil.
  @Test(arguments: [
    ("2.5", [3, 2, 3, 2, 2, 3]), ("-2.5", [-3, -2, -3, -2, -3, -2]), ("3.5", [4, 4, 4, 3, 3, 4]),
    ("2.4999", [2, 2, 3, 2, 2, 3]), ("-2.5001", [-3, -3, -3, -2, -3, -2]), ("0.5", [1, 0, 1, 0, 0, 1]),
    ("-0.5", [-1, 0, -1, 0, -1, 0]), ("7", [7, 7, 7, 7, 7, 7]),
  ])
  func roundingModes(text: String, expected: [Int]) throws {
    let value = try #require(Rational(decimal: text))
    #expect(RoundingMode.allCases.map { value.rounded($0).exactInt } == expected)
  }

  @Test func powers() throws {
    #expect(try Rational(0).power(0) == 1)
    #expect(try #require(Rational(-2, over: 3)).power(-3) == Rational(-27, over: 8))
    #expect(try Rational(-1).power(.min) == 1)
    #expect(try Rational(-1).power(.max) == -1)
    #expect(try Rational(2).power(99_998).bitWidth == Rational.bitWidthLimit)
    #expect(throws: ArithmeticFailure.tooLarge(.power)) { try Rational(2).power(99_999) }
    #expect(throws: ArithmeticFailure.tooLarge(.power)) { try Rational(2).power(.max) }
    #expect(throws: ArithmeticFailure.tooLarge(.power)) { try Rational(2).power(.min) }
    #expect(throws: ArithmeticFailure.domain(.power, arguments: [0, -1])) { try Rational(0).power(-1) }
  }

  @Test func doublesAtTheEdgesOfTheirRange() throws {
    let greatest = try Rational(2).power(1024) - Rational(2).power(970)
    #expect(greatest.nearestDouble == .infinity)
    #expect((greatest - 1).nearestDouble == .greatestFiniteMagnitude)
    #expect((-greatest).nearestDouble == -.infinity)
    #expect(try Rational(2).power(-1074).nearestDouble == .leastNonzeroMagnitude)
    #expect(try Rational(2).power(-1075).nearestDouble == 0)
    #expect(try (Rational(2).power(-1075) * 3).nearestDouble == .leastNonzeroMagnitude * 2)
    #expect(try (Rational(2).power(-1075) + Rational(2).power(-1300)).nearestDouble == .leastNonzeroMagnitude)
    #expect(Rational(0).nearestDouble == 0)
  }
}
