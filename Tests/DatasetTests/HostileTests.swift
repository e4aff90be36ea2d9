import Dataset
import SourceText
import Testing
import TestSupport

/// Broken and hostile tables end soon, with findings and without a crash.
@Suite struct HostileTests {
  @Test(arguments: 0..<300) func randomBytes(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let edition = try CaseFolder.edition()
    let start = Array("body,service,provided,late,one_day,satisfaction,plan\n".utf8)
    let pieces = [",", "\"", "\n", "\r", "a", "1", "-", "%", " ", "\u{A0}", "ә", ";", "\t", "1,5", "\u{2212}", "yes"]
    func noise() -> [UInt8] {
      (0..<Int.random(in: 0..<400, using: &random)).flatMap { _ in
        random.chance(seed.isMultiple(of: 2) ? 30 : 0)
          ? [UInt8.random(in: 0...255, using: &random)] : Array(random.pick(pieces).utf8)
      }
    }
    let bodies = Array("id,kind,services_total,services_late,done\na,central,1,1,1\n".utf8)
    let files = [
      "bodies.csv": random.chance(50) ? bodies + noise() : noise(),
      "services.csv": random.chance(80) ? start + noise() : noise(),
    ]
    try withFolder(files) { path in
      let findings = Findings()
      _ = DatasetReader.read(folder: path, for: edition, despiteErrors: true, findings: findings)
      for finding in findings.all {
        #expect(finding.span != nil)
        #expect(!DiagnosticRenderer().render(finding).isEmpty)
      }
    }
  }

  @Test func manyBrokenRows() throws {
    let edition = try CaseFolder.edition()
    let bodies = "id,kind,services_total,services_late,done\n" + String(repeating: "a,centra,x,-5,95\n", count: 20_000)
    try withFolder(["bodies.csv": Array(bodies.utf8)]) { path in
      let findings = Findings()
      #expect(DatasetReader.read(folder: path, for: edition, findings: findings) == nil)
      #expect(findings.all.count == Findings.limit)
      // Three wrong figures and a wrong kind in each row, and every body but the first is there already.
      #expect(findings.all.count + findings.dropped == 5 * 20_000 - 1)
    }
  }

  @Test func tooManyColumns() throws {
    #expect(try codes(Array("id\(String(repeating: ",c", count: 10_000))\n".utf8)) == ["E0515"])
  }

  @Test func overlongRow() throws {
    let header = "id,kind,services_total,services_late,done\n"
    #expect(try codes(Array((header + String(repeating: ",", count: 20_000) + "x\n").utf8)) == ["E0516"])
  }

  @Test func overlongCell() throws {
    let header = "id,kind,services_total,services_late,done\n"
    let long = String(repeating: "7", count: 70_000)
    #expect(try codes(Array((header + "a,central,\(long),1,1\n").utf8)) == ["E0518"])
    #expect(try codes(Array((header + "\(long),central,1,1,1\n").utf8)) == ["E0518"])
    #expect(try codes(Array((header + "a,\(long),1,1,1\n").utf8)) == ["E0518"])
  }

  @Test func noFolder() throws {
    let edition = try CaseFolder.edition()
    for path in ["/no/such/folder", #filePath] {
      let findings = Findings()
      #expect(DatasetReader.read(folder: path, for: edition, findings: findings) == nil)
      #expect(findings.all.map(\.code) == ["E0501"])
    }
    #expect(DatasetReader.years(inFolder: "/no/such/folder").isEmpty)
  }

  @Test func yearsOfAFolder() throws {
    let findings = Findings()
    let folder = try CaseFolder("bad/earlier-year")
    #expect(DatasetReader.years(inFolder: folder.path) == [2016, 2017, 2018])
    let edition = try CaseFolder.edition()
    #expect(DatasetReader.read(folder: folder.path, for: edition, year: 2019, findings: findings) == nil)
    #expect(findings.all.map(\.code) == ["E0504"])
  }

  /// The codes of what is found in a `bodies.csv`.
  private func codes(_ bodies: [UInt8]) throws -> [String] {
    let edition = try CaseFolder.edition()
    return try withFolder(["bodies.csv": bodies]) { path in
      let findings = Findings()
      _ = DatasetReader.read(folder: path, for: edition, findings: findings)
      return findings.all.map(\.code)
    }
  }
}
