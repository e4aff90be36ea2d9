import Evaluation
import Exact
import Formula
import Methodology
import SourceText

/// Mutants of figures that stand for themselves, and of roundings.
extension MutantMaker {
  /// Each figure one unit of its last digit higher; one that only limits a score, nearer to the scores within.
  func mutants(of parameter: Parameter, _ declaration: Declaration) -> [Mutant] {
    let id = declaration.id
    guard let uses = usesOfParameters[id] else { return [] }
    let isBelow = uses.allSatisfy { $0.formula.tightensBelow(at: $0.range) }
    return parameter.orderedFigures.map { key, figure in
      let value = WrittenNumber(figure).neighbour(isBelow: isBelow)
      return mutant(
        .figure, declaration, key, figure.provenance.span, "\(figure.value)", "\(value)",
        .parameter(parameter.replacing(value, for: key)), mark: .figure(id, key))
    }
  }

  /// A mutant of what a parameter, scale or score declares.
  func mutant(
    _ kind: Mutant.Kind, _ declaration: Declaration, _ key: [String], _ span: Span, _ from: String, _ to: String,
    _ content: Declaration.Content, mark: CoverageMark
  ) -> Mutant {
    Mutant(
      kind: kind, path: ([declaration.name] + key).joined(separator: "."), span: span, from: from, to: to,
      part: .declaration(declaration.replacing(content)), steps: [.symbol(declaration.id)], marks: [mark])
  }

  func mutant(of rounding: Rounding, _ score: Score, _ declaration: Declaration) -> Mutant {
    let coarser = rounding.coarser
    return mutant(
      .rounding, declaration, ["round"], rounding.provenance.span, rounding.text, coarser.text,
      .score(score.replacing(coarser)), mark: .value(.symbol(declaration.id)))
  }
}

extension Rounding {
  /// The same rounding to a step one unit of its last digit larger.
  var coarser: Rounding { replacing(step: WrittenNumber(step).neighbour(isBelow: false)) }
}
