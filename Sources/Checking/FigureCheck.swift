import Exact
import Formula
import Methodology
import SourceText

/// Compares figures that must agree: maxima of parts and whole, weights, and two statements of one figure.
struct FigureCheck {
  let edition: Edition
  let ranges: [RangeAnalysis]
  let findings: Findings

  func run() {
    for declaration in edition.declarations {
      switch declaration.content {
      case .parameter(let parameter): checkStatements(parameter, declaration)
      case .score(let score):
        checkMaxima(score, declaration)
        checkWeights(score, declaration)
      default: break
      }
    }
  }

  private func checkStatements(_ parameter: Parameter, _ declaration: Declaration) {
    for other in parameter.elsewhere {
      for key in other.cases {
        let first = parameter.figure(key)
        guard let second = other.figure(key), first?.value != second.value else { continue }
        let words = [
          "name": declaration.name, "first": first?.value.description ?? "without a figure",
          "second": second.value.description, "case": key.isEmpty ? "" : " for `\(key.joined(separator: ", "))`",
        ]
        let source = first?.provenance ?? declaration.provenance
        let citations = ["first": source.citation, "second": second.provenance.citation]
        let note = Diagnostic.Note(Message("{second}, against {first}", citations), at: second.provenance.span)
        findings.add(
          Diagnostic(.statedDifferently, words, at: source.span, notes: [note], subject: declaration.subject))
      }
    }
  }

  private func checkMaxima(_ score: Score, _ declaration: Declaration) {
    guard case .children(.sum) = score.rule, let clause = score.maximum else { return }
    for range in ranges {
      guard let maximum = range.possible(clause.formula.term).interval.single else { continue }
      let children = range.applicable(score.children)
      let parts = children.compactMap { self.maximum(of: $0, range) }
      guard !parts.isEmpty, parts.count == children.count else { continue }
      let sum = parts.reduce(Rational.zero, +)
      guard sum != maximum else { continue }
      let words = [
        "name": declaration.name, "sum": sum.description, "maximum": maximum.description,
        "case": range.situation.label,
      ]
      findings.add(
        Diagnostic(.maximaDisagree, words, at: clause.provenance.span, subject: declaration.subject))
    }
  }

  private func maximum(of id: SymbolID, _ range: RangeAnalysis) -> Rational? {
    guard case .score(let score) = edition[id].content, let clause = score.maximum else { return nil }
    return range.possible(clause.formula.term).interval.single
  }

  private func checkWeights(_ score: Score, _ declaration: Declaration) {
    guard case .children(.weightedMean) = score.rule else { return }
    for range in ranges {
      let children = range.applicable(score.children)
      let weights = children.compactMap { id -> Rational? in
        guard case .score(let child) = edition[id].content, let clause = child.weight else { return nil }
        return range.possible(clause.formula.term).interval.single
      }
      guard !weights.isEmpty, weights.count == children.count else { continue }
      let sum = weights.reduce(Rational.zero, +)
      guard sum != .one, sum != Rational(100) else { continue }
      let words = ["name": declaration.name, "sum": sum.description, "case": range.situation.label]
      findings.add(
        Diagnostic(.weightsDisagree, words, at: declaration.provenance.span, subject: declaration.subject))
    }
  }
}
