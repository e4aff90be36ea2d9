import Evaluation
import Exact
import Formula
import Methodology

extension RuleTestFile.Expectation {
  /// The name that expects the band instead of a value.
  static let band = "band"

  /// Whether the tested body's results are what is expected.
  func isMet(by evaluation: Evaluation) -> Bool {
    if name == Self.band { return isBandMet(by: evaluation) }
    guard let declaration = evaluation.edition.declaration(name) else { return true }
    return Self.isMet(result, by: evaluation.value(declaration.id, body: 0))
  }

  private func isBandMet(by evaluation: Evaluation) -> Bool {
    let band = evaluation.band(body: 0)?.name
    switch result {
    case .text(let name): return name == band
    case .missing(let reasons):
      let absence = evaluation.edition.bands.flatMap { evaluation.value($0.score, body: 0).absence }
      return band == nil && (reasons.isEmpty || Set(reasons) == Set(absence?.reasons.map(\.description) ?? []))
    case .number, .truth, .notApplicable: return false
    }
  }

  private static func isMet(_ expected: Result, by value: Value) -> Bool {
    switch (expected, value) {
    case (.number(let expected, let within), .number(let found)):
      (found.value - expected).magnitude <= within
    case (.truth(let expected), .truth(let found)): expected == found
    case (.text(let expected), .text(let found)): expected == found
    case (.missing(let reasons), .missing(let absence)):
      reasons.isEmpty || Set(reasons) == Set(absence.reasons.map(\.description))
    case (.notApplicable, .notApplicable): true
    default: false
    }
  }
}

extension RuleTestFile.Case {
  /// The scores and quantities that are expected to be something; for a band, the score that it is a band of.
  func names(in edition: Edition) -> [SymbolID] {
    expectations.compactMap { edition.declaration($0.name)?.id ?? edition.bands?.score }
  }

  var expectsBand: Bool { expectations.contains { $0.name == RuleTestFile.Expectation.band } }
}
