import Checking
import Methodology
import SourceText
import TestSupport
import Testing

/// Slips of an act that its rule file records, and what becomes of the records.
@Suite struct NoteTests {
  private func findings(_ notes: String) throws -> [String] {
    let edition = try edition(
      """
      inputs: {done: {type: percent, cite: "п. 1"}}
      parameters:
        weight: {value: 10, cite: "п. 34", also: [{value: 20, cite: "приложение 2"}]}
      steps:
        scale: {of: percent, cite: "приложение 8", rows: [{below: 20, value: 1}, {from: 30, value: 3}]}
      scores:
        whole:
          max: 90
          cite: "п. 2"
          of:
            first: {formula: "steps(scale, done)", max: 40, cite: "п. 3"}
            second: {formula: "weight * 3 + share(done) * 5", max: 30, cite: "п. 4"}
      notes:
      \(notes)
      """)
    return check(edition).map { "\($0.severity.rawValue) \($0.code)" }
  }

  @Test func withoutNotes() throws {
    let notes = #"  - {about: edition, cite: "п. 1", text: printed twice}"#
    #expect(try findings(notes) == ["error E0404", "error E0401", "error E0403", "error E0405"])
  }

  @Test func slipsBecomeKnown() throws {
    let notes = """
        - {about: parameter weight, code: E0404, cite: "п. 34", text: two figures}
        - {about: steps scale, code: E0401, cite: "приложение 8", text: a hole}
        - {about: score whole, code: E0403, cite: "п. 2", text: does not add up}
        - {about: score whole.second, code: E0405, cite: "п. 4", text: no bound}
      """
    #expect(try findings(notes) == ["known E0404", "known E0401", "known E0403", "known E0405"])
  }

  @Test func notesOnOtherThings() throws {
    let notes = """
        - {about: steps scale, code: E0402, cite: "приложение 8", text: an overlap that is none}
        - {about: steps scala, code: E0401, cite: "приложение 8", text: misspelt}
        - {about: parameter weight, cite: "п. 34", text: nothing that can be found}
      """
    let found = try findings(notes)
    #expect(
      found == ["error E0404", "error E0401", "error E0403", "error E0405", "warning E0411", "error E0412"])
  }
}
