import Dataset
import Evaluation
import Exact
import Formula
import Methodology
import SourceText

/// The series of all bodies over years, with the breaks between editions marked.
public struct ReplayReport: Sendable {
  let replay: Replay
  /// The path of the score that the series is about; that by which bodies are judged if it is left out.
  let score: String?
  let heads: [EditionHead]
  let wording: Wording

  /// - Parameters:
  ///   - replay: the years.
  ///   - score: the path of the score to show; the main one of each year if left out.
  ///   - language: the language of titles and words.
  public init(_ replay: Replay, score: String? = nil, language: Wording.Language = .english) {
    let wording = Wording(language)
    self.replay = replay
    self.score = score
    self.wording = wording
    heads = replay.years.map { EditionHead($0.evaluation, wording: wording) }
  }

  // MARK: Years

  var firstYear: String { replay.years.first.map { String($0.year) } ?? "" }
  var lastYear: String { replay.years.last.map { String($0.year) } ?? "" }

  /// Something with the years that it is about.
  func ofYears(_ what: String) -> String {
    guard firstYear != lastYear else { return wording(.ofPeriod, ["what": what, "period": lastYear]) }
    return wording(.yearsFromTo, ["what": what, "from": firstYear, "to": lastYear])
  }

  /// The methodology as the last edition calls it, with the others that years are scored under.
  var title: String {
    guard let first = heads.first, let last = heads.last, !replay.breaks.isEmpty else {
      return heads.last?.methodology ?? ""
    }
    return wording(.editionsFrom, ["methodology": last.methodology, "first": first.edition.id])
  }

  var line: String { ofYears(title) }

  /// What a reader of any year's scores must know: editions that are not whole, and readings that are not the standard.
  var notes: [String] {
    var notes: [String] = []
    let partial = heads.filter { $0.partial != nil }.map(\.edition.id).unique
    if !partial.isEmpty { notes.append(wording(.notWhole, ["list": partial.joined(separator: ", ")])) }
    for head in heads {
      let others = head.readingsTaken.filter { $0.choice != $0.reading.standard }
      guard !others.isEmpty else { continue }
      let list = others.map { wording(.otherReading, ["reading": $0.assignment]) }.joined(separator: ", ")
      notes.append(wording(.rangeOf, ["name": head.period, "range": list]))
    }
    return notes
  }

  /// The indices of years that are scored under another edition than the year before.
  var breaks: Set<Int> {
    let starts = Set(replay.breaks.map(\.year))
    return Set(replay.years.indices.filter { starts.contains(replay.years[$0].year) })
  }

  /// Whether all years are scored under one edition that some of their data was not made for.
  var foreignEdition: String? {
    replay.years.contains(where: \.isForeign) ? replay.years.first?.edition.id : nil
  }

  /// How the data of years that was made for another edition does not fit the one at hand, as sentences.
  var misfits: [String] {
    replay.years.filter(\.isForeign).flatMap { year in
      func sentence(_ phrase: StudyPhrase, _ list: [String]) -> String {
        let words = ["year": String(year.year), "edition": year.edition.id, "list": list.joined(separator: ", ")]
        return wording(phrase, words)
      }
      let lacks = year.lacks.map(\.description)
      let strange = Self.grouped(year.strangeValues)
      return [sentence(lacks.isEmpty ? .lacksNothing : .lacksOf, lacks)]
        + (strange.isEmpty ? [] : [sentence(.strangeIn, strange)])
    }
  }

  /// `table.column = one | another`, so that a column is named once.
  private static func grouped(_ values: [StrangeValue]) -> [String] {
    values.map { "\($0.table).\($0.column)" }.unique.map { column in
      let texts = values.filter { "\($0.table).\($0.column)" == column }.map(\.text)
      return column + " = " + texts.joined(separator: " | ")
    }
  }

  // MARK: Bodies

  /// A body's words come from the edition of the last year that has it.
  func words(_ member: Replay.Member) -> ValueText { heads[member.lastYear].words }

  func title(_ member: Replay.Member) -> String? { words(member).title(member.titles) }

  /// The members of each kind; kinds in the order of the last edition, then those that only earlier ones know.
  var groups: [(title: String, members: [Replay.Member])] {
    let known = replay.years.last?.edition.kinds.map(\.name) ?? []
    let kinds = (known + replay.members.map(\.kind)).unique
    return kinds.compactMap { kind in
      let members = replay.members.filter { $0.kind == kind }
      return members.first.map { (words($0).kind(kind), members) }
    }
  }

  /// The decimals that the series is shown with.
  var places: Int {
    let places = replay.years.compactMap { year -> Int? in
      guard let id = score.map({ year.edition.declaration($0)?.id }) ?? year.edition.mainScore else { return nil }
      let numbers = year.evaluation.bodies.indices.compactMap { year.evaluation.value(id, body: $0).number }
      return DecimalText.places(of: numbers, rounding: year.edition[id].rounding)
    }
    return places.max() ?? 0
  }

  /// The title of the score that the series is about.
  var scoreTitle: String {
    let years = replay.years.reversed()
    guard let score else {
      return years.first.flatMap { year in year.edition.mainScore.map { (year, $0) } }
        .flatMap { year, id in heads.last?.words.title(year.edition[id].titles) ?? year.edition[id].name } ?? ""
    }
    return years.lazy.compactMap { $0.edition.declaration(score)?.titles.text(wording.code) }.first ?? score
  }

  func band(_ row: Bands.Row?) -> String? { row.map { $0.titles.text(wording.code) ?? $0.name } }

  /// The last value less the one of the year before it, as they are shown; empty unless both are there.
  func change(_ series: [Value?], _ places: Int) -> String {
    let years = replay.years.suffix(2).map(\.year)
    guard years.count == 2, years[1] == years[0] + 1 else { return "" }
    let shown = series.suffix(2).compactMap { $0?.number?.value.rounded(places: places, mode: .halfUp) }
    return shown.count == 2 ? (shown[1] - shown[0]).signed(places: places) : ""
  }

  /// What stands where a year has no value: that the body was not evaluated, or nothing where the edition has no such score.
  func gap(_ member: Replay.Member, _ index: Int) -> String {
    member.positions[index] == nil ? wording(.notEvaluatedShort) : ""
  }

  /// Why the main score of a body is missing, by year.
  func absences(of member: Replay.Member) -> [(year: Int, reasons: [String])] {
    zip(replay.years.indices, replay.series(score, of: member)).compactMap { index, value in
      guard let absence = value?.absence else { return nil }
      return (replay.years[index].year, heads[index].words.reasons(absence))
    }
  }
}

extension Rational {
  /// The number with its sign, so that a rise can be told from a level.
  func signed(places: Int) -> String {
    let text = fixed(places: places)
    return sign > 0 && text.contains { $0 != "0" && $0 != "." } ? "+" + text : text
  }
}
