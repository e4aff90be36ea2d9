import Formula
import Methodology
import SourceText

extension EvaluationReport {
  /// The table for a terminal, with the reasons of what is missing beneath it.
  public var text: String {
    var blocks = [[head.line, head.act].map { Printable.text($0) + "\n" }.joined(), table]
    if let missing { blocks.append(missing) }
    blocks.append(closing)
    return blocks.joined(separator: "\n")
  }

  private static let nameWidth = 36
  private static let lineWidth = 100
  /// The reasons that are told for a body; `explain` has them all.
  private static let reasonLimit = 4

  private var table: String {
    var heads = [TextTable.Column(wording(.body))]
    let hasNames = evaluation.bodies.contains { words.title($0.titles) != nil }
    if hasNames { heads.append(TextTable.Column(wording(.name), limit: Self.nameWidth)) }
    heads += columns.map { TextTable.Column(words.title($0.titles) ?? $0.shortName, isNumeric: true) }
    if edition.bands != nil { heads.append(TextTable.Column(wording(.band))) }
    var table = TextTable(heads)
    let groups = groups
    let scores = Array(zip(columns, places))
    for (kind, bodies) in groups {
      if groups.count > 1 { table.section(words.kind(kind.name)) }
      for body in bodies { table.add(cells(body, hasName: hasNames, scores)) }
    }
    return table.text
  }

  private func cells(_ index: Int, hasName: Bool, _ scores: [(Declaration, places: Int)]) -> [String] {
    let body = evaluation.bodies[index]
    var cells = [body.id]
    if hasName { cells.append(words.title(body.titles) ?? "") }
    cells += scores.map { cell(evaluation.value($0.id, body: index), places: $1) }
    if edition.bands != nil { cells.append(band(body: index) ?? "—") }
    return cells
  }

  private func cell(_ value: Value, places: Int) -> String {
    switch value {
    case .number(let number): number.value.fixed(places: places)
    case .missing: "—"
    case .notApplicable: wording(.notApplicableShort)
    default: words.shown(value)
    }
  }

  /// The footnote to every `—`: what the scores of a body lack.
  private var missing: String? {
    let note = MissingNote(wording: wording, limit: Self.reasonLimit, width: Self.lineWidth)
    return note.text(
      groups.flatMap(\.bodies).compactMap { body in
        absence(body: body).map { (evaluation.bodies[body].id, words.reasons($0)) }
      })
  }

  private var closing: String {
    var lines: [String] = []
    if let readings = head.readingsLine { lines.append(readings) }
    if let partial = head.partial { lines.append(partial) }
    lines += [head.basisLine, head.fingerprintLine]
    return lines.flatMap { TextWrapping.lines($0, width: Self.lineWidth) }.map { $0 + "\n" }.joined()
  }
}
