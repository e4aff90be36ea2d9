import ArgumentParser
import Metodika

/// The command `explain`, which says why a body has its score.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says why a body has its score: formulas, figures, partial results, citations.")

  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The body, by its id.")
  var body: String

  @Option(help: "The score, by its path; all of them if left out.")
  var score: String?

  @Option(help: "How reasons are written: text, json or html.")
  var format = Format.text

  func run() throws {
    let findings = Findings()
    guard let evaluation = data.evaluation(findings: findings) else { return try finish(findings) }
    guard let position = evaluation.bodies.firstIndex(where: { $0.id == body }) else {
      throw unknown("body", body, among: evaluation.bodies.map(\.id))
    }
    let report = ExplanationReport(
      evaluation, body: position, score: try chosenScore(of: evaluation.edition), language: output.language)
    switch format {
    case .text: try output.write(report.text)
    case .json: try output.write(report.json.text())
    case .html: try output.write(report.html)
    case .csv: throw format.unsupported
    }
    try finish(findings)
  }

  private func chosenScore(of edition: Edition) throws -> SymbolID? {
    guard let score else { return nil }
    switch edition.declaration(score)?.content {
    case .score, .derived: return edition.declaration(score)?.id
    default: throw unknown("score", score, among: edition.scores.map(\.name))
    }
  }

  private func unknown(_ what: String, _ name: String, among names: [String]) -> ValidationError {
    let help = NearestName.of(name, among: names).map { "; did you mean `\($0)`?" } ?? ""
    return ValidationError("there is no \(what) `\(name)`\(help)")
  }
}
