import Evaluation
import Formula
import Methodology
import SourceText

extension ExplanationReport {
  /// The tree of reasons for a terminal, at most 100 columns wide.
  public var text: String {
    var lines = [bodyTitle == body.id ? body.id : "\(bodyTitle) [\(body.id)]", words.kind(body.kind), head.line, head.act]
    lines = lines.flatMap { TextWrapping.lines($0, width: Self.width) } + [""]
    if let first = explanations.first {
      let band = band.map { " — " + (words.title($0.titles) ?? $0.name) } ?? ""
      lines += TextWrapping.lines("\(title(first)): \(shown(first))\(band)", width: Self.width)
    }
    lines += (warnings + [basisLine]).flatMap { TextWrapping.lines("! " + $0, width: Self.width) }
    lines += uncertain.flatMap { ground in
      let text = "\(words.label(ofName: ground.name)) — \(words.basis(ground.provenance.basis))"
      return TextWrapping.lines(text, width: Self.width - 4).map { "    " + $0 }
    }
    for root in tree.roots {
      lines.append("")
      append(root, first: "", rest: "", to: &lines)
    }
    lines += [""] + TextWrapping.lines(wording(.shortened), width: Self.width)
    return lines.map { $0 + "\n" }.joined()
  }

  private static let width = 100
  /// Branches are not moved further in than this, so that room for text remains.
  private static let deepest = 60
  /// The rows of an aggregate that are listed.
  private static let rowLimit = 10

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
    if node.isRepeated { headline += " — " + wording(.seeAbove) }
    if node.isLeaf {
      let role = role(explanation.role)
      headline += ([role, source(explanation.provenance)].compactMap { $0 }).map { " — " + $0 }.joined()
    }
    let wrapped = TextWrapping.lines(headline, width: Self.width - first.count, rest: Self.width - rest.count - 4)
    lines += wrapped.enumerated().map { ($0 == 0 ? first : rest + "    ") + $1 }
    guard !node.isRepeated else { return }
    let inner = rest + (node.children.isEmpty ? "   " : "│  ")
    append(details(of: explanation, isLeaf: node.isLeaf), before: inner, to: &lines)
    for (index, child) in node.children.enumerated() {
      let isLast = index == node.children.count - 1
      let isDeep = rest.count >= Self.deepest
      append(
        child, first: rest + (isLast ? "└─ " : "├─ "), rest: isDeep ? rest : rest + (isLast ? "   " : "│  "), to: &lines)
    }
  }

  private func label(_ explanation: Explanation) -> String {
    let title = title(explanation)
    return title == explanation.name ? title : "\(title) [\(explanation.name)]"
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

  private func details(of node: Explanation, isLeaf: Bool) -> [(label: String, text: String)] {
    var details: [(label: String, text: String)] = []
    func add(_ phrase: Phrase, _ text: String?) {
      if let text, !text.isEmpty { details.append((wording(phrase), text)) }
    }
    if node.value.isAbsent { add(.appliesWhen, node.appliesWhen) }
    add(.formula, node.formula)
    if node.figures != node.formula { add(.withFigures, node.figures) }
    if let base = node.base { add(.base, words.shown(base, node.unit)) }
    details += node.adjustments.map { (adjustmentLabel($0.kind), text($0, node.unit)) }
    add(.scaleRow, node.row)
    if let absence = node.value.absence { words.reasons(absence).prefix(Self.rowLimit).forEach { add(.missingBecause, $0) } }
    if !node.contributions.isEmpty { add(.rowsTakenIn, rows(node)) }
    if !isLeaf { add(.source, source(node.provenance)) }
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

  private func rows(_ node: Explanation) -> String {
    let told = node.contributions.prefix(Self.rowLimit).map { "\($0.label) = \(words.shown($0.value))" }
    let rest = node.contributions.count - told.count
    let more = rest > 0 ? [wording.counted(.andMore, rest)] : []
    return wording.counted(.rows, node.contributions.count) + ": " + (told + more).joined(separator: "; ")
  }

  /// The citation, and the basis if it is not the text of the act.
  private func source(_ provenance: Provenance?) -> String? {
    guard let provenance else { return nil }
    let basis = provenance.basis == .text ? nil : words.basis(provenance.basis)
    let parts = [provenance.citation.isEmpty ? nil : provenance.citation, basis].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " — ")
  }
}

extension Array where Element: Equatable {
  /// The elements without those that equal an earlier one.
  fileprivate var unique: [Element] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
