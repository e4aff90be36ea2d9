import Evaluation
import Exact
import Formula
import Methodology
import SourceText

/// Runs rule tests against an edition.
public struct RuleTestRunner {
  public let edition: Edition
  public private(set) var passed = 0
  public private(set) var failed = 0
  /// The names that the expectations of the tests rest on.
  private var reached: Set<SymbolID> = []

  public init(_ edition: Edition) {
    self.edition = edition
  }

  /// Runs the cases of a file; each expectation that does not hold is a finding, and a case that cannot be read fails.
  public mutating func run(_ file: RuleTestFile, findings: Findings) {
    for test in file.cases { run(test, findings: findings) }
    failed += file.unreadable
  }

  private mutating func run(_ test: RuleTestFile.Case, findings: Findings) {
    guard let evaluator = Evaluator(edition).taking(test.readings, at: test.span, findings: findings) else {
      failed += 1
      return
    }
    let evaluation = evaluator.evaluate(test.dataset)
    let failures = test.expectations.compactMap { failure(of: $0, test, evaluation) }
    findings.add(contentsOf: failures)
    if failures.isEmpty { passed += 1 } else { failed += 1 }
    for id in test.names(in: edition) { reach(id) }
  }

  // MARK: Expectations

  private func failure(
    of expectation: RuleTestFile.Expectation, _ test: RuleTestFile.Case, _ evaluation: Evaluation
  ) -> Diagnostic? {
    guard !expectation.isMet(by: evaluation) else { return nil }
    guard expectation.name != RuleTestFile.Expectation.band, let declaration = edition.declaration(expectation.name)
    else { return finding(expectation, test, found: evaluation.band(body: 0)?.name ?? "missing", []) }
    let value = evaluation.value(declaration.id, body: 0)
    let explanation = evaluation.explain(declaration.id, body: 0)
    var notes: [Diagnostic.Note] = []
    if let formula = explanation.formula, let figures = explanation.figures {
      notes.append(
        Diagnostic.Note(
          Message("{formula}, with the figures: {figures}", ["formula": formula, "figures": figures]),
          at: declaration.provenance.span))
    }
    return finding(expectation, test, found: Self.text(value), notes)
  }

  private func finding(
    _ expectation: RuleTestFile.Expectation, _ test: RuleTestFile.Case, found: String, _ notes: [Diagnostic.Note]
  ) -> Diagnostic {
    let words = ["test": test.name, "name": expectation.name, "expected": expectation.text, "found": found]
    return Diagnostic(.failedExpectation, words, at: expectation.span, notes: notes)
  }

  static func text(_ value: Value) -> String {
    switch value {
    case .number(let number): number.description
    case .truth(let truth): truth ? "yes" : "no"
    case .text(let text): text
    case .missing(let absence): "missing, because of \(absence.reasons.map(\.description).joined(separator: ", "))"
    case .notApplicable: "not_applicable"
    }
  }

  // MARK: Reach

  private mutating func reach(_ start: SymbolID) {
    var open = [start]
    var fields: Set<FieldID> = []
    while let id = open.popLast() {
      guard reached.insert(id).inserted else { continue }
      if case .score(let score) = edition[id].content { open += score.children }
      for term in edition[id].terms { addNames(in: term, to: &open, &fields) }
    }
  }

  /// Adds the names in a term, and those in the formulas of the fields that it reads.
  private func addNames(in term: Term, to names: inout [SymbolID], _ fields: inout Set<FieldID>) {
    var terms = [term]
    while let term = terms.popLast() {
      terms += term.children
      switch term.form {
      case .read(let id), .own(let id), .previous(let id), .parameter(let id, _), .steps(let id, _, _):
        names.append(id)
      case .field(let table, let field, _):
        guard fields.insert(FieldID(table: table, field: field)).inserted else { continue }
        if let formula = edition.tables[table].fields[field].formula { terms.append(formula.term) }
      default:
        break
      }
    }
  }

  /// The scores, quantities and scales that no expectation rests on; what an amendment took over is tested elsewhere.
  public var unreached: [Declaration] {
    edition.declarations.filter { declaration in
      guard !reached.contains(declaration.id), declaration.provenance.span.file === edition.file else { return false }
      switch declaration.content {
      case .score, .derived, .scale: return true
      default: return false
      }
    }
  }
}
