import Foundation
import Methodology
import RuleYAML
import SourceText
import Testing

/// Amendments: files of changes that become editions.
struct AmendmentTests {
  private static let base = """
    format: 1
    methodology: example
    edition: "2020"
    title: Example
    act: {number: "№1"}
    in_force: {from: 2020-01-01, to: 2020-12-31}
    evaluates: {years: [2019]}
    bodies: {kinds: {central: central body}}
    inputs:
      late: {type: count, cite: "п. 1"}
    parameters:
      weight: {value: 60, cite: "п. 2"}
      spare: {value: 1, cite: "п. 3"}
    scores:
      timeliness: {formula: weight - late * spare, cite: "п. 4"}
    bands:
      of: timeliness
      cite: "п. 5"
      rows: [{name: good, from: 50}, {name: poor, below: 50}]
    notes:
      - {about: edition, cite: "п. 6", text: a slip}
    """

  private static let head = """
    edition: "2021"
    amends: "2020"
    in_force: {from: 2021-01-01}
    evaluates: {years: []}
    changes:

    """

  /// Loads an amendment from a folder with the base and, if there are, other files beside it.
  private func load(
    _ amendment: String, named name: String = "2021", beside others: [String: String] = [:]
  ) throws -> (edition: Edition?, findings: Findings) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "amendment \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in others.merging(["2020": Self.base, name: amendment], uniquingKeysWith: { $1 }) {
      try text.write(to: folder.appending(path: name + ".yaml"), atomically: true, encoding: .utf8)
    }
    let findings = Findings()
    let edition = RuleFolder.edition(at: folder.appending(path: name + ".yaml").path, findings: findings)
    return (edition, findings)
  }

  @Test func changesBecomeTheConsolidatedEdition() throws {
    let changes = """
        - {at: parameters.weight.value, set: 70, was: 60, cite: "п. 1.1"}
        - {at: parameters.bonus, add: {value: 5, cite: "п. 2а"}, cite: "п. 1.2"}
        - {at: scores.timeliness.formula, set: weight + bonus - late, cite: "п. 1.3"}
        - {at: parameters.spare, remove: yes, cite: "п. 1.4"}
        - {at: "bands.rows[name=good].from", set: 60, cite: "п. 1.5"}
        - {at: "bands.rows[name=poor].below", set: 60, cite: "п. 1.5"}
        - {at: notes, append: [{about: bands, cite: "п. 7", text: another}], cite: "п. 1.6"}
      """
    let (edition, findings) = try load(Self.head + changes)
    #expect(findings.all.isEmpty)
    let found = try #require(edition)
    #expect(found.methodology == "example")
    #expect(found.id == "2021")
    #expect(found.years == [])
    #expect(found.inForce.from.description == "2021-01-01")
    #expect(found.inForce.to == nil)
    guard case .parameter(let weight) = found.declaration("weight")?.content else {
      Issue.record("there is no weight")
      return
    }
    #expect(weight.figure([])?.value == 70)
    #expect(found.declaration("spare") == nil)
    #expect(found.bands?.rows.map { $0.lower?.value ?? $0.upper?.value } == [60, 60])
    #expect(found.notes.map(\.subject) == ["edition", "bands"])
    // The changed part points at the amendment, the rest at the base.
    #expect(weight.figure([])?.provenance.span.file.name.hasSuffix("2021.yaml") == true)
    #expect(found.declaration("late")?.provenance.span.file.name.hasSuffix("2020.yaml") == true)
  }

  @Test func anAmendmentCanAmendAnAmendment() throws {
    let first = Self.head + "  - {at: parameters.weight.value, set: 70, cite: \"п. 1\"}"
    let second = """
      edition: "2022"
      amends: "2021"
      in_force: {from: 2022-01-01}
      changes:
        - {at: parameters.weight.value, set: 80, was: 70, cite: "п. 1"}
      """
    let (edition, findings) = try load(second, named: "2022", beside: ["2021": first])
    #expect(findings.all.isEmpty)
    guard case .parameter(let weight) = edition?.declaration("weight")?.content else {
      Issue.record("there is no weight")
      return
    }
    #expect(weight.figure([])?.value == 80)
  }

  @Test(arguments: [
    ("{at: parameters.wieght.value, set: 70, cite: \"1\"}", "E0350"),
    ("{at: parameters.weight, add: {value: 1, cite: \"1\"}, cite: \"1\"}", "E0350"),
    ("{at: parameters.weight.value, set: 70, was: 50, cite: \"1\"}", "E0350"),
    ("{at: parameters.gone, remove: yes, cite: \"1\"}", "E0350"),
    ("{at: \"bands.rows[name=fair]\", remove: yes, cite: \"1\"}", "E0350"),
    ("{at: parameters.weight.value.deeper, set: 1, cite: \"1\"}", "E0350"),
    ("{at: parameters.weight.value, set: 70}", "E0310"),
    ("{at: parameters.weight.value, cite: \"1\"}", "E0302"),
    ("{at: parameters.weight.value, set: 1, remove: yes, cite: \"1\"}", "E0302"),
    ("{set: 70, cite: \"1\"}", "E0302"),
    ("{at: \"bands.rows[name\", set: 70, cite: \"1\"}", "E0304"),
    ("{at: notes, append: {about: x}, cite: \"1\"}", "E0303"),
    ("{at: parameters.weight.value, sett: 70, cite: \"1\"}", "E0301"),
  ])
  func aChangeThatHitsNothingIsAnErrorAtItsOwnLine(_ change: String, _ code: String) throws {
    let (edition, findings) = try load(Self.head + "  - " + change)
    #expect(edition == nil)
    #expect(findings.all.map(\.code).contains(code))
    for finding in findings.all { #expect(finding.span?.file.name.hasSuffix("2021.yaml") == true) }
    #expect(findings.all.allSatisfy { $0.span?.start.line == 6 })
  }

  @Test func theBaseStaysInTheFolder() throws {
    for name in ["../2020", "/etc/passwd", ".hidden", "a/b"] {
      let text = Self.head.replacingOccurrences(of: "amends: \"2020\"", with: "amends: \"\(name)\"")
      let (_, findings) = try load(text + "  []")
      #expect(findings.all.map(\.code) == ["E0304"], "\(name)")
    }
    let missing = Self.head.replacingOccurrences(of: "amends: \"2020\"", with: "amends: \"1999\"")
    let (_, findings) = try load(missing + "  []")
    #expect(findings.all.map(\.code) == ["E0101"])
    #expect(findings.all.first?.span?.start.line == 2)
  }

  @Test func aCircleOfAmendmentsIsFound() throws {
    let other = Self.head.replacingOccurrences(of: "amends: \"2020\"", with: "amends: \"2021\"") + "  []"
    let text = Self.head.replacingOccurrences(of: "amends: \"2020\"", with: "amends: \"2022\"") + "  []"
    let (edition, findings) = try load(text, beside: ["2022": other])
    #expect(edition == nil)
    #expect(findings.all.map(\.code) == ["E0308"])
  }
}
