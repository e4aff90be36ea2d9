import Dataset
import Evaluation
import Exact
import Formula
import Methodology
import SourceText
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Years of data under several editions, and their comparison with official results.
@Suite struct ReplayTests {
  /// Ten points a deed, in the later edition eleven; a band for more than fifty.
  private static func edition(_ id: String, points: Int, years: String, more: String = "") throws -> Edition {
    try Fixtures.edition(
      text: """
        format: 1
        methodology: deeds
        edition: \(id)
        title: {en: Deeds}
        act: {number: "1"}
        in_force: {from: 2017-01-01}
        evaluates: {years: \(years)}
        units: {points: {en: points}, deeds: {en: deeds}}
        bodies: {kinds: {town: {en: town}}}
        inputs:
          deeds: {type: count, unit: deeds, cite: "1"}
          \(more.isEmpty ? "# nothing more" : more)
        records:
          faults: {cite: "2", fields: {what: {type: text}}}
        parameters:
          per_deed: {value: \(points), unit: points / deeds, cite: "3"}
        scores:
          good: {formula: deeds * per_deed, unit: points, cite: "4"}
          bad: {formula: count(faults), cite: "5"}
          total: {formula: good / 2, unit: points, cite: "6"}
        bands:
          of: good
          cite: "7"
          rows: [{name: high, title: {en: Very High}, above: 50}, {name: low, to: 50}]
        """)
  }

  private static let data = [
    "2017/bodies.csv": "id,deeds\na,5\nb,6\n", "2017/faults.csv": "body,what\na,late\n",
    "2018/bodies.csv": "id,deeds\nb,7\nc,1\n", "2018/faults.csv": "body,what\n",
    "2019/bodies.csv": "id,deeds\nb,\n",
  ]

  private func replay(
    _ editions: [Edition], years: ClosedRange<Int>? = nil, findings: Findings = Findings()
  ) throws -> Replay? {
    try withYears(Self.data) { folder in
      Replay.run(folder: folder, years: years, findings: findings) { year in
        let own = editions.first { $0.years.contains(year) }
        return (own ?? editions.first).map { Replay.Choice(Evaluator($0), isForeign: own == nil) }
      }
    }
  }

  private static func editions() throws -> [Edition] {
    [
      try edition("2017-01", points: 10, years: "[2017]"), try edition("2018-01", points: 11, years: "[2018, 2019]"),
    ]
  }

  @Test func seriesAndBreaks() throws {
    let replay = try #require(try replay(try Self.editions()))
    #expect(replay.years.map(\.year) == [2017, 2018, 2019])
    #expect(replay.breaks.map { "\($0.year): \($0.from), \($0.to)" } == ["2018: 2017-01, 2018-01"])
    // Those of the last year first, then who vanished last.
    #expect(replay.members.map(\.id) == ["b", "c", "a"])
    #expect(replay.members.map(\.lastYear) == [2, 1, 0])
    let series = replay.members.map { member in replay.series(of: member).map { $0.map(text) ?? "-" } }
    #expect(series == [["60", "77", "missing: deeds"], ["-", "11", "-"], ["50", "-", "-"]])
    #expect(
      replay.members.map { replay.bands(of: $0).map { $0?.name ?? "-" } }
        == [["high", "high", "-"], ["-", "low", "-"], ["low", "-", "-"]])
    #expect(replay.series("bad", of: replay.members[2]).map { $0.map(text) ?? "-" } == ["1", "-", "-"])
    #expect(replay.series("no_such", of: replay.members[0]).allSatisfy { $0 == nil })
  }

  @Test func someYearsOnly() throws {
    let replay = try #require(try replay(try Self.editions(), years: 2018...2020))
    #expect(replay.years.map(\.year) == [2018, 2019] && replay.breaks.isEmpty)
    let findings = Findings()
    #expect(try self.replay(try Self.editions(), years: 2030...2031, findings: findings) == nil)
    #expect(findings.all.map(\.code) == ["E0605"])
  }

  /// Under an edition that asks for more than the year has, what is lacked is missing, and a table without a file is not
  /// the same as one without rows.
  @Test func yearsUnderAnotherEdition() throws {
    let more = "walks: {type: count, unit: deeds, cite: \"1\"}"
    let edition = try Self.edition("2020-01", points: 10, years: "[2020]", more: more)
    let replay = try #require(try replay([edition]))
    #expect(!replay.years.contains { !$0.isForeign })
    #expect(replay.years.map { $0.lacks.map(\.description) } == [["walks"], ["walks"], ["walks", "faults"]])
    let bad = replay.series("bad", of: replay.members[0]).map { $0.map(text) ?? "-" }
    #expect(bad == ["0", "0", "missing: faults"])
    #expect(replay.series("good", of: replay.members[0]).map { $0.map(text) ?? "-" } == ["60", "70", "missing: deeds"])
  }

  // MARK: Official results

  private func verify(_ official: String) throws -> (Verification, Findings) {
    let replay = try #require(try replay(try Self.editions()))
    let findings = Findings()
    let results = try withYears(["official.csv": official]) { folder in
      try #require(OfficialResults.read(inFolder: folder, findings: findings))
    }
    return (Verification(replay, against: results, years: [2016, 2017, 2018, 2019], findings: findings), findings)
  }

  private func differences(_ official: String) throws -> [String] {
    try verify(official).0.differences.map { difference in
      let computed =
        switch difference.computed {
        case .number(let number, let by): "\(number) by \(by)"
        case .value(let value): text(value)
        case .band(let band): band?.name ?? "none"
        }
      let mark = difference.isOrigin ? "*" : ""
      return "\(difference.year) \(difference.body) \(difference.name)\(mark): \(difference.official), \(computed)"
    }
  }

  @Test func whatAgreesIsCounted() throws {
    let (verification, findings) = try verify(
      "year,body,good,total,bad,band\n2017,a,50,25.0,1,low\n2018,b,77,38.5,,Very High\n2016,z,1,1,1,low\n")
    #expect(verification.differences.isEmpty && findings.all.isEmpty)
    #expect(verification.compared == 7 && verification.bodies == 2)
    #expect(verification.unpublished.map { "\($0.year) \($0.body)" } == ["2017 b", "2018 c", "2019 b"])
  }

  @Test func whatDiffersIsTracedToWhereItBegins() throws {
    let found = try differences(
      "year,body,total,good,bad,band\n2017,a,20,40,1,high\n2018,b,39.0,77,0,low\n2019,b,1,,,\n")
    #expect(
      found == [
        // The total is half of what is good, which differs; so does the band.
        "2017 a good*: 40, 50 by 10", "2017 a total: 20, 25 by 5", "2017 a band: high, low",
        "2018 b total*: 39.0, 38.5 by -0.5", "2018 b band*: low, high", "2019 b total*: 1, missing: deeds",
      ])
  }

  @Test func nothingComparedIsNoAgreement() throws {
    for table in ["year,body,good\n", "year,body,good\n2016,a,5\n", "year,body,good\n2017,a,\n"] {
      #expect(try verify(table).1.all.map(\.code) == ["E0609"], "\(table)")
    }
    #expect(try verify("year,body,good\n2031,a,5\n").1.all.map(\.code) == ["E0608"])
    #expect(try verify("year,body,band\n2017,a,LOW\n2018,b,higt\n").1.all.map(\.code) == ["E0610"])
  }

  @Test func whatIsNotKnownIsTold() throws {
    let (verification, findings) = try verify("year,body,good,goods\n2017,aa,1,\n2017,a,50,3\n")
    #expect(verification.differences.isEmpty)
    #expect(findings.sorted.map(\.code) == ["E0606", "E0607"], "\(rendered(findings))")
  }
}

/// A folder of files in sub-folders that is there for the time of a test.
private func withYears<Result>(_ files: [String: String], _ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "replay-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  for (name, content) in files {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(content.utf8).write(to: file)
  }
  return try body(folder.path)
}
