import Evaluation
import Exact
import Formula
import Methodology
import SourceText

/// The ambiguous places of an act with their readings, and what hangs on each in some data.
public struct ReadingsReport: Sendable {
  let edition: Edition
  let study: ReadingStudy?
  let head: EditionHead

  /// The readings of an edition.
  public init(_ edition: Edition, language: Wording.Language = .english) {
    self.edition = edition
    study = nil
    head = EditionHead(edition, wording: Wording(language))
  }

  /// The readings of an edition with what they do to the scores of bodies.
  public init(_ study: ReadingStudy, language: Wording.Language = .english) {
    edition = study.edition
    self.study = study
    head = EditionHead(study.evaluation, wording: Wording(language))
  }

  var words: ValueText { head.words }
  var wording: Wording { head.words.wording }

  /// How one body moves when one reading is chosen otherwise.
  struct Move {
    let body: Int
    let from: Value
    let to: Value
    let bandFrom: Bands.Row?
    let bandTo: Bands.Row?

    var changesBand: Bool { bandFrom?.name != bandTo?.name }

    /// By how much the score rises; `nil` unless it has a number before and after.
    var change: Rational? {
      guard let from = from.number, let to = to.number else { return nil }
      return to.value - from.value
    }
  }

  /// The bodies that an alternative moves, those that move most first.
  func moves(_ alternative: ReadingStudy.Alternative, in study: ReadingStudy) -> [Move] {
    guard let score = study.edition.mainScore else { return [] }
    let moves = study.evaluation.bodies.indices.compactMap { body -> Move? in
      let (from, to) = (study.evaluation.value(score, body: body), alternative.value(score, body: body))
      guard from != to else { return nil }
      let bands = [from, to].map { value in value.number.flatMap { edition.bands?.band(of: $0.value) } }
      return Move(body: body, from: from, to: to, bandFrom: bands[0], bandTo: bands[1])
    }
    // To lose a score, or to gain one, is more than any change of it.
    return moves.filter { $0.change == nil } + moves.filter { $0.change != nil }.highestFirst { $0.change?.magnitude }
  }

  func band(_ row: Bands.Row?) -> String { row.map { words.title($0.titles) ?? $0.name } ?? "—" }

  /// The bodies that have a band, and the same one under every combination of readings.
  func bodiesWithOneBand(_ study: ReadingStudy) -> [Int] {
    study.evaluation.bodies.indices.filter { body in
      let bands = study.bands(body: body)
      return bands.count == 1 && bands[0] != nil
    }
  }

  // MARK: Data

  /// The readings for other programs; with data, what each choice does to each body that it moves.
  public var json: JSON {
    var members = head.members.filter { $0.name != "readings" }
    members.append(JSON.Member("readings", .array(edition.readings.map { json($0.declaration, $0.reading) })))
    if let study {
      members.append(JSON.Member("apart", .texts(study.readingsApart.map { edition[$0].shortName })))
      members.append(JSON.Member("bodies", .array(study.evaluation.bodies.indices.map { json(body: $0, study) })))
    }
    return .object(members)
  }

  private func json(_ declaration: Declaration, _ reading: Reading) -> JSON {
    let alternatives = study?.alternatives(to: declaration.id) ?? []
    let choices = reading.choices.map { choice -> JSON in
      let alternative = alternatives.first { $0.choice == choice.name }
      let moves = study.flatMap { study in
        alternative.map { JSON.array(self.moves($0, in: study).map { json($0, study) }) }
      }
      return .members(["name": .text(choice.name), "titles": JSON(choice.titles), "moves": moves])
    }
    return .object(
      [
        JSON.Member("name", .text(declaration.shortName)), JSON.Member("titles", JSON(declaration.titles) ?? .null),
        JSON.Member("default", .text(reading.standard)),
      ] + JSON.source(declaration.provenance) + [JSON.Member("choices", .array(choices))])
  }

  private func json(_ move: Move, _ study: ReadingStudy) -> JSON {
    .members([
      "body": .text(study.evaluation.bodies[move.body].id), "from": .object(JSON.status(move.from)),
      "to": .object(JSON.status(move.to)), "change": move.change.map { .text(DecimalText.exact(Number($0))) },
      "bandFrom": move.bandFrom.map { .text($0.name) } ?? .null,
      "bandTo": move.bandTo.map { .text($0.name) } ?? .null,
    ])
  }

  private func json(body: Int, _ study: ReadingStudy) -> JSON {
    let outcome = study.edition.mainScore.map { study.outcome(of: $0, body: body) }
    let bands = study.bands(body: body)
    return .members([
      "id": .text(study.evaluation.bodies[body].id),
      "score": outcome.map { .object(JSON.status($0.value)) },
      "readings": outcome.map { .texts($0.readings.map { edition[$0].shortName }) },
      "complete": outcome.map { .truth($0.isComplete) },
      "least": outcome?.numbers.first.map { .text(DecimalText.exact($0)) },
      "greatest": outcome?.numbers.last.map { .text(DecimalText.exact($0)) },
      "bands": bands.isEmpty ? nil : .array(bands.map { $0.map { .text($0.name) } ?? .null }),
    ])
  }

  /// A row for each choice, or with data for each body that a choice moves.
  public var csv: String {
    guard let study else {
      var table = CSVTable(heads: ["reading", "choice", "default", "title", "citation"])
      for (declaration, reading) in edition.readings {
        for choice in reading.choices {
          table.add([
            .text(declaration.shortName), .text(choice.name), .text(choice.name == reading.standard ? "yes" : "no"),
            .optional(words.title(choice.titles)), .text(declaration.provenance.citation),
          ])
        }
      }
      return table.text
    }
    var table = CSVTable(heads: ["reading", "choice", "body", "from", "to", "change", "band_from", "band_to"])
    for (declaration, _) in edition.readings {
      for alternative in study.alternatives(to: declaration.id) {
        for move in moves(alternative, in: study) {
          table.add([
            .text(declaration.shortName), .text(alternative.choice), .text(study.evaluation.bodies[move.body].id),
            CSVTable.Cell(move.from), CSVTable.Cell(move.to),
            move.change.map { .figure(DecimalText.exact(Number($0))) } ?? .empty, .optional(move.bandFrom?.name),
            .optional(move.bandTo?.name),
          ])
        }
      }
    }
    return table.text
  }
}
