import Dataset
import SourceText
import TestSupport
import Testing

/// The words of findings, as people read them.
@Suite struct WordsTests {
  @Test func goldens() throws {
    let header = "id;kind;name;services_total;services_late;done\n"
    let rows = "a;central;A;1 000;1,234;0,5\nb;central;B;1 000;1 234;95 %\n"
    let edition = try CaseFolder.edition()
    try withFolder(["bodies.csv": Array((header + rows).utf8)]) { path in
      let findings = Findings()
      #expect(DatasetReader.read(folder: path, for: edition, findings: findings) == nil)
      #expect(
        rendered(findings).replacing(path + "/", with: "") == """
          bodies.csv:2:19: error[E0531]: row 2, column `services_late`: expected a whole number, found `1,234`
           2 | a;central;A;1 000;1,234;0,5
             |                   ^^^^^
            help: was a thousands sign meant? write `1234`
          bodies.csv:3:19: error[E0535]: row 3, column `services_late`: 1234 is more than `services_total`, which is 1000
           3 | b;central;B;1 000;1 234;95 %
             |                   ^^^^^
          bodies.csv:3:13: note: `services_total` is 1000
           3 | b;central;B;1 000;1 234;95 %
             |             ^^^^^
          bodies.csv:3:25: error[E0530]: row 3, column `done`: expected a share, which is a number, found `95 %`
           3 | b;central;B;1 000;1 234;95 %
             |                         ^^^^
            help: a share goes from 0 to 1: write `0.95`

          """)
    }
  }

  @Test(arguments: [
    ("1,234,567", "write `1234567`"), ("1.234,5", "write `1234,5`"), ("1,234.5", "write `1234.5`"),
    ("1'234", "write `1234`"), ("+5", "write `5`"), (".5", "write `0.5`"), ("5.", "write `5`"),
    ("12 services", "write `12`"), ("5%", "write `5` without the sign: the figure is no percentage"),
    ("1,5E+06", "write the number out in full, without an exponent"),
    ("none", "leave the cell empty if the figure was not reported"),
  ])
  func advice(_ text: String, _ help: String) throws {
    let edition = try CaseFolder.edition("forms")
    let bodies = "id;kind;figure\na;central;\(text)\n"
    try withFolder(["bodies.csv": Array(bodies.utf8)]) { path in
      let findings = Findings()
      _ = DatasetReader.read(folder: path, for: edition, findings: findings)
      let wrong = findings.all.filter { $0.code == "E0530" }
      #expect(wrong.compactMap(\.help?.text) == [help])
    }
  }
}
