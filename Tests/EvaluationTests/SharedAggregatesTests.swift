import Dataset
import Exact
import Formula
import Methodology
import SourceText
import TestSupport
import Testing

@testable import Evaluation

/// Aggregates over bodies that are found once for many bodies, against each body going through all of them.
@Suite struct SharedAggregatesTests {
  private static let rules = """
    format: 1
    methodology: made-up
    edition: shared
    title: {en: shared}
    act: {number: none}
    in_force: {from: 2020-01-01}
    evaluates: {years: [2020]}
    basis: assumed
    bodies: {kinds: {central: {en: central}, local: {en: local}}}
    inputs:
      a: {type: number, cite: x}
      b: {type: count, cite: x}
      role: {type: choice, of: [plain, agency], default: plain, cite: x}
    records:
      items:
        cite: x
        fields:
          n: {type: number}
          part: {formula: "n / sum(bodies where kind == own.kind and role == own.role: b)", cite: x}
    derived:
      place: {formula: "rank(bodies where kind == own.kind: a)", cite: x}
      share: {formula: "percentile_rank(bodies: a)", cite: x}
      above: {formula: "count(bodies where a > mean(bodies where role == own.role: a))", cite: x}
      greater: {formula: "count(bodies where (a ?? 0) > (own.a ?? 1))", cite: x}
      middle: {formula: "median(bodies where kind == own.kind: a)", cite: x}
      tenth: {formula: "percentile(bodies where role != own.role: a, b)", cite: x}
      some: {formula: "if any(bodies where b == own.b + 1) then 1 else 0", cite: x}
      every: {formula: "if all(bodies where b < 9 or kind == own.kind) then 1 else 0", cite: x}
      parts: {formula: "sum(items: part) / max(1, max(bodies: b))", cite: x}
      alike: {formula: "count(bodies where applicable(s) and applicable(own.s))", cite: x}
      wrong: {formula: "sum(bodies where kind == own.kind: b / (b - 3))", cite: x}
    scores:
      s: {formula: "place + share", applies: "b > 2", cite: x, max: 1000}

    """

  @Test(arguments: 0..<12) func oneByOneGivesTheSame(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let edition = try Fixtures.edition(text: Self.rules)
    let builder = BodyBuilder(edition, findings: Findings())
    let bodies = try (0..<random.pick([1, 2, 9, 30])).map { number in
      var inputs: [String: BodyReport.Figure] = [:]
      let a = random.pick([0, 1, 1, 2, 3, 5])
      if !random.chance(seed % 3 * 5) { inputs["a"] = .init(.number(Number(a))) }
      if !random.chance(seed % 3 * 3) { inputs["b"] = .init(.number(Number(Int.random(in: 0..<10, using: &random)))) }
      inputs["role"] = .init(.text(random.pick(["plain", "agency"])))
      let rows = (0..<random.pick([0, 1, 3])).map { BodyReport.Row(["n": .init(.number(Number($0)))]) }
      return try #require(
        builder.body(
          BodyReport(
            id: "b\(number)", kind: random.pick(["central", "local"]), inputs: inputs, records: ["items": rows])))
    }
    let dataset = Dataset(layout: builder.layout, periods: [PeriodData(name: "2020", bodies: bodies)])
    try compare(Evaluator(edition).evaluate(dataset))
  }

  @Test(arguments: [("2017-02", 2016), ("2019-03", 2018), ("2020-03", 2019), ("2025-04", 2024)])
  func oneByOneGivesTheSameOnExamples(id: String, year: Int) throws {
    let findings = Findings()
    let edition = try #require(
      RuleFolder(Fixtures.repository + "/Rules").edition(named: "citizen-interaction/" + id, findings: findings))
    let folder = Fixtures.repository + "/Examples/citizen-interaction"
    try compare(Evaluator(edition).evaluate(try Fixtures.dataset(folder, for: edition, year: year)))
  }

  private func compare(_ evaluation: Evaluation) throws {
    let edition = evaluation.edition
    let evaluator = Evaluator(edition, readings: evaluation.readings)
    let calculator = evaluation.calculator
    #expect(calculator.sharedAggregates?.period == nil)
    #expect(!edition.stepsOverBodies.isEmpty)
    for case .symbol(let id) in edition.stepsOverBodies {
      for body in evaluation.bodies.indices {
        let place = Calculator.Place(period: evaluation.period, body: body, owner: edition[id].name)
        let alone = evaluator.value(of: edition[id], place, calculator)
        #expect(evaluation.value(id, body: body) == alone, "\(edition[id].name) of \(evaluation.bodies[body].id)")
      }
    }
    for case .field(let id) in edition.stepsOverBodies {
      let formula = try #require(edition.tables[id.table].fields[id.field].formula)
      let owner = "\(edition.tables[id.table].name).\(edition.tables[id.table].fields[id.field].name)"
      for body in evaluation.bodies.indices {
        for row in evaluation.bodies[body].records[id.table].indices {
          let place = Calculator.Place(period: evaluation.period, body: body, owner: owner, rows: [row])
          let found = calculator.columns.field(evaluation.period, id.table, body, row, id.field)
          #expect(found == calculator.value(formula.term, at: place), "\(owner) of body \(body), row \(row)")
        }
      }
    }
  }
}
