import Comparison
import Formula
import Methodology

/// Puts a change of the rules into words.
struct ChangeText {
  let diff: RuleDiff
  let wording: Wording
  let before: ValueText
  let after: ValueText
  /// Whether what has a title is also told by its name in the rule file.
  let hasKeys: Bool

  init(_ diff: RuleDiff, wording: Wording, hasKeys: Bool = false) {
    self.diff = diff
    self.hasKeys = hasKeys
    self.wording = wording
    before = ValueText(edition: diff.before, wording: wording)
    after = ValueText(edition: diff.after, wording: wording)
  }

  func title(_ entry: RuleChange.ScopeEntry) -> String { title(entry.titles, entry.name) }

  /// The way from beneath a direction to what changes stand under, in titles.
  func title(_ scope: [RuleChange.ScopeEntry]) -> String {
    scope.dropFirst().map { name($0.titles, $0.name) }.joined(separator: " › ")
  }

  func name(_ titles: Titles, _ name: String) -> String { titles.text(wording.code) ?? name }

  private func title(_ titles: Titles, _ name: String) -> String {
    guard let title = titles.text(wording.code) else { return name }
    return hasKeys ? wording(.named, ["title": title, "name": name]) : title
  }

  /// The change in one line, without its source.
  func line(_ change: RuleChange) -> String {
    guard let side = change.side else { return "" }
    let what = wording(DiffPhrase(change.aspect))
    switch change.kind {
    case .renamed, .moved:
      let (old, new) = (name(change.before ?? side), name(side))
      let told = change.kind == .moved ? places(change) : (old, new)
      let words = ["before": told.0, "after": told.1]
      let subject = change.kind == .moved ? list(what, new) : what
      return list(list(subject, kind(change)), wording(.fromToText, words))
    case .added, .dropped, .changed:
      let subject = subject(change, what, side)
      return values(change).map { list(subject, $0) } ?? subject
    }
  }

  /// What a score stood in and stands in.
  private func places(_ change: RuleChange) -> (String, String) {
    (change.before.map { place($0, diff.before) } ?? "", change.after.map { place($0, diff.after) } ?? "")
  }

  func place(_ side: RuleChange.Side, _ edition: Edition) -> String {
    guard let parent = side.symbol.flatMap({ edition[$0].score?.parent }) else { return side.name }
    return ChangeWorth(diff: diff, wording: wording).quoted(edition[parent].titles, edition[parent].name)
  }

  /// What happens to it; to reword what is reported or computed can be to count something else.
  func kind(_ change: RuleChange) -> String {
    let isName = [.criterion, .assessor, .kind, .bands].contains(change.aspect)
    return wording(change.kind == .renamed && !isName ? .wasReworded : DiffPhrase(change.kind))
  }

  func list(_ what: String, _ text: String) -> String { wording(.list, ["what": what, "list": text]) }

  /// What the change is about, without what either edition says.
  func heading(_ change: RuleChange) -> String {
    guard let side = change.side else { return "" }
    let what = wording(DiffPhrase(change.aspect))
    switch change.kind {
    case .renamed, .moved: return list(what, name(side))
    case .added, .dropped, .changed: return subject(change, what, side)
    }
  }

  func name(_ side: RuleChange.Side) -> String { side.titles.text(wording.code) ?? side.name }

  /// What the change is about, in words; the score that it stands under goes without saying.
  func subject(_ change: RuleChange, _ what: String, _ side: RuleChange.Side, cases hasCases: Bool = true) -> String {
    let isScope = change.scope.last.map { side.name == $0.name || side.name.hasPrefix($0.name + ".") } ?? false
    var subject: String
    switch change.aspect {
    case .bands: subject = what
    case .figure:
      subject = title(side.titles, side.name)
      // A figure that is nothing but a score's maximum says so; its name says no more.
      if diff.isMaximum(side, inLater: change.after != nil), change.scope.count > 1 {
        let maximum = wording(DiffPhrase.aboutMaximum)
        subject = hasKeys ? wording(.named, ["title": maximum, "name": side.name]) : maximum
      }
    case .criterion: subject = worthOf(change, list(what, name(side)), side)
    default: subject = isScope ? what : list(what, title(side.titles, side.name))
    }
    let cases = hasCases ? cases(change) : ""
    if !cases.isEmpty { subject = wording(.inCase, ["name": subject, "key": cases]) }
    return subject
  }

  /// `feedback (central, local)`: the cases, with what they share told once.
  func cases(_ change: RuleChange) -> String {
    guard let first = change.keys.first else { return "" }
    let shared = first.dropLast().map(caseTitle)
    let last = change.keys.compactMap(\.last)
    // All kinds of bodies go without saying.
    if last.count > 1, Set(last) == Set(diff.after.kinds.map(\.name)) { return shared.joined(separator: ", ") }
    return (shared + [last.map(caseTitle).joined(separator: ", ")]).joined(separator: ", ")
  }

  func caseTitle(_ name: String) -> String {
    (diff.after.kinds + diff.before.kinds).first { $0.name == name }?.titles.text(wording.code) ?? name
  }

  /// Figures as `12 → 14 points`; `nil` for what needs lines of its own.
  func values(_ change: RuleChange) -> String? {
    if change.aspect == .assessor || change.aspect == .criterion { return nil }
    let old = change.before.map { listed($0, before) } ?? ""
    let new = change.after.map { listed($0, after) } ?? ""
    guard change.rows.isEmpty, old.count <= Self.longestValue, new.count <= Self.longestValue,
      !old.isEmpty || !new.isEmpty
    else { return nil }
    let text: String =
      switch (old.isEmpty, new.isEmpty) {
      case (false, false): old == new ? new : wording(.fromToText, ["before": old, "after": new])
      case (true, _): new
      default: old
      }
    let isFigure = [old, new].allSatisfy { text in
      text.isEmpty || text.allSatisfy { $0.isNumber || " ./-–".contains($0) }
    }
    guard isFigure, let unit = change.side?.unit else { return text }
    // A unit that is gone is known to the earlier edition only.
    return (change.after == nil ? before : after).shown(text, unit)
  }

  /// The most characters of a figure or formula that stands in the line itself.
  static let longestValue = 36
}
