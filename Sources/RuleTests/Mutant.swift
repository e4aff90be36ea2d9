import Evaluation
import Formula
import Methodology
import SourceText

/// One small change of an edition, which a good test should notice.
public struct Mutant: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// A figure that the act sets.
    case figure
    /// What a row of a scale gives.
    case row
    /// A bound of a row of a scale, or of a band.
    case edge
    case rounding
    /// A number that stands in a formula.
    case number
    case comparison, membership, negation
  }

  public let kind: Kind
  /// The path by which ``Edition/figures`` know what is changed.
  public let path: String
  /// The place of what is changed, as it is and as it would be.
  public let span: Span
  public let from: String
  public let to: String
  /// The changed part of the edition.
  let part: EditionPart
  /// The figures and columns that come out of it.
  let steps: [EvaluationStep]
  /// A test that reaches none of these computes the same with the change.
  let marks: [CoverageMark]

  /// The edition with the change.
  ///
  /// - Parameter edition: the edition that the mutant was made of.
  /// - Returns: the change, to be evaluated.
  public func change(of edition: Edition) -> EditionChange { EditionChange(edition.replacing(part), in: steps) }
}

extension Edition {
  /// All mutants of the edition, in the order of its file.
  ///
  /// What an amendment takes over from the edition that it amends has none: the tests of that one look after it. Nor has
  /// what no result comes out of: figures that no formula asks for, a figure's other statement under `also`, limits of
  /// inputs, assessors.
  public var mutants: [Mutant] { mutants(ColumnGraph(self)) }

  func mutants(_ graph: ColumnGraph) -> [Mutant] {
    let maker = MutantMaker(edition: self, graph: graph)
    let all = maker.mutants.filter { $0.span.file === file }
    let keyed = all.enumerated().map { (key: ($0.element.span.range.lowerBound, $0.offset), mutant: $0.element) }
    return keyed.sorted { $0.key < $1.key }.map(\.mutant)
  }
}

/// Makes the mutants of an edition, whichever file their places stand in.
struct MutantMaker {
  let edition: Edition
  let graph: ColumnGraph
  let usesOfParameters: [SymbolID: [ParameterUse]]

  init(edition: Edition, graph: ColumnGraph) {
    self.edition = edition
    self.graph = graph
    usesOfParameters = edition.usesOfParameters
  }

  var mutants: [Mutant] {
    edition.placedFormulas.flatMap(mutants) + edition.declarations.flatMap(mutants)
      + (edition.bands.map(mutants) ?? [])
  }

  private func mutants(of declaration: Declaration) -> [Mutant] {
    switch declaration.content {
    case .kind, .input, .reading, .derived: []
    case .parameter(let parameter): mutants(of: parameter, declaration)
    case .scale(let scale): mutants(of: scale, declaration)
    case .score(let score): score.rounding.map { [mutant(of: $0, score, declaration)] } ?? []
    }
  }
}
