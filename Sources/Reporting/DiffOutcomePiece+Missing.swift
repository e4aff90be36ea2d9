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
      let content = {
        [
          HTML(.summary) {
            HTML(.h3) { wording(.lackedFigures, ["edition": name]) }
            HTML(.span, .class("value")) { String(causes.count) }
          },
          HTML(.ul) { causes.map { line($0, texts) } },
        ]
      }
      return causes.count <= Self.fewCauses
        ? HTML(.details, .class("node missing-for"), .open, content: content)
        : HTML(.details, .class("node missing-for"), content: content)
    }
  }

  /// So few causes are shown at once; a longer list is folded.
  private static let fewCauses = 5

  private func line(_ cause: MissingCause, _ texts: MissingCauseText) -> HTML {
    HTML(.li) {
      wording(.list, ["what": texts.figures(cause).joined(separator: ", "), "list": texts.bodies(cause)])
      HTML(.small) { wording(.andSo, ["scores": texts.scores(cause).joined(separator: ", ")]) }
    }
  }
}
