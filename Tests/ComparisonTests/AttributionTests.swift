import Comparison
import Evaluation
import Exact
import Methodology
import Testing

/// Shares held against what they are by definition: a mean over all orders of the changes, each edition in between
/// written out and evaluated for itself.
@Suite struct AttributionTests {
  static let bodies = [(3, 40, 1), (0, 10, 9), (30, 60, 2), (1, 3, 0), (90, 91, 4)]

  /// Changes of one figure each, by what stands in the rule file before and after.
  static let edits: [(String, String)] = [
    ("value: 40", "value: 55"), ("value: 100", "value: 30"), ("value: 3,", "value: 7,"), ("value: 5,", "value: 1,"),
    ("value: 2,", "value: 9,"),
  ]

  @Test func sharesAreTheMeanOverAllOrders() throws {
    let count = Self.edits.count
    var scores: [[Rational]] = []
    for chosen in 0..<(1 << count) {
      let text = Self.edits.enumerated().reduce(Samples.text) { text, edit in
        chosen >> edit.offset & 1 == 1 ? text.replacing(edit.element.0, with: edit.element.1) : text
      }
      scores.append(try Samples.scores(try Samples.edition(text: text), Self.bodies))
    }
    let orders = Self.orders(Array(0..<count))
    let attributions = try attributions(scores)
    for body in Self.bodies.indices {
      var expected = [Rational](repeating: .zero, count: count)
      for order in orders {
        var on = 0
        for edit in order {
          expected[edit] = expected[edit] + scores[on | 1 << edit][body] - scores[on][body]
          on |= 1 << edit
        }
      }
      let means = expected.compactMap { $0.divided(by: Rational(orders.count)) }
      let attribution = try #require(attributions[body])
      #expect(attribution.isExact)
      #expect(attribution.difference == scores[(1 << count) - 1][body] - scores[0][body])
      #expect(Set(attribution.shares.map(\.value)) == Set(means.filter { !$0.isZero }))
      #expect(attribution.shares.count == means.count { !$0.isZero })
    }
  }

  private func attributions(_ scores: [[Rational]]) throws -> [Attribution?] {
    let before = try Samples.edition()
    let after = try Samples.edition(
      text: Self.edits.reduce(Samples.text) { $0.replacing($1.0, with: $1.1) })
    let outcome = OutcomeDiff(
      RuleDiff(before, after), before: Evaluator(before).evaluate(Samples.data(Self.bodies, for: before)),
      after: Evaluator(after).evaluate(Samples.data(Self.bodies, for: after)))
    return try #require(AttributionStudy(outcome)).attributions
  }

  static func orders(_ items: [Int]) -> [[Int]] {
    guard items.count > 1 else { return [items] }
    return items.flatMap { first in orders(items.filter { $0 != first }).map { [first] + $0 } }
  }

  /// score = weight − late / total × per, so that the figure and the data that it multiplies each have half of what
  /// they do together: in closed form ½ (p₂ − p₁)(x₁ + x₂) and ½ (x₂ − x₁)(p₁ + p₂).
  @Test func rulesAndDataComeApart() throws {
    let before = try Samples.edition()
    let after = try Samples.edition(["value: 100": "value: 60"])
    let (first, second) = ([(1, 10, 0)], [(3, 10, 0)])
    let outcome = OutcomeDiff(
      RuleDiff(before, after), before: Evaluator(before).evaluate(Samples.data(first, for: before)),
      after: Evaluator(after).evaluate(Samples.data(second, for: after)))
    let crossed = AttributionStudy.Crossed(
      earlierByLater: Samples.data(first, for: after), laterByEarlier: Samples.data(second, for: before))
    let study = try #require(AttributionStudy(outcome, crossed: crossed))
    let attribution = try #require(study.attributions[0])
    // Before 40 − 0.1 × 100 + 3 = 33, after 40 − 0.3 × 60 + 3 = 25.
    #expect(attribution.difference == -8)
    // −½ (60 − 100)(0.1 + 0.3) and −½ (0.3 − 0.1)(100 + 60).
    #expect(attribution.part(of: .rules) == 8)
    #expect(attribution.part(of: .data) == -16)
  }
}
