import Methodology

extension SourcesReport {
  /// The figures as a page that needs nothing but itself: first what does not stand in the act, then all by kind.
  public var html: String {
    let uncertain = figures.filter { $0.provenance.basis != .text }
    return Page(
      title: wording(.ofPeriod, ["what": wording(.sourcesTitle), "period": head.line]), wording: wording, isWide: true,
      content: [
        HTML(.header) {
          HTML(.p, .class("eyebrow")) { wording(.sourcesTitle) }
          HTML(.h1) { head.methodology }
          head.facts()
          tiles
          if let partial = head.partial { HTML(.p, .class("notice")) { partial } }
        },
        HTML(.main) {
          if !uncertain.isEmpty, uncertain.count < figures.count { section(wording(.notInTheAct), uncertain) }
          for (kind, members) in groups { section(title(kind), members) }
        },
        head.footer(),
      ]
    ).text
  }

  private var tiles: HTML {
    HTML(.ul, .class("tiles")) {
      for basis in Basis.allCases {
        HTML(.li) {
          HTML(.strong) { String(head.basis[basis]) }
          words.basis(basis)
        }
      }
    }
  }

  private func section(_ title: String, _ figures: [SourcedFigure]) -> HTML {
    HTML(.section) {
      HTML(.h2) {
        "\(title) "
        HTML(.small) { String(figures.count) }
      }
      HTML(.table, .class("sources")) {
        HTML(.thead) {
          HTML(.tr) {
            HTML(.th, .scope(.column), .class("name")) { wording(.name) }
            HTML(.th, .scope(.column), .class("what")) { wording(.figure) }
            HTML(.th, .scope(.column), .class("from")) { wording(.source) }
            HTML(.th, .scope(.column), .class("basis")) { wording(.basis) }
          }
        }
        HTML(.tbody) { figures.map(row) }
      }
    }
  }

  private func row(_ figure: SourcedFigure) -> HTML {
    HTML(.tr) {
      HTML(.th, .scope(.row), .class("name")) {
        if let title = words.title(figure.titles) { HTML(.div) { title } }
        HTML(.code, .class("soft")) { figure.path }
      }
      HTML(.td, .class("what")) {
        if figure.kind == .formula { HTML(.code) { figure.text } } else { shown(figure) }
      }
      HTML(.td, .class("from")) { figure.provenance.citation }
      HTML(.td, .class("basis")) {
        words.mark(figure.provenance.basis) ?? HTML(.span, .class("soft")) { words.basis(.text) }
      }
    }
  }
}
