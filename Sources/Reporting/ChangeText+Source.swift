import Comparison
import Methodology

/// Where the editions say so, and how that is known.
extension ChangeText {
  /// The places of both acts; on the side of an amendment, those that make the change.
  func source(_ change: RuleChange) -> (before: String?, after: String?) {
    let amended = change.amendedBy.isEmpty ? nil : change.amendedBy.joined(separator: "; ")
    return (change.before?.provenance.citation, amended ?? change.after?.provenance.citation)
  }

  /// The change in one line with its source.
  func lineWithSource(_ change: RuleChange) -> String {
    withSource(assumed(change).map { wording(.list, ["what": line(change), "list": $0]) } ?? line(change), change)
  }

  /// What a change is about with its source, and figures if that is what changes.
  func headingWithSource(_ change: RuleChange) -> String {
    let isLong = change.kind == .renamed || change.kind == .changed && values(change) == nil
    return withSource(isLong ? heading(change) : line(change), change)
  }

  /// A change in one line with what it stands under, unless that is its direction or itself.
  func placed(_ change: RuleChange) -> String {
    if let assessors = assessorLine(change) { return withSource(assessors, change) }
    let isTold = change.kind != .changed || values(change) != nil
    let text = isTold ? lineWithSource(change) : withSource(list(line(change), kind(change)), change)
    let isNamed = change.aspect == .criterion && change.side?.name == change.scope.last?.name
    guard let last = change.scope.last, !isNamed,
      diff.groups.first?.score != last || change.scope.count > 1
    else { return text }
    return list(name(last.titles, last.name), text)
  }

  private func withSource(_ line: String, _ change: RuleChange) -> String {
    let source = source(change)
    return cited(line, source.before, source.after)
  }

  /// A text with the places of both acts, told once if they are the same.
  func cited(_ line: String, _ before: String?, _ after: String?) -> String {
    let (before, after) = (before ?? "", after ?? "")
    if !before.isEmpty, !after.isEmpty, before != after {
      return wording(.citedTwice, ["what": line, "before": before, "after": after])
    }
    let citation = after.isEmpty ? before : after
    return citation.isEmpty ? line : wording(.cited, ["what": line, "citation": citation])
  }

  /// A word of warning where only one of the figures can be read in its act.
  private func assumed(_ change: RuleChange) -> String? {
    guard change.kind == .changed, change.aspect == .figure || change.aspect == .weight || change.aspect == .formula,
      let before = change.before?.provenance.basis, let after = change.after?.provenance.basis
    else { return nil }
    switch (before == .assumed, after == .assumed) {
    case (true, false): return wording(DiffOverviewPhrase.assumedBefore)
    case (false, true): return wording(DiffOverviewPhrase.assumedAfter)
    default: return nil
    }
  }
}
