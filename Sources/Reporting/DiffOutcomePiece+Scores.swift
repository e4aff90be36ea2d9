import Comparison
import Exact

extension DiffOutcomePiece {
  static let scoresAnchor = "by-direction"

  /// The bodies whose single scores stand on the page: all, or of too many those that move most.
  private var toldInFull: [DiffBodies.Row] {
    bodies.rows.count <= Self.mostStaticRows ? bodies.rows : Array(bodies.moves.prefix(Self.mostMoves))
  }

  /// Whether any body has scores beneath the main one to be told.
  var hasScores: Bool { !toldInFull.isEmpty && !DiffScores(bodies: bodies).directions.isEmpty }

  /// The scores beneath the main one: a table of directions, and for each body all that stand under them.
  var scores: HTML? {
    guard hasScores else { return nil }
    let scores = DiffScores(bodies: bodies)
    let directions = scores.directions.map { (score: $0, places: scores.places($0)) }
    return HTML(.section, .id(Self.scoresAnchor)) {
      HTML(.h3) { wording(.byDirection) }
      HTML(.div, .class("scroll"), .role("region"), .label(wording(.byDirection)), .focusable) {
        HTML(.table, .class("directions")) {
          HTML(.thead) {
            HTML(.tr) {
              HTML(.th, .scope(.column)) { wording(.body) }
              for direction in directions {
                HTML(.th, .scope(.column), .class("num")) { scores.title(direction.score) }
              }
            }
          }
          HTML(.tbody) {
            for row in toldInFull {
              HTML(.tr) {
                HTML(.th, .scope(.row)) { row.name }
                for direction in directions { cell(line(row, direction.score, direction.places, scores)) }
              }
            }
          }
        }
      }
      HTML(.h3) { wording(.byCriterion) }
      tables(scores)
    }
  }

  private func line(
    _ row: DiffBodies.Row, _ score: OutcomeDiff.ScorePair, _ places: Int, _ scores: DiffScores
  ) -> DiffScores.Line {
    scores.line(score, bodies.outcome.members[row.index], places: places)
  }

  private func cell(_ line: DiffScores.Line) -> HTML {
    HTML(.td, .class("num")) {
      line.isSame ? line.before : fromTo(line.before, line.after)
      line.difference.flatMap { difference in
        line.isSame ? nil : HTML(.small, .class(style(line))) { difference }
      }
    }
  }

  private func style(_ line: DiffScores.Line) -> String { style(Rational(line.sign)) }

  private func tables(_ scores: DiffScores) -> [HTML] {
    let all = bodies.outcome.scores.map { (score: $0, title: scores.title($0), places: scores.places($0)) }
    return toldInFull.map { row in
      HTML(.details, .class("criteria")) {
        HTML(.summary) {
          row.name + " "
          HTML(.span, .class("value \(style(row.difference))")) { bodies.shownDifference(row) ?? "" }
        }
        HTML(.table) {
          HTML(.caption) { row.name }
          HTML(.thead) {
            HTML(.tr) {
              HTML(.th, .scope(.column)) { wording(.byCriterion) }
              for phrase in [DiffPagePhrase.before, .after, .scoreDifference] {
                HTML(.th, .scope(.column), .class("num")) { wording(phrase) }
              }
            }
          }
          HTML(.tbody) {
            for entry in all { criterion(entry.title, entry.score.depth, line(row, entry.score, entry.places, scores)) }
          }
        }
      }
    }
  }

  private static let deepest = 4

  private func criterion(_ title: String, _ depth: Int, _ line: DiffScores.Line) -> HTML {
    HTML(.tr) {
      HTML(.th, .scope(.row), .class("depth-\(min(depth, Self.deepest))")) { title }
      HTML(.td, .class("num")) { line.before }
      HTML(.td, .class("num")) { line.after }
      HTML(.td, .class("num \(style(line))")) { line.difference ?? "" }
    }
  }
}
