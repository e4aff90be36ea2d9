import Dataset
import Evaluation
import Formula
import Methodology

/// Why a body has its score: the tree of reasons, to be read on a terminal, on paper or by a program.
public struct ExplanationReport: Sendable {
  let evaluation: Evaluation
  let index: Int
  let subject: Declaration?
  let head: EditionHead
  let explanations: [Explanation]
  let tree: ReasonTree

  /// - Parameters:
  ///   - evaluation: the scores.
  ///   - body: the position of the body among the bodies of the evaluation.
  ///   - score: the score or other name to explain; without it the one that bands are told by, and every score that
  ///     it does not rest on.
  ///   - language: the language of titles and words.
  public init(_ evaluation: Evaluation, body: Int, score: SymbolID? = nil, language: Wording.Language = .english) {
    let edition = evaluation.edition
    self.evaluation = evaluation
    index = body
    head = EditionHead(evaluation, wording: Wording(language))
    var explanations: [Explanation] = []
    if let score {
      explanations = [evaluation.explain(score, body: body)]
    } else {
      var told: Set<String> = []
      let first = edition.bands.map { [$0.score] } ?? []
      // The last score of a file is the one that the others lead to.
      for id in first + edition.roots.reversed() where !told.contains(edition[id].name) {
        let explanation = evaluation.explain(id, body: body)
        explanation.collectNames(into: &told)
        explanations.append(explanation)
      }
    }
    self.explanations = explanations
    subject = explanations.first.flatMap { edition.declaration($0.name) }
    tree = ReasonTree(explanations, of: edition)
  }

  var edition: Edition { evaluation.edition }
  var body: Body { evaluation.bodies[index] }
  var words: ValueText { head.words }
  var wording: Wording { head.words.wording }

  var bodyTitle: String { words.title(body.titles) ?? body.id }

  /// The band of the body, if it is told by the score that is explained.
  var band: Bands.Row? {
    guard let bands = edition.bands, subject?.id == bands.score else { return nil }
    return evaluation.band(body: index)
  }

  func title(_ explanation: Explanation) -> String {
    let title = words.title(explanation.titles)
    guard explanation.role == .previous else { return title ?? explanation.name }
    return title.map { wording(.previousPeriod, ["title": $0]) } ?? explanation.name
  }

  /// A value for reading: names of kinds and choices by their titles.
  func shown(_ explanation: Explanation) -> String {
    if case .text(let text) = explanation.value {
      if explanation.role == .kind { return words.kind(text) }
      guard explanation.role == .reading, case .reading(let reading) = edition.declaration(explanation.name)?.content
      else { return text }
      return reading.choices.first { $0.name == text }.flatMap { words.title($0.titles) } ?? text
    }
    return words.shown(explanation.value, of: explanation.maximum, explanation.unit)
  }

  func role(_ role: Explanation.Role) -> String? {
    switch role {
    case .score, .previous: nil
    case .derived: wording(.roleDerived)
    case .input: wording(.roleInput)
    case .parameter: wording(.roleParameter)
    case .scale: wording(.roleScale)
    case .aggregate: wording(.roleAggregate)
    case .reading: wording(.roleReading)
    case .field: wording(.roleField)
    case .kind: wording(.roleKind)
    }
  }

  func adjustmentLabel(_ kind: Explanation.Adjustment.Kind) -> String {
    switch kind {
    case .penalty: wording(.penalty)
    case .atLeast: wording(.atLeast)
    case .atMost: wording(.atMost)
    case .round: wording(.round)
    case .ifMissing: wording(.ifMissing)
    case .shareOut: wording(.shareOut)
    }
  }

  /// What a person must know before relying on the result.
  var warnings: [String] {
    var warnings: [String] = []
    if let partial = head.partial { warnings.append(partial) }
    if explanations.first?.value.absence != nil { warnings.append(wording(.noResult)) }
    return warnings
  }

  /// The grounds that do not stand in the act.
  var uncertain: [ReasonTree.Ground] { tree.grounds.filter { $0.provenance.basis != .text } }

  var basisLine: String { words.basisSentence(.basisOfResult) { tree.count($0) } }
}

extension Explanation {
  fileprivate func collectNames(into names: inout Set<String>) {
    names.insert(name)
    for child in children { child.collectNames(into: &names) }
  }
}
