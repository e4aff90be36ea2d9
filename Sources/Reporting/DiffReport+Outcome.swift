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
    let missing = MissingCausesNote(wording: wording, width: Self.lineWidth).text([
      (rules.sideNames.before, MissingCauseText(evaluation: outcome.before, words: bodies.heads.before.words)),
      (rules.sideNames.after, MissingCauseText(evaluation: outcome.after, words: bodies.heads.after.words)),
    ])
    let asked = bodies.rows.filter { self.bodies.contains($0.id) }
    let rest = asked.isEmpty ? moves(bodies) : asked.map { inFull($0, bodies) }.joined(separator: "\n")
    return [table(bodies), directions(bodies), missing, rest].compactMap { $0 }.filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  /// The scores beneath the main one; where both sides show the same, once.
  private func directions(_ bodies: DiffBodies) -> String? {
    let scores = DiffScores(bodies: bodies)
    let directions = scores.directions
    guard !directions.isEmpty else { return nil }
    let places = directions.map(scores.places)
    var table = TextTable(
      [TextTable.Column(wording(.body))]
        + directions.map { TextTable.Column(scores.title($0), isNumeric: true, limit: Self.nameWidth) })
    for kind in bodies.kinds {
      table.section(kind.title)
      for row in bodies.rows where row.kind == kind.name {
        let cells = zip(directions, places).map { score, places in
          text(scores.line(score, bodies.outcome.members[row.index], places: places))
        }
        table.add([row.id] + cells)
      }
    }
    return Printable.text(wording(.byDirection)) + "\n\n" + table.text
  }

  private func text(_ line: DiffScores.Line) -> String {
    guard !line.isSame else { return line.before }
    let sides = wording(.fromToText, ["before": line.before, "after": line.after])
    return line.difference.map { "\(sides) (\($0))" } ?? sides
  }

  /// All scores of a body, and all that moved the main one.
  private func inFull(_ row: DiffBodies.Row, _ bodies: DiffBodies) -> String {
    let scores = DiffScores(bodies: bodies)
    let member = bodies.outcome.members[row.index]
    var table = TextTable(
      [TextTable.Column(wording(.byCriterion), limit: Self.nameWidth * 2)]
        + [DiffPagePhrase.before, .after, .scoreDifference].map { TextTable.Column(wording($0), isNumeric: true) })
    for score in scores.bodies.outcome.scores {
      let line = scores.line(score, member, places: scores.places(score))
      table.add([scores.title(score), line.before, line.after, line.difference ?? ""], indent: score.depth * 2)
    }
    let shares = row.attribution == nil ? [] : lines(row, bodies, most: .max)
    return Printable.text(row.name) + "\n\n" + table.text + (shares.isEmpty ? "" : "\n")
      + shares.map { $0 + "\n" }.joined()
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
    return Printable.text(bodies.scoreTitle) + "\n\n" + table.text
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

  private func moves(_ bodies: DiffBodies) -> String {
    let moves = bodies.moves.prefix(Self.mostMoves)
    guard !moves.isEmpty else { return "" }
    return ([wording(.largestMoves)] + moves.flatMap { lines($0, bodies, most: Self.mostShares) }).map { $0 + "\n" }
      .joined()
  }

  /// A body's move with the changes that did it.
  private func lines(_ row: DiffBodies.Row, _ bodies: DiffBodies, most: Int) -> [String] {
    let difference = row.difference.map { DecimalText.signed($0, wording) } ?? ""
    let head = wording(.rangeOf, ["name": Printable.text(row.name), "range": difference])
    guard let attribution = row.attribution else { return ["  " + head, "      " + wording(.noShares)] }
    let texts = ShareText(changes: words)
    let told = attribution.shares.prefix(most).flatMap { share -> [String] in
      let number = TextWrapping.padded(DecimalText.signed(share.value, wording), width: 10, right: true)
      let error = share.standardError.map { " ± " + DecimalText.shown(Number($0), wording) } ?? ""
      let lines = TextWrapping.lines(texts.placedLine(share), width: Self.lineWidth - 18)
      return lines.enumerated().map { index, line in
        index == 0 ? "    \(number)\(error)  \(line)" : "                  \(line)"
      }
    }
    let rest = attribution.shares.count - most
    return ["  " + head] + told + (rest > 0 ? ["              " + wording.counted(.andMore, rest)] : [])
  }
}
