import ArgumentParser
import Metodika

/// Which data is evaluated, under which edition and readings.
struct DataOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The folder of data: bodies.csv and record tables, or a sub-folder a year.", valueName: "dir"))
  var data: String

  @Option(help: "The edition: its id, its methodology and id, or a file.")
  var edition: String?

  @Option(help: "The year under evaluation; without --edition it picks the edition that evaluates it.")
  var year: Int?

  @Option(help: ArgumentHelp("Take the edition in force on a day.", valueName: "yyyy-mm-dd"))
  var date: String?

  @Option(help: "The methodology, where the rules folder has several; the one that the data fits if left out.")
  var methodology: String?

  @OptionGroup var readings: ReadingOptions
  @OptionGroup var rules: RulesOption

  func validate() throws {
    if edition != nil, date != nil { throw ValidationError("give --edition or --date, not both") }
    if edition == nil, year == nil, date == nil {
      throw ValidationError("say which edition holds: --edition, --year or --date")
    }
    if let date, CalendarDate(text: date) == nil {
      throw ValidationError("`\(date)` is not a day; write 2018-01-10")
    }
  }

  /// The results of the data under the edition; `nil` after findings.
  func evaluation(findings: Findings) -> Evaluation? {
    evaluator(findings: findings).flatMap { evaluation(by: $0, findings: findings) }
  }

  /// The edition with its readings; `nil` after findings.
  func evaluator(findings: Findings) -> Evaluator? {
    chosenEdition(findings: findings).flatMap { Evaluator($0).taking(readings.choices, findings: findings) }
  }

  /// The results of the data; `nil` after findings.
  func evaluation(by evaluator: Evaluator, findings: Findings) -> Evaluation? {
    guard let dataset = dataset(for: evaluator.edition, findings: findings) else { return nil }
    let evaluation = evaluator.evaluate(dataset)
    findings.add(contentsOf: evaluation.told)
    return evaluation
  }

  /// The data that an edition is to evaluate; `nil` after findings.
  func dataset(for edition: Edition, findings: Findings) -> Dataset? {
    guard
      let dataset = DatasetReader.read(
        folder: data, for: edition, year: year,
        isForeign: DatasetReader.isForeign(year: year, inFolder: data, to: edition), findings: findings),
      !findings.hasErrors
    else { return nil }
    findings.add(contentsOf: dataset.misfits(with: edition))
    return dataset
  }

  private func chosenEdition(findings: Findings) -> Edition? {
    if let edition { return rules.folder.edition(named: edition, findings: findings) }
    let preference = Catalogue.Preference(methodology: methodology) { edition in
      DatasetReader.unknownColumns(inFolder: data, year: year, for: edition) ?? 0
    }
    let catalogue = rules.folder.catalogue(findings: findings)
    if let date = date.flatMap({ CalendarDate(text: $0) }) {
      return catalogue.edition(inForceOn: date, preference, findings: findings)
    }
    return year.flatMap { catalogue.edition(forYear: $0, preference, findings: findings) }
  }
}
