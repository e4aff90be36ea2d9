import Methodology

/// The catalogue of editions: which act is in force when, for which years, and what its figures rest on.
public struct EditionsReport: Sendable {
  private let editions: [Edition]
  private let heads: [EditionHead]
  private let wording: Wording

  public init(_ editions: [Edition], language: Wording.Language = .english) {
    let wording = Wording(language)
    self.wording = wording
    self.editions = editions
    heads = editions.map { EditionHead($0, wording: wording) }
  }

  public var text: String {
    var table = TextTable([
      TextTable.Column(wording(.methodology)), TextTable.Column(wording(.edition)),
      TextTable.Column(wording(.inForceFrom)), TextTable.Column(wording(.inForceTo)),
      TextTable.Column(wording(.years)), TextTable.Column(wording(.basisText), isNumeric: true),
      TextTable.Column(wording(.basisInferred), isNumeric: true),
      TextTable.Column(wording(.basisAssumed), isNumeric: true), TextTable.Column(wording(.act), limit: 40),
    ])
    for head in heads {
      let edition = head.edition
      let act = [edition.act.number, edition.partial == nil ? nil : wording(.partialMark)].compactMap { $0 }
      table.add(
        [
          edition.methodology, edition.id, head.words.date(edition.inForce.from),
          lastDay(edition).map(head.words.date) ?? "…",
          years(edition),
        ] + Basis.allCases.map { String(head.basis[$0]) } + [act.joined(separator: " ")])
    }
    return table.text
  }

  private func lastDay(_ edition: Edition) -> CalendarDate? { Catalogue.lastDay(of: edition, among: editions) }

  /// Years in a row as a range, others one by one: `2017–2019, 2022`.
  private func years(_ edition: Edition) -> String {
    var ranges: [ClosedRange<Int>] = []
    for year in edition.years.sorted() {
      if let last = ranges.last, year <= last.upperBound + 1 {
        ranges[ranges.count - 1] = last.lowerBound...max(year, last.upperBound)
      } else {
        ranges.append(year...year)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
      .joined(separator: ", ")
  }

  public var json: JSON {
    .members([
      "editions": .array(
        heads.map { head in
          let edition = head.edition
          return .members([
            "methodology": .text(edition.methodology), "edition": .text(edition.id), "titles": JSON(edition.titles),
            "inForce": .members([
              "from": .text(edition.inForce.from.description), "to": lastDay(edition).map { .text($0.description) },
            ]),
            "years": .array(edition.years.map(JSON.integer)),
            "act": .members([
              "number": .text(edition.act.number), "adopted": edition.act.adopted.map { .text($0.description) },
              "registered": edition.act.registered.map(JSON.text), "source": edition.act.source.map(JSON.text),
            ]),
            "basis": JSON(head.basis), "partial": edition.partial.flatMap { JSON($0) },
          ])
        })
    ])
  }

  /// A row for each edition; the heads do not change with the language.
  public var csv: String {
    var table = CSVTable(heads: [
      "methodology", "edition", "from", "to", "years", "text", "inferred", "assumed", "partial", "act",
    ])
    for head in heads {
      let edition = head.edition
      table.add(
        [
          .text(edition.methodology), .text(edition.id), .figure(edition.inForce.from.description),
          lastDay(edition).map { .figure($0.description) } ?? .empty,
          .text(edition.years.map(String.init).joined(separator: " ")),
        ] + Basis.allCases.map { .figure(String(head.basis[$0])) }
          + [.text(edition.partial == nil ? "no" : "yes"), .text(edition.act.number)])
    }
    return table.text
  }
}
