import Dataset
import SourceText
import TestSupport
import Testing

/// Data folders: good ones with what they hold, bad ones with the places of what is wrong.
@Suite struct FixtureTests {
  @Test(arguments: CaseFolder.names(in: "good")) func good(_ name: String) throws {
    let folder = try CaseFolder("good/\(name)")
    let edition = try folder.loadEdition()
    let findings = Findings()
    let dataset = try #require(
      DatasetReader.read(folder: folder.path, for: edition, year: folder.year, findings: findings),
      "\(rendered(findings))")
    #expect(findings.all.isEmpty, "\(rendered(findings))")
    #expect(dump(dataset, edition) == folder.expected)
  }

  @Test(arguments: CaseFolder.names(in: "bad")) func bad(_ name: String) throws {
    let folder = try CaseFolder("bad/\(name)")
    let findings = Findings()
    let dataset = DatasetReader.read(
      folder: folder.path, for: try folder.loadEdition(), year: folder.year, findings: findings)
    let found = findings.sorted.map { finding in
      let place = finding.span.map { span in
        let start = span.start
        return " \(folder.shortName(span.file.name)):\(start.line):\(start.column)"
      }
      let notes = finding.notes.compactMap(\.span).map { "\($0.start.line):\($0.start.column)" }
      let also = notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))"
      return "\(finding.severity) \(finding.code)\(place ?? "")\(also)"
    }
    #expect(found == folder.expected, "\(rendered(findings))")
    #expect((dataset == nil) == findings.hasErrors)
  }

  @Test func everyKindHasACase() throws {
    // Those that need a large or a made-up input have tests of their own.
    var found: Set<String> = [
      "E0501", "E0507", "E0509", "E0515", "E0518", "E0519", "E0526", "E0537", "E0550", "E0551",
    ]
    for name in CaseFolder.names(in: "bad") {
      for line in try CaseFolder("bad/\(name)").expected {
        found.insert(String(line.split(separator: " ")[1]))
      }
    }
    #expect(Set(DiagnosticKind.datasetKinds.map(\.code)).subtracting(found).isEmpty)
  }

  @Test func codesAreUniqueAndExplained() {
    let kinds = DiagnosticKind.datasetKinds
    #expect(Set(kinds.map(\.code)).count == kinds.count)
    for kind in kinds {
      #expect(kind.code.hasPrefix("E05"))
      #expect(kind.explanation.contains("Bad: ") && kind.explanation.contains("Good: "), "\(kind.code)")
    }
  }
}
