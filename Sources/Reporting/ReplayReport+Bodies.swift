import Evaluation
import Exact
import Formula
import Methodology
import SourceText

/// The parts of the page about bands and about single bodies.
extension ReplayReport {
  /// How many bodies are in which band, by year: stacked bars and their figures.
  var bandsSection: HTML? {
    let bands = allBands
    guard score == nil, !bands.isEmpty else { return nil }
    let counts = replay.years.map { year in
      bands.map { band in
        year.evaluation.bodies.indices.count { year.evaluation.band(body: $0)?.name == band.name }
      }
    }
    let without = replay.years.map { year in
      year.evaluation.bodies.indices.count { body in
        year.edition.mainScore.map { year.evaluation.value($0, body: body).number == nil } ?? true
      }
    }
    return HTML(.section) {
      HTML(.h2) { wording(.bandsByYear) }
      bars(bands, counts)
      HTML(.div, .class("scroll"), .role("region"), .label(wording(.bandsByYear)), .focusable) {
        HTML(.table, .class("series")) {
          HTML(.thead) {
            HTML(.tr) {
              HTML(.th, .scope(.column), .class("name")) { wording(.band) }
              replay.years.map { year in HTML(.th, .scope(.column), .class("num")) { String(year.year) } }
            }
          }
          HTML(.tbody) {
            bands.enumerated().map { place, band in
              countRow(key(band), counts.map { $0[place] })
            }
            if without.contains(where: { $0 > 0 }) { countRow(.text(wording(.withoutScore)), without) }
          }
        }
      }
    }
  }

  /// The bands of the last edition from the best to the worst, then those that only earlier ones know.
  private var allBands: [Bands.Row] {
    var seen: Set<String> = []
    return replay.years.reversed().flatMap { BandColours($0.edition.bands).ordered }.filter {
      seen.insert($0.name).inserted
    }
  }

  func key(_ band: Bands.Row) -> HTML {
    .group([
      HTML(.span, .class("key \(BandColours(replay.years.last?.edition.bands).style(band))")),
      .text(" " + (self.band(band) ?? band.name)),
    ])
  }

  private func countRow(_ title: HTML, _ counts: [Int]) -> HTML {
    HTML(.tr) {
      HTML(.th, .scope(.row), .class("name")) { title }
      for count in counts { HTML(.td, .class("num")) { String(count) } }
    }
  }

  private func bars(_ bands: [Bands.Row], _ counts: [[Int]]) -> HTML {
    let (width, height, bottom) = (960, 190, 24)
    let most = max(1, counts.map { $0.reduce(0, +) }.max() ?? 1)
    let colours = BandColours(replay.years.last?.edition.bands)
    let words = ["from": firstYear, "to": lastYear]
    let slot = width / max(1, counts.count)
    return HTML(
      .svg, .viewBox(width: width, height: height), .role("img"), .label(wording(.plotOfBands, words)), .class("plot")
    ) {
      for (index, counts) in counts.enumerated() {
        let left = slot * index + slot / 5
        // The best band stands on top, so that the bars are laid from the worst.
        for place in bands.indices.reversed() where counts[place] > 0 {
          let below = counts[(place + 1)...].reduce(0, +)
          let (foot, head) = (y(below, most, height - bottom), y(below + counts[place], most, height - bottom))
          HTML(
            .rect, .class("stack " + colours.style(bands[place])), .measure(.x, left), .measure(.y, head),
            .measure(.width, slot * 3 / 5), .measure(.height, foot - head))
          if foot - head >= 14 {
            HTML(.words, .class("count"), .measure(.x, left + slot * 3 / 10), .measure(.y, (foot + head) / 2 + 4)) {
              String(counts[place])
            }
          }
        }
        HTML(.words, .class("tick year"), .measure(.x, left + slot * 3 / 10), .measure(.y, height - 6)) {
          String(replay.years[index].year)
        }
      }
    }
  }

  private func y(_ count: Int, _ most: Int, _ height: Int) -> Int { height - 4 - (height - 8) * count / most }

  // MARK: Single bodies

  /// Each body with its scores by year, folded.
  var details: HTML {
    HTML(.section) {
      HTML(.h2) { wording(.contents) }
      HTML(.div, .class("tools"), .hidden) {
        HTML(.button, .type("button")) { wording(.openAll) }
        HTML(.button, .type("button")) { wording(.closeAll) }
      }
      replay.members.map(detail)
    }
  }

  /// The scores that are nobody's child in any edition, the main one last.
  private var rootNames: [String] {
    let main = Set(replay.years.compactMap { year in year.edition.mainScore.map { year.edition[$0].name } })
    let names = replay.years.flatMap { year in year.edition.roots.map { year.edition[$0].name } }.unique
    return names.filter { !main.contains($0) } + names.filter(main.contains)
  }

  private func title(ofScore name: String, _ member: Replay.Member) -> String {
    let years = replay.years.indices.reversed()
    let head = years.first { replay.years[$0].edition.declaration(name) != nil }.map { heads[$0] }
    return head?.words.title(ofName: name) ?? name
  }

  private func detail(_ member: Replay.Member) -> HTML {
    let names = rootNames
    let lines = names.enumerated().map { index, name in
      SeriesPlot.Line(
        values: replay.series(name, of: member).map { $0?.number?.value },
        style: index == names.count - 1 ? "line main" : "line part-\(index % 4)", label: title(ofScore: name, member))
    }
    let label = wording(.plotOfBody, ["body": title(member) ?? member.id, "from": firstYear, "to": lastYear])
    return HTML(.details, .class("node years"), .id(anchor(member))) {
      HTML(.summary) {
        HTML(.h3) { title(member) ?? member.id }
        HTML(.span, .class("value")) { band(replay.bands(of: member).last ?? nil) ?? "" }
      }
      HTML(.div, .class("inside")) {
        HTML(.div, .class("scroll")) { plot(lines, label: label, height: 240).svg }
        legend(lines)
        scores(of: member, names)
        missing(absences(of: member))
      }
    }
  }

  private func missing(_ absences: [(year: Int, reasons: [String])]) -> HTML? {
    guard !absences.isEmpty else { return nil }
    return HTML(.ul) {
      absences.map { year, reasons in
        HTML(.li) {
          HTML(.strong) { String(year) }
          " — " + reasons.joined(separator: "; ")
        }
      }
    }
  }

  private func legend(_ lines: [SeriesPlot.Line]) -> HTML {
    HTML(.ul, .class("legend")) {
      lines.map { line in
        HTML(.li) {
          sample(line.style)
          line.label ?? ""
        }
      }
    }
  }

  private func scores(of member: Replay.Member, _ names: [String]) -> HTML {
    let bands = replay.bands(of: member)
    let breaks = breaks
    return HTML(.div, .class("scroll"), .role("region"), .label(title(member) ?? member.id), .focusable) {
      HTML(.table, .class("series")) {
        HTML(.thead) {
          HTML(.tr) {
            HTML(.th, .scope(.column), .class("name")) { wording(.score) }
            replay.years.enumerated().map { index, year in
              HTML(.th, .scope(.column), .class(breaks.contains(index) ? "num new" : "num")) { String(year.year) }
            }
          }
        }
        HTML(.tbody) {
          names.map { name in
            HTML(.tr) {
              HTML(.th, .scope(.row), .class("name")) { title(ofScore: name, member) }
              for (index, value) in replay.series(name, of: member).enumerated() {
                HTML(.td, .class(breaks.contains(index) ? "num new" : "num")) {
                  value.map { cell($0, index, name == names.last ? bands[index] : nil, 2) } ?? gapCell(member, index)
                }
              }
            }
          }
        }
      }
    }
  }
}
