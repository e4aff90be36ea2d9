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

  func run() throws {
    let findings = Findings()
    let first = rules.folder.edition(named: before, findings: findings)
    let second = rules.folder.edition(named: after, findings: findings)
    let diff = RuleDiff(try require(first, findings), try require(second, findings))
    let outcome = try data.outcome(of: diff, findings: findings)
    let report = DiffReport(diff, outcome: outcome, language: output.language)
    switch format {
    case .text: try output.write(report.text(colour: Terminal.wantsColour(.standardOutput)))
    case .html: try output.write(report.html)
    case .json, .csv: throw format.unsupported
    }
    try finish(findings)
  }
}
