import Dataset
import Exact
import Formula
import Methodology
import SourceText
import TestSupport
import Testing

@testable import Evaluation

/// What hangs on readings, against an evaluation under each of their combinations.
@Suite struct ReadingStudyTests {
  private static func dataset(_ edition: Edition, seed: UInt64) -> Dataset {
    var random = SeededGenerator(seed: seed)
    func period(_ name: String) -> PeriodData {
      let bodies = ["a", "b", "c"].map { id in
        let rows = (0..<Int.random(in: 0...4, using: &random)).map { row in
          let size = Value.number(Number(Int.random(in: 0...7, using: &random)))
          return Body.Row(label: String(row), values: [size, .notApplicable], span: nil)
        }
        let base = Int.random(in: 0...5, using: &random)
        return Body(
          id: id, kind: id == "c" ? "village" : "town", titles: Titles(),
          inputs: [base == 5 ? .missing(Absence(.input("base"))) : .number(Number(base))], records: [rows], span: nil)
      }
      return PeriodData(name: name, bodies: bodies)
    }
    return Dataset(layout: InputLayout(edition), periods: [period("2019"), period("2020")])
  }

  /// Every combination of choices, by the names of readings.
  private static func combinations(_ edition: Edition) -> [[String: String]] {
    edition.readings.reduce([[:]]) { combinations, pair in
      combinations.flatMap { combination in
        pair.reading.choices.map { combination.merging([pair.declaration.shortName: $0.name]) { $1 } }
      }
    }
  }

  private static func evaluations(_ edition: Edition, _ dataset: Dataset) throws -> [([String: String], Evaluation)] {
    try combinations(edition).map { choices in
      (choices, try #require(Evaluator(edition).taking(choices, findings: Findings())).evaluate(dataset))
    }
  }

  /// With the second limit all that hangs on more than two readings is joined from distinct values.
  @Test(arguments: 0..<12, [ReadingTrace.limit, 5])
  func everyCombinationIsFound(_ seed: UInt64, _ limit: Int) throws {
    let edition = try Fixtures.edition("readings/edition.yaml")
    let dataset = Self.dataset(edition, seed: seed)
    let study = ReadingStudy(Evaluator(edition), dataset, limit: limit)
    let all = try Self.evaluations(edition, dataset)
    #expect(all.count == 192)
    for score in edition.scores {
      for body in study.evaluation.bodies.indices {
        let outcome = study.outcome(of: score.id, body: body)
        let expected = Set(all.map { $0.1.value(score.id, body: body) })
        if limit == ReadingTrace.limit || outcome.isComplete {
          #expect(Set(outcome.values) == expected, "\(score.name) of \(body)")
        }
        #expect(limit != ReadingTrace.limit || outcome.isComplete)
      }
    }
    for body in study.evaluation.bodies.indices where !study.bands(body: body).isEmpty {
      #expect(Set(study.bands(body: body).map { $0?.name }) == Set(all.map { $0.1.band(body: body)?.name }))
    }
  }

  @Test(arguments: 0..<12, [ReadingTrace.limit, 5])
  func oneChoiceAloneIsThatEvaluation(_ seed: UInt64, _ limit: Int) throws {
    let edition = try Fixtures.edition("readings/edition.yaml")
    let dataset = Self.dataset(edition, seed: seed)
    let study = ReadingStudy(Evaluator(edition), dataset, limit: limit)
    for (declaration, _) in edition.readings {
      for alternative in study.alternatives(to: declaration.id) {
        let choice = [declaration.shortName: alternative.choice]
        let other = try #require(Evaluator(edition).taking(choice, findings: Findings())).evaluate(dataset)
        for score in edition.scores {
          for body in other.bodies.indices {
            #expect(alternative.value(score.id, body: body) == other.value(score.id, body: body))
          }
        }
      }
    }
  }

  /// A score is said to hang on those readings, and only those, of which some combination of the others makes it move.
  @Test(arguments: 0..<12) func theReadingsThatMatterAreNamed(_ seed: UInt64) throws {
    let edition = try Fixtures.edition("readings/edition.yaml")
    let dataset = Self.dataset(edition, seed: seed)
    let study = ReadingStudy(Evaluator(edition), dataset)
    let all = try Self.evaluations(edition, dataset)
    for score in edition.scores {
      for body in study.evaluation.bodies.indices {
        let expected = edition.readings.map(\.declaration).filter { reading in
          let groups = Dictionary(grouping: all) { choices, _ in choices.filter { $0.key != reading.shortName } }
          return groups.values.contains { group in Set(group.map { $0.1.value(score.id, body: body) }).count > 1 }
        }
        #expect(study.outcome(of: score.id, body: body).readings == expected.map(\.id), "\(score.name) of \(body)")
      }
    }
  }

  /// A reading that says which rows are due is looked at by itself.
  @Test func readingsOfWhatIsDueStandApart() throws {
    let edition = try Fixtures.edition("readings/due.yaml")
    let row = Body.Row(label: "one", values: [.text("one"), .truth(true)], span: nil)
    let body = Body(id: "a", kind: "town", titles: Titles(), inputs: [], records: [[row]], span: nil)
    let dataset = Dataset(layout: InputLayout(edition), periods: [PeriodData(name: "", bodies: [body])])
    let study = ReadingStudy(Evaluator(edition), dataset)
    let reading = try #require(edition.readings.first?.declaration.id)
    let score = try #require(edition.declaration("placed")?.id)
    #expect(study.readingsApart == [reading])
    #expect(text(study.evaluation.value(score, body: 0)) == "1")
    #expect(study.alternatives(to: reading).map { text($0.value(score, body: 0)) } == ["missing: items[two]"])
  }
}
