import Comparison
import Formula
import SourceText

extension DiffReport {
  private static let width = 110

  /// The comparison for a terminal.
  public func text(colour: Bool = false) -> String {
    let paint = Paint(isOn: colour)
    let groups = rules.groups
    let isFolded = !isWhole && groups.contains { !$0.folds.isEmpty }
    let rest = [
      isFolded ? Printable.text(wording(.withDetails)) + "\n" : nil, testsText(paint), outcomeText,
    ].compactMap { $0 }
    return ([heading(paint)] + groups.map { group($0, paint) } + rest).joined(separator: "\n")
  }

  private func heading(_ paint: Paint) -> String {
    let lines = overview.lines.flatMap { line in
      TextWrapping.lines(wording(.list, ["what": line.label, "list": line.text]), width: Self.width - 2)
        .enumerated().map { index, text in (index == 0 ? "  " : "      ") + text }
    }
    let none = rules.changes.isEmpty ? [wording(.noChanges)] : []
    return ([paint(Printable.text(self.line), .heading)] + lines + none).map { $0 + "\n" }.joined()
  }

  private func group(_ group: RuleDiff.Group, _ paint: Paint) -> String {
    var lines = [paint(Printable.text(group.score.map(words.title) ?? wording(.general)), .heading)]
    lines += self.lines(isWhole ? group.changes : group.told, paint)
    if !isWhole { lines += group.folds.flatMap(self.lines) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Changes with the titles of what they stand under, wherever that is another.
  private func lines(_ changes: [RuleChange], _ paint: Paint) -> [String] {
    var lines: [String] = []
    var scope: RuleChange.ScopeEntry?
    for entry in DiffEntry.entries(changes) {
      if let last = entry.first.scope.last, entry.first.scope.count > 1, last != scope {
        lines += TextWrapping.lines(words.title(entry.first.scope), width: Self.width - 2).map {
          "  " + paint($0, .heading)
        }
      }
      scope = entry.first.scope.last
      lines += self.lines(entry, paint)
    }
    return lines
  }

  private func lines(_ entry: DiffEntry, _ paint: Paint) -> [String] {
    let change = entry.first
    if !entry.others.isEmpty {
      return words.byKind(entry).map { line($0, change, paint) } ?? table(entry, paint)
    }
    let details = self.details(change)
    return line(words.lineWithSource(change), change, paint) + details.flatMap { detail(change, $0, paint) }
      + (isWhole ? [] : parts(change))
  }

  /// The line of a change with its sign, and those that it goes on in.
  private func line(_ text: String, _ change: RuleChange, _ paint: Paint) -> [String] {
    let wrapped = TextWrapping.lines(text, width: Self.width - 6)
    let first = "    \(change.kind.sign) " + (wrapped.first ?? "")
    return [paint(first, change.kind.style)] + wrapped.dropFirst().map { "      " + $0 }
  }

  /// The cases of a figure that changes in several, one in a line.
  private func table(_ entry: DiffEntry, _ paint: Paint) -> [String] {
    line(words.subject(entry), entry.first, paint)
      + entry.all.flatMap { change in
        TextWrapping.lines(words.caseLine(change), width: Self.width - 10).enumerated().map { index, text in
          "        \(index == 0 ? change.kind.sign : " ") \(text)"
        }
      }
  }

  /// What stands beneath a change; of a criterion that is gone only its name is left, unless all is told.
  private func details(_ change: RuleChange) -> [ChangeText.Detail] {
    guard !isWhole, change.aspect == .criterion, change.kind == .added || change.kind == .dropped else {
      return words.details(change)
    }
    return change.kind == .dropped ? [] : words.details(change).filter { $0.label == nil }
  }

  /// What a new or dropped criterion is made of; of a new one also how that is reckoned.
  private func parts(_ change: RuleChange) -> [String] {
    let parts = words.parts(change)
    guard !parts.isEmpty else { return [] }
    let texts =
      change.kind == .added
      ? parts.map { part in part.formula.map { wording(.list, ["what": part.title, "list": $0]) } ?? part.title }
      : [
        wording(
          .list,
          [
            "what": wording(DiffOverviewPhrase.consistsOf), "list": parts.map(\.title).joined(separator: "; "),
          ])
      ]
    return texts.flatMap { text in
      TextWrapping.lines(text, width: Self.width - 12).enumerated().map { index, line in
        (index == 0 ? "        · " : "          ") + line
      }
    }
  }

  private func lines(_ fold: RuleDiff.Fold) -> [String] {
    TextWrapping.lines(words.line(fold), width: Self.width - 6).enumerated().map { index, text in
      (index == 0 ? "  · " : "    ") + text
    }
  }

  private func detail(_ change: RuleChange, _ detail: ChangeText.Detail, _ paint: Paint) -> [String] {
    let sign =
      switch detail.side {
      case .before: "−"
      case .after: "+"
      case .both: "~"
      }
    let text = detail.text.pieces.map { piece -> String in
      guard piece.isMarked else { return piece.text }
      return paint.isOn ? paint(piece.text, detail.side == .after ? .added : .dropped) : "‹\(piece.text)›"
    }.joined()
    let line = detail.label.map { wording(.list, ["what": $0, "list": text]) } ?? text
    return TextWrapping.lines(line, width: Self.width - 10).enumerated().map { index, line in
      "        \(index == 0 ? sign : " ") \(line)"
    }
  }
}

extension RuleChange.Kind {
  fileprivate var sign: String {
    switch self {
    case .added: "+"
    case .dropped: "−"
    case .renamed: "≈"
    case .moved: "→"
    case .changed: "~"
    }
  }

  fileprivate var style: Paint.Style {
    switch self {
    case .added: .added
    case .dropped: .dropped
    case .renamed, .moved, .changed: .plain
    }
  }
}

/// Colours a text for a terminal.
struct Paint {
  enum Style: String {
    case heading = "1"
    case added = "32"
    case dropped = "31"
    case plain = ""
  }

  let isOn: Bool

  func callAsFunction(_ text: String, _ style: Style) -> String {
    isOn && style != .plain ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
