import Comparison
import Formula

/// Writes what two editions say differently, side by side.
struct DiffRulesPiece {
  let rules: RuleDiff
  let words: ChangeText
  private var wording: Wording { words.wording }

  static let anchor = "rules"

  /// Where a change stands on the page.
  static func anchor(_ change: Int) -> String { "change-\(change + 1)" }

  var section: HTML {
    HTML(.section, .id(Self.anchor)) {
      HTML(.h2) { wording(.rulesChange) }
      if rules.changes.isEmpty {
        HTML(.p) { wording(.noChanges) }
      } else {
        HTML(.p, .class("soft")) { counts }
        filter
        HTML(.div, .class("tools"), .hidden) {
          HTML(.button, .type("button")) { wording(.openAll) }
          HTML(.button, .type("button")) { wording(.closeAll) }
        }
        rules.groups.map(group)
      }
    }
  }

  /// How many changes of which kind.
  private var counts: String {
    let kinds = RuleChange.Kind.allCases.compactMap { kind -> String? in
      let count = rules.changes.count { $0.kind == kind }
      return count == 0 ? nil : wording(.changeOf, ["what": wording(DiffPhrase(kind)), "name": String(count)])
    }
    let all = wording.counted(.changesCount, rules.changes.count)
    return wording(.list, ["what": all, "list": kinds.joined(separator: ", ")])
  }

  private var filter: HTML {
    HTML(
      .div, .class("filter"), .id("change-filter"), .role("search"), .label(wording(.filterChanges)), .hidden,
      .note(.key, wording.template(DiffPagePhrase.shownOf))
    ) {
      HTML(.label, .class("wide"), .field("change-text")) {
        HTML(.span) { wording(.filterChanges) }
        HTML(.input, .id("change-text"), .type("search"))
      }
      HTML(.label, .field("change-kind")) {
        HTML(.span) { wording(.kindOfChange) }
        HTML(.select, .id("change-kind")) {
          HTML(.option, .value("")) { wording(.anyKind) }
          for kind in RuleChange.Kind.allCases where rules.changes.contains(where: { $0.kind == kind }) {
            HTML(.option, .value(kind.rawValue)) { wording(DiffPhrase(kind)) }
          }
        }
      }
      HTML(.p, .class("status"), .id("change-status"), .role("status"))
    }
  }

  private func group(_ group: RuleDiff.Group) -> HTML {
    let title = group.score.map(words.title) ?? wording(.general)
    return HTML(.details, .class("node changes"), .open) {
      HTML(.summary) {
        HTML(.h3) { title }
        HTML(.span, .class("value")) { String(group.changes.count) }
      }
      group.told.isEmpty ? nil : table(title, group.told)
      group.folds.map(fold)
    }
  }

  /// Changes that say little more than others do, closed at first.
  private func fold(_ fold: RuleDiff.Fold) -> HTML {
    let title = wording(DiffOverviewPhrase(fold.sort))
    return HTML(.details, .class("node changes fold")) {
      HTML(.summary) {
        HTML(.h4) { title }
        HTML(.span, .class("value")) { words.counts(fold.changes) }
      }
      table(title, fold.changes)
    }
  }

  private func table(_ title: String, _ changes: [RuleChange]) -> HTML {
    HTML(.table, .class("diff")) {
      HTML(.caption) { title }
      HTML(.thead) {
        HTML(.tr) {
          HTML(.th, .scope(.column), .class("what")) { wording(.oneChange) }
          HTML(.th, .scope(.column)) { column(.before, rules.sideNames.before) }
          HTML(.th, .scope(.column)) { column(.after, rules.sideNames.after) }
        }
      }
      bodies(changes)
    }
  }

  private func column(_ side: DiffPagePhrase, _ edition: String) -> String {
    wording(.column, ["side": wording(side), "edition": edition])
  }

  /// The changes one by one, with the title of what they stand under wherever it is another.
  private func bodies(_ changes: [RuleChange]) -> [HTML] {
    var scope: RuleChange.ScopeEntry?
    return changes.flatMap { change -> [HTML] in
      defer { scope = change.scope.last }
      guard let last = change.scope.last, change.scope.count > 1, last != scope else { return [body(change)] }
      let heading = HTML(.tbody, .class("scope")) {
        HTML(.tr) { HTML(.th, .span(3), .scope(.columns)) { words.title(change.scope) } }
      }
      return [heading, body(change)]
    }
  }

  private func body(_ change: RuleChange) -> HTML {
    let (before, after) = words.sides(change)
    return HTML(
      .tbody, .class("change \(change.kind.rawValue)"), .id(Self.anchor(change.id)), .note(.key, change.kind.rawValue)
    ) {
      HTML(.tr) {
        HTML(.th, .scope(.row), .class("what")) {
          HTML(.span, .class("kind")) { words.kind(change) }
          " "
          words.heading(change)
        }
        cell(before, isAfter: false)
        cell(after, isAfter: true)
      }
      for row in words.toldRows(change) {
        HTML(.tr, .class("part")) {
          HTML(.th, .scope(.row), .class("what")) { words.label(row, change) }
          part(row.before.map { words.listed($0, words.before) }, isAfter: false)
          part(row.after.map { words.listed($0, words.after) }, isAfter: true)
        }
      }
    }
  }

  private func cell(_ side: ChangeText.SideText?, isAfter: Bool) -> HTML {
    HTML(.td) {
      label(isAfter)
      if let side {
        if side.isFormula {
          HTML(.code) { marked(side.text, isAfter: isAfter) }
        } else if !side.text.text.isEmpty {
          HTML(.span, .class("figure")) { marked(side.text, isAfter: isAfter) }
        }
        if let citation = side.citation { HTML(.small, .class("cite")) { citation } }
      } else {
        HTML(.span, .class("soft none")) { wording(.notThere) }
      }
    }
  }

  private func part(_ text: String?, isAfter: Bool) -> HTML {
    HTML(.td) {
      if let text {
        label(isAfter)
        HTML(.code) { text }
      }
    }
  }

  /// Which edition speaks, where the columns stand beneath each other.
  private func label(_ isAfter: Bool) -> HTML {
    HTML(.span, .class("narrow"), .decorative) { wording(isAfter ? .after : .before) }
  }

  private func marked(_ text: MarkedText, isAfter: Bool) -> [HTML] {
    text.pieces.map { piece in
      guard piece.isMarked else { return .text(piece.text) }
      return HTML(isAfter ? .ins : .del) { piece.text }
    }
  }
}
