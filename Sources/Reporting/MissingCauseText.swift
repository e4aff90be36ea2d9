import Comparison
import Evaluation
import Formula
import SourceText

/// Puts into words what scores of one side of a comparison are missing for.
struct MissingCauseText {
  let evaluation: Evaluation
  let words: ValueText
  private var wording: Wording { words.wording }

  /// So few bodies are named instead of counted.
  private static let fewBodies = 3

  func figures(_ cause: MissingCause) -> [String] { cause.reasons.map(figure) }

  /// A figure by its name, anything else as a sentence.
  private func figure(_ reason: Reason) -> String {
    switch reason {
    case .input(let name): words.label(ofName: name)
    case .cell(let table, _, let field): "\(table).\(field)"
    case .table(let table), .row(let table, _): table
    default: words.reason(reason)
    }
  }

  func bodies(_ cause: MissingCause) -> String {
    cause.bodies.count <= Self.fewBodies
      ? cause.bodies.joined(separator: ", ") : wording.counted(.countOfBodies, cause.bodies.count)
  }

  func scores(_ cause: MissingCause) -> [String] {
    cause.scores.map { evaluation.edition[$0].name }
  }
}

/// What is missing on both sides, for a terminal.
struct MissingCausesNote {
  let wording: Wording
  let width: Int

  private static let mostCauses = 10
  private static let mostNames = 6

  func text(_ sides: [(name: String, texts: MissingCauseText)]) -> String? {
    let parts = sides.compactMap { name, texts -> String? in
      let causes = MissingCause.all(of: texts.evaluation)
      guard !causes.isEmpty else { return nil }
      let rest = causes.count - Self.mostCauses
      let lines =
        [wording(.lackedFigures, ["edition": Printable.text(name)])]
        + causes.prefix(Self.mostCauses).flatMap { self.lines($0, texts) }
        + (rest > 0 ? ["  " + wording.counted(.andMore, rest)] : [])
      return lines.map { $0 + "\n" }.joined()
    }
    return parts.isEmpty ? nil : parts.joined(separator: "\n")
  }

  private func lines(_ cause: MissingCause, _ texts: MissingCauseText) -> [String] {
    let head = wording(.list, ["what": listed(texts.figures(cause)), "list": texts.bodies(cause)])
    let effect = wording(.andSo, ["scores": listed(texts.scores(cause))])
    return indented(head, by: 2) + indented(effect, by: 6)
  }

  private func listed(_ names: [String]) -> String {
    let rest = names.count - Self.mostNames
    return (names.prefix(Self.mostNames) + (rest > 0 ? [wording.counted(.andMore, rest)] : []))
      .joined(separator: ", ")
  }

  private func indented(_ text: String, by indent: Int) -> [String] {
    TextWrapping.lines(Printable.text(text), width: width - indent).enumerated().map {
      String(repeating: " ", count: $0 == 0 ? indent : indent + 2) + $1
    }
  }
}
