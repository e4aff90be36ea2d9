import Formula

/// How far results look back at earlier periods, and at what of them.
extension Edition {
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
