import Comparison
import Exact
import Formula
import Methodology

/// The single scores of a comparison as tables show them.
struct DiffScores {
  let bodies: DiffBodies
  private var outcome: OutcomeDiff { bodies.outcome }
  private var wording: Wording { bodies.wording }

  /// The scores one step beneath the main one; where it stands beside others, those.
  var directions: [OutcomeDiff.ScorePair] {
    let main = outcome.mainScore
    let beside = outcome.scores.filter { $0.depth == 0 && $0 != main }
    return beside.isEmpty ? outcome.scores.filter { $0.depth == 1 } : beside
  }

  func name(_ score: OutcomeDiff.ScorePair) -> String {
    score.after.map { outcome.rules.after[$0].name } ?? score.before.map { outcome.rules.before[$0].name } ?? ""
  }

  func title(_ score: OutcomeDiff.ScorePair) -> String {
    let declaration = score.after.map { outcome.rules.after[$0] } ?? score.before.map { outcome.rules.before[$0] }
    return declaration.flatMap { $0.titles.text(wording.code) } ?? name(score)
  }

  /// A score of a body on both sides as it is shown, with the difference of what is shown.
  struct Line {
    let before: String
    let after: String
    let difference: String?
    let sign: Int
    var isSame: Bool { before == after && sign == 0 }
  }

  func line(_ score: OutcomeDiff.ScorePair, _ member: OutcomeDiff.Member, places: Int) -> Line {
    let values = outcome.values(score, member)
    let before = DiffBodies.cell(values.before, isThere: member.before != nil, bodies.heads.before.words)
    let after = DiffBodies.cell(values.after, isThere: member.after != nil, bodies.heads.after.words)
    let exact = outcome.difference(score, member)
    let difference = exact.flatMap {
      DiffBodies.shownDifference(from: before, to: after, exact: $0, places: places, wording)
    }
    return Line(
      before: text(before, places), after: text(after, places), difference: difference, sign: exact?.sign ?? 0)
  }

  func places(_ score: OutcomeDiff.ScorePair) -> Int {
    max(DiffBodies.places(outcome.before, score.before), DiffBodies.places(outcome.after, score.after))
  }

  private func text(_ cell: DiffBodies.Cell, _ places: Int) -> String {
    switch cell {
    case .number(let number): number.fixed(places: places)
    case .missing: "—"
    case .notApplicable: wording(.notApplicableShort)
    case .notEvaluated: wording(.unevaluated)
    case .noSuchScore: wording(.noSuchScore)
    case .words(let words): words
    }
  }
}
