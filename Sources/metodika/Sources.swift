import ArgumentParser
import Metodika

/// The command `sources`, which lists figures with their citations.
struct Sources: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists every figure and formula of an edition with its citation and basis.")

  @Argument(help: "An edition: its id, its methodology and id, or a file; with --slips all editions if left out.")
  var edition: String?

  @Flag(help: "List the slips of the acts themselves instead: gaps, contradictions, wrong references.")
  var slips = false

  @OptionGroup var rules: RulesOption
  @OptionGroup var output: OutputOptions

  @Option(help: "How the list is written: text, json, csv or html.")
  var format = Format.text

  func validate() throws {
    if edition == nil, !slips { throw ValidationError("say which edition, or --slips for those of all") }
  }

  func run() throws {
    let findings = Findings()
    let editions = try require(editions(findings), findings)
    if slips {
      try output.write(SlipsReport(editions, language: output.language), as: format)
    } else if let edition = editions.first {
      try output.write(SourcesReport(edition, language: output.language), as: format)
    }
    try finish(findings)
  }

  /// The edition that is named, or all of them.
  private func editions(_ findings: Findings) -> [Edition]? {
    guard let edition else { return rules.folder.editions(findings: findings) }
    return rules.folder.edition(named: edition, findings: findings).map { [$0] }
  }
}
