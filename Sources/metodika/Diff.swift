import ArgumentParser
import Metodika

/// The command `diff`, which tells what two editions say differently.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tells what two editions say differently; with data, what that does to scores, and which change did it.")

  @Argument(help: "The earlier edition: its id, its methodology and id, or a file.")
  var before: String

  @Argument(help: "The later edition.")
  var after: String

  @OptionGroup var data: DiffData
  @OptionGroup var rules: RulesOption
  @OptionGroup var output: OutputOptions

  @Option(help: "How the comparison is written: text, json or html.")
  var format = Format.text

  @Flag(help: "Also tell whole what the text else only counts: computed quantities, readings, reported data.")
  var details = false

  @Option(
    help: ArgumentHelp(
      "End with exit status 1 if a body moves: rank, band, score, or score>x.", valueName: "what"),
    transform: Gate.init)
  var failOn: Gate?

  func validate() throws {
    if failOn != nil, data.data.isEmpty { throw ValidationError("--fail-on goes with --data") }
  }

  func run() throws {
    let findings = Findings()
    let first = rules.folder.edition(named: before, findings: findings)
    let second = rules.folder.edition(named: after, findings: findings)
    let diff = RuleDiff(try require(first, findings), try require(second, findings))
    let outcome = try data.outcome(of: diff, findings: findings)
    let report = DiffReport(diff, outcome: outcome, language: output.language, details: details)
    switch format {
    case .text: try output.write(report.text(colour: Terminal.wantsColour(.standardOutput)))
    case .html: try output.write(report.html)
    case .json: try output.write(report.json.text())
    case .csv: throw format.unsupported
    }
    try finish(findings)
    if let failOn, let outcome, failOn.isTripped(by: outcome) { throw ExitCode(1) }
  }
}
