import Exact
import Formula
import Methodology

/// Scores with their clauses, and formulas.
extension ChangeFinder {
  typealias PlacedSide = (declaration: Declaration, formula: Formula, provenance: Provenance)

  /// The change from one formula to another, if they differ.
  func formulaChanges(_ aspect: RuleChange.Aspect, _ one: PlacedSide, _ other: PlacedSide) -> [RuleChange] {
    let difference = FormulaDifference(one.formula.expression, other.formula.expression, rename: match.rename)
    guard !difference.isEmpty else { return [] }
    let text = FormulaPrinter.print(one.formula.expression, marking: difference.before)
    let newText = FormulaPrinter.print(other.formula.expression, marking: difference.after)
    return [
      RuleChange(
        .changed, aspect, before: side(one.declaration, text, one.provenance),
        after: side(other.declaration, newText, other.provenance))
    ]
  }

  func scoreChanges(_ one: Declaration, _ first: Score, _ other: Declaration, _ second: Score) -> [RuleChange] {
    placeChanges(one, first, other, second) + ruleChanges(one, first, other, second)
      + Score.Part.allCases.flatMap { clauseChanges($0, one, first, other, second) }
      + roundingChanges(.rounding, side(one), first.rounding, side(other), second.rounding)
  }

  /// Whether a score stands somewhere else.
  private func placeChanges(
    _ one: Declaration, _ first: Score, _ other: Declaration, _ second: Score
  ) -> [RuleChange] {
    guard first.parent.flatMap(match.partner) != second.parent else { return [] }
    return [RuleChange(.moved, .criterion, before: side(one), after: side(other))]
  }

  private func ruleChanges(
    _ one: Declaration, _ first: Score, _ other: Declaration, _ second: Score
  ) -> [RuleChange] {
    switch (first.rule, second.rule) {
    case (.formula(let formula), .formula(let newFormula)):
      return formulaChanges(.formula, (one, formula, one.provenance), (other, newFormula, other.provenance))
    case (.children(let combination), .children(let newCombination)):
      let rows = Self.rowChanges(
        [("of", combination.rawValue), ("share_out", first.sharesOut ? "yes" : "no")],
        [("of", newCombination.rawValue), ("share_out", second.sharesOut ? "yes" : "no")])
      return rows.isEmpty
        ? [] : [RuleChange(.changed, .combination, before: side(one), after: side(other), rows: rows)]
    case (let rule, let newRule):
      return [
        RuleChange(
          .changed, .formula, before: side(one, Self.text(of: rule)), after: side(other, Self.text(of: newRule)))
      ]
    }
  }

  private static func text(of rule: Score.Rule) -> MarkedText {
    switch rule {
    case .formula(let formula): MarkedText(FormulaPrinter.print(formula.expression), isMarked: true)
    case .children(let combination): MarkedText(combination.rawValue, isMarked: true)
    }
  }

  private func clauseChanges(
    _ part: Score.Part, _ one: Declaration, _ first: Score, _ other: Declaration, _ second: Score
  ) -> [RuleChange] {
    let aspect = RuleChange.Aspect(part)
    func side(_ declaration: Declaration, _ clause: Score.Clause) -> RuleChange.Side {
      self.side(declaration, Self.text(of: clause, marking: [], []), clause.provenance)
    }
    switch (first[part], second[part]) {
    case (nil, nil): return []
    case (let clause?, nil): return [RuleChange(.dropped, aspect, before: side(one, clause), after: nil)]
    case (nil, let clause?): return [RuleChange(.added, aspect, before: nil, after: side(other, clause))]
    case (let clause?, let newClause?):
      return changes(aspect, one, clause, other, newClause)
    }
  }

  private func changes(
    _ aspect: RuleChange.Aspect, _ one: Declaration, _ clause: Score.Clause, _ other: Declaration,
    _ newClause: Score.Clause
  ) -> [RuleChange] {
    let rename = match.rename
    if let figures = clause.figures(in: before), let newFigures = newClause.figures(in: after) {
      // Figures that stand in both clauses are told as figures; so is one that both take from elsewhere.
      if clause.isFigure(of: one) == newClause.isFigure(of: other) {
        if clause.isFigure(of: one) || clause.formula.names(newClause.formula, rename) { return [] }
      }
      return figureChange(
        aspect, side(one, MarkedText(figures.listed), clause.provenance), figures,
        side(
          other, MarkedText(newFigures.listed), newClause.provenance), newFigures)
    }
    let formulas = FormulaDifference(clause.formula.expression, newClause.formula.expression, rename: rename)
    var conditions: (before: Set<Range<Int>>, after: Set<Range<Int>>) = ([], [])
    var isOther = !formulas.isEmpty || (clause.condition == nil) != (newClause.condition == nil)
    if let condition = clause.condition, let newCondition = newClause.condition {
      let difference = FormulaDifference(condition.expression, newCondition.expression, rename: rename)
      conditions = (difference.before, difference.after)
      isOther = isOther || !difference.isEmpty
    }
    guard isOther else { return [] }
    return [
      RuleChange(
        .changed, aspect,
        before: side(one, Self.text(of: clause, marking: formulas.before, conditions.before), clause.provenance),
        after: side(other, Self.text(of: newClause, marking: formulas.after, conditions.after), newClause.provenance))
    ]
  }

  private func figureChange(
    _ aspect: RuleChange.Aspect, _ one: RuleChange.Side, _ figures: Parameter, _ other: RuleChange.Side,
    _ newFigures: Parameter
  ) -> [RuleChange] {
    let isSame = figures.onlyValue.map { $0 == newFigures.onlyValue } ?? (figures.listed == newFigures.listed)
    return isSame ? [] : [RuleChange(.changed, aspect, before: one, after: other)]
  }

  /// `formula when condition`.
  private static func text(
    of clause: Score.Clause, marking ranges: Set<Range<Int>>, _ conditionRanges: Set<Range<Int>>
  ) -> MarkedText {
    let formula = FormulaPrinter.print(clause.formula.expression, marking: ranges)
    guard let condition = clause.condition else { return formula }
    let words = MarkedText.Piece(" when ", isMarked: false)
    return MarkedText(
      formula.pieces + [words] + FormulaPrinter.print(condition.expression, marking: conditionRanges).pieces)
  }

  func roundingChanges(
    _ aspect: RuleChange.Aspect, _ one: RuleChange.Side, _ first: Rounding?, _ other: RuleChange.Side,
    _ second: Rounding?
  ) -> [RuleChange] {
    guard first?.text != second?.text else { return [] }
    let kind: RuleChange.Kind = first == nil ? .added : second == nil ? .dropped : .changed
    return [
      RuleChange(kind, aspect, before: first.map { one.saying($0) }, after: second.map { other.saying($0) })
    ]
  }
}

extension RuleChange.Side {
  fileprivate func saying(_ rounding: Rounding) -> RuleChange.Side {
    RuleChange.Side(
      name: name, titles: titles, text: MarkedText(rounding.text), unit: nil, provenance: rounding.provenance,
      symbol: symbol)
  }
}

extension Score.Clause {
  /// The figures of the act that the clause is, if it is nothing else.
  func figures(in edition: Edition) -> Parameter? {
    guard condition == nil, case .parameter(let id, _) = formula.term.form,
      case .parameter(let parameter) = edition[id].content
    else { return nil }
    return parameter
  }

  /// Whether it is a figure that stands in the clause itself.
  fileprivate func isFigure(of score: Declaration) -> Bool {
    guard case .name(let name) = formula.expression.form else { return false }
    return name.hasPrefix(score.name + ".")
  }
}

extension Formula {
  /// Whether both are the same bare name.
  fileprivate func names(_ other: Formula, _ rename: (String) -> String) -> Bool {
    guard case .name(let name) = expression.form, case .name(let otherName) = other.expression.form else {
      return false
    }
    return rename(name) == otherName
  }
}
