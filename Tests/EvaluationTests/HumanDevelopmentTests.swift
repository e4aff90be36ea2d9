import Evaluation
import Exact
import Formula
import Methodology
import Testing

/// The index as Metodika computes it from the published figures, against the index as it was published.
@Suite struct HumanDevelopmentTests {
  private static let data = "\(Fixtures.repository)/Examples/human-development"

  private static func evaluation(of year: Int) throws -> Evaluation {
    let edition = try Fixtures.edition("\(Fixtures.repository)/Rules/human-development/2014.yaml")
    return Evaluator(edition).evaluate(try Fixtures.dataset(data, for: edition, year: year))
  }

  /// What was published of a country in a year; `nil` for a cell that is empty.
  private struct Published {
    let index: Rational?
    let rank: Rational?
    let group: String?
  }

  private static func published(_ year: Int) throws -> [String: Published] {
    var result: [String: Published] = [:]
    let table = try Fixtures.text("\(data)/official.csv")
    for line in table.split(separator: "\n") where line.hasPrefix("\(year),") {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let group = cells[4].isEmpty ? nil : cells[4].lowercased().replacing(" ", with: "_")
      result[cells[1]] = Published(
        index: Rational(decimal: cells[2]), rank: Rational(decimal: cells[3]), group: group)
    }
    return result
  }

  @Test func everyIndexOf2022IsAsPublished() throws {
    let evaluation = try Self.evaluation(of: 2022)
    let published = try Self.published(2022)
    #expect(published.count == 195 && evaluation.bodies.count == 195)
    for (code, expected) in published {
      let value = try #require(evaluation.value("hdi", body: code))
      #expect(value.number?.value == expected.index, "\(code)")
      guard let index = expected.index else {
        #expect(value.absence != nil, "\(code)")
        continue
      }
      // Before rounding: the three indices multiplied, and the cube of what was published, each half a unit away.
      let parts = try ["health", "education", "income"].map { part in
        try #require(evaluation.value("hdi.\(part)", body: code)?.number?.value)
      }
      let half = try #require(Rational(decimal: "0.0005"))
      let product = parts.reduce(Rational.one, *)
      #expect(try (index - half).power(3) <= product && product <= (index + half).power(3), "\(code)")
    }
  }

  @Test func everyRankAndGroupOf2022IsAsPublished() throws {
    let evaluation = try Self.evaluation(of: 2022)
    let published = try Self.published(2022)
    for (position, body) in evaluation.bodies.enumerated() {
      let expected = try #require(published[body.id])
      #expect(evaluation.value("rank", body: body.id)?.number?.value == expected.rank, "\(body.id)")
      #expect(evaluation.band(body: position)?.name == expected.group, "\(body.id)")
    }
  }

  @Test func countriesWithOneIndexShareAPlace() throws {
    let evaluation = try Self.evaluation(of: 2022)
    var countries: [Rational: Int] = [:]
    for body in evaluation.bodies {
      if let rank = evaluation.value("rank", body: body.id)?.number?.value { countries[rank, default: 0] += 1 }
    }
    for (rank, count) in countries where count > 1 {
      for next in 1..<count { #expect(countries[rank + Rational(next)] == nil, "\(rank)") }
    }
    #expect(countries.values.contains { $0 > 1 })
  }

  @Test func everyIndexOf2021IsAsPublished() throws {
    let evaluation = try Self.evaluation(of: 2021)
    for (code, expected) in try Self.published(2021) {
      #expect(evaluation.value("hdi", body: code)?.number?.value == expected.index, "\(code)")
    }
  }
}
