import Foundation
import Metodika
import Testing

@testable import RuleTests
@testable import SQLExport

/// An edition with data, as the folder that `engines.py` runs.
struct EngineCase {
  let name: String
  let edition: Edition
  let data: Dataset
  var readings: [String: String] = [:]
  /// Whether the derived quantities are compared as well, and what the engine cannot say is left out.
  var isWide = false

  /// Writes the folder; `false` if the engine cannot say the edition.
  func write(to folder: URL, for dialect: SQLDialect) throws -> Bool {
    let findings = Findings()
    let evaluator = try #require(Evaluator(edition).taking(readings, findings: findings))
    let export = SQLExport(edition, readings: evaluator.readings, for: dialect)
    var names = edition.scores.map(\.name)
    let query: String
    if isWide {
      (query, names) = export.widestQuery(findings: findings)
    } else {
      guard let whole = export.query(findings: findings) else {
        #expect(!findings.all.isEmpty && findings.all.allSatisfy { $0.code == "E0901" && $0.span != nil })
        return false
      }
      query = whole
    }
    guard let rows = export.rows(of: data, findings: findings) else {
      #expect(dialect != .postgres && isWide)
      return false
    }
    let target = folder.appending(path: name)
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    let evaluation = evaluator.evaluate(data)
    let period = data.periods.indices.last.map { data.periods[$0].year ?? $0 } ?? 0
    let files = [
      "schema.sql": export.schema + rows, "query.sql": query,
      "scores.json": try Self.scores(evaluation, names), "period.txt": String(period),
    ]
    for (file, text) in files {
      try text.write(to: target.appending(path: file), atomically: true, encoding: .utf8)
    }
    return true
  }
}

extension EngineCase {
  /// What the evaluator says, in the form of `metodika evaluate` but with more digits.
  private static func scores(_ evaluation: Evaluation, _ names: [String]) throws -> String {
    let bodies = evaluation.bodies.enumerated().map { index, body -> [String: Any] in
      var scores: [String: [String: String]] = [:]
      for name in names {
        switch evaluation.value(name, body: body.id) {
        case .number(let number):
          scores[name] = ["status": "scored", "value": number.value.decimalText(significantDigits: 40)]
        case .truth(let truth): scores[name] = ["status": "scored", "value": truth ? "yes" : "no"]
        case .text(let text): scores[name] = ["status": "scored", "value": text]
        case .missing: scores[name] = ["status": "missing"]
        case .notApplicable: scores[name] = ["status": "not-applicable"]
        case nil: break
        }
      }
      var result: [String: Any] = ["id": body.id, "scores": scores]
      if let band = evaluation.band(body: index) { result["band"] = band.name }
      return result
    }
    return String(decoding: try JSONSerialization.data(withJSONObject: ["bodies": bodies]), as: UTF8.self)
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
    // These evaluate no year: they were amended before the next evaluation.
    for (id, year) in [("2023-01", 2022), ("2023-06", 2023)] {
      let edition = try #require(
        RuleFolder(root.appending(path: "Rules").path)
          .edition(named: "citizen-interaction/" + id, findings: findings))
      #expect(edition.years.isEmpty)
      let folder = root.appending(path: "Examples/citizen-interaction").path
      let data = try Dataset.load(folder, for: edition, year: year)
      cases.append(EngineCase(name: "\(id)-on-\(year)", edition: edition, data: data))
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
      name: "random-\(name)", edition: edition, data: Dataset(layout: builder.layout, periods: [period]), isWide: true)
  }

  /// The small editions, one for each construct, with the bodies of their rule tests.
  static func constructs() throws -> [EngineCase] {
    let folder = "Tests/EvaluationTests/Fixtures/cases"
    return try names(in: folder).flatMap { name -> [EngineCase] in
      let edition = try Edition.load(root.appending(path: "\(folder)/\(name)/edition.yaml").path)
      let findings = Findings()
      let path = root.appending(path: "\(folder)/\(name)/tests.yaml").path
      let file = try #require(SourceFile.read(path: path, findings: findings))
      let tests = try #require(RuleTestFile.read(file, for: edition, findings: findings))
      return tests.cases.enumerated().map { index, test in
        EngineCase(
          name: "\(name)-\(index + 1)", edition: edition, data: test.dataset, readings: test.readings, isWide: true)
      }
    }
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
