import Dataset
import Exact
import SourceText
import TestSupport
import Testing

@Suite struct OfficialResultsTests {
  private func read(_ text: String) throws -> (OfficialResults?, Findings) {
    try withFolder(["official.csv": Array(text.utf8)]) { folder in
      let findings = Findings()
      return (OfficialResults.read(inFolder: folder, findings: findings), findings)
    }
  }

  @Test func good() throws {
    let text = "year;body;name;overall;quality.timeliness;band\n2017;a;Ministry A;83,40;;medium\n2018;a;;90;н/д;\n"
    let (read, findings) = try read(text)
    let official = try #require(read, "\(rendered(findings))")
    #expect(findings.all.isEmpty)
    #expect(official.rows.map(\.year) == [2017, 2018] && official.rows.map(\.body) == ["a", "a"])
    #expect(official.rows.map(\.band) == ["medium", nil])
    #expect(official.rows.map { $0.figures.map { "\($0.score)=\($0.text)" } } == [["overall=83,40"], ["overall=90"]])
    #expect(official.fingerprint == Fingerprint(of: Array(text.utf8)))
  }

  /// A value agrees if it lies within half of the last decimal that was published, both ends included.
  @Test(arguments: [
    ("83.40", "83.404", true), ("83.40", "83.395", true), ("83.40", "83.405", true), ("83.40", "83.4051", false),
    ("83.40", "83.3949", false), ("83", "83.5", true), ("83", "82.49", false), ("0.740", "0.74", true),
    ("-1.5", "-1.55", true), ("-1.5", "-1.56", false),
  ])
  func agreement(_ official: String, _ computed: String, _ agrees: Bool) throws {
    let results = try #require(try read("year,body,overall\n2017,a,\(official)\n").0)
    let value = try #require(Rational(decimal: computed))
    #expect(results.rows.first?.figures.first?.agrees(with: value) == agrees)
  }

  @Test(arguments: [
    ("year,overall\n2017,5\n", ["E0521 1:1"]),
    ("year,body,overall,overall\n2017,a,5,6\n", ["E0522 1:19"]),
    ("year,body,overall\n17,a,5\n", ["E0550 2:1"]),
    ("year,body,overall\n2017,a,5\n2017,a,6\n", ["E0551 3:1"]),
    ("year,body,overall\n2017,a,five\n,b,6\n2017,,7\n", ["E0530 2:8", "E0550 3:1", "E0540 4:1"]),
  ])
  func bad(_ text: String, _ expected: [String]) throws {
    let (official, findings) = try read(text)
    #expect(official == nil)
    let found = findings.all.map { finding in
      "\(finding.code) \(finding.span?.start.line ?? 0):\(finding.span?.start.column ?? 0)"
    }
    #expect(found == expected, "\(rendered(findings))")
  }

  @Test func aTableThatIsNotThereIsTold() throws {
    let findings = Findings()
    let official = try withFolder([:]) { OfficialResults.read(inFolder: $0, findings: findings) }
    #expect(official == nil && findings.hasErrors)
  }
}
