import Comparison
import Methodology

/// Puts what is told together, or only counted, into words.
extension ChangeText {
  /// What the cases of a figure are of; the figure's unit with it.
  func subject(_ entry: DiffEntry) -> String {
    guard let side = entry.first.side else { return "" }
    let subject = subject(entry.first, wording(DiffPhrase(entry.first.aspect)), side, cases: false)
    let unit = (entry.first.after == nil ? before : after).unit(side.unit)
    return unit.map { wording(.onCondition, ["what": subject, "condition": $0]) } ?? subject
  }

  /// A figure that changes for every kind of body by one place of the act, in one line; `nil` if it is otherwise.
  func byKind(_ entry: DiffEntry) -> String? {
    let kinds = diff.after.kinds.map(\.name)
    let keys = entry.all.flatMap(\.keys)
    guard Set(keys) == Set(kinds.map { [$0] }), keys.count == kinds.count,
      Set(entry.all.map { [$0.before?.provenance.citation, $0.after?.provenance.citation] }).count == 1
    else { return nil }
    func values(_ side: (RuleChange) -> RuleChange.Side?) -> String? {
      let texts = kinds.compactMap { kind in entry.all.first { $0.keys.contains([kind]) }.flatMap(side)?.text.text }
      return texts.count == kinds.count ? Set(texts).count == 1 ? texts[0] : texts.joined(separator: " / ") : nil
    }
    guard let old = values(\.before), let new = values(\.after) else { return nil }
    let source = source(entry.first)
    let text = list(subject(entry), wording(.fromToText, ["before": old, "after": new]))
    return cited(text, source.before, source.after)
  }

  /// A case of a figure with what it was and is.
  func caseLine(_ change: RuleChange) -> String {
    let source = source(change)
    let citation = [source.after, source.before].compactMap { $0 }.first { !$0.isEmpty }
    let figures = [change.before, change.after].compactMap { $0?.text.text }
    let value =
      figures.count == 2 ? wording(.fromToText, ["before": figures[0], "after": figures[1]]) : figures.first ?? ""
    let line = list(cases(change), value)
    guard source.before != nil, source.after != nil else {
      return citation.map { wording(.cited, ["what": line, "citation": $0]) } ?? line
    }
    return cited(line, source.before, source.after)
  }

  /// How many changes of which kind are of a sort, and the first of them by title.
  func line(_ fold: RuleDiff.Fold) -> String {
    let titled = fold.changes.compactMap { $0.side?.titles.text(wording.code) }.unique
    let names = titled.isEmpty ? fold.changes.compactMap { $0.side?.name }.unique : titled
    let worth = ChangeWorth(diff: diff, wording: wording)
    return wording(
      DiffOverviewPhrase.foldLine,
      [
        "what": wording(DiffOverviewPhrase(fold.sort)), "counts": counts(fold.changes),
        "list": worth.list(names, most: Self.mostFolded),
      ])
  }

  /// The most that a folded line names.
  private static let mostFolded = 4

  func counts(_ changes: [RuleChange]) -> String {
    RuleChange.Kind.allCases.compactMap { kind in
      let count = changes.count { $0.kind == kind }
      guard count > 0 else { return nil }
      return wording(
        DiffOverviewPhrase.foldCount, ["what": wording(DiffPhrase(kind)), "count": String(count)])
    }.joined(separator: ", ")
  }
}

extension DiffOverviewPhrase {
  init(_ sort: RuleDiff.Fold.Sort) {
    self =
      switch sort {
      case .parts: .foldParts
      case .reckoning: .foldReckoning
      case .readings: .foldReadings
      case .data: .foldData
      }
  }
}
