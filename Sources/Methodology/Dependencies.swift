import Formula

/// What the columns of an edition are computed from.
struct Dependencies {
  let declarations: [Declaration]
  let tables: [RecordTable]

  /// The columns of the same period that a column is computed from, each once.
  func needs(of step: EvaluationStep) -> [EvaluationStep] {
    var needs: [EvaluationStep] = []
    for term in terms(of: step) {
      term.forEach { inner in
        switch inner.form {
        case .read(let id), .own(let id): needs.append(.symbol(id))
        case .field(let table, let field, _): needs.append(.field(FieldID(table: table, field: field)))
        default: break
        }
      }
    }
    if case .symbol(let id) = step, let score = declarations[id.index].score {
      needs += score.children.map { .symbol($0) }
    }
    return needs.unique
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

  private func terms(of step: EvaluationStep) -> [Term] {
    switch step {
    case .symbol(let id): declarations[id.index].terms + conditions(around: id) + weights(ofPartsOf: id)
    case .field(let id): tables[id.table].fields[id.field].formula.map { [$0.term] } ?? []
    }
  }

  /// What the parts of a score weigh, which is asked for when they are put together.
  private func weights(ofPartsOf id: SymbolID) -> [Term] {
    (declarations[id.index].score?.children ?? []).flatMap { child in
      [declarations[child.index].score?.weight, declarations[child.index].score?.maximum].compactMap {
        $0?.formula.term
      }
    }
  }

  /// The conditions of the scores around a score, which hold for it as well.
  private func conditions(around id: SymbolID) -> [Term] {
    var terms: [Term] = []
    var next = declarations[id.index].score?.parent
    while let parent = next, let score = declarations[parent.index].score {
      if let applies = score.applies { terms.append(applies.formula.term) }
      next = score.parent
    }
    return terms
  }
}

extension Edition {
  private var dependencies: Dependencies { Dependencies(declarations: declarations, tables: tables) }

  /// The columns of the same period that a column is computed from, each once.
  public func needs(of step: EvaluationStep) -> [EvaluationStep] { dependencies.needs(of: step) }

  /// The columns of the period before that a column is computed from.
  public func earlierNeeds(of step: EvaluationStep) -> [EvaluationStep] { dependencies.earlierNeeds(of: step) }

  /// Whether a column is computed from what other bodies have.
  public func looksAcrossBodies(_ step: EvaluationStep) -> Bool { dependencies.looksAcrossBodies(step) }

  /// For each period before the one under evaluation, the nearest first, the columns that results rest on.
  ///
  /// - Returns: the columns, and whether all periods before those listed need the last ones again.
  private var columnsByDistance: (columns: [Set<EvaluationStep>], goesOn: Bool) {
    let dependencies = dependencies
    let conditions = assessors.rules.compactMap(\.condition?.term)
    var result: [Set<EvaluationStep>] = []
    var needed = order.flatMap(dependencies.earlierNeeds) + Dependencies.earlierNeeds(in: conditions)
    while !needed.isEmpty {
      let columns = dependencies.closure(of: needed)
      // A period needs no column that the one after it did not, so that the columns shrink or stay for ever.
      if columns == result.last { return (result, true) }
      result.append(columns)
      needed = columns.flatMap(dependencies.earlierNeeds)
    }
    return (result, false)
  }

  /// The columns of earlier periods that results rest on; none if nothing looks back.
  public var columnsLookedBackAt: Set<EvaluationStep> { columnsByDistance.columns.first ?? [] }

  /// How many periods before the one under evaluation its results can rest on; `nil` if there is no end to it.
  public var periodsLookedBack: Int? {
    let (columns, goesOn) = columnsByDistance
    return goesOn ? nil : columns.count
  }
}
