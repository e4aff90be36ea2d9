import Comparison
import Exact
import SourceText

/// What the change does to scores, for a terminal.
extension DiffReport {
  private static let nameWidth = 34
  private static let lineWidth = 110
  private static let mostMoves = 10
  /// The shares that are told for a body; other forms of the report have them all.
  private static let mostShares = 8

  var outcomeText: String? {
    guard let outcome else { return nil }
    let bodies = DiffBodies(outcome, wording: wording)
    return [table(bodies), moves(bodies)].joined(separator: "\n")
  }

  private func table(_ bodies: DiffBodies) -> String {
    let hasNames = bodies.rows.contains { $0.title != nil }
    var heads = [TextTable.Column(wording(.body))]
    if hasNames { heads.append(TextTable.Column(wording(.name), limit: Self.nameWidth)) }
    for phrase in [DiffPagePhrase.scoreBefore, .scoreAfter, .scoreDifference, .rankBefore, .rankAfter] {
      heads.append(TextTable.Column(wording(phrase), isNumeric: true))
    }
    heads += [DiffPagePhrase.bandBefore, .bandAfter].map { TextTable.Column(wording($0)) }
    var table = TextTable(heads)
    for kind in bodies.kinds {
      table.section(kind.title)
      for row in bodies.rows where row.kind == kind.name {
        let cells = [
          cell(row.before, bodies), cell(row.after, bodies), bodies.shownDifference(row) ?? "",
          row.ranks.before.map(String.init) ?? "", row.ranks.after.map(String.init) ?? "",
          row.bands.before.map(bodies.band) ?? "", row.bands.after.map(bodies.band) ?? "",
        ]
        table.add([row.id] + (hasNames ? [row.title ?? ""] : []) + cells)
      }
    }
    return Printable.text(bodies.scoreTitle) + "\n\n" + table.text + (missing(bodies).map { "\n" + $0 } ?? "")
  }

  private func cell(_ cell: DiffBodies.Cell, _ bodies: DiffBodies) -> String {
    switch cell {
    case .number(let number): bodies.shown(number)
    case .missing: "—"
    case .notApplicable: wording(.notApplicableShort)
    case .notEvaluated: wording(.unevaluated)
    case .noSuchScore: wording(.noSuchScore)
    case .words(let words): words
    }
  }

  private func missing(_ bodies: DiffBodies) -> String? {
    let note = MissingNote(wording: wording, limit: 2, width: Self.lineWidth)
    return note.text(
      bodies.rows.flatMap { row in
        [(DiffPagePhrase.before, row.before), (.after, row.after)].compactMap { phrase, cell in
          cell.reasons.isEmpty
            ? nil : (wording(.rangeOf, ["name": row.id, "range": wording(phrase)]), cell.reasons)
        }
      })
  }

  private func moves(_ bodies: DiffBodies) -> String {
    let moves = bodies.moves.prefix(Self.mostMoves)
    guard !moves.isEmpty else { return "" }
    return ([wording(.largestMoves)] + moves.flatMap { lines($0, bodies) }).map { $0 + "\n" }.joined()
  }

  /// A body's move with the changes that did it.
  private func lines(_ row: DiffBodies.Row, _ bodies: DiffBodies) -> [String] {
    let difference = row.difference.map { DecimalText.signed($0, wording) } ?? ""
    let head = wording(.rangeOf, ["name": Printable.text(row.name), "range": difference])
    guard let attribution = row.attribution else { return ["  " + head, "      " + wording(.noShares)] }
    let texts = ShareText(changes: words)
    let told = attribution.shares.prefix(Self.mostShares).flatMap { share -> [String] in
      let number = TextWrapping.padded(DecimalText.signed(share.value, wording), width: 10, right: true)
      let error = share.standardError.map { " ± " + DecimalText.shown(Number($0), wording) } ?? ""
      let lines = TextWrapping.lines(texts.placedLine(share), width: Self.lineWidth - 18)
      return lines.enumerated().map { index, line in
        index == 0 ? "    \(number)\(error)  \(line)" : "                  \(line)"
      }
    }
    let rest = attribution.shares.count - Self.mostShares
    return ["  " + head] + told + (rest > 0 ? ["              " + wording.counted(.andMore, rest)] : [])
  }
}
