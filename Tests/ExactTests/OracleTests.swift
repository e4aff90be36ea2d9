import Exact
import Testing

/// Every operation against an independent implementation.
@Suite struct OracleTests {
  @Test(arguments: ["add", "sub", "mul", "div"])
  func arithmetic(operation: Substring) throws {
    for item in try Oracle.cases(operation, atLeast: 1000) {
      let left = try Rational(fixture: item.fields[0])
      let right = try Rational(fixture: item.fields[1])
      let result: Rational? =
        switch operation {
        case "add": left + right
        case "sub": left - right
        case "mul": left * right
        default: left.divided(by: right)
        }
      let expected = try item.fields[2] == "none" ? nil : Rational(fixture: item.fields[2])
      #expect(result == expected, "\(item)")
    }
  }

  @Test func comparison() throws {
    for item in try Oracle.cases("cmp", atLeast: 1000) {
      let left = try Rational(fixture: item.fields[0])
      let right = try Rational(fixture: item.fields[1])
      let order = left < right ? "-1" : left == right ? "0" : "1"
      #expect(order == item.fields[2], "\(item)")
      #expect((left > right) == (order == "1"), "\(item)")
    }
  }

  @Test func roundingToAStep() throws {
    for item in try Oracle.cases("round", atLeast: 400) {
      let value = try Rational(fixture: item.fields[0])
      let step = try Rational(fixture: item.fields[1])
      for (mode, expected) in zip(RoundingMode.allCases, item.fields.dropFirst(2)) {
        #expect(try value.rounded(to: step, mode: mode) == Rational(fixture: expected), "\(mode) \(item)")
      }
    }
  }

  @Test func roundingToPlaces() throws {
    for item in try Oracle.cases("places", atLeast: 60) {
      let value = try Rational(fixture: item.fields[0])
      let places = try #require(Int(item.fields[1]))
      for (mode, expected) in zip(RoundingMode.allCases, item.fields.dropFirst(2)) {
        #expect(try value.rounded(places: places, mode: mode) == Rational(fixture: expected), "\(mode) \(item)")
      }
    }
  }

  @Test func fixedText() throws {
    for item in try Oracle.cases("fixed", atLeast: 60) {
      let places = try #require(Int(item.fields[1]))
      #expect(try Rational(fixture: item.fields[0]).fixed(places: places) == item.fields[2], "\(item)")
    }
  }

  @Test func decimalText() throws {
    for item in try Oracle.cases("text", atLeast: 600) {
      let value = try Rational(fixture: item.fields[0])
      #expect((value.finiteDecimal ?? "none") == item.fields[1], "\(item)")
      #expect(value.description == item.fields[2], "\(item)")
      if let exact = value.finiteDecimal { #expect(Rational(decimal: exact) == value, "\(item)") }
    }
  }

  @Test func decimalParsing() throws {
    for item in try Oracle.cases("parse", atLeast: 600) {
      #expect(try Rational(decimal: item.fields[0]) == Rational(fixture: item.fields[1]), "\(item)")
    }
  }

  @Test func nearestDouble() throws {
    for item in try Oracle.cases("double", atLeast: 400) {
      let expected = try #require(Double(String(item.fields[1])))
      #expect(try Rational(fixture: item.fields[0]).nearestDouble == expected, "\(item)")
    }
  }

  @Test(arguments: ["sqrt", "ln", "exp", "pow"])
  func elementaryFunctions(operation: Substring) throws {
    for item in try Oracle.cases(operation, atLeast: 150) {
      let argument = Number(try Rational(fixture: item.fields[0]))
      let result =
        switch operation {
        case "sqrt": try argument.squareRoot()
        case "ln": try argument.naturalLogarithm()
        case "exp": try argument.exponential()
        default: try argument.raised(to: Number(Rational(fixture: item.fields[1])))
        }
      let expected = try #require(item.fields.last)
      if item.fields.contains("exact") {
        #expect(!result.isApproximate, "\(item)")
        #expect(try result.value == Rational(fixture: expected), "\(item)")
      } else {
        #expect(result.isApproximate, "\(item)")
        let exact = try Rational(scientific: expected)
        // Half a unit of the 30th digit is at most 5e-30 of the value; the rest is for the error before rounding.
        let bound = try exact.magnitude * #require(Rational(decimal: "5.1")) * Rational(10).power(-30)
        #expect((result.value - exact).magnitude <= bound, "\(item)")
      }
    }
  }
}
