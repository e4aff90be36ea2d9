import Comparison
import Formula
import SourceText

extension DiffReport {
  private static let width = 110

  /// The comparison for a terminal.
  public func text(colour: Bool = false) -> String {
    let paint = Paint(isOn: colour)
    let rest = [testsText(paint), outcomeText].compactMap { $0 }
    return ([heading] + rules.groups.map { group($0, paint) } + rest).joined(separator: "\n")
  }

  private var heading: String {
    let count = rules.changes.isEmpty ? wording(.noChanges) : wording.counted(.changesCount, rules.changes.count)
    return [line, head.before.act + " → " + head.after.act, count].map { Printable.text($0) + "\n" }.joined()
  }

  private func group(_ group: RuleDiff.Group, _ paint: Paint) -> String {
    var lines = [paint(group.score.map(words.title) ?? wording(.general), .heading)]
    var scope: RuleChange.ScopeEntry?
    for change in group.changes {
      if let last = change.scope.last, change.scope.count > 1, last != scope {
        lines.append("  " + paint(words.title(last), .heading))
      }
      scope = change.scope.last
      lines += self.lines(change, paint)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func lines(_ change: RuleChange, _ paint: Paint) -> [String] {
    let wrapped = TextWrapping.lines(words.lineWithSource(change), width: Self.width - 6)
    let first = "    \(change.kind.sign) " + (wrapped.first ?? "")
    return [paint(first, change.kind.style)] + wrapped.dropFirst().map { "      " + $0 }
      + words.details(change).flatMap { detail(change, $0, paint) }
  }

  private func detail(_ change: RuleChange, _ detail: ChangeText.Detail, _ paint: Paint) -> [String] {
    let sign = detail.isAfter ? "+" : "−"
    let text = detail.text.pieces.map { piece -> String in
      guard piece.isMarked else { return piece.text }
      return paint.isOn ? paint(piece.text, detail.isAfter ? .added : .dropped) : "‹\(piece.text)›"
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
