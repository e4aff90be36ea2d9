import Exact
import Formula
import Methodology

/// Goes through two editions part by part and notes what differs.
struct ChangeFinder {
  let match: EditionMatch

  var before: Edition { match.before }
  var after: Edition { match.after }

  var changes: [RuleChange] {
    kindChanges + unitChanges + declarationChanges + tableChanges + bandChanges + assessorChanges
  }

  private var declarationChanges: [RuleChange] {
    let kept = before.declarations.flatMap { declaration -> [RuleChange] in
      guard let partner = match.partner(of: declaration.id) else { return dropped(declaration) }
      return changes(declaration, after[partner])
    }
    return kept + after.declarations.filter { match.origin(of: $0.id) == nil }.flatMap(added)
  }

  private func changes(_ one: Declaration, _ other: Declaration) -> [RuleChange] {
    titleChanges(one, other) + contentChanges(one, other)
  }

  private func contentChanges(_ one: Declaration, _ other: Declaration) -> [RuleChange] {
    switch (one.content, other.content) {
    case (.parameter(let first), .parameter(let second)): figureChanges(one, first, other, second)
    case (.scale(let first), .scale(let second)): scaleChanges(one, first, other, second)
    case (.input(let first), .input(let second)): inputChanges(one, first, other, second)
    case (.reading(let first), .reading(let second)): readingChanges(one, first, other, second)
    case (.score(let first), .score(let second)): scoreChanges(one, first, other, second)
    case (.derived(let first), .derived(let second)):
      formulaChanges(.derived, (one, first.formula, one.provenance), (other, second.formula, other.provenance))
    case (.kind, .kind): []
    default:
      // What was reported is now computed or set by the act, or the other way round.
      [
        RuleChange(
          .changed, .derived, before: side(one, content(of: one, in: before)),
          after: side(other, content(of: other, in: after)))
      ]
    }
  }

  /// What is called otherwise, which may say that something else is meant.
  private func titleChanges(_ one: Declaration, _ other: Declaration) -> [RuleChange] {
    guard !one.titles.texts.isEmpty, !other.titles.texts.isEmpty, !Words.isSame(one.titles, other.titles) else {
      return []
    }
    return [RuleChange(.renamed, aspect(of: other), before: side(one), after: side(other))]
  }

  // MARK: Sides

  func side(
    _ declaration: Declaration, _ text: MarkedText = MarkedText(""), _ provenance: Provenance? = nil
  ) -> RuleChange.Side {
    RuleChange.Side(
      name: declaration.name, titles: declaration.titles, text: text, unit: declaration.type.unit,
      provenance: provenance ?? declaration.provenance, symbol: declaration.id)
  }

  /// A declaration with all that it says; figures by case bring the sources of all cases.
  private func whole(_ declaration: Declaration, in edition: Edition) -> RuleChange.Side {
    var provenance: Provenance?
    if case .parameter(let parameter) = declaration.content { provenance = parameter.provenance }
    return side(declaration, content(of: declaration, in: edition), provenance)
  }

  /// What a declaration says, as a text.
  private func content(of declaration: Declaration, in edition: Edition) -> MarkedText {
    switch declaration.content {
    case .parameter(let parameter): MarkedText(parameter.listed)
    case .derived(let derived): MarkedText(FormulaPrinter.print(derived.formula.expression))
    case .score(let score):
      if case .formula(let formula) = score.rule {
        MarkedText(FormulaPrinter.print(formula.expression))
      } else {
        MarkedText("")
      }
    case .kind, .input, .reading, .scale: MarkedText("")
    }
  }

  // MARK: Added and dropped

  private func dropped(_ declaration: Declaration) -> [RuleChange] {
    guard !isPart(declaration, of: before, { match.partner(of: $0) == nil }) else { return [] }
    return [
      RuleChange(
        .dropped, aspect(of: declaration), before: whole(declaration, in: before), after: nil,
        rows: parts(of: declaration, in: before).map {
          RuleChange.Row(label: $0.label, before: $0.text, after: nil, titles: $0.titles)
        })
    ]
  }

  private func added(_ declaration: Declaration) -> [RuleChange] {
    guard !isPart(declaration, of: after, { match.origin(of: $0) == nil }) else { return [] }
    return [
      RuleChange(
        .added, aspect(of: declaration), before: nil, after: whole(declaration, in: after),
        rows: parts(of: declaration, in: after).map {
          RuleChange.Row(label: $0.label, before: nil, after: $0.text, titles: $0.titles)
        })
    ]
  }

  /// Whether something stands inside a score that itself has come or gone.
  private func isPart(_ declaration: Declaration, of edition: Edition, _ isUnmatched: (SymbolID) -> Bool) -> Bool {
    if let parent = declaration.score?.parent { return isUnmatched(parent) }
    // A figure that stands in a clause is told with the clause.
    guard case .parameter = declaration.content else { return false }
    return edition.owner(of: declaration) != nil
  }

  private func aspect(of declaration: Declaration) -> RuleChange.Aspect {
    switch declaration.content {
    case .kind: .kind
    case .input: .input
    case .reading: .reading
    case .parameter: partAspect(of: declaration) ?? .figure
    case .scale: .scale
    case .derived: .derived
    case .score: .criterion
    }
  }

  /// What is inside a score that comes or goes, or in a scale: each with its label.
  private func parts(of declaration: Declaration, in edition: Edition) -> [Part] {
    switch declaration.content {
    case .scale(let scale): scale.listedRows.map { Part($0.label, $0.figure.value.description) }
    case .score(let score):
      score.clauses.map { key, clause in
        let owned = edition.declaration(declaration.name + "." + key)
        guard let owned, case .parameter(let parameter) = owned.content else {
          return Part(key, clause.figures(in: edition)?.listed ?? FormulaPrinter.print(clause.formula.expression))
        }
        return Part(key, parameter.listed)
      }
        + score.children.map {
          Part(edition[$0].name, content(of: edition[$0], in: edition).text, edition[$0].titles)
        }
    default: []
    }
  }

  private struct Part {
    let label: String
    let text: String
    let titles: Titles

    init(_ label: String, _ text: String, _ titles: Titles = Titles()) {
      self.label = label
      self.text = text
      self.titles = titles
    }
  }

  /// What a figure that stands in a score is to it.
  func partAspect(of declaration: Declaration) -> RuleChange.Aspect? {
    let isOwned = before.owner(of: declaration) != nil || after.owner(of: declaration) != nil
    guard isOwned, let part = Score.Part(rawValue: declaration.shortName) else { return nil }
    return RuleChange.Aspect(part)
  }
}

extension RuleChange.Aspect {
  package init(_ part: Score.Part) {
    self =
      switch part {
      case .weight: .weight
      case .applies: .applies
      case .penalty: .penalty
      case .atLeast: .atLeast
      case .atMost: .atMost
      case .ifMissing: .ifMissing
      case .minimum: .minimum
      case .maximum: .maximum
      }
  }
}

extension Scale {
  /// The rows with what tells each from the others.
  var listedRows: [(label: String, figure: Figure)] {
    cases.flatMap { key in
      (rows[key] ?? []).map { row in
        ((key + [Scale.text(row.lower, row.upper)]).joined(separator: ", "), row.figure)
      }
    }
  }
}
