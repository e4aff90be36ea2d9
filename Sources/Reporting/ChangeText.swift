import Comparison
import Formula
import Methodology

/// Puts a change of the rules into words.
struct ChangeText {
  let diff: RuleDiff
  let wording: Wording
  let before: ValueText
  let after: ValueText

  init(_ diff: RuleDiff, wording: Wording) {
    self.diff = diff
    self.wording = wording
    before = ValueText(edition: diff.before, wording: wording)
    after = ValueText(edition: diff.after, wording: wording)
  }

  /// A line of detail: what the earlier or the later edition says.
  struct Detail {
    let label: String?
    let isAfter: Bool
    let text: MarkedText
  }

  func title(_ entry: RuleChange.ScopeEntry) -> String { title(entry.titles, entry.name) }

  private func title(_ titles: Titles, _ name: String) -> String {
    titles.text(wording.code).map { wording(.named, ["title": $0, "name": name]) } ?? name
  }

  /// The change in one line, without its source.
  func line(_ change: RuleChange) -> String {
    guard let side = change.side else { return "" }
    let what = wording(DiffPhrase(change.aspect))
    switch change.kind {
    case .renamed, .moved:
      let (old, new) = (name(change.before ?? side), name(side))
      let told = change.kind == .moved ? ((change.before ?? side).name, side.name) : (old, new)
      let words = ["before": told.0, "after": told.1]
      return list(list(what, wording(DiffPhrase(change.kind))), wording(.fromToText, words))
    case .added, .dropped, .changed:
      let subject = subject(change, what, side)
      return values(change).map { list(subject, $0) } ?? subject
    }
  }

  private func list(_ what: String, _ text: String) -> String { wording(.list, ["what": what, "list": text]) }

  /// What the change is about, without what either edition says.
  func heading(_ change: RuleChange) -> String {
    guard let side = change.side else { return "" }
    let what = wording(DiffPhrase(change.aspect))
    switch change.kind {
    case .renamed, .moved: return wording(.named, ["title": what, "name": side.name])
    case .added, .dropped, .changed: return subject(change, what, side)
    }
  }

  func name(_ side: RuleChange.Side) -> String { side.titles.text(wording.code) ?? side.name }

  /// What the change is about, in words; the score that it stands under goes without saying.
  private func subject(_ change: RuleChange, _ what: String, _ side: RuleChange.Side) -> String {
    let isScope = change.scope.last.map { side.name == $0.name || side.name.hasPrefix($0.name + ".") } ?? false
    var subject: String
    switch change.aspect {
    case .bands: subject = what
    case .figure: subject = title(side.titles, side.name)
    case .criterion: subject = list(what, name(side))
    default: subject = isScope ? what : list(what, title(side.titles, side.name))
    }
    if !change.keys.isEmpty { subject = wording(.inCase, ["name": subject, "key": cases(change)]) }
    return subject
  }

  /// `feedback (central, local)`: the cases, with what they share told once.
  private func cases(_ change: RuleChange) -> String {
    guard let first = change.keys.first else { return "" }
    let shared = first.dropLast().map(caseTitle)
    let own = change.keys.compactMap(\.last).map(caseTitle).joined(separator: ", ")
    return (shared + [own]).joined(separator: ", ")
  }

  private func caseTitle(_ name: String) -> String {
    (diff.after.kinds + diff.before.kinds).first { $0.name == name }?.titles.text(wording.code) ?? name
  }

  /// Figures as `12 → 14 points`; `nil` for what needs lines of its own.
  private func values(_ change: RuleChange) -> String? {
    let (old, new) = (change.before?.text.text ?? "", change.after?.text.text ?? "")
    guard change.rows.isEmpty, old.count <= Self.longestValue, new.count <= Self.longestValue,
      !old.isEmpty || !new.isEmpty
    else { return nil }
    let text: String =
      switch (old.isEmpty, new.isEmpty) {
      case (false, false): wording(.fromToText, ["before": old, "after": new])
      case (true, _): new
      default: old
      }
    let isFigure = [old, new].allSatisfy { $0.isEmpty || $0.first?.isNumber == true || $0.first == "-" }
    guard isFigure, let unit = change.side?.unit else { return text }
    return after.shown(text, unit)
  }

  /// The most characters of a figure or formula that stands in the line itself.
  private static let longestValue = 36

  /// Where the editions say so.
  func source(_ change: RuleChange) -> (before: String?, after: String?) {
    (change.before?.provenance.citation, change.after?.provenance.citation)
  }

  /// The change in one line with its source.
  func lineWithSource(_ change: RuleChange) -> String {
    let line = line(change)
    switch source(change) {
    case (let before?, let after?) where before != after && !before.isEmpty && !after.isEmpty:
      return wording(.citedTwice, ["what": line, "before": before, "after": after])
    case (let before, let after):
      let citation = [after, before].compactMap { $0 }.first { !$0.isEmpty }
      return citation.map { wording(.cited, ["what": line, "citation": $0]) } ?? line
    }
  }

  /// What stands beneath the line: both texts, and rows that differ.
  func details(_ change: RuleChange) -> [Detail] {
    var details: [Detail] = []
    if values(change) == nil {
      if let text = change.before?.text, !text.text.isEmpty {
        details.append(Detail(label: nil, isAfter: false, text: text))
      }
      if let text = change.after?.text, !text.text.isEmpty {
        details.append(Detail(label: nil, isAfter: true, text: text))
      }
    }
    for row in change.rows {
      if let text = row.before {
        details.append(Detail(label: row.label, isAfter: false, text: MarkedText(text)))
      }
      if let text = row.after { details.append(Detail(label: row.label, isAfter: true, text: MarkedText(text))) }
    }
    return details
  }
}
