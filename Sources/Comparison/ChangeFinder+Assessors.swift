import Formula
import Methodology

/// Who assesses what, and what assessors are called.
extension ChangeFinder {
  var assessorChanges: [RuleChange] { assessorNameChanges + assessorRuleChanges }

  /// Assessors that go by another name, or whose place another has taken.
  private var assessorNameChanges: [RuleChange] {
    before.assessors.assessors.compactMap { assessor in
      guard let other = after.assessors.assessors.first(where: { $0.name == assessor.name }),
        !Words.isSame(assessor.titles, other.titles)
      else { return nil }
      return RuleChange(.renamed, .assessor, before: side(assessor, before), after: side(other, after))
    }
  }

  private func side(_ assessor: Assessors.Assessor, _ edition: Edition) -> RuleChange.Side {
    RuleChange.Side(
      name: assessor.name, titles: assessor.titles, text: MarkedText(""), unit: nil,
      provenance: Provenance(edition.assessors.rules.filter { $0.assessor == assessor.name }.map(\.provenance))
        ?? edition.wholeFile, symbol: nil)
  }

  /// Who assesses what, score by score.
  private var assessorRuleChanges: [RuleChange] {
    let rename = match.rename
    let names =
      before.assessors.rules.map { rename(before[$0.score].name) } + after.assessors.rules.map { after[$0.score].name }
    return names.unique.compactMap { name in
      let rules = before.assessors.rules.filter { rename(before[$0.score].name) == name }
      let newRules = after.assessors.rules.filter { after[$0.score].name == name }
      let (texts, newTexts) = (rules.map(Self.text), newRules.map(Self.text))
      guard texts != newTexts else { return nil }
      let kind: RuleChange.Kind = rules.isEmpty ? .added : newRules.isEmpty ? .dropped : .changed
      return RuleChange(
        kind, .assessor, before: rules.first.map { side($0.score, rules, unlike: newTexts, before) },
        after: newRules.first.map { side($0.score, newRules, unlike: texts, after) })
    }
  }

  private static func text(of rule: Assessors.Rule) -> String {
    rule.assessor + (rule.condition.map { " when " + FormulaPrinter.print($0.expression) } ?? "")
  }

  /// The rules for a score; those that the other edition does not have are marked.
  private func side(
    _ score: SymbolID, _ rules: [Assessors.Rule], unlike others: [String], _ edition: Edition
  ) -> RuleChange.Side {
    let score = edition[score]
    let pieces = rules.map(Self.text).map { MarkedText.Piece($0, isMarked: !others.contains($0)) }
    let separated = pieces.enumerated().flatMap { index, piece in
      index == 0 ? [piece] : [MarkedText.Piece("; ", isMarked: false), piece]
    }
    return RuleChange.Side(
      name: score.name, titles: score.titles, text: MarkedText(separated), unit: nil,
      provenance: Provenance(rules.map(\.provenance)) ?? score.provenance, symbol: score.id)
  }
}

extension Provenance {
  /// The source of what stands in several places: all their citations, and the weakest basis; `nil` without a place.
  init?(_ parts: [Provenance]) {
    guard let first = parts.first else { return nil }
    let basis = Basis.allCases.last { basis in parts.contains { $0.basis == basis } } ?? first.basis
    self.init(citations: parts.flatMap(\.citations).unique, basis: basis, span: first.span)
  }
}
