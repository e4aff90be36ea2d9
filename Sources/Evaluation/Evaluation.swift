import Dataset
import Exact
import Formula
import Methodology
import SourceText

/// The scores of all bodies under one edition, with all that is needed to explain them.
public struct Evaluation: Sendable {
  let calculator: Calculator
  /// The choice taken for each reading, by its declared name (`reading.x`).
  public let readings: [String: String]
  /// What a person must be told about the results.
  public let told: FindingList

  /// As much of that as is kept.
  public var findings: [Diagnostic] { told.all }

  public var edition: Edition { calculator.edition }
  public var dataset: Dataset { calculator.dataset }

  /// The period that the results are for: the last one of the data.
  public var period: Int { dataset.periods.count - 1 }
  public var bodies: [Body] { dataset.periods.last?.bodies ?? [] }

  /// The value of a score, derived quantity or input for a body.
  public func value(_ id: SymbolID, body: Int) -> Value { calculator.columns.value(period, id, body) }

  /// The value of a term for a body.
  package func value(of term: Term, body: Int) -> Value {
    calculator.value(term, at: Calculator.Place(period: period, body: body, owner: ""))
  }

  /// The value of a name for a body; `nil` if there is no such name or body.
  public func value(_ name: String, body: String) -> Value? {
    guard let declaration = edition.declaration(name), let index = bodies.firstIndex(where: { $0.id == body }) else {
      return nil
    }
    return value(declaration.id, body: index)
  }

  /// The greatest value that a score is meant to have for a body; not applicable if the edition does not say.
  public func maximum(of score: SymbolID, body: Int) -> Value {
    guard let clause = edition[score].score?.maximum else { return .notApplicable }
    return calculator.value(
      clause.formula.term, at: Calculator.Place(period: period, body: body, owner: edition[score].name))
  }

  /// The band that a body falls into; `nil` if the edition has no bands or the score has no value.
  public func band(body: Int) -> Bands.Row? {
    guard let bands = edition.bands, let number = value(bands.score, body: body).number else { return nil }
    return bands.band(of: number.value)
  }

  /// Who assesses a body in a score; `nil` if the edition does not say.
  public func assessor(of score: SymbolID, body: Int) -> (assessor: Assessors.Assessor, rule: Assessors.Rule)? {
    let place = Calculator.Place(period: period, body: body, owner: "assessors")
    let rule = edition.assessors.rules.first { rule in
      rule.score == score && (rule.condition.map { calculator.value($0.term, at: place).truth == true } ?? true)
    }
    guard let rule, let assessor = edition.assessors.assessors.first(where: { $0.name == rule.assessor }) else {
      return nil
    }
    return (assessor, rule)
  }

  func checkBands(_ findings: Findings) {
    guard let bands = edition.bands else { return }
    for (index, body) in bodies.enumerated() {
      guard let number = value(bands.score, body: index).number, bands.band(of: number.value) == nil else { continue }
      let words = ["value": number.description, "rule": edition[bands.score].name, "body": body.id]
      findings.add(Diagnostic(.noBand, words, at: bands.provenance.span, subject: "bands"))
    }
  }
}
