import Exact
import Testing
import TestSupport

@Suite struct NumberTests {
  private let third = Number(Rational(1, over: 3) ?? 0)

  @Test func approximationSpreads() throws {
    let root = try Number(2).squareRoot()
    let exact = Number(3)
    #expect(root.isApproximate)
    #expect((root + exact).isApproximate)
    #expect((exact - root).isApproximate)
    #expect((exact * root).isApproximate)
    #expect(try exact.divided(by: root).isApproximate)
    #expect((-root).isApproximate)
    #expect(root.magnitude.isApproximate)
    #expect(try #require(root.rounded(places: 2, mode: .halfUp)).isApproximate)
    #expect(try #require(exact.rounded(to: root, mode: .halfUp)).isApproximate)
    #expect(try Number(4, isApproximate: true).squareRoot().isApproximate)
    #expect(try Number(0, isApproximate: true).exponential().isApproximate)
    #expect(try Number(1, isApproximate: true).naturalLogarithm().isApproximate)
    #expect(try exact.raised(to: Number(2, isApproximate: true)).isApproximate)
    #expect(!(exact + exact * exact).isApproximate)
  }

  @Test func exactResultsStayExact() throws {
    #expect(try isExactly(Number(Rational(9, over: 4) ?? 0).squareRoot(), Rational(3, over: 2)))
    #expect(try isExactly(Number(0).squareRoot(), 0))
    #expect(try isExactly(Number(1).naturalLogarithm(), 0))
    #expect(try isExactly(Number(0).exponential(), 1))
    #expect(try isExactly(Number(8).raised(to: third), 2))
    #expect(try isExactly(Number(Rational(8, over: 27) ?? 0).raised(to: -third), Rational(3, over: 2)))
    #expect(try isExactly(Number(-2).raised(to: Number(3)), -8))
    #expect(try isExactly(Number(0).raised(to: Number(0)), 1))
    #expect(try isExactly(Number(0).raised(to: third), 0))
    #expect(try isExactly(Number(Rational(2).power(1000)).raised(to: Number(Rational(1, over: 1000) ?? 0)), 2))
    let wide = try Rational(10).power(60) + 1
    #expect(try isExactly(Number(wide.power(5)).raised(to: Number(Rational(1, over: 5) ?? 0)), wide))
    #expect(try Number(wide.power(5) + 1).raised(to: Number(Rational(1, over: 5) ?? 0)).isApproximate)
    #expect(try isExactly(Number(-1).raised(to: Number(Rational(10).power(50) + 1)), -1))
  }

  @Test func knownDigits() throws {
    #expect(try Number(2).squareRoot().value.finiteDecimal == "1.41421356237309504880168872421")
    #expect(try Number(2).naturalLogarithm().value.finiteDecimal == "0.69314718055994530941723212145" + "8")
    #expect(try Number(1).exponential().value.finiteDecimal == "2.71828182845904523536028747135")
    #expect(try Number(2).raised(to: Number(Rational(1, over: 2) ?? 0)) == Number(2).squareRoot())
  }

  @Test func argumentsWithoutAResult() throws {
    #expect(throws: ArithmeticFailure.divisionByZero) { try Number(1).divided(by: Number(0)) }
    #expect(throws: ArithmeticFailure.domain(.squareRoot, arguments: [-4])) { try Number(-4).squareRoot() }
    #expect(throws: ArithmeticFailure.domain(.naturalLogarithm, arguments: [0])) { try Number(0).naturalLogarithm() }
    #expect(throws: ArithmeticFailure.domain(.naturalLogarithm, arguments: [-1])) { try Number(-1).naturalLogarithm() }
    #expect(throws: ArithmeticFailure.domain(.power, arguments: [-8, third.value])) {
      try Number(-8).raised(to: third)
    }
    #expect(throws: ArithmeticFailure.domain(.power, arguments: [0, -1])) { try Number(0).raised(to: Number(-1)) }
    #expect(throws: ArithmeticFailure.tooLarge(.exponential)) { try Number(1_000_000_000).exponential() }
    #expect(throws: ArithmeticFailure.tooLarge(.exponential)) { try Number(23_027).exponential() }
    #expect(throws: ArithmeticFailure.tooLarge(.power)) { try Number(10).raised(to: Number(.max)) }
    #expect(throws: ArithmeticFailure.tooLarge(.power)) { try third.raised(to: Number(-1_000_000)) }
  }

  @Test func extremeArguments() throws {
    #expect(try isApproximateZero(Number(-1_000_000_000).exponential()))
    #expect(try isApproximateZero(Number(Rational(-10).power(401)).exponential()))
    #expect(try isApproximateZero(third.raised(to: Number(.max))))
    #expect(try Number(-23_000).exponential().value.sign == 1)
    // Only the size of the exact power is out of bounds here, not its value.
    let growth = try Number(Rational(10_001, over: 10_000) ?? 0).raised(to: Number(20_000))
    #expect(growth.isApproximate)
    #expect(growth.value.fixed(places: 6) == "7.388317")
    let negative = try Number(Rational(-10_001, over: 10_000) ?? 0).raised(to: Number(20_001))
    #expect(negative.value.sign == -1)
  }

  @Test func logarithmUndoesExponential() throws {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<40 {
      let numerator = Int.random(in: -9_000...9_000, using: &generator)
      let exponent = Number(try #require(Rational(numerator * 2 + 1, over: 30)))
      let back = try exponent.exponential().naturalLogarithm()
      #expect((back - exponent).magnitude.value < (try Rational(10).power(-26)))
    }
  }

  @Test func equalityAndOrderRegardTheValue() {
    #expect(Number(2, isApproximate: true) == Number(2))
    #expect(Set([Number(2, isApproximate: true), Number(2)]).count == 1)
    #expect(third < Number(1))
    #expect(third.description == "0.333333333333")
  }

  private func isExactly(_ number: Number, _ value: Rational?) -> Bool {
    !number.isApproximate && number.value == value
  }

  private func isApproximateZero(_ number: Number) -> Bool {
    number.isApproximate && number.value.isZero
  }
}
