import Evaluation
import Exact
import Formula
import Methodology

extension ReplayReport {
  /// The series as a page with plots that needs nothing but itself.
  public var html: String {
    Page(
      title: line, wording: wording, isWide: true, isFolded: true,
      content: [
        HTML(.header) {
          HTML(.p, .class("eyebrow")) { wording(.replayTitle) }
          HTML(.h1) { title }
          HTML(.p, .class("lead")) { ofYears(scoreTitle) }
          tiles
          notice
        },
        HTML(.main) {
          groups.map { overview($0.title, $0.members) }
          bandsSection
          details
          editions
        },
        footer,
      ]
    ).text
  }

  private var tiles: HTML {
    let counts: [(Int, StudyPhrase)] = [
      (replay.years.count, .yearsCount), (replay.members.count, .bodiesCount), (replay.breaks.count, .breaksCount),
    ]
    return HTML(.ul, .class("tiles")) {
      for (count, phrase) in counts {
        HTML(.li) {
          HTML(.strong) { String(count) }
          wording.counted(phrase, count)
        }
      }
    }
  }

  private var notice: HTML? {
    let notes = notes
    guard foreignEdition != nil || !notes.isEmpty else { return nil }
    return HTML(.section, .class("notice")) {
      HTML(.h2) { wording(.warnings) }
      HTML(.ul) {
        notes.map { note in HTML(.li) { note } }
        foreignEdition.map { edition in HTML(.li) { wording(.allUnder, ["edition": edition]) } }
        misfits.map { misfit in HTML(.li) { misfit } }
      }
    }
  }

  // MARK: All bodies

  private func overview(_ title: String, _ members: [Replay.Member]) -> HTML {
    HTML(.section) {
      HTML(.h2) {
        "\(title) "
        HTML(.small) { scoreTitle }
      }
      HTML(.div, .class("scroll")) { plot(of: members, title).svg }
      key
      HTML(.p, .class("soft")) { wording(.lastYearFirst) }
      table(members.highestFirst { replay.series(score, of: $0).last??.number })
    }
  }

  private func plot(of members: [Replay.Member], _ title: String) -> SeriesPlot {
    let series = members.map { replay.series(score, of: $0).map { $0?.number?.value } }
    let bodies = zip(members, series).map { member, values in
      SeriesPlot.Line(values: values, style: "line body", label: self.title(member) ?? member.id)
    }
    let means = replay.years.indices.map { index in Rational.mean(series.compactMap { $0[index] }) }
    let words = ["kind": title, "from": firstYear, "to": lastYear]
    return plot(
      bodies + [SeriesPlot.Line(values: means, style: "line main", label: wording(.meanOf))],
      label: wording(.plotOfKind, words))
  }

  func plot(_ lines: [SeriesPlot.Line], label: String, width: Int = 960, height: Int = 300) -> SeriesPlot {
    SeriesPlot(
      years: plotYears, lines: lines, zones: score == nil ? BandColours(replay.years.last?.edition.bands).zones : [],
      maximum: maximum, label: label, width: width, height: height)
  }

  private var plotYears: [SeriesPlot.Year] {
    replay.years.enumerated().map { index, year in
      SeriesPlot.Year(label: String(year.year), note: year.edition.id, isBreak: breaks.contains(index))
    }
  }

  /// What the thick line and the shades mean.
  private var key: HTML {
    let bands = score == nil ? BandColours(replay.years.last?.edition.bands).ordered : []
    return HTML(.ul, .class("legend")) {
      HTML(.li) {
        sample("line main")
        wording(.meanOf)
      }
      bands.map { band in HTML(.li) { key(band) } }
    }
  }

  /// A short piece of a line, as legends show it.
  func sample(_ style: String) -> HTML {
    HTML(.svg, .viewBox(width: 28, height: 10), .class("sample")) {
      HTML(.g, .class(style)) { HTML(.path, .outline("M1 5L27 5")) }
    }
  }

  /// The greatest value that the score can have in the last year, where the edition sets one figure for all.
  private var maximum: Rational? {
    guard let year = replay.years.last,
      let id = score.map({ year.edition.declaration($0)?.id }) ?? year.edition.mainScore
    else {
      return nil
    }
    return year.evaluation.bodies.indices.lazy.compactMap { body in
      year.evaluation.maximum(of: id, body: body).number?.value
    }.max()
  }

  private func table(_ members: [Replay.Member]) -> HTML {
    let breaks = breaks
    let places = places
    return HTML(.div, .class("scroll"), .role("region"), .label(scoreTitle), .focusable) {
      HTML(.table, .class("series")) {
        HTML(.thead) {
          HTML(.tr) {
            HTML(.th, .scope(.column), .class("name")) { wording(.body) }
            replay.years.enumerated().map { index, year in
              HTML(.th, .scope(.column), .class(breaks.contains(index) ? "num new" : "num")) {
                String(year.year)
                HTML(.small, .class("soft one-line")) { year.edition.id }
              }
            }
            HTML(.th, .scope(.column), .class("num")) { wording(.change) }
          }
        }
        HTML(.tbody) { members.map { row($0, breaks, places) } }
      }
    }
  }

  private func row(_ member: Replay.Member, _ breaks: Set<Int>, _ places: Int) -> HTML {
    let series = replay.series(score, of: member)
    let bands = replay.bands(of: member)
    return HTML(.tr) {
      HTML(.th, .scope(.row), .class("name")) {
        HTML(.a, .target(anchor(member))) { title(member) ?? member.id }
      }
      for (index, value) in series.enumerated() {
        HTML(.td, .class(breaks.contains(index) ? "num new" : "num")) {
          value.map { cell($0, index, score == nil ? bands[index] : nil, places) } ?? gapCell(member, index)
        }
      }
      HTML(.td, .class("num")) { change(series, places) }
    }
  }

  func gapCell(_ member: Replay.Member, _ index: Int) -> HTML? {
    guard member.positions[index] == nil else { return nil }
    return HTML(.span, .class("soft"), .title(wording(.notEvaluated))) { wording(.notEvaluatedShort) }
  }

  func cell(_ value: Value, _ index: Int, _ band: Bands.Row?, _ places: Int) -> HTML {
    switch value {
    case .number(let number):
      let text = number.value.fixed(places: places)
      guard let band else { return .text(text) }
      let style = BandColours(replay.years[index].edition.bands).style(band)
      return HTML(.span, .class("cell \(style)"), .title(self.band(band) ?? "")) { text }
    case .missing: return HTML(.span, .class("mark missing")) { wording(.missing) }
    case .notApplicable: return HTML(.span, .class("mark na")) { wording(.notApplicableShort) }
    case .truth, .text: return .text(heads[index].words.shown(value))
    }
  }

  func anchor(_ member: Replay.Member) -> String {
    "body-\((replay.members.firstIndex { $0.id == member.id } ?? 0) + 1)"
  }

  // MARK: Editions

  private var editions: HTML {
    HTML(.section) {
      HTML(.h2) { wording(.fingerprints) }
      HTML(.div, .class("scroll"), .role("region"), .label(wording(.fingerprints)), .focusable) {
        HTML(.table, .class("prints")) {
          HTML(.thead) {
            HTML(.tr) {
              for head in [wording(.period), wording(.edition), wording(.act), wording(.rules), wording(.data)] {
                HTML(.th, .scope(.column)) { head }
              }
            }
          }
          HTML(.tbody) {
            zip(replay.years, heads).map { year, head in
              HTML(.tr) {
                HTML(.th, .scope(.row)) { String(year.year) }
                HTML(.td, .class("one-line")) { year.edition.id }
                HTML(.td) { head.act }
                HTML(.td) { HTML(.code) { year.edition.fingerprint.description } }
                HTML(.td) { HTML(.code) { head.data?.description ?? "" } }
              }
            }
          }
        }
      }
    }
  }

  private var footer: HTML {
    HTML(.footer) {
      zip(replay.years, heads).compactMap { year, head in
        HTML(.p) {
          wording(.rangeOf, ["name": String(year.year), "range": head.basisLine])
        }
      }
    }
  }
}

extension Rational {
  /// The mean; `nil` of nothing.
  static func mean(_ values: [Rational]) -> Rational? {
    values.reduce(0, +).divided(by: Rational(values.count))
  }
}
