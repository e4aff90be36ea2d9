import ArgumentParser
import Metodika

/// The command `editions`, which lists what there is.
struct Editions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the editions: in force from and to, years evaluated, figures by basis.")

  @OptionGroup var rules: RulesOption
  @OptionGroup var output: OutputOptions

  @Option(help: "How the list is written: text, json or csv.")
  var format = Format.text

  func run() throws {
    let findings = Findings()
    let editions = rules.folder.editions(findings: findings)
    let report = EditionsReport(editions, language: output.language)
    try output.write(report, as: format)
    try finish(findings)
  }
}

/// The command `language`, which prints the reference of formulas.
struct Language: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the reference of the formula language.")

  func run() throws {
    Terminal.write(FormulaReference.markdown, to: .standardOutput)
  }
}
