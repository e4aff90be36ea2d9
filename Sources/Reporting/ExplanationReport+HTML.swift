import Evaluation
import Formula
import Methodology

extension ExplanationReport {
  /// The tree of reasons as a page that needs nothing but itself, to be read, folded and printed.
  public var html: String {
    Page(
      title: wording(.ofPeriod, ["what": bodyTitle, "period": head.line]), wording: wording, isFolded: true,
      content: [
        HTML(.header) {
          HTML(.p, .class("eyebrow")) { wording(.explanationTitle) }
          HTML(.h1) { bodyTitle }
          HTML(.p, .class("lead")) { head.methodology }
          explanations.first.map(verdict)
          head.facts([(.body, body.id), (.kind, words.kind(body.kind))])
          notice
        },
        HTML(.main) {
          overview
          HTML(.section) {
            HTML(.h2) { wording(.contents) }
            HTML(.div, .class("tools"), .hidden) {
              HTML(.button, .type("button")) { wording(.openAll) }
              HTML(.button, .type("button")) { wording(.closeAll) }
            }
            tree.roots.map { ReasonPiece(report: self).piece($0, level: 0) }
          }
          uncertainSection
          head.readingsSection(readings)
        },
        head.footer([exactness]),
      ]
    ).text
  }

  private func verdict(_ explanation: Explanation) -> HTML {
    HTML(.section, .class("verdict"), .label(title(explanation))) {
      HTML(.div, .class("line")) {
        HTML(.span, .class("name")) { title(explanation) }
        if let number = explanation.value.number {
          HTML(.span, .class("value")) { DecimalText.shown(number, wording) }
          HTML(.span, .class("of")) { rest(explanation) }
        } else {
          HTML(.span, .class("value none")) { words.shown(explanation.value) }
        }
        if let band { HTML(.strong, .class("degree")) { words.title(band.titles) ?? band.name } }
      }
      words.bar(explanation.value, of: explanation.maximum)
      if let bands = edition.bands, subject?.id == bands.score { degrees(bands) }
    }
  }

  /// What follows the number: its maximum and unit.
  private func rest(_ explanation: Explanation) -> String {
    let unit = words.unit(explanation.unit)
    guard let maximum = explanation.maximum?.number else { return unit ?? "" }
    let text = DecimalText.shown(maximum, wording)
    guard let unit else { return wording(.ofMaximum, ["maximum": text]) }
    return wording(.ofMaximumAndUnit, ["maximum": text, "unit": unit])
  }

  private func degrees(_ bands: Bands) -> HTML {
    HTML(.ul, .class("degrees")) {
      for row in bands.rows {
        HTML(.li, .class(row.name == band?.name ? "here" : "other")) {
          wording(
            .rangeOf, ["name": words.title(row.titles) ?? row.name, "range": words.range(row.lower, row.upper)])
        }
      }
    }
  }

  /// What a person must be aware of; lists of it stand at the end of the page.
  private var notice: HTML? {
    let reasons = explanations.first.map(reasons) ?? []
    guard !warnings.isEmpty || !uncertain.isEmpty || !readings.isEmpty else { return nil }
    return HTML(.section, .class("notice")) {
      HTML(.h2) { wording(.warnings) }
      HTML(.ul) {
        if explanations.first?.value.absence != nil {
          HTML(.li, .class("none")) {
            HTML(.strong) { wording(.noResult) }
            HTML(.ul) { reasons.map { reason in HTML(.li) { reason } } }
          }
        }
        if let partial = head.partial { HTML(.li) { partial } }
        if !uncertain.isEmpty, let basisLine {
          HTML(.li) { HTML(.a, .target(Self.grounds)) { basisLine } }
        }
        head.readingsNote(readings)
      }
    }
  }

  private static let grounds = "what-is-not-in-the-act"

  /// What does not stand in the act, one by one.
  private var uncertainSection: HTML? {
    guard !uncertain.isEmpty else { return nil }
    return HTML(.section, .id(Self.grounds)) {
      HTML(.h2) { wording(.uncertainList) }
      HTML(.table, .class("figures")) { HTML(.tbody) { uncertain.map(ground) } }
    }
  }

  private func ground(_ ground: ReasonTree.Ground) -> HTML {
    let title = words.title(ground.titles)
    return HTML(.tr) {
      HTML(.th, .scope(.row)) {
        HTML(.a, .target(ReasonTree.anchor(ground.node))) { title ?? ground.name }
        if title != nil { HTML(.div) { HTML(.code, .class("soft")) { ground.name } } }
      }
      HTML(.td, .class("num")) { words.mark(ground.provenance.basis) }
      HTML(.td, .class("from soft")) { ground.provenance.citation }
    }
  }

  /// The scores right beneath what is explained, and those beneath them.
  private var overview: HTML? {
    let rows = tree.roots.flatMap { root in
      let main = root.children.filter { $0.explanation.role == .score }
      return main.flatMap { child in
        [(child, "main")] + child.children.filter { $0.explanation.role == .score }.map { ($0, "sub") }
      }
    }
    guard !rows.isEmpty else { return nil }
    return HTML(.section) {
      HTML(.h2) { wording(.overview) }
      HTML(.table, .class("overview")) {
        HTML(.thead) {
          HTML(.tr) {
            HTML(.th, .scope(.column)) { wording(.score) }
            HTML(.th, .scope(.column), .class("num")) { wording(.value) }
            HTML(.th, .scope(.column), .class("num")) { wording(.maximum) }
            HTML(.th, .class("gauge"))
          }
        }
        HTML(.tbody) {
          for (node, style) in rows { overviewRow(node.explanation, style) }
        }
      }
    }
  }

  private func overviewRow(_ explanation: Explanation, _ style: String) -> HTML {
    HTML(.tr, .class(style)) {
      HTML(.th, .scope(.row)) {
        HTML(.a, .target(ReasonTree.anchor(explanation.name))) { title(explanation) }
      }
      HTML(.td, .class("num")) { words.mark(explanation.value) ?? .text(tabular(explanation)) }
      HTML(.td, .class("num most")) { explanation.maximum.map(words.shown) ?? "" }
      HTML(.td, .class("gauge")) { words.bar(explanation.value, of: explanation.maximum) }
    }
  }

  /// A value with the decimals of a table.
  private func tabular(_ explanation: Explanation) -> String {
    guard let number = explanation.value.number else { return words.shown(explanation.value) }
    let rounding = edition.declaration(explanation.name)?.rounding
    return number.value.fixed(places: DecimalText.places(of: [number], rounding: rounding))
  }
}
