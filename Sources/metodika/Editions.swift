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
    switch format {
    case .text: try output.write(report.text)
    case .json: try output.write(report.json.text())
    case .csv: try output.write(report.csv)
    case .html: throw format.unsupported
    }
    try finish(findings)
  }
}

/// The command `sources`, which lists figures with their citations.
struct Sources: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists every figure and formula of an edition with its citation and basis.")

  @Argument(help: "An edition: its id, its methodology and id, or a file.")
  var edition: String

  @OptionGroup var rules: RulesOption
  @OptionGroup var output: OutputOptions

  @Option(help: "How the list is written: text, json, csv or html.")
  var format = Format.text

  func run() throws {
    let findings = Findings()
    let edition = try require(rules.folder.edition(named: edition, findings: findings), findings)
    let report = SourcesReport(edition, language: output.language)
    switch format {
    case .text: try output.write(report.text)
    case .json: try output.write(report.json.text())
    case .csv: try output.write(report.csv)
    case .html: try output.write(report.html)
    }
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
