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

  @Flag(help: "With --format csv: say on standard error whether scores are computed in columns, or why not.")
  var verbose = false

  func run() async throws {
    let findings = Findings()
    guard let evaluator = data.evaluator(findings: findings) else { return try finish(findings) }
    if format == .csv, !findings.hasErrors {
      try await writeTable(evaluator, findings)
      return try finish(findings)
    }
    guard let evaluation = data.evaluation(by: evaluator, findings: findings) else { return try finish(findings) }
    try output.write(report(evaluation), as: format)
    try finish(findings)
  }

  private func report(_ evaluation: Evaluation) -> EvaluationReport {
    EvaluationReport(evaluation, order: order, language: output.language)
  }

  /// Writes every score of every body in columns as far as they go: from file to file, else of the data as a whole.
  private func writeTable(_ evaluator: Evaluator, _ findings: Findings) async throws {
    let note = ScoringNote(isVerbose: verbose)
    let scorer: ColumnScorer
    do throws(NotInColumns) {
      scorer = try ColumnScorer(evaluator)
    } catch {
      guard let evaluation = data.evaluation(by: evaluator, findings: findings) else { return }
      note.tell(exactly: evaluation.bodies.count, since: error.reason)
      return try output.write(report(evaluation), as: .csv)
    }
    if try await isStreamed(scorer, findings, note) { return }
    guard let dataset = data.dataset(for: evaluator.edition, findings: findings) else { return }
    let table = await scorer.score(dataset, threads: Processors.count, language: output.language.rawValue)
    findings.add(contentsOf: table.told)
    note.tell(bodies: dataset.periods.last?.bodies.count ?? 0, exactly: table.exactBodies)
    try output.write(table.csv)
  }

  /// Writes the scores without reading the data as a whole, where rules and data allow it.
  private func isStreamed(_ scorer: ColumnScorer, _ findings: Findings, _ note: ScoringNote) async throws -> Bool {
    let interruption = Interruption()
    defer { interruption.end() }
    guard let file = try interruption.guarding({ try PartialFile(for: output.output) }) else { return false }
    let progress = StreamProgress()
    defer { progress.clear() }
    do throws(NotStreamed) {
      let outcome = try await scorer.write(
        folder: data.data, year: data.year, threads: Processors.count, language: output.language.rawValue,
        findings: findings, progress: { progress.show($0) }, output: { file.write($0) })
      progress.clear()
      note.tell(outcome)
    } catch {
      file.discard()
      note.tell(wholeSince: error.reason)
      return false
    }
    try file.finish()
    return true
  }
}

extension EvaluationReport.Order: ExpressibleByArgument {}
