import Evaluation
import Formula
import Methodology
import SourceText

extension ExplanationReport {
  /// The tree of reasons for a terminal, at most 100 columns wide.
  public var text: String {
    var lines = [
      bodyTitle == body.id ? body.id : "\(bodyTitle) [\(body.id)]", words.kind(body.kind), head.line, head.act,
    ]
    lines = lines.flatMap { TextWrapping.lines($0, width: Self.width) } + [""]
    if let first = explanations.first {
      let band = band.map { " — " + (words.title($0.titles) ?? $0.name) } ?? ""
      lines += TextWrapping.lines("\(title(first)): \(shown(first))\(band)", width: Self.width)
    }
    lines += warnings.flatMap { TextWrapping.lines("! " + $0, width: Self.width) }
    if let basisLine {
      lines += TextWrapping.lines((uncertain.isEmpty ? "" : "! ") + basisLine, width: Self.width)
    }
    var told = uncertain.prefix(Self.rowLimit).map { ground in
      let title = words.title(ground.titles).map { "\($0) [\(ground.name)]" } ?? ground.name
      return "\(title) — \(words.basis(ground.provenance.basis))"
    }
    if uncertain.count > told.count { told.append(wording.counted(.andMore, uncertain.count - told.count)) }
    lines += told.flatMap { TextWrapping.lines($0, width: Self.width - 4).map { "    " + $0 } }
    for root in tree.roots {
      lines.append("")
      append(root, first: "", rest: "", to: &lines)
    }
    lines += [""] + [exactness, head.fingerprintLine].flatMap { TextWrapping.lines($0, width: Self.width) }
    return lines.map { $0 + "\n" }.joined()
  }

  private static let width = 100
  /// Branches are not moved further in than this, so that room for text remains.
  private static let deepest = 60
  /// Reasons and grounds beyond these are only counted.
  private static let rowLimit = 10
  /// Rows of an aggregate beyond these are only counted: whoever adds more of them up by hand takes the JSON.
  private static let contributionLimit = 60
  /// A computed field shows how it comes about in this many rows.
  private static let exampleLimit = 5

  /// Adds a node with what stands beneath it.
  ///
  /// - Parameters:
  ///   - node: the node.
  ///   - first: what stands before its first line.
  ///   - rest: what stands before all other lines of it.
  ///   - lines: where the lines go.
  private func append(_ node: ReasonTree.Node, first: String, rest: String, to lines: inout [String]) {
    let explanation = node.explanation
    var headline = "\(label(explanation)): \(shown(explanation))"
    if node.isRepeated { headline += " — " + wording(.seeElsewhere) }
    if node.isLeaf {
      let isReported = explanation.role != .input || !explanation.value.isAbsent
      let role = isReported ? role(explanation.role) : nil
      headline += ([role, source(explanation.provenance)].compactMap { $0 }).map { " — " + $0 }.joined()
    }
    let wrapped = TextWrapping.lines(headline, width: Self.width - first.count, rest: Self.width - rest.count - 4)
    lines += wrapped.enumerated().map { ($0 == 0 ? first : rest + "    ") + $1 }
    guard !node.isRepeated else { return }
    let inner = rest + (node.children.isEmpty ? "   " : "│  ")
    append(details(of: node), before: inner, to: &lines)
    for (index, child) in node.children.enumerated() {
      let isLast = index == node.children.count - 1
      let isDeep = rest.count >= Self.deepest
      append(
        child, first: rest + (isLast ? "└─ " : "├─ "), rest: isDeep ? rest : rest + (isLast ? "   " : "│  "), to: &lines
      )
    }
  }

  private func label(_ explanation: Explanation) -> String {
    let title = title(explanation)
    let isNamed = title != explanation.name && explanation.role != .aggregate && explanation.role != .kind
    return isNamed ? "\(title) [\(explanation.name)]" : title
  }

  private func append(_ details: [(label: String, text: String)], before prefix: String, to lines: inout [String]) {
    let indent = details.map { Printable.width($0.label) }.max() ?? 0
    for (label, text) in details {
      let parts = TextWrapping.lines(text, width: Self.width - prefix.count - indent - 2)
      for (index, part) in parts.enumerated() {
        lines.append(prefix + TextWrapping.padded(index == 0 ? label : "", width: indent + 2) + part)
      }
    }
  }

  private func details(of part: ReasonTree.Node) -> [(label: String, text: String)] {
    let node = part.explanation
    var details: [(label: String, text: String)] = []
    func add(_ phrase: Phrase, _ text: String?) {
      if let text, !text.isEmpty { details.append((wording(phrase), text)) }
    }
    add(.appliesWhen, condition(node))
    add(.formula, formula(node))
    add(.withFigures, figures(node))
    if let base = node.base { add(.base, words.shown(base, node.unit)) }
    details += node.adjustments.map { (adjustmentLabel($0.kind), text($0, node.unit)) }
    add(.scaleRow, row(node))
    let reasons = reasons(node)
    reasons.prefix(Self.rowLimit).forEach { add(.missingBecause, $0) }
    if reasons.count > Self.rowLimit { add(.missingBecause, wording.counted(.andMore, reasons.count - Self.rowLimit)) }
    if !part.rows.isEmpty { details += rows(part).enumerated().map { ($0 == 0 ? wording(.rowsTakenIn) : "", $1) } }
    if !part.isLeaf { add(.source, source(node.provenance)) }
    add(.assessedBy, node.assessor.flatMap(words.title))
    return details
  }

  private func text(_ adjustment: Explanation.Adjustment, _ unit: Unit?) -> String {
    let formula =
      switch adjustment.kind {
      case .round: words.rounding(adjustment.formula)
      case .shareOut: ""
      default: [adjustment.formula, adjustment.figures].compactMap { $0 }.unique.joined(separator: " = ")
      }
    let value = words.shown(adjustment.value, adjustment.kind == .shareOut ? nil : unit)
    let parts = [words.title(adjustment.titles), formula == value ? nil : formula, source(adjustment.provenance)]
    return ([value] + parts.compactMap { $0 }.filter { !$0.isEmpty }).joined(separator: " — ")
  }

  /// The rows of an aggregate in one paragraph; those of a computed field line by line, with how they come about.
  private func rows(_ part: ReasonTree.Node) -> [String] {
    let isField = part.explanation.role == .field
    let told = part.rows.prefix(isField ? Self.exampleLimit : Self.contributionLimit).map { row in
      let value = words.shown(row.value)
      guard isField, let figures = row.figures, figures != value else { return "\(row.label) = \(value)" }
      return "\(row.label): \(figures) = \(value)"
    }
    let rest = part.rows.count - told.count
    let more = rest > 0 ? [wording.counted(.andMore, rest)] : []
    let count = wording.counted(.rows, part.rows.count) + ": "
    return isField ? [count] + told + more : [count + (told + more).joined(separator: "; ")]
  }

  /// The citation, and the basis if it is not the text of the act.
  private func source(_ provenance: Provenance?) -> String? {
    guard let provenance else { return nil }
    let basis = provenance.basis == .text ? nil : words.basis(provenance.basis)
    let parts = [provenance.citation.isEmpty ? nil : provenance.citation, basis].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " — ")
  }
}
