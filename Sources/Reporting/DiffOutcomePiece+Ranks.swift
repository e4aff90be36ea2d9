import Comparison
import Exact

extension DiffOutcomePiece {
  /// The most bodies of a kind that are all drawn.
  static let mostLines = 60
  /// How many are drawn of those that are more.
  static let fewLines = 40

  /// The ranks of the bodies of a kind, on both sides.
  func ranks(_ kind: String, _ title: String) -> HTML {
    let ranked = bodies.rows.filter { $0.kind == kind && ($0.ranks.before != nil || $0.ranks.after != nil) }
    guard ranked.contains(where: { $0.shift != nil }) else {
      return HTML(.section, .class("ranks")) {
        HTML(.h3) { wording(.ranksOf, ["kind": title]) }
        HTML(.p) { wording(.noRanks) }
      }
    }
    let isCut = ranked.count > Self.mostLines
    let shown = isCut ? movers(ranked) : ranked
    let chart = SlopeChart(
      lines: shown.map(line), heads: (wording(.before), wording(.after)), noRank: wording(.noRank),
      label: wording(.ranksLabel, ["kind": title]))
    return HTML(.section, .class("ranks")) {
      HTML(.h3) { wording(.ranksOf, ["kind": title]) }
      HTML(.p, .class("soft")) { wording(.ranksRead) }
      if isCut {
        HTML(.p) { wording(.ranksMovers, ["count": String(shown.count), "total": String(ranked.count)]) }
      }
      legend
      HTML(.div, .class("scroll"), .role("region"), .label(wording(.ranksOf, ["kind": title])), .focusable) { chart.svg }
    }
  }

  /// Those whose rank shifts most.
  private func movers(_ rows: [DiffBodies.Row]) -> [DiffBodies.Row] {
    Array(rows.highestFirst { $0.shift.map(abs) }.prefix(Self.fewLines))
  }

  private func line(_ row: DiffBodies.Row) -> SlopeChart.Line {
    let ranks = (row.ranks.before.map(String.init), row.ranks.after.map(String.init))
    let noRank = wording(.noRank)
    var label = wording(
      .rankAtBoth, ["body": row.name, "before": ranks.0 ?? noRank, "after": ranks.1 ?? noRank])
    if row.bandChanges, let before = row.bands.before, let after = row.bands.after {
      let move = wording(.fromToText, ["before": bodies.band(before), "after": bodies.band(after)])
      label = wording(.inCase, ["name": label, "key": move])
    }
    return SlopeChart.Line(
      title: row.name, before: row.ranks.before, after: row.ranks.after,
      style: style(row.difference) + (row.bandChanges ? " band" : ""), isMarked: row.bandChanges, label: label)
  }

  private var legend: HTML {
    let samples: [(String, DiffPagePhrase)] = [
      ("gain", .scoreRose), ("loss", .scoreFell), ("level", .scoreStood), ("level band", .bandMoved),
    ]
    return HTML(.ul, .class("legend")) {
      for (style, phrase) in samples {
        HTML(.li) {
          HTML(.svg, .viewBox(width: 28, height: 12), .class("sample slopes"), .decorative) {
            HTML(.g, .class("slope \(style)")) {
              HTML(.path, .class("way"), .outline("M1 6L27 6"))
              if phrase == .bandMoved { HTML(.path, .class("end"), .outline("M8 6l6 -6 6 6 -6 6z")) }
            }
          }
          wording(phrase)
        }
      }
    }
  }
}
