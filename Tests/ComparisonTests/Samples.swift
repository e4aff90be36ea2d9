import Dataset
import Evaluation
import Exact
import Methodology
import SourceText
import Testing

/// A small edition whose figures tests change, and data for it.
enum Samples {
  static let firstInput = "  late: {type: count, cite: \"1\"}\n"
  static let secondInput = "  total: {type: count, cite: \"1\"}\n"

  static let text = """
    format: 1
    methodology: sample
    edition: one
    title: {en: Sample}
    act: {number: "1"}
    in_force: {from: 2020-01-01}
    evaluates: {years: [2020]}
    bodies: {kinds: {any: {en: any}}}
    inputs:
    \(firstInput)\(secondInput)  facts: {type: count, cite: "1"}
    parameters:
      weight: {value: 40, cite: "2"}
      per: {value: 100, cite: "2"}
      bonus: {value: 3, cite: "2"}
      cap: {value: 5, cite: "3"}
      rate: {value: 2, cite: "3"}
    scores:
      quality:
        title: {en: Quality}
        cite: "1"
        of:
          speed: {title: {en: Speed}, formula: "max(0, weight - late / total * per)", cite: "2"}
          extra: {title: {en: Extra}, formula: bonus, cite: "2"}
        penalty: {formula: "min(cap, rate * facts)", cite: "3"}
    """

  static func edition(_ changes: KeyValuePairs<String, String> = [:]) throws -> Edition {
    try edition(text: changes.reduce(text) { $0.replacing($1.key, with: $1.value) })
  }

  static func edition(text: String) throws -> Edition {
    let findings = Findings()
    let file = SourceFile(name: "sample.yaml", bytes: Array(text.utf8))
    let edition = EditionLoader.load(file, findings: findings)
    return try #require(edition, "\(findings.all.map(\.message.text))")
  }

  /// Bodies with their late, total and facts.
  static func data(_ bodies: [(Int, Int, Int)], for edition: Edition) -> Dataset {
    let layout = InputLayout(edition)
    let names = layout.inputs.map { edition[$0].name }
    let period = PeriodData(
      name: "2020",
      bodies: bodies.enumerated().map { index, figures in
        let values = ["late": figures.0, "total": figures.1, "facts": figures.2]
        return Body(
          id: "body-\(index)", kind: "any", titles: Titles(),
          inputs: names.map { .number(Number(values[$0] ?? 0)) }, records: [], span: nil)
      })
    return Dataset(layout: layout, periods: [period])
  }

  /// The score of each body.
  static func scores(_ edition: Edition, _ bodies: [(Int, Int, Int)]) throws -> [Rational] {
    let evaluation = Evaluator(edition).evaluate(data(bodies, for: edition))
    return try bodies.indices.map { index in
      try #require(evaluation.value("quality", body: "body-\(index)")?.number?.value)
    }
  }
}
