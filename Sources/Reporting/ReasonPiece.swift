import Evaluation
import Formula
import Methodology
import SourceText

/// Writes the tree of reasons as parts of a page that can be folded.
struct ReasonPiece {
  let report: ExplanationReport
  private var words: ValueText { report.words }
  private var wording: Wording { report.wording }

  init(report: ExplanationReport) {
    self.report = report
  }

  /// Levels that are open when the page is opened.
  private static let openLevels = 2
  private static let headings: [HTML.Tag] = [.h3, .h4, .h5, .h6]

  /// A part of the page with all that stands beneath it.
  func piece(_ node: ReasonTree.Node, level: Int) -> HTML {
    let explanation = node.explanation
    let isScore = explanation.role == .score
    var attributes: [HTML.Attribute] = [.class(isScore ? "node" : "node step")]
    if let anchor = node.anchor { attributes.append(.id(anchor)) }
    if level < Self.openLevels { attributes.append(.open) }
    let summary = HTML(.summary) {
      HTML(.span) {
        HTML(Self.headings[min(level, Self.headings.count - 1)]) { report.title(explanation) }
        " "
        marks(explanation)
      }
      HTML(.span, .class("value")) {
        explanation.value.isAbsent && explanation.role != .field ? "" : report.headline(explanation)
      }
      words.bar(explanation.value, of: explanation.maximum)
    }
    return .element(.details, attributes, [summary, inside(node, level)])
  }

  private func marks(_ explanation: Explanation) -> [HTML] {
    let basis = explanation.provenance.flatMap { words.mark($0.basis) }
    let state = explanation.role == .field ? nil : words.mark(explanation.value)
    return [state, basis].compactMap { $0 }.flatMap { [$0, .text(" ")] }
  }

  private func inside(_ node: ReasonTree.Node, _ level: Int) -> HTML {
    let leaves = node.children.filter { $0.isLeaf || $0.isRepeated }
    let branches = node.children.filter { !$0.isLeaf && !$0.isRepeated }
    return HTML(.div, .class("inside")) {
      calculation(node.explanation)
      if !node.rows.isEmpty { rows(node.rows) }
      if !leaves.isEmpty { figures(leaves) }
      branches.map { piece($0, level: level + 1) }
    }
  }

  // MARK: The calculation

  private func calculation(_ node: Explanation) -> HTML {
    HTML(.dl, .class("calc")) {
      if let condition = report.condition(node) { expression(.appliesWhen, condition) }
      if let formula = report.formula(node) { expression(.formula, formula) }
      if let figures = report.figures(node) { expression(.withFigures, figures) }
      if let base = node.base { line(wording(.base), [.text(words.shown(base))]) }
      node.adjustments.map { line(report.adjustmentLabel($0.kind), content($0)) }
      if !node.adjustments.isEmpty {
        line(wording(.result), [HTML(.span, .class("strong")) { words.shown(node.value) }])
      }
      if let row = report.row(node) { line(wording(.scaleRow), [HTML(.span) { row }] + scale(node)) }
      missing(node)
      if let source = source(node.provenance) { line(wording(.source), source) }
      if let assessor = node.assessor.flatMap(words.title) { line(wording(.assessedBy), [.text(assessor)]) }
    }
  }

  /// All rows of the scale, with the one that covers the value marked.
  private func scale(_ node: Explanation) -> [HTML] {
    guard let lookUp = node.lookUp, lookUp.rows.count > 1 else { return [] }
    return [
      HTML(.ul, .class("degrees")) {
        for row in lookUp.rows {
          HTML(.li, .class(row.span == lookUp.row?.span ? "here" : "other")) {
            wording(
              .rangeOf, ["name": words.range(row.lower, row.upper), "range": row.figure.value.description])
          }
        }
      }
    ]
  }

  private func line(_ label: String, _ content: [HTML]) -> HTML {
    .group([HTML(.dt) { label }, HTML(.dd) { content }])
  }

  private func expression(_ label: Phrase, _ formula: String) -> HTML {
    .group([HTML(.dt) { wording(label) }, HTML(.dd, .class("expression")) { HTML(.code) { formula } }])
  }

  private func missing(_ node: Explanation) -> HTML? {
    let reasons = report.reasons(node)
    guard !reasons.isEmpty else { return nil }
    return line(
      wording(.missingBecause), [HTML(.ul) { reasons.map { reason in HTML(.li) { reason } } }])
  }

  private func content(_ adjustment: Explanation.Adjustment) -> [HTML] {
    let value = words.shown(adjustment.value)
    var content: [HTML] = [HTML(.span, .class("strong")) { value }]
    if let title = words.title(adjustment.titles) { content += [.text(" "), .text(title)] }
    switch adjustment.kind {
    case .round: content += [.text(" "), HTML(.span, .class("soft")) { words.rounding(adjustment.formula) }]
    case .shareOut: break
    default:
      for formula in [adjustment.formula, adjustment.figures ?? adjustment.formula].unique
      where formula != adjustment.value.number.map(DecimalText.exact) {
        let isFigures = formula != adjustment.formula
        content.append(HTML(.div, .class("soft")) { HTML(.code) { isFigures ? "= " + formula : formula } })
      }
    }
    if let source = source(adjustment.provenance) {
      content.append(HTML(.div, .class("soft")) { source })
    }
    return content
  }

  private func source(_ provenance: Provenance?) -> [HTML]? {
    guard let provenance, !provenance.citations.isEmpty || provenance.basis != .text else { return nil }
    return [.text(provenance.citation), .text(" ")] + [words.mark(provenance.basis)].compactMap { $0 }
  }

  // MARK: Figures

  private func rows(_ rows: [Explanation.Contribution]) -> HTML {
    HTML(.details, .class("rows")) {
      HTML(.summary) { " " + wording(.rowsTakenIn) + ": " + String(rows.count) }
      HTML(.ol) {
        for row in rows {
          HTML(.li) {
            HTML(.span) {
              row.label
              if let figures = row.figures, figures != words.shown(row.value) {
                HTML(.div) { HTML(.code, .class("soft")) { figures } }
              }
            }
            HTML(.span) { words.shown(row.value) }
          }
        }
      }
    }
  }

  private func figures(_ nodes: [ReasonTree.Node]) -> HTML {
    HTML(.table, .class("figures")) {
      HTML(.caption) { wording(.wentIn) }
      HTML(.tbody) { nodes.map(figure) }
    }
  }

  private func figure(_ node: ReasonTree.Node) -> HTML {
    let explanation = node.explanation
    let title = report.title(explanation)
    return HTML.anchored(.tr, node.anchor) {
      HTML(.th, .scope(.row)) {
        if node.isRepeated {
          HTML(.a, .target(ReasonTree.anchor(explanation.name))) { title }
        } else if title != explanation.name {
          title
        }
        if explanation.role != .kind {
          HTML(.div) { HTML(.code, .class("soft")) { explanation.name } }
        }
      }
      HTML(.td, .class(explanation.value.text == nil ? "num" : "word")) {
        (explanation.role == .field ? nil : words.mark(explanation.value)) ?? .text(report.shown(explanation))
      }
      HTML(.td, .class("from soft")) {
        if node.isRepeated {
          wording(.seeElsewhere)
        } else {
          from(explanation)
        }
      }
    }
  }

  private func from(_ explanation: Explanation) -> [HTML] {
    var parts: [HTML] = []
    let isReported = explanation.role != .input || !explanation.value.isAbsent
    if isReported, let role = report.role(explanation.role) { parts.append(.text(role)) }
    if let citation = explanation.provenance?.citation, !citation.isEmpty {
      parts += [parts.isEmpty ? .group([]) : .text(" · "), .text(citation)]
    }
    if let mark = explanation.provenance.flatMap({ words.mark($0.basis) }) { parts += [.text(" "), mark] }
    for reason in report.reasons(explanation) { parts.append(HTML(.div) { reason }) }
    return parts
  }
}
