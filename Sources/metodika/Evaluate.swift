import ArgumentParser
import Metodika

/// The command `evaluate`, which scores all bodies.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Scores all bodies of a data folder.")

  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "How results are written: text, json, csv or html.")
  var format = Format.text

  @Option(help: "The order of bodies within their kind: file or score.")
  var order = EvaluationReport.Order.file

  func run() throws {
    let findings = Findings()
    guard let evaluation = data.evaluation(findings: findings) else { return try finish(findings) }
    let report = EvaluationReport(evaluation, order: order, language: output.language)
    try output.write(report, as: format)
    try finish(findings)
  }
}

extension EvaluationReport.Order: ExpressibleByArgument {}
