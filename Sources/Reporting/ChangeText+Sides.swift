import Comparison
import Formula

extension ChangeText {
  /// What one edition says, as it stands beside what the other says.
  struct SideText {
    let text: MarkedText
    /// Whether it is written in the language of formulas.
    let isFormula: Bool
    let citation: String?
  }

  /// What both editions say; `nil` for one that does not have it.
  func sides(_ change: RuleChange) -> (before: SideText?, after: SideText?) {
    (change.before.map { side($0, change, before) }, change.after.map { side($0, change, after) })
  }

  private func side(_ side: RuleChange.Side, _ change: RuleChange, _ words: ValueText) -> SideText {
    // An amendment says itself where it makes the change.
    let isLater = words.edition.id == diff.after.id
    let isAmended = isLater && !change.amendedBy.isEmpty
    let citation = isAmended ? change.amendedBy.joined(separator: "; ") : side.provenance.citation
    func plain(_ text: String) -> SideText {
      SideText(text: MarkedText(text), isFormula: false, citation: citation.isEmpty ? nil : citation)
    }
    switch change.kind {
    case .renamed: return plain(name(side))
    case .moved: return plain(place(side, words.edition))
    case .added, .dropped, .changed:
      if change.aspect == .assessor {
        return SideText(
          text: assessors(side, words.edition), isFormula: false, citation: citation.isEmpty ? nil : citation)
      }
      let text = listed(side, words)
      if text != side.text.text { return plain(text) }
      if let unit = side.unit, Self.isFigure(text) { return plain(words.shown(text, unit)) }
      if text.isEmpty || Self.isFigure(text) { return plain(text) }
      return SideText(text: side.text, isFormula: true, citation: citation.isEmpty ? nil : citation)
    }
  }

  private static func isFigure(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isNumber || $0 == "." || $0 == "-" }
  }
}
