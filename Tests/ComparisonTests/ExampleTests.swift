@testable import Comparison
import Dataset
@testable import Evaluation
import Exact
import Methodology
import SourceText
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Real amendments on the example data.
@Suite struct ExampleTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Two editions and the years of data that they score; of how many bodies the shares are exact at the least.
  struct Pair: CustomTestStringConvertible, Sendable {
    let before: String
    let after: String
    let years: [Int]
    let exact: Int

    var testDescription: String { "\(before) → \(after)" }
  }

  /// Editions that were rewritten whole ask for other figures, so that each scores the year it was made for.
  static let rewritten = [
    Pair(before: "2017-02", after: "2017-11", years: [2016, 2017], exact: 9),
    Pair(before: "2017-11", after: "2019-03", years: [2017, 2018], exact: 12),
    Pair(before: "2019-03", after: "2020-03", years: [2018, 2019], exact: 19),
    Pair(before: "2020-03", after: "2021-04", years: [2019, 2020], exact: 19),
    Pair(before: "2021-04", after: "2022-04", years: [2020, 2021], exact: 19),
    Pair(before: "2022-04", after: "2023-03", years: [2021, 2022], exact: 17),
    Pair(before: "2023-03", after: "2023-07", years: [2022, 2023], exact: 23),
    Pair(before: "2023-07", after: "2025-04", years: [2023, 2024], exact: 23),
  ]

  static let amended = [
    Pair(before: "2023-03", after: "2023-06", years: [2022], exact: 20),
    Pair(before: "2023-06", after: "2023-07", years: [2023], exact: 20),
    Pair(before: "2023-07", after: "2025-04", years: [2024], exact: 20),
  ]

  @Test(arguments: rewritten + amended)
  func everyDifferenceIsSharedOut(pair: Pair) throws {
    let sample = try Sample(pair)
    var (compared, exact) = (0, 0)
    for (member, attribution) in zip(sample.outcome.members, sample.study.attributions) {
      guard let difference = sample.outcome.difference(sample.main, member) else { continue }
      let found = try #require(attribution, "\(member.id)")
      #expect(found.difference == difference, "\(member.id)")
      compared += 1
      if found.isExact { exact += 1 }
    }
    #expect(compared >= 18)
    #expect(exact >= pair.exact)
    try theRulesInBetweenAreEvaluatedAlike(sample)
  }

  /// What lies between two editions, held against the plain evaluator, which knows nothing of parts: with all changes
  /// before, all after, and every other one.
  private func theRulesInBetweenAreEvaluatedAlike(_ sample: Sample) throws {
    let groups = sample.study.groups.indices
    for on in [Set(), Set(groups), Set(groups.filter { $0.isMultiple(of: 2) })] {
      for (member, expected) in zip(sample.outcome.members, sample.scores(on)) {
        guard let found = sample.study.value(of: sample.main, member, on: on) else { continue }
        #expect(found == expected, "\(member.id) with \(on.sorted())")
      }
    }
  }

  /// The Shapley values by their definition, over all orders of the changes, each edition in between evaluated whole.
  @Test(arguments: [
    Pair(before: "2023-06", after: "2023-07", years: [2023], exact: 0),
    Pair(before: "2023-07", after: "2025-04", years: [2024], exact: 0),
  ])
  func sharesAreTheMeanOverAllOrders(pair: Pair) throws {
    let sample = try Sample(pair)
    let count = sample.study.groups.count
    try #require(count <= 6)
    let worths = (0..<(1 << count)).map { on in sample.scores(Set((0..<count).filter { on >> $0 & 1 == 1 })) }
    let orders = AttributionTests.orders(Array(0..<count))
    for (index, member) in sample.outcome.members.enumerated() {
      guard sample.outcome.difference(sample.main, member) != nil,
        worths.allSatisfy({ $0[index] != nil })
      else { continue }
      var sums = [Rational](repeating: .zero, count: count)
      for order in orders {
        var on = 0
        for change in order {
          sums[change] = sums[change] + (worths[on | 1 << change][index] ?? .zero) - (worths[on][index] ?? .zero)
          on |= 1 << change
        }
      }
      let expected = sums.compactMap { $0.divided(by: Rational(orders.count)) }.filter { !$0.isZero }
      let found = try #require(sample.study.attribution(of: sample.main, member))
      #expect(found.shares.map(\.value).filter { !$0.isZero }.sorted() == expected.sorted(), "\(member.id)")
    }
  }

  /// Two editions with data, and what moved the scores.
  private struct Sample {
    let outcome: OutcomeDiff
    let study: AttributionStudy
    let main: OutcomeDiff.ScorePair

    init(_ pair: Pair) throws {
      let (first, second) = (try Self.edition(pair.before), try Self.edition(pair.after))
      let (early, late) = (pair.years[0], pair.years[pair.years.count - 1])
      let before = Evaluator(first).evaluate(try Self.data(early, for: first))
      let after = Evaluator(second).evaluate(try Self.data(late, for: second))
      outcome = OutcomeDiff(RuleDiff(first, second), before: before, after: after)
      var crossed: AttributionStudy.Crossed?
      if early != late {
        crossed = AttributionStudy.Crossed(
          earlierByLater: try Self.data(early, for: second), laterByEarlier: try Self.data(late, for: first))
      }
      study = try #require(AttributionStudy(outcome, crossed: crossed))
      main = try #require(outcome.mainScore)
    }

    /// The main score of all members by the plain evaluator with some changes made.
    func scores(_ on: Set<Int>) -> [Rational?] {
      let merged = study.merged
      var readings: [String: String] = [:]
      for (index, subjects) in study.groups.enumerated() {
        for symbol in subjects.compactMap({ merged.switches.symbols[$0] }) {
          readings[merged.edition[symbol].name] = on.contains(index) ? Switches.after : Switches.before
        }
      }
      let evaluation = Evaluator(merged.edition, readings: readings).evaluate(complete: merged.rows)
      guard let score = merged.scores[main] else { return [] }
      return outcome.members.map { member in
        evaluation.bodies.firstIndex { $0.id == member.id }.flatMap {
          evaluation.value(score, body: $0).number?.value
        }
      }
    }

    private static func edition(_ id: String) throws -> Edition {
      let findings = Findings()
      let path = "\(ExampleTests.root)/Rules/citizen-interaction/\(id).yaml"
      return try #require(RuleFolder.edition(at: path, findings: findings), "\(findings.all.map(\.message.text))")
    }

    private static func data(_ year: Int, for edition: Edition) throws -> Dataset {
      try #require(
        DatasetReader.read(
          folder: "\(ExampleTests.root)/Examples/citizen-interaction", for: edition, year: year, isForeign: true,
          findings: Findings()))
    }
  }
}
