import Exact
import Methodology
import Testing

@testable import Reporting

@Suite struct NumberTests {
  static let shown: [(numerator: Int, denominator: Int, exact: String, shown: String)] = [
    (0, 1, "0", "0"), (7, 1, "7", "7"), (-5, 2, "-2.5", "-2.5"), (1_234_567, 1_000_000, "1.234567", "1.234567"),
    (1, 3, "0.333333333333", "≈ 0.3333"), (-2, 3, "-0.666666666667", "≈ -0.6667"),
    (1, 30, "0.0333333333333", "≈ 0.03333"),
    (1, 30_000_000, "0.0000000333333333333", "≈ 0.00000003333"), (1, 1024, "0.0009765625", "≈ 0.0009766"),
    (1_000_000, 3, "333333.333333", "≈ 333333.3333"),
  ]

  @Test(arguments: shown) func decimals(_ numerator: Int, _ denominator: Int, _ exact: String, _ shown: String) throws {
    let number = Number(try #require(Rational(numerator, over: denominator)))
    #expect(DecimalText.exact(number) == exact)
    #expect(DecimalText.shown(number, Wording()) == shown)
  }

  @Test func approximateNumbersSaySo() throws {
    let root = try Number(2).squareRoot()
    #expect(DecimalText.shown(root, Wording()) == "≈ 1.4142")
    #expect(DecimalText.shown(Number(2, isApproximate: true), Wording()) == "2")
    #expect(JSON.object(JSON.status(.number(root)))["approximate"] == true)
    #expect(JSON.object(JSON.status(.number(Number(2))))["approximate"] == nil)
  }

  @Test func longFiniteDecimalsAreExact() throws {
    let value = Number(try Rational(2).power(-64))
    #expect(DecimalText.exact(value) == value.value.finiteDecimal)
  }
}
