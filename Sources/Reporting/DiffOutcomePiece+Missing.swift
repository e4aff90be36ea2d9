import Comparison

extension DiffOutcomePiece {
  /// What each edition needs and the data does not have, with the scores that are missing for it.
  var missing: [HTML] {
    let names = changes.diff.sideNames
    let sides = [
      (names.before, MissingCauseText(evaluation: bodies.outcome.before, words: bodies.heads.before.words)),
      (names.after, MissingCauseText(evaluation: bodies.outcome.after, words: bodies.heads.after.words)),
    ]
    return sides.compactMap { name, texts in
      let causes = MissingCause.all(of: texts.evaluation)
      guard !causes.isEmpty else { return nil }
      return HTML(.details, .class("node")) {
        HTML(.summary) {
          HTML(.h3) { wording(.lackedFigures, ["edition": name]) }
          HTML(.span, .class("value")) { String(causes.count) }
        }
        HTML(.ul) { causes.map { line($0, texts) } }
      }
    }
  }

  private func line(_ cause: MissingCause, _ texts: MissingCauseText) -> HTML {
    HTML(.li) {
      wording(.list, ["what": texts.figures(cause).joined(separator: ", "), "list": texts.bodies(cause)])
      HTML(.small) { wording(.andSo, ["scores": texts.scores(cause).joined(separator: ", ")]) }
    }
  }
}
