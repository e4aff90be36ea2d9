import Reporting
import SourceText
import Testing

@Suite struct FindingsReportTests {
  private let wrong = DiagnosticKind("E0001", "wrong {what}", explanation: "")
  private let odd = DiagnosticKind("W0001", severity: .warning, "this is odd", explanation: "")

  private var findings: [Diagnostic] {
    let file = SourceFile(name: "Rules/правила.yaml", text: "вес: 10\nдоля: 5\n")
    var slip = Diagnostic(wrong, ["what": "slip"], at: file.whole, subject: "steps a")
    slip.severity = .known
    return [
      Diagnostic(odd),
      Diagnostic(
        wrong, ["what": "weight", "more": "1"], at: Span(file, 8..<10),
        notes: [
          Diagnostic.Note(Message("see {it}", ["it": "here"]), at: Span(file, 11..<19)),
          Diagnostic.Note(Message("and")),
        ],
        help: Message("did you mean `{name}`?", ["name": "доля"]), counterExample: "- name: \"x\"\n  expect: 1"),
      slip,
    ]
  }

  @Test func whole() throws {
    try Golden.expect(FindingsReport(findings, dropped: 2).text(), "findings.txt")
    try Golden.expect(FindingsReport(findings, dropped: 2).json.text(), "findings.json")
  }

  @Test func summaries() {
    #expect(FindingsReport(findings).summary == "1 error, 1 warning, 1 known slip")
    #expect(
      FindingsReport(findings + findings, language: .russian).summary
        == "2 ошибки, 2 предупреждения, 2 известные погрешности акта")
    #expect(FindingsReport([]).summary == "no findings")
    #expect(FindingsReport([], language: .kazakh).text() == "ескертпелер жоқ\n")
  }

  @Test func collected() {
    let collection = Findings()
    collection.add(contentsOf: findings)
    #expect(FindingsReport(collection).summary == "1 error, 1 warning, 1 known slip")
  }
}
