import Formula
import Methodology

extension EvaluationReport {
  /// Every score of every body, for other programs.
  public var json: JSON {
    .object(head.members + [JSON.Member("bodies", .array(evaluation.bodies.indices.map(body)))])
  }

  private func body(_ index: Int) -> JSON {
    let body = evaluation.bodies[index]
    let scores = edition.scores.map { score in
      JSON.Member(score.name, .object(JSON.status(evaluation.value(score.id, body: index))))
    }
    let band: JSON? = edition.bands.map { _ in evaluation.band(body: index).map { .text($0.name) } ?? .null }
    return .members([
      "id": .text(body.id), "kind": .text(body.kind), "titles": JSON(body.titles), "band": band,
      "scores": .object(scores),
    ])
  }

  /// The heads of the CSV form.
  package static func heads(of edition: Edition) -> [String] {
    ["body", "kind", "name"] + edition.scores.map(\.name) + (edition.bands == nil ? [] : ["band"])
  }

  /// Every score of every body: a row for each body, a column for each score, by its path.
  ///
  /// The heads do not change with the language. A cell without a value says `missing` or `not applicable`.
  public var csv: String {
    var table = CSVTable(heads: Self.heads(of: edition))
    for (index, body) in evaluation.bodies.enumerated() {
      var row: [CSVTable.Cell] = [.text(body.id), .text(body.kind), .optional(words.title(body.titles))]
      row += edition.scores.map { CSVTable.Cell(evaluation.value($0.id, body: index)) }
      if edition.bands != nil { row.append(.optional(evaluation.band(body: index)?.name)) }
      table.add(row)
    }
    return table.text
  }
}

extension CSVTable.Cell {
  /// A value as other programs read it; one that is not there says which kind of nothing it is.
  package init(_ value: Value) {
    self =
      switch value {
      case .number(let number): .figure(DecimalText.exact(number))
      case .truth(let truth): .text(truth ? "yes" : "no")
      case .text(let text): .text(text)
      case .missing: .text("missing")
      case .notApplicable: .text("not applicable")
      }
  }
}
