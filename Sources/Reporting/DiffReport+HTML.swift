import Comparison
import Methodology

extension DiffReport {
  /// The comparison as a page that needs nothing but itself, to be looked at, sorted, filtered and printed.
  public var html: String {
    let outcome = outcome.map { DiffBodies($0, wording: wording) }
    return Page(
      title: line, wording: wording, isWide: true, isFolded: true, styles: [DiffStylesheet.text],
      scripts: [.changes] + (outcome == nil ? [] : [.waterfall, .bodies]),
      content: [
        header(outcome),
        HTML(.main) {
          overviewPiece
          outcome.map { DiffOutcomePiece(bodies: $0, changes: words).section }
          DiffRulesPiece(rules: rules, words: words).section
          testsSection
        },
        footer,
      ] + (outcome.map { DiffPageData(bodies: $0, changes: words).pieces } ?? [])
    ).text
  }

  private func header(_ outcome: DiffBodies?) -> HTML {
    HTML(.header) {
      HTML(.p, .class("eyebrow")) { wording(.diffTitle) }
      HTML(.h1) { title }
      if isOneName { HTML(.p, .class("lead")) { editions } }
      HTML(.div, .class("sides")) {
        card(head.before, .before, outcome?.heads.before)
        card(head.after, .after, outcome?.heads.after)
      }
      outcome.map { contents($0) }
    }
  }

  /// What changes, in a dozen lines.
  private var overviewPiece: HTML {
    HTML(.section, .class("overview"), .id("overview")) {
      HTML(.h2) { wording(DiffOverviewPhrase.overviewTitle) }
      HTML(.dl) {
        for line in overview.lines {
          HTML(.dt) { line.label }
          HTML(.dd) { line.text }
        }
      }
    }
  }

  private var isOneName: Bool { head.before.methodology == head.after.methodology }

  private var editions: String {
    wording(.fromToText, ["before": rules.sideNames.before, "after": rules.sideNames.after])
  }

  /// The methodology; the editions where each calls it by another name, which then stands with the edition.
  private var title: String { isOneName ? head.after.methodology : editions }

  private func card(_ head: EditionHead, _ side: DiffPagePhrase, _ evaluated: EditionHead?) -> HTML {
    let period = evaluated?.period ?? ""
    let name = side == .before ? rules.sideNames.before : rules.sideNames.after
    return HTML(.section, .class("side"), .label(wording(side))) {
      HTML(.p, .class("soft")) { wording(side) }
      HTML(.p, .class("name")) {
        period.isEmpty ? name : wording(.editionAndPeriod, ["edition": name, "period": period])
      }
      if !isOneName { HTML(.p, .class("methodology")) { head.methodology } }
      HTML(.p) { head.act }
      HTML(.p, .class("soft")) { head.inForce }
      head.partial.map { partial in HTML(.p, .class("partial")) { partial } }
      if let others = evaluated.flatMap(otherReadings) { HTML(.p, .class("soft")) { others } }
    }
  }

  /// The readings that are not the standard ones.
  private func otherReadings(_ head: EditionHead) -> String? {
    let others = head.readingsTaken.filter { $0.choice != $0.reading.standard }.map(\.assignment)
    guard !others.isEmpty else { return nil }
    return wording(.rangeOf, ["name": wording(.readingsTaken), "range": others.joined(separator: ", ")])
  }

  private func contents(_ outcome: DiffBodies) -> HTML {
    var places: [(String, String)] = [("overview", wording(DiffOverviewPhrase.overviewTitle))]
    places.append((DiffOutcomePiece.anchor, wording(.scoresChange)))
    places.append((DiffOutcomePiece.tableAnchor, wording(.allBodies)))
    if DiffOutcomePiece(bodies: outcome, changes: words).hasScores {
      places.append((DiffOutcomePiece.scoresAnchor, wording(.byDirection)))
    }
    if outcome.hasShares { places.append((DiffOutcomePiece.whyAnchor, wording(.whyMoved))) }
    places.append((DiffRulesPiece.anchor, wording(.rulesChange)))
    if tests != nil { places.append((Self.testsAnchor, testsTitle)) }
    return HTML(.nav, .class("contents"), .label(wording(.onThisPage))) {
      HTML(.ul) {
        for (anchor, title) in places { HTML(.li) { HTML(.a, .target(anchor)) { title } } }
      }
    }
  }

  private var footer: HTML {
    let heads = outcome.map {
      [EditionHead($0.before, wording: wording), EditionHead($0.after, wording: wording)]
    }
    return HTML(.footer) {
      for head in heads ?? [head.before, head.after] {
        HTML(.p) {
          wording(.rangeOf, ["name": head.edition.id, "range": head.basisLine]) + " "
          wording(.rangeOf, ["name": wording(.fingerprints), "range": head.fingerprints])
        }
      }
    }
  }
}
