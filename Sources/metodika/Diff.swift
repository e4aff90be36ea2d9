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

  func run() throws {
    let findings = Findings()
    let first = rules.folder.edition(named: before, findings: findings)
    let second = rules.folder.edition(named: after, findings: findings)
    let diff = RuleDiff(try require(first, findings), try require(second, findings))
    let outcome = try data.outcome(of: diff, findings: findings)
    let report = DiffReport(diff, outcome: outcome, language: output.language)
    try output.write(report.text(colour: Terminal.wantsColour(.standardOutput)))
    if let outcome {
      for (m, a) in zip(outcome.members, outcome.attributions) {
        guard let main = outcome.mainScore else { continue }
        let v = outcome.values(main, m)
        print(m.id, v.before?.number?.description ?? "-", v.after?.number?.description ?? "-", a.map { "\($0.difference) exact \($0.isExact) " + $0.shares.map { "\($0.changes)\($0.figures)=\($0.value)" }.joined(separator: "; ") } ?? "none")
      }
    }
    try finish(findings)
  }
}
