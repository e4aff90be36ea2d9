import Comparison
import Exact
import Methodology

extension DiffOutcomePiece {
  /// The most bodies whose table stands on the page even without its script.
  static let mostStaticRows = 200

  /// The columns: what the script sorts by, what they are, and whether they hold numbers.
  private var columns: [(key: String, title: String, isNumber: Bool)] {
    [
      ("name", wording(.body), false), ("kind", wording(.kind), false), ("before", wording(.scoreBefore), true),
      ("after", wording(.scoreAfter), true), ("difference", wording(.scoreDifference), true),
      ("rankBefore", wording(.rankBefore), true), ("rankAfter", wording(.rankAfter), true),
      ("shift", wording(.rankShift), true), ("bandBefore", wording(.bandBefore), false),
      ("bandAfter", wording(.bandAfter), false),
    ]
  }

  var table: HTML {
    HTML(.section, .id(Self.tableAnchor)) {
      HTML(.h3) { wording(.allBodies) }
      filter
      if bodies.rows.count > Self.mostStaticRows {
        HTML(.noscript) {
          HTML(.p, .class("notice")) { wording(.tableNeedsScript, ["count": String(bodies.rows.count)]) }
        }
      }
      HTML(.div, .class("scroll window"), .id("body-window"), .role("region"), .label(wording(.allBodies)), .focusable)
      {
        HTML(.table, .class("bodies"), .id("body-table")) {
          HTML(.thead) {
            HTML(.tr) {
              for column in columns {
                HTML(.th, .scope(.column), .class(column.isNumber ? "num" : "name"), .note(.key, column.key)) {
                  column.title
                }
              }
            }
          }
          HTML(.tbody) { if bodies.rows.count <= Self.mostStaticRows { bodies.rows.map(row) } }
        }
        HTML(.p, .class("more"), .id("body-more"), .hidden) {
          HTML(.button, .type("button")) { wording(.showMore) }
        }
      }
    }
  }

  // MARK: Rows

  private func row(_ row: DiffBodies.Row) -> HTML {
    let shift = row.shift.map { Rational($0) }
    return HTML(.tr) {
      HTML(.th, .scope(.row), .class("name")) {
        HTML(.span, .class("title")) { row.name }
        if row.title != nil { HTML(.small, .class("id")) { row.id } }
        reasons(row.before, .whyMissingBefore)
        reasons(row.after, .whyMissingAfter)
      }
      HTML(.td, .class("kind")) { bodies.kinds.first { $0.name == row.kind }?.title ?? row.kind }
      HTML(.td, .class("num")) { cell(row.before) }
      HTML(.td, .class("num")) { cell(row.after) }
      HTML(.td, .class("num \(style(row.difference))")) { bodies.shownDifference(row) ?? "" }
      HTML(.td, .class("num")) { row.ranks.before.map(String.init) ?? "" }
      HTML(.td, .class("num")) { row.ranks.after.map(String.init) ?? "" }
      HTML(.td, .class("num \(style(shift))")) { shift?.signed(places: 0) ?? "" }
      HTML(.td) { band(row.bands.before, bodies.outcome.rules.before.bands) }
      HTML(.td) { band(row.bands.after, bodies.outcome.rules.after.bands) }
    }
  }

  private func cell(_ cell: DiffBodies.Cell) -> HTML {
    switch cell {
    case .number(let number): .text(bodies.shown(number))
    case .missing: HTML(.span, .class("mark missing")) { wording(.missing) }
    case .notApplicable: HTML(.span, .class("mark na")) { wording(.notApplicableShort) }
    case .notEvaluated: HTML(.span, .class("soft")) { wording(.unevaluated) }
    case .noSuchScore: HTML(.span, .class("soft")) { wording(.noSuchScore) }
    case .words(let words): .text(words)
    }
  }

  private func reasons(_ cell: DiffBodies.Cell, _ phrase: DiffPagePhrase) -> HTML? {
    guard !cell.reasons.isEmpty else { return nil }
    return HTML(.details, .class("reasons")) {
      HTML(.summary) { wording(phrase) }
      HTML(.ul) { cell.reasons.map { reason in HTML(.li) { reason } } }
    }
  }

  private func band(_ band: Bands.Row?, _ bands: Bands?) -> HTML? {
    band.map { row in
      HTML(.span, .class("cell \(BandColours(bands).style(row))")) { bodies.band(row) }
    }
  }

  // MARK: Filter

  private var filter: HTML {
    let moves: [(String, DiffPagePhrase)] = [
      ("gain", .gained), ("loss", .lost), ("level", .unmoved), ("none", .notComparable),
    ]
    return HTML(.div, .class("filter"), .id("body-filter"), .role("search"), .label(wording(.filterBodies)), .hidden) {
      HTML(.label, .class("wide"), .field("body-text")) {
        HTML(.span) { wording(.bodyOrId) }
        HTML(.input, .id("body-text"), .type("search"))
      }
      choice("body-kind", wording(.kind), wording(.allKinds), bodies.kinds.map { ($0.name, $0.title) })
      choice("body-move", wording(.move), wording(.anyMove), moves.map { ($0, wording($1)) })
      bandChoice("body-from", .bandBefore, bodies.outcome.rules.before.bands, \.before)
      bandChoice("body-to", .bandAfter, bodies.outcome.rules.after.bands, \.after)
      HTML(.label, .class("tick"), .field("body-changed")) {
        HTML(.input, .id("body-changed"), .type("checkbox"))
        HTML(.span) { wording(.onlyBandChanges) }
      }
      HTML(.p, .class("status"), .id("body-status"), .role("status"))
    }
  }

  private func choice(_ id: String, _ label: String, _ all: String, _ choices: [(key: String, title: String)]) -> HTML {
    HTML(.label, .field(id)) {
      HTML(.span) { label }
      HTML(.select, .id(id)) {
        HTML(.option, .value("")) { all }
        for choice in choices { HTML(.option, .value(choice.key)) { choice.title } }
      }
    }
  }

  private func bandChoice(
    _ id: String, _ label: DiffPagePhrase, _ bands: Bands?, _ side: (DiffBodies.Row) -> DiffBodies.Cell
  ) -> HTML? {
    let ordered = BandColours(bands).ordered
    guard !ordered.isEmpty else { return nil }
    var choices = ordered.map { ($0.name, bodies.band($0)) } + [("-", wording(.noBand))]
    let isSomeoneAway = bodies.rows.contains { if case .notEvaluated = side($0) { true } else { false } }
    if isSomeoneAway { choices.append((".", wording(.unevaluated))) }
    return choice(id, wording(label), wording(.anyBand), choices)
  }

  // MARK: Why

  /// Where the script draws what moved the score of one body.
  var why: HTML? {
    guard bodies.hasShares else { return nil }
    return HTML(.section, .id(Self.whyAnchor)) {
      HTML(.h3) { wording(.whyMoved) }
      HTML(.p, .class("soft")) { wording(.whyHint) }
      HTML(.noscript) { HTML(.p, .class("notice")) { wording(.needsScript) } }
      HTML(.div, .class("filter"), .id("why-choice"), .hidden) {
        HTML(.label, .class("wide"), .field("why-body")) {
          HTML(.span) { wording(.chooseBody) }
          HTML(.select, .id("why-body"))
        }
      }
      HTML(.div, .id("why-picture"))
    }
  }
}
