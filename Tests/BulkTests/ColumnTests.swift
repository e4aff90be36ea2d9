import BigInt
import Dataset
import Evaluation
import Exact
import Formula
import Methodology
import Reporting
import SourceText
import TestSupport
import Testing

@testable import Bulk

/// Columns in memory against the exact evaluator, and the writing of numbers against that of fractions.
@Suite struct ColumnTests {
  @Test(arguments: 0..<12) func columnsInMemoryAreThoseOfTheExactEvaluator(group: Int) async throws {
    for seed in 1000 + group * 4..<1004 + group * 4 {
      let made = RandomEdition(seed: UInt64(seed), bodies: 700, missing: 3 * (seed % 3))
      let edition = try Fixtures.edition(made.rules)
      let folder = try Folder(bodies: made.bodies)
      defer { folder.remove() }
      let findings = Findings()
      let dataset = try #require(DatasetReader.read(folder: folder.path, for: edition, findings: findings))
      let bodies = try #require(dataset.periods.last?.bodies)
      let columns = BodyColumns(dataset, for: Evaluator(edition))
      let evaluation = Evaluator(edition).evaluate(dataset)
      let evaluator = try ColumnEvaluator(Evaluator(edition))
      let results = await evaluator.evaluate(columns, threads: 2)
      for body in bodies.indices {
        for (index, score) in results.scores.enumerated() {
          let exact = evaluation.value(score.id, body: body)
          let found = results.value(ofScoreAt: index, body: body)
          let place = "seed \(seed), \(score.name) of body \(body)"
          #expect(results.isApplicable(scoreAt: index, body: body) == (exact != .notApplicable), "\(place)")
          guard let number = exact.number?.value.nearestDouble else {
            #expect(found == nil, "\(place)")
            continue
          }
          let near = try #require(found, "\(place)")
          #expect(abs(near - number) <= 1e-9 * max(1, abs(number)), "\(place)")
        }
        let band = results.band(body: body).map { results.bands[$0].name }
        #expect(band == evaluation.band(body: body)?.name, "seed \(seed), band of body \(body)")
      }
    }
  }

  @Test func numbersAreWrittenAsFractionsAre() throws {
    var random = SeededGenerator(seed: 7)
    var written = 0
    for _ in 0..<40_000 {
      let (number, denominator) = Self.fraction(&random)
      let value = number.nearestDouble
      var odd = denominator
      var (twos, fives) = (0, 0)
      while odd.isMultiple(of: 2) { (odd, twos) = (odd / 2, twos + 1) }
      while odd.isMultiple(of: 5) { (odd, fives) = (odd / 5, fives + 1) }
      let moved = value * (1 + Double.random(in: -3...3, using: &random) * 0x1p-52)
      let error = abs(value) * 4.5 * 0x1p-52 + 1e-300
      var writer = DecimalWriter()
      guard
        writer.write(
          moved, error: error, places: max(twos, fives) + Int.random(in: 0..<2, using: &random),
          bits: odd == 1 ? 0 : 64 - odd.leadingZeroBitCount)
      else { continue }
      written += 1
      let expected = CSVTable.field(CSVTable.Cell(.number(Number(number))))
      #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }
    #expect(written > 15_000)
  }

  /// A fraction, often one next to the middle between two numbers of twelve digits, and its denominator.
  private static func fraction(_ random: inout SeededGenerator) -> (Rational, Int) {
    let denominator =
      Int.random(in: 1..<random.pick([2, 10, 1000, 100_000, 10_000_000]), using: &random)
      * random.pick([1, 1, 1, 4, 25, 64, 100])
    var numerator = Int.random(in: -100_000_000...100_000_000, using: &random)
    if random.chance(50) {
      // The nearest numerator to such a middle.
      let digits = Double(Int.random(in: 100_000...999_999, using: &random)) + 0.5
      numerator = Int(digits * Double(denominator) / random.pick([1, 1000, 100_000]))
    }
    let number = Rational(numerator, over: denominator) ?? .zero
    return (number, Int(exactly: number.denominator) ?? 1)
  }

  @Test func middlesOfTwelveDigitsAreLeftOpen() {
    // Exactly 0.1234567890125 and numbers beside it that doubles tell apart from it, or do not.
    var open = 0
    for offset in -40...40 {
      let value = 0.1234567890125 + Double(offset) * 0x1p-56
      var writer = DecimalWriter()
      let isWritten = writer.write(value, error: 10 * 0x1p-56, places: 5, bits: 200)
      let text = String(decoding: writer.bytes, as: UTF8.self)
      if !isWritten { open += 1 }
      if isWritten { #expect(text == (offset < 0 ? "0.123456789012" : "0.123456789013")) }
    }
    #expect(open > 20)
  }

  @Test func aFractionIsToldFromADoubleNearIt() throws {
    var random = SeededGenerator(seed: 11)
    var told = 0
    for _ in 0..<20_000 {
      let bits = Int.random(in: 1...18, using: &random)
      let denominator = Int.random(in: 1..<(1 << bits), using: &random)
      let numerator = Int.random(in: -10_000_000...10_000_000, using: &random)
      let number = try #require(Rational(numerator, over: denominator))
      let value = number.nearestDouble
      let error = abs(value) * 0x1p-51 + 0x1p-70
      let moved = value + error * 0.4 * Double.random(in: -1...1, using: &random)
      guard let found = NearFraction(moved, error: error, bits: bits) else { continue }
      told += 1
      #expect(Rational(found.numerator, over: Int(found.denominator)) == number)
    }
    #expect(told > 10_000)
  }

  /// Figures of more digits than doubles hold, and columns whose figures are of very different sizes.
  @Test func figuresThatDoublesConfuseAreToldApart() async throws {
    let edition = try Fixtures.edition(
      """
      \(Fixtures.head)
      bodies: {kinds: {k: {en: kind}}}
      inputs: {a: {type: number, cite: x}}
      scores:
        s: {formula: "if a > 9007199254740992 then 1 else if a * 3 >= 0.000000003 then 2 else 3", cite: y}
        t: {formula: "max(0, a - 9007199254740992)", cite: y}
        u: {formula: "if a / 3 * 3 == a then 1 else 0", cite: y}
      """)
    let figures = ["9007199254740993", "9007199254740992", "123456789012345", "0.000000001", "0.0000000009"]
    let folder = try Folder(bodies: "id,a\n" + figures.enumerated().map { "b\($0),\($1)\n" }.joined())
    defer { folder.remove() }
    let dataset = try #require(DatasetReader.read(folder: folder.path, for: edition, findings: Findings()))
    let lines = ["body,kind,name,s,t,u", "b0,k,,1,1,1", "b1,k,,2,0,1", "b2,k,,2,0,1", "b3,k,,2,0,1", "b4,k,,3,0,1", ""]
    let scorer = try ColumnScorer(Evaluator(edition))
    #expect(await scorer.score(dataset).csv == lines.joined(separator: "\r\n"))
    let written = try await WrittenLines(folder.path, year: nil, Evaluator(edition), threads: 1)
    #expect(written?.csv == lines.joined(separator: "\r\n"))

    let given = BodyColumns(
      count: 3, inputs: ["a": .init([123_456_789_012_345, 0.000000001, 0.0000000009], places: 10)])
    let results = try await ColumnEvaluator(Evaluator(edition)).evaluate(given)
    #expect((0..<3).map { results.value(ofScoreAt: 0, body: $0) } == [2, 2, 3])
    #expect((0..<3).map { results.value(ofScoreAt: 2, body: $0) } == [1, 1, 1])
  }

  @Test func whatColumnsCannotComputeIsNamed() throws {
    let edition = try Fixtures.edition(
      """
      \(Fixtures.head)
      bodies: {kinds: {central: {en: central}}}
      inputs: {a: {type: number, from: 0, cite: x}}
      scores: {s: {formula: sqrt(a), cite: y}}
      """)
    #expect(throws: NotInColumns.self) { try ColumnEvaluator(Evaluator(edition)) }
  }

  @Test func aStaircaseGivesWhatItsRowsGive() throws {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let rows = (0..<Int.random(in: 1...5, using: &random)).map { index in
        (
          lower: Self.bound(&random), upper: Self.bound(&random),
          result: Rational(index)
        )
      }
      let staircase = Staircase(rows)
      for quarter in -4...28 {
        let value = try #require(Rational(quarter, over: 4))
        let step = staircase.edges.count { $0.belongsToUpper ? $0.value <= value : $0.value < value }
        let expected = rows.first { Scale.covers($0.lower, $0.upper, value) }?.result
        #expect(staircase.results[step] == expected)
      }
    }
  }

  private static func bound(_ random: inout SeededGenerator) -> Scale.Bound? {
    random.chance(20)
      ? nil : Scale.Bound(value: Rational(Int.random(in: 0...6, using: &random)), isIncluded: random.chance(50))
  }
}
