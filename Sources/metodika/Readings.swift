import ArgumentParser
import Metodika

/// The command `readings`, which lists ambiguous places of an act and what hangs on each.
struct Readings: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the places of the act that can be read in more than one way; with data, what hangs on each.")

  @Argument(help: "An edition: its id, its methodology and id, or a file.")
  var edition: String

  @Option(help: ArgumentHelp("The folder of data whose scores are looked at.", valueName: "dir"))
  var data: String?

  @Option(help: "The year of the data; the last one that the edition evaluates if left out.")
  var year: Int?

  @OptionGroup var readings: ReadingOptions
  @OptionGroup var rules: RulesOption
  @OptionGroup var output: OutputOptions

  @Option(help: "How the list is written: text, json or csv.")
  var format = Format.text

  func run() throws {
    let findings = Findings()
    let edition = try require(rules.folder.edition(named: edition, findings: findings), findings)
    let evaluator = try require(Evaluator(edition).taking(readings.choices, findings: findings), findings)
    let report = try report(evaluator, findings)
    try output.write(report, as: format)
    try finish(findings)
  }

  private func report(_ evaluator: Evaluator, _ findings: Findings) throws -> ReadingsReport {
    let edition = evaluator.edition
    guard let data else { return ReadingsReport(edition, language: output.language) }
    let years = DatasetReader.years(inFolder: data)
    let year = year ?? years.last { edition.years.contains($0) } ?? years.last
    let dataset = DatasetReader.read(
      folder: data, for: edition, year: year,
      isForeign: DatasetReader.isForeign(year: year, inFolder: data, to: edition), findings: findings)
    let study = ReadingStudy(evaluator, try require(dataset, findings))
    findings.add(contentsOf: dataset?.misfits(with: edition) ?? [])
    findings.add(contentsOf: study.evaluation.told)
    return ReadingsReport(study, language: output.language)
  }
}
