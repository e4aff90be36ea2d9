import ArgumentParser
import Metodika

/// Which data the scores of a comparison come from.
struct DiffData: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of data; given twice, the later edition scores the second one.", valueName: "dir"))
  var data: [String] = []

  @Option(help: "The year of the data; given twice, the later edition scores the second one.")
  var year: [Int] = []

  @OptionGroup var readings: ReadingOptions

  func validate() throws {
    if data.isEmpty, !year.isEmpty { throw ValidationError("--year goes with --data") }
    if data.count > 2 || year.count > 2 {
      throw ValidationError("there are two sides: give --data and --year twice at most")
    }
  }

  /// A folder with the year in it.
  struct Source: Equatable {
    let folder: String
    let year: Int?

    /// The data as an edition reads it; what does not fit the edition is only told.
    func read(
      for edition: Edition, isForeign: Bool, sharedWith other: Edition? = nil, findings: Findings
    ) -> Dataset? {
      let dataset = DatasetReader.read(
        folder: folder, for: edition, year: year, isForeign: isForeign, sharedWith: other, findings: findings)
      if let dataset { findings.add(contentsOf: dataset.misfits(with: edition)) }
      return dataset
    }
  }

  /// The scores of both sides with what moved them; `nil` without data, or after findings.
  func outcome(of rules: RuleDiff, findings: Findings) throws -> OutcomeDiff? {
    guard let first = source(0, rules.before), let second = source(1, rules.after) else { return nil }
    let sources = data.count + year.count > 2 || data.count == 2 ? (first, second) : (first, first)
    let isOne = sources.0 == sources.1
    guard let before = evaluator(rules.before, other: rules.after, findings: findings),
      let after = evaluator(rules.after, other: rules.before, findings: findings),
      let earlier = sources.0.read(
        for: rules.before, isForeign: isForeign(sources.0, rules.before), sharedWith: isOne ? rules.after : nil,
        findings: findings),
      let later = sources.1.read(
        for: rules.after, isForeign: isOne || isForeign(sources.1, rules.after), findings: findings),
      !findings.hasErrors
    else { return nil }
    let outcome = OutcomeDiff(rules, before: before.evaluate(earlier), after: after.evaluate(later))
    findings.add(contentsOf: outcome.before.told)
    findings.add(contentsOf: outcome.after.told)
    var crossed: AttributionStudy.Crossed?
    if !isOne {
      // What the other edition makes of the data is only needed to tell the parts apart.
      let quiet = Findings()
      guard let earlierByLater = sources.0.read(for: rules.after, isForeign: true, findings: quiet),
        let laterByEarlier = sources.1.read(for: rules.before, isForeign: true, findings: quiet)
      else { return outcome }
      crossed = AttributionStudy.Crossed(earlierByLater: earlierByLater, laterByEarlier: laterByEarlier)
    }
    guard let study = AttributionStudy(outcome, crossed: crossed) else { return outcome }
    return outcome.with(attributions: study.attributions)
  }

  /// The data of a side: what was given for it, or else for both.
  private func source(_ index: Int, _ edition: Edition) -> Source? {
    guard let folder = data.indices.contains(index) ? data[index] : data.last else { return nil }
    let years = DatasetReader.years(inFolder: folder)
    let given = year.indices.contains(index) ? year[index] : year.last
    return Source(folder: folder, year: given ?? years.last { edition.years.contains($0) } ?? years.last)
  }

  private func isForeign(_ source: Source, _ edition: Edition) -> Bool {
    DatasetReader.isForeign(year: source.year, inFolder: source.folder, to: edition)
  }

  /// The edition under the readings that it has among those that were given.
  private func evaluator(_ edition: Edition, other: Edition, findings: Findings) -> Evaluator? {
    func has(_ edition: Edition, _ name: String) -> Bool {
      edition.readings.contains { $0.declaration.shortName == name }
    }
    let own = readings.choices.filter { name, _ in has(edition, name) || !has(other, name) }
    return Evaluator(edition).taking(own, findings: findings)
  }
}
