import Comparison
import Methodology

/// Puts what a share belongs to into words.
struct ShareText {
  let changes: ChangeText
  private var wording: Wording { changes.wording }

  /// One of the things that a share belongs to.
  struct Part {
    let text: String
    /// What it stands under.
    let scope: String?
    let citation: String?
    /// The change that it is, by its place.
    let change: Int?
  }

  func parts(_ share: Attribution.Share) -> [Part] {
    let all = changes.diff.changes
    let rules = share.changes.filter(all.indices.contains).map { part(all[$0]) }
    guard !share.figures.isEmpty else { return rules }
    let names = share.figures.map(title).joined(separator: "; ")
    return rules + [Part(text: wording(.dataOf, ["list": names]), scope: nil, citation: nil, change: nil)]
  }

  /// All of it in one line.
  func line(_ share: Attribution.Share) -> String { parts(share).map(\.text).joined(separator: "; ") }

  /// All of it in one line, each change with what it stands under.
  func placedLine(_ share: Attribution.Share) -> String {
    parts(share).map { part in
      guard let scope = part.scope, !part.text.contains(scope) else { return part.text }
      return wording(.list, ["what": scope, "list": part.text])
    }.joined(separator: "; ")
  }

  private func part(_ change: RuleChange) -> Part {
    let citations = changes.source(change)
    let known = [citations.before, citations.after].compactMap { $0 }.filter { !$0.isEmpty }.unique
    let citation: String? =
      known.count == 2 ? wording(.fromToText, ["before": known[0], "after": known[1]]) : known.first
    let scope = change.scope.last
    return Part(
      text: text(change), scope: scope.map { $0.titles.text(wording.code) ?? $0.name }, citation: citation,
      change: change.id)
  }

  /// The change in one line, which says of what is new or gone that it is.
  private func text(_ change: RuleChange) -> String {
    let line = changes.line(change)
    switch change.kind {
    case .added, .dropped: return wording(.cited, ["what": line, "citation": wording(DiffPhrase(change.kind))])
    case .renamed, .moved, .changed: return line
    }
  }

  /// An input or record table in words.
  private func title(_ figure: String) -> String {
    for edition in [changes.diff.after, changes.diff.before] {
      let titles =
        edition.declaration(figure)?.titles ?? edition.tables.first { $0.name == figure }?.titles
      if let title = titles?.text(wording.code) { return title }
    }
    return figure
  }
}

extension DiffPagePhrase {
  init(_ cause: Attribution.Cause) {
    self =
      switch cause {
      case .rules: .causeRules
      case .data: .causeData
      case .both: .causeBoth
      }
  }
}
