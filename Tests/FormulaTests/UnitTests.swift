import Formula
import Testing
import TestSupport

@Suite struct UnitTests {
  static let texts: [(String, String)] = [
    ("points", "points"), ("share", "share"), ("1", "share"), ("percent", "percent"), ("балл", "балл"),
    ("points / services", "points / services"), ("points/services", "points / services"),
    ("area * days", "area * days"), ("days * area", "area * days"), ("days * days", "days^2"), ("days^2", "days^2"),
    ("1 / services", "1 / services"), ("share / services", "1 / services"), ("points / points", "share"),
    ("points / days / services", "points / days / services"), ("points / services^2", "points / services^2"),
    ("days^1", "days"),
  ]

  @Test(arguments: texts) func reading(_ text: String, _ expected: String) throws {
    let unit = try #require(Unit(text: text))
    #expect(unit.description == expected)
    #expect(Unit(text: unit.description) == unit)
  }

  @Test(
    arguments: [
      "", " ", "/", "points /", "/ points", "points services", "points * / days", "days^", "days^0", "days^-1",
      "days^x", "days^2^3", "^2", "2", "days^99999999999999999999", "days^01",
    ])
  func refused(_ text: String) {
    #expect(Unit(text: text) == nil)
  }

  @Test func randomUnitsReadBack() throws {
    var random = SeededGenerator(seed: 7)
    let names = ["points", "services", "days", "услуги", "percent"]
    for _ in 0..<2000 {
      var exponents: [String: Int] = [:]
      for name in names where random.chance(50) { exponents[name] = Int.random(in: -4...4, using: &random) }
      let unit = Unit(exponents)
      #expect(Unit(text: unit.description) == unit, "\(unit)")
      #expect(unit / unit == .share)
      #expect(unit.raised(to: 2).squareRoot == unit)
      #expect(unit * unit == unit.raised(to: 2))
    }
  }

  @Test func exponentsDoNotOverflow() {
    let huge = Unit(["days": .max]) * Unit(["days": .max])
    #expect(huge.raised(to: .min).raised(to: .min).exponents.count == 1)
  }
}
