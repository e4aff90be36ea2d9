import Reporting
import Testing

@Suite struct GoldenTests {
  @Test(arguments: Wording.Language.allCases) func evaluation(_ language: Wording.Language) throws {
    let report = EvaluationReport(try Sample.evaluation(), language: language)
    try Golden.expect(report.text, "evaluate.\(language.rawValue).txt")
  }

  @Test func evaluationByScore() throws {
    try Golden.expect(EvaluationReport(try Sample.evaluation(), order: .score).text, "evaluate-by-score.txt")
  }

  @Test func evaluationData() throws {
    let report = EvaluationReport(try Sample.evaluation())
    try Golden.expect(report.json.text(), "evaluate.json")
    try Golden.expect(report.csv, "evaluate.csv")
    try Golden.expect(report.html, "evaluate.html")
  }

  static let explained: [(body: Int, language: Wording.Language)] = [(0, .english), (1, .russian), (2, .kazakh)]

  @Test(arguments: explained) func explanation(_ body: Int, _ language: Wording.Language) throws {
    let evaluation = try Sample.evaluation()
    let report = ExplanationReport(evaluation, body: body, language: language)
    try Golden.expect(report.text, "explain-\(evaluation.bodies[body].id).\(language.rawValue).txt")
  }

  @Test func explanationData() throws {
    let evaluation = try Sample.evaluation()
    try Golden.expect(ExplanationReport(evaluation, body: 1).json.text(), "explain-harbour.json")
    try Golden.expect(ExplanationReport(evaluation, body: 0, language: .russian).html, "explain-central.ru.html")
  }

  @Test func explanationOfOneScore() throws {
    let evaluation = try Sample.evaluation()
    let stock = try #require(evaluation.edition.declaration("stock"))
    try Golden.expect(ExplanationReport(evaluation, body: 3, score: stock.id).text, "explain-valley-stock.txt")
  }

  @Test func editions() throws {
    let report = EditionsReport([try Sample.edition(), try Sample.edition()])
    try Golden.expect(report.text, "editions.txt")
    try Golden.expect(report.json.text(), "editions.json")
    try Golden.expect(report.csv, "editions.csv")
  }

  @Test func sources() throws {
    let edition = try Sample.edition()
    try Golden.expect(SourcesReport(edition).text, "sources.txt")
    try Golden.expect(
      SourcesReport(edition, bases: [.inferred, .assumed], language: .russian).text, "sources-uncertain.ru.txt")
    try Golden.expect(SourcesReport(edition).json.text(), "sources.json")
    try Golden.expect(SourcesReport(edition).csv, "sources.csv")
    try Golden.expect(SourcesReport(edition).html, "sources.html")
  }
}
