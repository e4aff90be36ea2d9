import Foundation
import Metodika
import Testing

/// An edition with data, as the folder that `engines.py` runs.
struct EngineCase {
  let name: String
  let edition: Edition
  let data: Dataset

  /// Writes the folder; `false` if the engine cannot say the edition.
  func write(to folder: URL, for dialect: SQLDialect) throws -> Bool {
    let export = SQLExport(edition, for: dialect)
    let findings = Findings()
    guard let query = export.query(findings: findings) else {
      #expect(!findings.all.isEmpty && findings.all.allSatisfy { $0.code == "E0901" && $0.span != nil })
      return false
    }
    let target = folder.appending(path: name)
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    let evaluation = try edition.evaluate(data)
    let period = data.periods.indices.last.map { data.periods[$0].year ?? $0 } ?? 0
    let files = [
      "schema.sql": export.schema + export.rows(of: data), "query.sql": query,
      "scores.json": EvaluationReport(evaluation).json.text(), "period.txt": String(period),
    ]
    for (file, text) in files {
      try text.write(to: target.appending(path: file), atomically: true, encoding: .utf8)
    }
    return true
  }
}

/// Where the cases come from.
enum EngineCases {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

  /// Every year of every folder of `Examples` that a methodology of that name evaluates.
  static func examples() throws -> [EngineCase] {
    let findings = Findings()
    let catalogue = RuleFolder(root.appending(path: "Rules").path).catalogue(findings: findings)
    var cases: [EngineCase] = []
    for methodology in try names(in: "Rules") {
      let folder = root.appending(path: "Examples/\(methodology)").path
      for year in DatasetReader.years(inFolder: folder) {
        let preference = Catalogue.Preference(methodology: methodology) { _ in 0 }
        guard let edition = catalogue.edition(forYear: year, preference, findings: findings) else { continue }
        let data = try Dataset.load(folder, for: edition, year: year)
        cases.append(EngineCase(name: "\(methodology)-\(year)", edition: edition, data: data))
      }
    }
    return cases
  }

  /// The random editions that the evaluator itself is tested with, by an oracle of its own.
  static func random() throws -> [EngineCase] {
    let text = try String(
      contentsOf: root.appending(path: "Tests/EvaluationTests/Fixtures/oracle/cases.txt"), encoding: .utf8)
    var (name, rules) = ("", "")
    var bodies: [BodyReport] = []
    var cases: [EngineCase] = []
    func finish() throws {
      guard !name.isEmpty else { return }
      cases.append(try made(name, rules, bodies))
      (rules, bodies) = ("", [])
    }
    for line in text.split(separator: "\n") {
      guard !line.hasPrefix("|") else {
        rules += line.dropFirst() + "\n"
        continue
      }
      let words = line.split(separator: " ").map(String.init)
      switch words[0] {
      case "edition":
        try finish()
        name = words[1]
      case "body":
        bodies.append(BodyReport(id: words[1], kind: words[2], inputs: try figures(words.dropFirst(3))))
      case "row":
        let row = BodyReport.Row(try figures(words.dropFirst(2)))
        bodies[bodies.count - 1].records[words[1], default: []].append(row)
      default: break
      }
    }
    try finish()
    return cases
  }

  private static func made(_ name: String, _ rules: String, _ bodies: [BodyReport]) throws -> EngineCase {
    let findings = Findings()
    let file = SourceFile(name: "edition.yaml", bytes: Array(rules.utf8))
    let edition = try #require(EditionLoader.load(file, findings: findings))
    let builder = BodyBuilder(edition, findings: findings)
    let period = PeriodData(name: "2000", bodies: bodies.compactMap(builder.body))
    #expect(!findings.hasErrors && period.bodies.count == bodies.count)
    return EngineCase(
      name: "random-\(name)", edition: edition, data: Dataset(layout: builder.layout, periods: [period]))
  }

  private static func figures(_ words: ArraySlice<String>) throws -> [String: BodyReport.Figure] {
    var figures: [String: BodyReport.Figure] = [:]
    for word in words {
      let parts = word.split(separator: "=").map(String.init)
      if parts[1] == "yes" || parts[1] == "no" {
        figures[parts[0]] = BodyReport.Figure(.truth(parts[1] == "yes"))
      } else {
        figures[parts[0]] = BodyReport.Figure(.number(Number(try #require(Rational(decimal: parts[1])))))
      }
    }
    return figures
  }

  private static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { !$0.hasPrefix(".") }.sorted()
  }
}
