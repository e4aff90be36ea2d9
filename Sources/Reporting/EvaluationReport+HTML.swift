import Formula
import Methodology

extension EvaluationReport {
  /// The table as a page that needs nothing but itself.
  public var html: String {
    Page(
      title: head.line, wording: wording, isWide: true,
      content: [
        HTML(.header) {
          HTML(.p, .class("eyebrow")) { wording(.evaluationTitle) }
          HTML(.h1) { head.methodology }
          head.facts()
          notice
        },
        HTML(.main) {
          table
          missing
          head.readingsSection(head.readingsTaken)
        },
        head.footer(),
      ]
    ).text
  }

  private var notice: HTML? {
    let notes = [head.partial.map { note in HTML(.li) { note } }, head.readingsNote(head.readingsTaken)]
    guard notes.contains(where: { $0 != nil }) else { return nil }
    return HTML(.section, .class("notice")) {
      HTML(.h2) { wording(.warnings) }
      HTML(.ul) { notes.compactMap { $0 } }
    }
  }

  private var table: HTML {
    let groups = groups
    let places = places
    return HTML(.div, .class("scroll"), .role("region"), .label(wording(.evaluationTitle)), .focusable) {
      HTML(.table, .class("scores")) {
        HTML(.thead) {
          HTML(.tr) {
            HTML(.th, .scope(.column), .class("name")) { wording(.body) }
            for column in columns {
              HTML(.th, .scope(.column), .class("num")) { words.title(column.titles) ?? column.shortName }
            }
            if edition.bands != nil { HTML(.th, .scope(.column)) { wording(.band) } }
          }
        }
        for (kind, bodies) in groups {
          HTML(.tbody) {
            if groups.count > 1 {
              HTML(.tr, .class("group")) {
                HTML(.th, .scope(.row), .span(columns.count + (edition.bands == nil ? 1 : 2))) { words.kind(kind.name) }
              }
            }
            for body in bodies { row(body, places) }
          }
        }
      }
    }
  }

  private func row(_ index: Int, _ places: [Int]) -> HTML {
    let body = evaluation.bodies[index]
    return HTML(.tr) {
      HTML(.th, .scope(.row), .class("name")) {
        if let title = words.title(body.titles) {
          HTML(.div) { title }
          HTML(.small) { body.id }
        } else {
          body.id
        }
      }
      for (column, places) in zip(columns, places) { cell(evaluation.value(column.id, body: index), index, places) }
      if edition.bands != nil { HTML(.td) { band(body: index) ?? "—" } }
    }
  }

  private func cell(_ value: Value, _ body: Int, _ places: Int) -> HTML {
    HTML(.td, .class("num")) {
      switch value {
      case .number(let number): number.value.fixed(places: places)
      case .missing: HTML(.a, .target(anchor(body)), .class("mark missing")) { wording(.missing) }
      case .notApplicable: HTML(.span, .class("mark na")) { wording(.notApplicableShort) }
      default: words.shown(value)
      }
    }
  }

  /// What the scores of each body lack.
  private var missing: HTML? {
    let lacking = groups.flatMap(\.bodies).compactMap { body in absence(body: body).map { (body, $0) } }
    guard !lacking.isEmpty else { return nil }
    return HTML(.section) {
      HTML(.h2) { wording(.missingTitle) }
      for (index, absence) in lacking {
        let body = evaluation.bodies[index]
        HTML(.section, .id(anchor(index))) {
          HTML(.h3) { words.title(body.titles) ?? body.id }
          HTML(.ul) {
            for reason in words.reasons(absence) { HTML(.li) { reason } }
          }
        }
      }
    }
  }

  private func anchor(_ body: Int) -> String { "missing-\(body + 1)" }
}
