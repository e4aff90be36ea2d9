import Dataset
import Evaluation
import Formula
import Methodology

/// The scores of all bodies, as a table for people and as data for programs.
///
/// Bodies stand under their kind in the order of the data file, or by score. Columns are the scores that are nobody's
/// child, the one that bands are told by last. JSON and CSV have every score, by its path.
public struct EvaluationReport: Sendable {
  public enum Order: String, Sendable, CaseIterable {
    /// As the data has them.
    case file
    /// The highest first, by the score that bands are told by; bodies without it last.
    case score
  }

  let evaluation: Evaluation
  let order: Order
  let head: EditionHead

  /// - Parameters:
  ///   - evaluation: the scores.
  ///   - order: the order of bodies within their kind.
  ///   - language: the language of titles and words.
  public init(_ evaluation: Evaluation, order: Order = .file, language: Wording.Language = .english) {
    self.evaluation = evaluation
    self.order = order
    head = EditionHead(evaluation, wording: Wording(language))
  }

  var edition: Edition { evaluation.edition }
  var words: ValueText { head.words }
  var wording: Wording { head.words.wording }

  /// The scores that the table shows.
  var columns: [Declaration] {
    guard let banded = edition.bands?.score else { return edition.roots.map { edition[$0] } }
    return (edition.roots.filter { $0 != banded } + [banded]).map { edition[$0] }
  }

  /// The decimals of each column.
  var places: [Int] {
    columns.map { column in
      let numbers = evaluation.bodies.indices.compactMap { evaluation.value(column.id, body: $0).number }
      return DecimalText.places(of: numbers, rounding: column.rounding)
    }
  }

  /// The bodies of each kind by their position among all bodies; kinds without bodies are left out.
  var groups: [(kind: BodyKind, bodies: [Int])] {
    edition.kinds.compactMap { kind in
      let bodies = evaluation.bodies.indices.filter { evaluation.bodies[$0].kind == kind.name }
      return bodies.isEmpty ? nil : (kind, ordered(bodies))
    }
  }

  private func ordered(_ bodies: [Int]) -> [Int] {
    guard order == .score, let score = columns.last?.id else { return bodies }
    return bodies.highestFirst { evaluation.value(score, body: $0).number }
  }

  /// Why scores of the table are missing for a body, each reason once.
  func absence(body: Int) -> Absence? {
    var result: Absence?
    for column in columns {
      guard let absence = evaluation.value(column.id, body: body).absence else { continue }
      if result == nil { result = absence } else { result?.merge(absence) }
    }
    return result
  }

  /// The title of the band of a body.
  func band(body: Int) -> String? {
    evaluation.band(body: body).map { words.title($0.titles) ?? $0.name }
  }
}

extension EditionHead {
  init(_ evaluation: Evaluation, wording: Wording) {
    self.init(
      evaluation.edition, period: evaluation.dataset.periods.last?.name ?? "", readings: evaluation.readings,
      data: evaluation.dataset.fingerprint, wording: wording)
  }
}

extension Declaration {
  /// How the rule rounds it, if it is a score that is rounded.
  var rounding: Rounding? {
    guard case .score(let score) = content else { return nil }
    return score.rounding
  }
}
