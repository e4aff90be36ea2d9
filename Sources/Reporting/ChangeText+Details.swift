import Comparison
import Formula
import Methodology

/// What stands beneath the line of a change.
extension ChangeText {
  /// A line of detail: what the earlier or the later edition says.
  struct Detail {
    enum Side {
      case before, after
      /// A figure of the one and of the other.
      case both
    }

    let label: String?
    let side: Side
    let text: MarkedText
  }

  /// Both texts, and rows that differ.
  func details(_ change: RuleChange) -> [Detail] {
    if change.aspect == .assessor { return assessors(change) }
    var details: [Detail] = []
    if values(change) == nil {
      if let side = change.before, !side.text.text.isEmpty {
        details.append(Detail(label: nil, side: .before, text: shown(side, before)))
      }
      if let side = change.after, !side.text.text.isEmpty {
        details.append(Detail(label: nil, side: .after, text: shown(side, after)))
      }
    }
    return details + toldRows(change).flatMap { rowDetails($0, change) }
  }

  private func rowDetails(_ row: RuleChange.Row, _ change: RuleChange) -> [Detail] {
    let label = label(row, change)
    if let old = row.before, let new = row.after, !old.isEmpty, old.count + new.count <= Self.longestValue {
      let text = wording(.fromToText, ["before": old, "after": new])
      return [Detail(label: label, side: .both, text: MarkedText(text))]
    }
    return [(row.before, Detail.Side.before), (row.after, .after)].compactMap { text, side in
      text.map { Detail(label: label, side: side, text: MarkedText(listed($0, side == .after ? after : before))) }
    }
  }

  /// What a new or dropped criterion is worth.
  func worthOf(_ change: RuleChange, _ subject: String, _ side: RuleChange.Side) -> String {
    guard change.kind == .added || change.kind == .dropped else { return subject }
    let worth = ChangeWorth(diff: diff, wording: wording)
    return worth.value(diff.maxima(of: side.name), isAfter: change.kind == .added).map {
      wording(DiffOverviewPhrase.worthOf, ["what": subject, "value": $0])
    } ?? subject
  }

  /// A part of a criterion: its title with what it is worth, and how it is reckoned.
  struct Part {
    let title: String
    let formula: String?
  }

  /// What a new or dropped criterion is made of; empty if it has no parts.
  func parts(_ change: RuleChange) -> [Part] {
    guard change.aspect == .criterion, change.kind == .added || change.kind == .dropped, let side = change.side
    else { return [] }
    let edition = change.kind == .dropped ? diff.before : diff.after
    let children = side.symbol.flatMap { edition[$0].score?.children } ?? []
    let worth = ChangeWorth(diff: diff, wording: wording)
    return children.map { id in
      let child = edition[id]
      let title = worth.quoted(child.titles, child.name)
      let value = worth.value(diff.maxima(of: child.name), isAfter: change.kind == .added)
      var formula: String?
      if case .formula(let rule)? = child.score?.rule { formula = FormulaPrinter.print(rule.expression) }
      return Part(
        title: value.map { wording(DiffOverviewPhrase.worth, ["title": title, "value": $0]) } ?? title,
        formula: formula)
    }
  }

  // MARK: Labels

  func label(_ row: RuleChange.Row, _ change: RuleChange) -> String {
    if let title = row.titles.text(wording.code) { return title }
    if let phrase = DiffPhrase(rowLabel: row.label) { return wording(phrase) }
    if change.aspect == .bands { return bandTitle(row.label) ?? row.label }
    if let titled = title(ofScore: row.label) { return titled }
    return row.label.components(of: ", ").map(caseTitle).joined(separator: ", ")
  }

  /// The title of a part of a score, by its name.
  private func title(ofScore name: String) -> String? {
    [diff.after, diff.before].lazy.compactMap { $0.declaration(name)?.titles.text(wording.code) }.first
  }

  private func bandTitle(_ name: String) -> String? {
    let rows = (diff.after.bands?.rows ?? []) + (diff.before.bands?.rows ?? [])
    return rows.first { $0.name == name }?.titles.text(wording.code)
  }

  // MARK: Assessors

  /// The rules of both editions on who assesses a score; those that the other does not have are marked.
  private func assessors(_ change: RuleChange) -> [Detail] {
    guard change.kind != .renamed else { return [] }
    return [(change.before, diff.before, false), (change.after, diff.after, true)].flatMap { side, edition, isAfter in
      (side?.text.pieces ?? []).filter { $0.text != "; " && $0.isMarked }.map { piece in
        Detail(label: nil, side: isAfter ? .after : .before, text: MarkedText(assessor(piece.text, edition)))
      }
    }
  }

  /// The assessors of a score that only one of the editions has, in one line.
  func assessorLine(_ change: RuleChange) -> String? {
    guard change.aspect == .assessor, change.kind != .renamed, let side = change.side else { return nil }
    func names(_ side: RuleChange.Side?, _ edition: Edition) -> String {
      let names = (side?.text.pieces ?? []).filter(\.isMarked).compactMap { piece in
        edition.assessors.assessors.first { $0.name == piece.text.components(of: " when ").first }
      }
      return names.compactMap { $0.titles.text(wording.code) ?? $0.name }.unique.joined(separator: ", ")
    }
    let (old, new) = (names(change.before, diff.before), names(change.after, diff.after))
    let text =
      old.isEmpty || new.isEmpty || old == new
      ? (new.isEmpty ? old : new) : wording(.fromToText, ["before": old, "after": new])
    return list(name(side), text)
  }

  /// The rules of one edition on who assesses a score, in words.
  func assessors(_ side: RuleChange.Side, _ edition: Edition) -> MarkedText {
    MarkedText(
      side.text.pieces.map { piece in
        piece.text == "; "
          ? piece : MarkedText.Piece(assessor(piece.text, edition), isMarked: piece.isMarked)
      })
  }

  /// `name when condition` in words.
  private func assessor(_ text: String, _ edition: Edition) -> String {
    let parts = text.components(of: " when ")
    let found = edition.assessors.assessors.first { $0.name == parts.first }
    let title = found?.titles.text(wording.code) ?? parts.first ?? text
    guard parts.count > 1 else { return title }
    let condition = parts.dropFirst().joined(separator: " when ")
    return wording(.onCondition, ["what": title, "condition": conditionText(condition)])
  }

  /// A condition on the kind of body in words, any other as it is written.
  func conditionText(_ text: String) -> String {
    let words = text.split(separator: " ")
    guard words.count == 3, words[0] == "kind", words[1] == "==" else { return text }
    return caseTitle(String(words[2]))
  }
}

extension DiffPhrase {
  /// The words for a key of a rule file that labels a row.
  init?(rowLabel: String) {
    if let part = Score.Part(rawValue: rowLabel) {
      self.init(RuleChange.Aspect(part))
      return
    }
    switch rowLabel {
    case "default": self = .rowDefault
    case "choices": self = .rowChoices
    case "type": self = .rowType
    case "unit": self = .aboutUnit
    case "from": self = .rowFrom
    case "to": self = .rowTo
    case "round": self = .aboutRounding
    case "otherwise": self = .rowOtherwise
    case "of": self = .aboutCombination
    case "share_out": self = .rowShareOut
    case "key": self = .rowKey
    case "complete": self = .rowComplete
    default: return nil
    }
  }
}
