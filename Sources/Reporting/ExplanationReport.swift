import Dataset
import Evaluation
import Exact
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
    switch explanation.role {
    case .previous: return title.map { wording(.previousPeriod, ["title": $0]) } ?? explanation.name
    case .kind: return title ?? wording(.roleKind)
    default: return title ?? explanation.name
    }
  }

  /// The formula as it is written; an aggregate is its own formula.
  func formula(_ explanation: Explanation) -> String? {
    explanation.role == .aggregate && title(explanation) != explanation.name ? explanation.name : explanation.formula
  }

  /// The formula with the body's figures, where that says more than the formula or the value.
  func figures(_ explanation: Explanation) -> String? {
    guard let figures = explanation.figures, !figures.isEmpty, figures != explanation.formula else { return nil }
    return figures == explanation.value.number?.description ? nil : figures
  }

  /// The condition under which a score concerns a body, where that is why it has no value.
  func condition(_ explanation: Explanation) -> String? {
    switch explanation.value {
    case .notApplicable: explanation.appliesWhen
    case .missing: explanation.formula == nil ? explanation.appliesWhen : nil
    default: nil
    }
  }

  /// Why a value is missing, unless the value is itself what was not reported.
  func reasons(_ explanation: Explanation) -> [String] {
    guard let absence = explanation.value.absence, absence.reasons != [.input(explanation.name)] else { return [] }
    return words.reasons(absence)
  }

  /// A value for reading: names of kinds and choices by their titles.
  func shown(_ explanation: Explanation) -> String {
    // A field has a value in each row.
    if explanation.role == .field { return wording(.eachRow) }
    if case .text(let text) = explanation.value {
      if explanation.role == .kind { return words.kind(text) }
      guard explanation.role == .reading, case .reading(let reading) = edition.declaration(explanation.name)?.content
      else { return text }
      return reading.choices.first { $0.name == text }.flatMap { words.title($0.titles) } ?? text
    }
    return words.shown(explanation.value, of: explanation.maximum, explanation.unit)
  }

  /// The value of a score against its maximum, without the unit: a page tells that once.
  func headline(_ explanation: Explanation) -> String {
    guard explanation.role == .score else { return shown(explanation) }
    return words.shown(explanation.value, of: explanation.maximum, nil)
  }

  /// The row of a scale that covers the value, in words, or that none does and what then holds.
  func row(_ explanation: Explanation) -> String? {
    guard let lookUp = explanation.lookUp else { return nil }
    let value = lookUp.value.map { DecimalText.shown($0, wording) }
    if let row = lookUp.row {
      let range = words.range(row.lower, row.upper)
      return value.map { wording(.lookedUp, ["value": $0, "range": range]) } ?? range
    }
    let choices = lookUp.otherwise.map { "\($0.name) = \($0.choice)" }.joined(separator: ", ")
    let words = ["value": value ?? "", "choices": choices]
    return wording(choices.isEmpty ? .notCovered : .notCoveredReading, words)
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

  /// The readings of the act that the result rests on.
  var readings: [EditionHead.ReadingTaken] { head.readingsTaken.filter { tree.names.contains($0.declaration.name) } }

  /// The grounds that do not stand in the act.
  var uncertain: [ReasonTree.Ground] { tree.grounds.filter { $0.provenance.basis != .text } }

  /// How exact the figures are.
  var exactness: String { wording(.shortened, ["digits": String(Number.approximationDigits)]) }

  /// What the result rests on; `nil` if there is none.
  var basisLine: String? {
    guard explanations.contains(where: { $0.value.absence == nil }) else { return nil }
    return words.basisSentence(.basisOfResult) { tree.count($0) }
  }
}

extension Explanation {
  fileprivate func collectNames(into names: inout Set<String>) {
    names.insert(name)
    for child in children { child.collectNames(into: &names) }
  }
}
