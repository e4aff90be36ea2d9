import Comparison
import Exact
import Testing

@testable import Reporting

@Suite struct WaterfallTests {
  private func number(_ text: String) throws -> Rational {
    let parts = try text.split(separator: "/").map { try #require(Rational(decimal: $0)) }
    return parts.count == 2 ? try #require(parts[0].divided(by: parts[1])) : parts[0]
  }

  /// Shares by their values, with what is shown of them at so many decimals, the greatest first.
  ///
  /// Thirds of 1 lose a third of the last unit each when rounded down; the unit left over goes to the first. Of 2/3 and
  /// 1/3, in thousandths 666.67 and 333.33, it goes to the one that lost more. In -1/3 and 4/3 the floors are -334 and
  /// 1333, which lost 2/3 and 1/3; the sum of 1 lacks one unit, which goes to the former. Of halves of a unit the first
  /// in order gains. Scores that need no more than four decimals are shown in full.
  @Test(arguments: [
    ("10", "11", "1/3 1/3 1/3", 3, "334 333 333"), ("10", "11", "1/3 2/3", 3, "667 333"),
    ("10", "11", "-1/3 4/3", 3, "1333 -333"), ("70.5", "71", "0.5", 2, "50"), ("70.5", "71", "0.4 0.1", 2, "40 10"),
    ("70.5", "71", "0.375 0.125", 3, "375 125"), ("0", "0.0001", "0.00005 0.00005", 3, "0 0"),
    ("1/3", "2/3", "1/3", 3, "334"), ("80", "80", "2.5 -2.5", 2, "250 -250"),
  ])
  func whatIsShownAddsUp(_ before: String, _ after: String, _ values: String, _ places: Int, _ shown: String) throws {
    let shares = try values.split(separator: " ").enumerated().map { index, text in
      Attribution.Share(changes: [index], figures: [], value: try number(String(text)))
    }
    let (start, end) = (try number(before), try number(after))
    let waterfall = try #require(Waterfall(from: start, to: end, Attribution(shares), tablePlaces: 2))
    #expect(waterfall.places == places)
    #expect(waterfall.steps.map { String($0.units) }.joined(separator: " ") == shown)
    #expect(waterfall.start + waterfall.steps.reduce(0) { $0 + $1.units } == waterfall.end)
  }

  /// What the shares leave over is a step of its own, so that nothing is hidden in the others.
  @Test func whatIsLeftOver() throws {
    let shares = Attribution([Attribution.Share(changes: [0], figures: [], value: 2)])
    let waterfall = try #require(Waterfall(from: 10, to: 13, shares, tablePlaces: 0))
    #expect(waterfall.steps.map(\.units) == [2, 1])
    #expect(waterfall.steps[1].share == nil)
  }

  /// However many shares there are: each is shown as one of its neighbours among the decimals, unless both scores were
  /// rounded towards each other, and together they are the difference that is shown.
  @Test(arguments: 1...30) func manyShares(_ count: Int) throws {
    let difference = try #require(Rational(count * 7919 % 1000 - 500, over: 37))
    let before = try #require(Rational(1000, over: 13))
    let shares = DiffSample.shares(count, of: difference, changes: 9, seed: count)
    let waterfall = try #require(Waterfall(from: before, to: before + difference, shares, tablePlaces: 2))
    #expect(waterfall.steps.reduce(0) { $0 + $1.units } == waterfall.end - waterfall.start)
    for step in waterfall.steps {
      #expect((step.value * .decimalUnit(waterfall.places) - Rational(step.units)).magnitude < 2)
    }
  }
}
