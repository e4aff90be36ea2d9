import ArgumentParser
import Metodika

/// The command `replay`, which scores every year under its edition.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Scores every year of a data folder under its edition, and tells each body's series.")

  @Option(help: ArgumentHelp("The folder of data, with a sub-folder for each year.", valueName: "dir"))
  var data: String

  @Option(
    help: ArgumentHelp("The years to replay; all that there are if left out.", valueName: "first...last"),
    transform: YearRange.init)
  var years: YearRange?

  @Option(help: "Score all years under this edition instead: its id, its methodology and id, or a file.")
  var edition: String?

  @Option(help: "The methodology, where the rules folder has several; the one that the data fits if left out.")
  var methodology: String?

  @Option(help: "The score that the series is about, by its path; that which bands go by if left out.")
  var score: String?

  @Flag(help: "Compare the scores with the official ones in official.csv beside the data.")
  var verify = false

  func validate() throws {
    if verify, score != nil { throw ValidationError("give --verify or --score, not both") }
  }

  @OptionGroup var readings: ReadingOptions
  @OptionGroup var rules: RulesOption
  @OptionGroup var output: OutputOptions

  @Option(help: "How results are written: text, json, csv or html.")
  var format = Format.text

  func run() throws {
    let findings = Findings()
    let choose = try chooser(findings)
    let replay = Replay.run(folder: data, years: years?.range, findings: findings, choose: choose)
    guard let replay else { return try finish(findings) }
    if let score, !replay.years.contains(where: { $0.edition.declaration(score)?.score != nil }) {
      let names = replay.years.last?.edition.scores.map(\.name) ?? []
      let help = NearestName.of(score, among: names).map { "; did you mean `\($0)`?" } ?? ""
      throw ValidationError("there is no score `\(score)`\(help)")
    }
    if verify { return try verify(replay, findings) }
    let report = ReplayReport(replay, score: score, language: output.language)
    try output.write(report, as: format)
    try finish(findings)
  }

  /// What tells the edition of each year: the catalogue, or the one that is named.
  private func chooser(_ findings: Findings) throws -> (Int) -> Replay.Choice? {
    if let name = edition {
      let edition = try require(rules.folder.edition(named: name, findings: findings), findings)
      let evaluator = try require(Evaluator(edition).taking(readings.choices, findings: findings), findings)
      return { Replay.Choice(evaluator, isForeign: !edition.years.contains($0)) }
    }
    let catalogue = rules.folder.catalogue(findings: findings)
    let choices = readings.choices
    try checkReadings(choices, catalogue)
    return { year in
      let preference = Catalogue.Preference(methodology: methodology) { edition in
        DatasetReader.unknownColumns(inFolder: data, year: year, for: edition) ?? 0
      }
      guard let edition = catalogue.edition(forYear: year, preference, findings: findings) else { return nil }
      // Each edition has readings of its own.
      let own = choices.filter { name, _ in edition.readings.contains { $0.declaration.shortName == name } }
      return Evaluator(edition).taking(own, findings: findings).map { Replay.Choice($0) }
    }
  }

  private func checkReadings(_ choices: [String: String], _ catalogue: Catalogue) throws {
    let known = Set(catalogue.editions.flatMap { $0.readings.map(\.declaration.shortName) })
    for name in choices.keys.sorted() where !known.contains(name) {
      let help = NearestName.of(name, among: known).map { "; did you mean `\($0)`?" } ?? ""
      throw ValidationError("no edition has a reading `\(name)`\(help)")
    }
  }

  private func verify(_ replay: Replay, _ findings: Findings) throws {
    let official = try require(OfficialResults.read(inFolder: data, findings: findings), findings)
    let verification = Verification(
      replay, against: official, years: DatasetReader.years(inFolder: data), findings: findings)
    let report = VerificationReport(verification, of: replay, against: official, language: output.language)
    try output.write(report, as: format)
    try finish(findings)
    if !verification.differences.isEmpty { throw ExitCode(1) }
  }
}

/// Years from one to another, both included: `2017...2024`, or one year.
struct YearRange {
  let range: ClosedRange<Int>

  init(_ argument: String) throws {
    let parts = argument.split(separator: "...", maxSplits: 1, omittingEmptySubsequences: false)
    let years = parts.compactMap { $0.utf8.count == 4 ? Int($0) : nil }
    guard years.count == parts.count, let first = years.first, let last = years.last, first <= last else {
      throw ValidationError("`\(argument)` is no year and no range of years; write 2017 or 2017...2024")
    }
    range = first...last
  }
}
