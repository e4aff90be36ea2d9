import ArgumentParser
import Metodika

/// The command `evaluate`, which scores all bodies.
struct Evaluate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Scores all bodies of a data folder.")

  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "How results are written: text, json, csv or html.")
  var format = Format.text

  @Option(help: "The order of bodies within their kind: file or score.")
  var order = EvaluationReport.Order.file

  func run() async throws {
    let findings = Findings()
    guard let evaluator = data.evaluator(findings: findings) else { return try finish(findings) }
    if format == .csv, !findings.hasErrors, try await isStreamed(evaluator, findings) { return try finish(findings) }
    guard let evaluation = data.evaluation(by: evaluator, findings: findings) else { return try finish(findings) }
    let report = EvaluationReport(evaluation, order: order, language: output.language)
    try output.write(report, as: format)
    try finish(findings)
  }

  /// Writes the scores body by body, where rules and data allow it.
  private func isStreamed(_ evaluator: Evaluator, _ findings: Findings) async throws -> Bool {
    guard
      let stream = try? BodyStream(
        folder: data.data, year: data.year, evaluator, language: output.language.rawValue)
    else { return false }
    let file = try PartialFile(for: output.output)
    let interruption = Interruption(removing: file)
    defer { interruption.end() }
    let progress = StreamProgress()
    let outcome = await stream.write(
      threads: Processors.count, findings: findings, progress: { progress.show($0) }, output: { file.write($0) })
    progress.clear()
    guard case .written = outcome else {
      file.discard()
      return false
    }
    try file.finish()
    return true
  }
}

extension EvaluationReport.Order: ExpressibleByArgument {}
