import Formula
import SourceText

/// What the columns of an edition are computed from.
struct Dependencies {
  let declarations: [Declaration]
  let tables: [RecordTable]

  /// The columns of the same period that a column is computed from, each once.
  func needs(of step: EvaluationStep) -> [EvaluationStep] {
    var needs = needs(in: terms(of: step))
    if case .symbol(let id) = step, let score = declarations[id.index].score {
      needs += score.children.map { .symbol($0) }
    }
    return needs.unique
  }

  /// The columns of the same period that terms are computed from.
  func needs(in terms: [Term]) -> [EvaluationStep] {
    var needs: [EvaluationStep] = []
    for term in terms {
      term.forEach { inner in
        switch inner.form {
        case .read(let id), .own(let id): needs.append(.symbol(id))
        case .field(let table, let field, _): needs.append(.field(FieldID(table: table, field: field)))
        case .steps(let id, _, _): needs += namesOfOtherwise(in: id)
        default: break
        }
      }
    }
    return needs
  }

  /// What tells the case of a scale's `otherwise`, which no term names.
  private func namesOfOtherwise(in scale: SymbolID) -> [EvaluationStep] {
    guard case .scale(let scale) = declarations[scale.index].content, let keys = scale.otherwise?.keys else {
      return []
    }
    return keys.compactMap { key in declarations.first { $0.name == key }.map { .symbol($0.id) } }
  }

  /// Whether a column is computed from what other bodies have.
  func looksAcrossBodies(_ step: EvaluationStep) -> Bool {
    var result = false
    for term in terms(of: step) {
      term.forEach { if case .aggregate(_, over: .bodies, _, _) = $0.form { result = true } }
    }
    return result
  }

  /// The columns of the period before that a column is computed from.
  func earlierNeeds(of step: EvaluationStep) -> [EvaluationStep] {
    Self.earlierNeeds(in: terms(of: step))
  }

  static func earlierNeeds(in terms: [Term]) -> [EvaluationStep] {
    var needs: [EvaluationStep] = []
    for term in terms {
      term.forEach { if case .previous(let id) = $0.form { needs.append(.symbol(id)) } }
    }
    return needs.unique
  }

  /// The columns with all that they are computed from within their period.
  func closure(of steps: some Sequence<EvaluationStep>) -> Set<EvaluationStep> {
    var closure: Set<EvaluationStep> = []
    var open = Array(steps)
    while let step = open.popLast() {
      if closure.insert(step).inserted { open += needs(of: step) }
    }
    return closure
  }

  private func terms(of step: EvaluationStep) -> [Term] { formulas(of: step).map(\.formula.term) }
}

extension Edition {
  var dependencies: Dependencies { Dependencies(declarations: declarations, tables: tables) }

  /// The columns of the same period that a column is computed from, each once.
  public func needs(of step: EvaluationStep) -> [EvaluationStep] { dependencies.needs(of: step) }

  /// All columns of the same period that terms rest on.
  package func columns(neededBy terms: [Term]) -> Set<EvaluationStep> {
    dependencies.closure(of: dependencies.needs(in: terms))
  }

  /// The columns of the period before that a column is computed from.
  public func earlierNeeds(of step: EvaluationStep) -> [EvaluationStep] { dependencies.earlierNeeds(of: step) }

  /// Whether a column is computed from what other bodies have.
  public func looksAcrossBodies(_ step: EvaluationStep) -> Bool { dependencies.looksAcrossBodies(step) }

  /// The formulas that the values of a column come out of: its own, and what belongs to other scores but bears on it.
  public func formulas(of step: EvaluationStep) -> [PlacedFormula] { dependencies.formulas(of: step) }
}
