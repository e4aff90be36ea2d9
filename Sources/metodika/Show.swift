import ArgumentParser
import Metodika

/// The command `show`, which prints consolidated editions.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the consolidated edition as one rule file.")

  @Argument(help: "An edition: its id, its methodology and id, or a file.")
  var edition: String

  @OptionGroup var rules: RulesOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let findings = Findings()
    let edition = try require(rules.folder.edition(named: edition, findings: findings), findings)
    try output.write(edition.consolidated)
  }
}
