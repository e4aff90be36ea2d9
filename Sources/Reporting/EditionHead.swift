import Methodology
import SourceText

/// What every report says of the edition that it rests on.
struct EditionHead: Sendable {
  let edition: Edition
  let period: String
  let readings: [String: String]
  let words: ValueText
  let basis: BasisCount
  /// What tells the data from all others; `nil` where there is none, or none from files.
  let data: Fingerprint?

  init(
    _ edition: Edition, period: String = "", readings: [String: String] = [:], data: Fingerprint? = nil,
    wording: Wording
  ) {
    self.edition = edition
    self.data = data
    self.period = period
    self.readings = readings
    words = ValueText(edition: edition, wording: wording)
    basis = BasisCount(edition.figures)
  }

  private var wording: Wording { words.wording }

  /// The methodology in words; its identifier if the rule file gives it no title.
  var methodology: String { words.title(edition.titles) ?? edition.methodology }

  /// The edition, and the period if there is one.
  var line: String {
    let name = wording(.editionOf, ["methodology": methodology, "edition": edition.id])
    return period.isEmpty ? name : wording(.ofPeriod, ["what": name, "period": period])
  }

  var act: String {
    var text = edition.act.number
    if let date = edition.act.adopted {
      text = wording(.actOfDate, ["number": text, "date": words.date(date)])
    }
    return edition.act.registered.map { wording(.registeredAs, ["act": text, "number": $0]) } ?? text
  }

  var inForce: String {
    let from = words.date(edition.inForce.from)
    guard let to = edition.inForce.to else { return wording(.since, ["from": from]) }
    return wording(.fromTo, ["from": from, "to": words.date(to)])
  }

  /// What is missing from the edition.
  var partial: String? { edition.partial.flatMap(words.title).map { wording(.partialEdition, ["what": $0]) } }

  /// A place of the act that can be read in more than one way, as it was read.
  struct ReadingTaken: Sendable {
    let declaration: Declaration
    let reading: Reading
    let choice: String

    /// `penalty_from = overall_score`, as the command line takes it.
    var assignment: String { "\(declaration.shortName) = \(choice)" }
  }

  var readingsTaken: [ReadingTaken] {
    edition.readings.compactMap { declaration, reading in
      let choice = readings[declaration.name]
      return choice.map { ReadingTaken(declaration: declaration, reading: reading, choice: $0) }
    }
  }

  /// All readings in one line.
  var readingsLine: String? {
    let taken = readingsTaken.map { taken in
      taken.choice == taken.reading.standard
        ? taken.assignment : wording(.otherReading, ["reading": taken.assignment])
    }
    guard !taken.isEmpty else { return nil }
    return wording(.rangeOf, ["name": wording(.readingsTaken), "range": taken.joined(separator: ", ")])
  }

  /// A reading in words.
  func words(_ taken: ReadingTaken) -> String {
    let choice = taken.reading.choices.first { $0.name == taken.choice }.flatMap { words.title($0.titles) }
    let text = wording(
      .readingTaken,
      [
        "title": words.title(taken.declaration.titles) ?? taken.declaration.shortName,
        "choice": choice ?? taken.choice,
      ])
    return taken.choice == taken.reading.standard ? text : wording(.otherReading, ["reading": text])
  }

  private static let shortDigits = 16

  /// The first digits of the fingerprints of rules and data, enough to tell them apart by eye.
  var fingerprints: String {
    let rules = String(edition.fingerprint.digits.prefix(Self.shortDigits))
    guard let data else { return wording(.rulesAre, ["rules": rules]) }
    return wording(.rulesAndDataAre, ["rules": rules, "data": String(data.digits.prefix(Self.shortDigits))])
  }

  /// The fingerprints of a year among others.
  var yearFingerprintLine: String {
    let name = wording(.yearAndEdition, ["year": period, "edition": edition.id])
    return wording(.rangeOf, ["name": name, "range": fingerprints])
  }

  /// The fingerprints as a line of their own.
  var fingerprintLine: String {
    wording(.rangeOf, ["name": wording(.fingerprints), "range": fingerprints])
  }

  var basisLine: String { words.basisSentence(.basisLine) { basis[$0] } }

  /// The members that the JSON of every report begins with.
  var members: [JSON.Member] {
    var members = [
      JSON.Member("methodology", .text(edition.methodology)), JSON.Member("edition", .text(edition.id)),
    ]
    if !period.isEmpty { members.append(JSON.Member("period", .text(period))) }
    members.append(JSON.Member("rules", .text(edition.fingerprint.description)))
    if let data { members.append(JSON.Member("data", .text(data.description))) }
    members.append(JSON.Member("basis", JSON(basis)))
    let taken = readingsTaken.map { JSON.Member($0.declaration.shortName, .text($0.choice)) }
    if !taken.isEmpty { members.append(JSON.Member("readings", .object(taken))) }
    if let partial = edition.partial { members.append(JSON.Member("partial", JSON(partial) ?? .truth(true))) }
    return members
  }
}

extension JSON {
  init(_ basis: BasisCount) {
    self = .object(Basis.allCases.map { Member($0.rawValue, .integer(basis[$0])) })
  }

  /// The titles by language; `nil` if there are none.
  init?(_ titles: Titles) {
    guard !titles.texts.isEmpty else { return nil }
    let others = titles.texts.keys.filter { !Titles.languages.contains($0) }.sorted()
    self = .object(
      (Titles.languages + others).compactMap { language in
        titles.texts[language].map { Member(language, .text($0)) }
      })
  }
}
