import Evaluation
import Formula
import Methodology
import SourceText

extension ReplayReport {
  /// Every score of every body in every year, for other programs.
  public var json: JSON {
    .members([
      "methodology": .text(replay.years.last?.edition.methodology ?? ""),
      "years": .array(zip(replay.years, heads).map(year)),
      "breaks": .array(
        replay.breaks.map { .members(["year": .integer($0.year), "from": .text($0.from), "to": .text($0.to)]) }),
      "bodies": .array(replay.members.map(body)),
    ])
  }

  private func year(_ year: Replay.Year, _ head: EditionHead) -> JSON {
    // The period is the year.
    let members = head.members.filter { $0.name != "methodology" && $0.name != "period" }
    guard year.isForeign else { return .object([JSON.Member("year", .integer(year.year))] + members) }
    let misfits = [
      JSON.Member("lacks", .texts(year.lacks.map(\.description))),
      JSON.Member("strange", .texts(year.strangeValues.map(\.description))),
    ]
    return .object([JSON.Member("year", .integer(year.year))] + members + misfits)
  }

  private func body(_ member: Replay.Member) -> JSON {
    let series = zip(replay.years, member.positions).compactMap { year, position -> JSON? in
      guard let position else { return nil }
      let scores = year.edition.scores.map { score in
        JSON.Member(score.name, .object(JSON.status(year.evaluation.value(score.id, body: position))))
      }
      let band: JSON? = year.edition.bands.map { _ in
        year.evaluation.band(body: position).map { .text($0.name) } ?? .null
      }
      return .members([
        "year": .integer(year.year), "edition": .text(year.edition.id), "band": band, "scores": .object(scores),
      ])
    }
    return .members([
      "id": .text(member.id), "kind": .text(member.kind), "titles": JSON(member.titles), "series": .array(series),
    ])
  }

  /// A row for each body and year, a column for each score that is nobody's child in any of the editions.
  ///
  /// The heads do not change with the language. A cell without a value says `missing` or `not applicable`; the cell of a
  /// score that the year's edition does not have is empty.
  public var csv: String {
    let names =
      score.map { [$0] }
      ?? replay.years.flatMap { year in year.edition.roots.map { year.edition[$0].name } }.unique
    var table = CSVTable(heads: ["body", "kind", "name", "year", "edition", "new_edition"] + names + ["band"])
    let breaks = breaks
    for member in replay.members {
      for (index, year) in replay.years.enumerated() {
        guard let position = member.positions[index] else { continue }
        let body = year.evaluation.bodies[position]
        var row: [CSVTable.Cell] = [
          .text(member.id), .text(body.kind), .optional(heads[index].words.title(body.titles)),
          .figure(String(year.year)), .text(year.edition.id), .text(breaks.contains(index) ? "yes" : "no"),
        ]
        row += names.map { name in
          year.edition.declaration(name).map { CSVTable.Cell(year.evaluation.value($0.id, body: position)) } ?? .empty
        }
        row.append(.optional(year.evaluation.band(body: position)?.name))
        table.add(row)
      }
    }
    return table.text
  }
}
