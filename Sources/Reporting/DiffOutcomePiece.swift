import Comparison
import Exact
import Methodology

/// Writes what changes do to the scores of bodies.
struct DiffOutcomePiece {
  let bodies: DiffBodies
  let changes: ChangeText
  var wording: Wording { bodies.wording }

  static let anchor = "scores"
  static let tableAnchor = "bodies"
  static let whyAnchor = "why"

  var section: HTML {
    HTML(.section, .id(Self.anchor)) {
      HTML(.h2) {
        wording(.scoresChange) + " "
        HTML(.small) { bodies.scoreTitle }
      }
      tiles
      HTML(.div, .class("pair")) {
        largestMoves
        matrix
      }
      missing
      ranks
      table
      scores
      why
    }
  }

  private var tiles: HTML {
    let rows = bodies.rows
    let counts: [(Int, String, String)] = [
      (rows.count, wording.counted(.bodies, rows.count), "all"),
      (rows.count { ($0.difference?.sign ?? 0) > 0 }, wording(.gained), "gain"),
      (rows.count { ($0.difference?.sign ?? 0) < 0 }, wording(.lost), "loss"),
      (rows.count { $0.difference?.isZero == true }, wording(.unmoved), "level"),
      (rows.count { $0.difference == nil }, wording(.notComparable), "none"),
      (rows.count(where: \.bandChanges), wording(.bandChanges), "band"),
    ]
    return HTML(.ul, .class("tiles moves")) {
      for (count, label, style) in counts {
        HTML(.li, .class(style)) {
          HTML(.strong) { String(count) }
          label
        }
      }
    }
  }

  // MARK: The largest moves

  static let mostMoves = 10

  private var largestMoves: HTML {
    let moves = Array(bodies.moves.prefix(Self.mostMoves))
    let greatest = moves.first?.difference?.magnitude ?? 1
    return HTML(.section, .class("largest")) {
      HTML(.h3) { wording(.largestMoves) }
      if moves.isEmpty {
        let areComparable = bodies.rows.contains { $0.difference != nil }
        HTML(.p) { wording(areComparable ? .noMoves : .noneComparable) }
      } else {
        HTML(.div, .class("scroll"), .role("region"), .label(wording(.largestMoves)), .focusable) {
          HTML(.table, .class("top")) {
            HTML(.thead) {
              HTML(.tr) {
                HTML(.th, .scope(.column)) { wording(.body) }
                HTML(.th, .scope(.column), .class("num")) { wording(.before) }
                HTML(.th, .scope(.column), .class("num")) { wording(.after) }
                HTML(.th, .scope(.column), .class("num")) { wording(.scoreDifference) }
                if bodies.hasShares { HTML(.th, .scope(.column)) { wording(.mostlyBy) } }
              }
            }
            HTML(.tbody) { moves.map { move($0, greatest) } }
          }
        }
      }
    }
  }

  private func move(_ row: DiffBodies.Row, _ greatest: Rational) -> HTML {
    HTML(.tr) {
      HTML(.th, .scope(.row)) {
        row.name
        bar(row, greatest)
      }
      HTML(.td, .class("num")) { row.before.number.map(bodies.shown) ?? "" }
      HTML(.td, .class("num")) { row.after.number.map(bodies.shown) ?? "" }
      HTML(.td, .class("num \(style(row.difference))")) { bodies.shownDifference(row) ?? "" }
      if bodies.hasShares { HTML(.td, .class("cause")) { row.attribution?.shares.first.map(cause) } }
    }
  }

  private func cause(_ share: Attribution.Share) -> HTML {
    let text = ShareText(changes: changes)
    return .group([
      HTML(.span, .class(style(share.value))) { share.value.signed(places: bodies.places) }, .text(" "),
      .text(text.placedLine(share)),
    ])
  }

  private func bar(_ row: DiffBodies.Row, _ greatest: Rational) -> HTML? {
    guard let difference = row.difference, let share = difference.magnitude.divided(by: greatest) else { return nil }
    return HTML(.span, .class("bar \(style(difference))"), .decorative, .fill(share * 100))
  }

  func style(_ difference: Rational?) -> String {
    switch difference?.sign {
    case 1: "gain"
    case -1: "loss"
    default: "level"
    }
  }

  // MARK: Bands

  /// A row or column of the matrix: a band, or the lack of one.
  private struct Place {
    let title: String
    let style: String
    /// What the filter of the table knows it by.
    let key: String
  }

  private var matrix: HTML? {
    let (before, after) = bodies.bandColours
    guard !before.ordered.isEmpty || !after.ordered.isEmpty else { return nil }
    var counts: [String: Int] = [:]
    for row in bodies.rows {
      counts[key(row.bands.before, row.before) + "/" + key(row.bands.after, row.after), default: 0] += 1
    }
    func places(_ colours: BandColours, isRow: Bool) -> [Place] {
      let bands = colours.ordered.map { Place(title: bodies.band($0), style: colours.style($0), key: $0.name) }
      let others = [
        Place(title: wording(.noBand), style: "none", key: "-"),
        Place(title: wording(.unevaluated), style: "none", key: "."),
      ].filter { place in
        counts.contains { key, _ in isRow ? key.hasPrefix(place.key + "/") : key.hasSuffix("/" + place.key) }
      }
      return bands + others
    }
    return matrix(places(before, isRow: true), places(after, isRow: false), counts)
  }

  func fromTo(_ before: String, _ after: String) -> String {
    wording(.fromToText, ["before": before, "after": after])
  }

  private func key(_ band: Bands.Row?, _ cell: DiffBodies.Cell) -> String {
    if case .notEvaluated = cell { return "." }
    return band?.name ?? "-"
  }

  private func matrix(_ rows: [Place], _ columns: [Place], _ counts: [String: Int]) -> HTML {
    func count(_ row: Place, _ column: Place) -> Int { counts[row.key + "/" + column.key] ?? 0 }
    return HTML(.section, .class("bands")) {
      HTML(.h3) { wording(.bandMatrix) }
      HTML(.div, .class("scroll"), .role("region"), .label(wording(.bandMatrix)), .focusable) {
        HTML(.table, .class("matrix"), .id("band-matrix")) {
          HTML(.caption) { wording(.bandMatrixRead) }
          HTML(.thead) {
            HTML(.tr) {
              HTML(.th, .scope(.column)) { fromTo(wording(.before), wording(.after)) }
              for column in columns { head(column, .column) }
              HTML(.th, .scope(.column), .class("num")) { wording(.total) }
            }
          }
          HTML(.tbody) {
            for row in rows {
              HTML(.tr) {
                head(row, .row)
                for column in columns { cell(row, column, count(row, column)) }
                HTML(.td, .class("num sum")) { String(columns.reduce(0) { $0 + count(row, $1) }) }
              }
            }
            HTML(.tr, .class("sums")) {
              HTML(.th, .scope(.row)) { wording(.total) }
              for column in columns {
                HTML(.td, .class("num sum")) { String(rows.reduce(0) { $0 + count($1, column) }) }
              }
              HTML(.td, .class("num sum")) { String(bodies.rows.count) }
            }
          }
        }
      }
    }
  }

  private func head(_ place: Place, _ scope: HTML.Attribute.Scope) -> HTML {
    HTML(.th, .scope(scope), .class(scope == .row ? "name" : "num")) {
      HTML(.span, .class("cell \(place.style)")) { place.title }
    }
  }

  private func cell(_ row: Place, _ column: Place, _ count: Int) -> HTML {
    let isSame = row.key == column.key && row.style != "none"
    return HTML(
      .td, .class("num count" + (isSame ? " same" : "") + (count == 0 ? " zero" : "")), .note(.from, row.key),
      .note(.to, column.key)
    ) {
      String(count)
    }
  }
}
