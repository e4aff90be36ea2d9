import Comparison
import Exact

extension DiffOutcomePiece {
  /// The most bodies of a kind that are all drawn.
  static let mostLines = 60
  /// How many are drawn of those that are more.
  static let fewLines = 40

  /// The ranks of bodies on both sides, kind by kind.
  var ranks: HTML {
    HTML(.section) {
      HTML(.h3) { wording(.ranks) }
      HTML(.p, .class("soft")) { wording(.ranksRead) }
      legend
      HTML(.div, .class("pair")) { bodies.kinds.map { ranks($0.name, $0.title) } }
    }
  }

  private func ranks(_ kind: String, _ title: String) -> HTML {
    let ranked = bodies.rows.filter { $0.kind == kind && ($0.ranks.before != nil || $0.ranks.after != nil) }
    let isCut = ranked.count > Self.mostLines
    let shown = isCut ? movers(ranked) : ranked
    let label = wording(.ranksLabel, ["kind": title])
    return HTML(.section, .class("ranks")) {
      HTML(.h4) { title }
      if ranked.contains(where: { $0.shift != nil }) {
        if isCut {
          HTML(.p) { wording(.ranksMovers, ["count": String(shown.count), "total": String(ranked.count)]) }
        }
        HTML(.div, .class("scroll"), .role("region"), .label(title), .focusable) {
          SlopeChart(
            lines: shown.map(line), heads: (wording(.before), wording(.after)), noRank: wording(.noRank), label: label,
            isSparse: isCut
          ).svg
        }
      } else {
        HTML(.p) { wording(.noRanks) }
      }
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
      let move = fromTo(bodies.band(before), bodies.band(after))
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
