import Formula
import Methodology

extension Edition {
  /// The steps for a period that only later ones look back at: what formulas read of it, and what that rests on.
  ///
  /// What the bodies reported is always among them.
  func stepsForEarlierPeriods() -> [EvaluationStep] {
    var needed: Set<EvaluationStep> = []
    var open: [EvaluationStep] = []
    for term in allTerms {
      term.forEach { if case .previous(let id) = $0.form { open.append(.symbol(id)) } }
    }
    while let step = open.popLast() {
      guard needed.insert(step).inserted else { continue }
      for term in terms(of: step) {
        term.forEach { inner in
          switch inner.form {
          case .read(let id), .own(let id), .previous(let id): open.append(.symbol(id))
          case .field(let table, let field, _): open.append(.field(FieldID(table: table, field: field)))
          default: break
          }
        }
      }
      if case .symbol(let id) = step, case .score(let score) = self[id].content {
        open += score.children.map { .symbol($0) }
      }
    }
    return order.filter { needed.contains($0) || isReported($0) }
  }

  private var allTerms: [Term] {
    declarations.flatMap(\.terms) + tables.flatMap { $0.fields.compactMap(\.formula?.term) }
      + assessors.rules.compactMap(\.condition?.term)
  }

  private func terms(of step: EvaluationStep) -> [Term] {
    switch step {
    case .symbol(let id): self[id].terms
    case .field(let id): tables[id.table].fields[id.field].formula.map { [$0.term] } ?? []
    }
  }

  private func isReported(_ step: EvaluationStep) -> Bool {
    guard case .symbol(let id) = step else { return false }
    switch self[id].content {
    case .kind, .input, .reading: return true
    case .parameter, .scale, .derived, .score: return false
    }
  }
}
