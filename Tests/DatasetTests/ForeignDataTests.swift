import Dataset
import Formula
import SourceText
import TestSupport
import Testing

/// Data that was made for another edition than the one it is read for.
@Suite struct ForeignDataTests {
  private static let files = [
    "bodies.csv": """
    id,kind,services_total,visitors,role
    a,central,12,700,ordinary
    b,central,x,800,embassy
    """,
    "services.csv": """
    body,service,provided,language,counter
    a,licence,7,kazakh,3
    a,permit,8,latin,4
    """,
    "visits.csv": "body,day",
  ]

  private func read(_ files: [String: String], isForeign: Bool) throws -> (Dataset?, Findings) {
    let edition = try CaseFolder.edition()
    return try withFolder(files.mapValues { Array($0.utf8) }) { folder in
      let findings = Findings()
      return (DatasetReader.read(folder: folder, for: edition, isForeign: isForeign, findings: findings), findings)
    }
  }

  @Test func whatTheEditionDoesNotKnowIsPassedOver() throws {
    let edition = try CaseFolder.edition()
    let (read, findings) = try read(Self.files, isForeign: true)
    let dataset = try #require(read, "\(rendered(findings))")
    // Only the figure that is no number is told, and it is a warning.
    #expect(findings.all.map(\.code) == ["E0530"] && !findings.hasErrors, "\(rendered(findings))")
    #expect(
      dump(dataset, edition) == [
        "a central: services_total=12 services_late=?services_late done=?done role=ordinary",
        "  services[licence]: service=licence provided=7 late=?services[licence].late one_day=?services[licence].one_day"
          + " satisfaction=?services[licence].satisfaction plan=?services[licence].plan language=kazakh in_time=.",
        "  services[permit]: service=permit provided=8 late=?services[permit].late one_day=?services[permit].one_day"
          + " satisfaction=?services[permit].satisfaction plan=?services[permit].plan"
          + " language=?services[permit].language in_time=.",
        "b central: services_total=?services_total services_late=?services_late done=?done role=?role",
      ])
  }

  @Test func whatItLacksIsNamed() throws {
    let dataset = try #require(try read(Self.files, isForeign: true).0)
    let period = try #require(dataset.periods.last)
    #expect(
      period.lacks.map(\.description) == [
        "services_late", "done", "services.late", "services.one_day", "services.satisfaction", "services.plan", "facts",
      ])
    #expect(period.lacks(table: "facts") && !period.lacks(table: "services"))
    #expect(period.strangeValues.map(\.description) == ["bodies.role = embassy", "services.language = latin"])
    let misfits = dataset.misfits(with: try CaseFolder.edition())
    #expect(misfits.map(\.code) == ["E0509", "E0519"] && misfits.allSatisfy { $0.severity == .warning })
  }

  /// Of a table that is there but cannot be read whole it is not known how many rows a body has.
  @Test(arguments: [
    "body,name,provided\na,licence,7\n", "body,service,provided\na,licence,7,8\n", "body,service\na,\"licence\n", "",
    "PK\u{3}\u{4}",
  ])
  func aTableThatLosesRowsIsLacked(_ services: String) throws {
    let files = Self.files.merging(["services.csv": services]) { $1 }
    let dataset = try #require(try read(files, isForeign: true).0)
    #expect(dataset.periods.last?.lacks(table: "services") == true)
  }

  @Test func withoutATableOfBodiesThereIsNothing() throws {
    for table in ["name,kind\na,central\n", ""] {
      let (dataset, _) = try read(["bodies.csv": table], isForeign: true)
      #expect(dataset == nil)
    }
  }

  @Test func dataOfItsOwnIsReadStrictly() throws {
    let (dataset, findings) = try read(Self.files, isForeign: false)
    #expect(dataset == nil)
    #expect(Set(findings.all.map(\.code)).isSuperset(of: ["E0503", "E0520", "E0524", "E0530", "E0534"]))
  }

  @Test func theFingerprintIsThatOfTheListOfFiles() throws {
    let dataset = try #require(try read(Self.files, isForeign: true).0)
    // The file that no edition asked for does not count.
    let files = ["bodies.csv", "services.csv"].map { name in
      (name: name, fingerprint: Fingerprint(of: Array((Self.files[name] ?? "").utf8)))
    }
    #expect(dataset.fingerprint == Fingerprint(ofFiles: files))
    #expect(dataset.fingerprint != Fingerprint(ofFiles: files.reversed()))
  }
}
