import Evaluation
import Formula
import Methodology

/// The reasons of a score as a report tells them: what was told once is not told again.
struct ReasonTree: Sendable {
  struct Node: Sendable {
    let explanation: Explanation
    /// The reasons beneath it; none if they were told before.
    let children: [Node]
    /// Whether the same value is explained earlier in the tree.
    let isRepeated: Bool

    /// Whether there is more to tell of it than one line.
    var isLeaf: Bool {
      children.isEmpty && explanation.formula == nil && explanation.contributions.isEmpty && explanation.row == nil
        && explanation.adjustments.isEmpty
    }
  }

  /// A figure or formula that the result rests on.
  struct Ground: Sendable {
    let name: String
    let titles: Titles
    let provenance: Provenance
  }

  let roots: [Node]
  /// What the result rests on, each once, in the order of the tree.
  let grounds: [Ground]

  init(_ explanations: [Explanation], of edition: Edition) {
    var told: Set<String> = []
    roots = explanations.map { Self.node($0, &told) }
    var collector = GroundCollector(edition: edition)
    roots.forEach { collector.collect($0) }
    grounds = collector.grounds
  }

  private static func node(_ explanation: Explanation, _ told: inout Set<String>) -> Node {
    let hasOneValue = explanation.role == .score || explanation.role == .derived
    if hasOneValue, !told.insert(explanation.name).inserted {
      return Node(explanation: explanation, children: [], isRepeated: true)
    }
    return Node(explanation: explanation, children: explanation.children.map { node($0, &told) }, isRepeated: false)
  }

  func count(_ basis: Basis) -> Int { grounds.count { $0.provenance.basis == basis } }
}

/// Gathers the figures and formulas of the act in a tree of reasons.
private struct GroundCollector {
  let edition: Edition
  private(set) var grounds: [ReasonTree.Ground] = []
  private var seen: Set<String> = []

  init(edition: Edition) {
    self.edition = edition
  }

  mutating func collect(_ node: ReasonTree.Node) {
    let explanation = node.explanation
    if !node.isRepeated {
      if let provenance = explanation.provenance, isGround(explanation) {
        add(explanation.name, explanation.row ?? "", explanation.titles, provenance)
      }
      for adjustment in explanation.adjustments {
        guard let provenance = adjustment.provenance else { continue }
        add(explanation.name, adjustment.kind.rawValue, explanation.titles, provenance)
      }
    }
    for child in node.children { collect(child) }
  }

  /// Whether it is something that the act sets, and not what a body reports or a sum of parts.
  private func isGround(_ explanation: Explanation) -> Bool {
    switch explanation.role {
    case .parameter, .scale, .derived: return true
    case .score:
      guard case .score(let score) = edition.declaration(explanation.name)?.content, case .formula = score.rule else {
        return false
      }
      return true
    case .input, .aggregate, .previous, .reading, .field, .kind: return false
    }
  }

  private mutating func add(_ name: String, _ part: String, _ titles: Titles, _ provenance: Provenance) {
    guard seen.insert("\(name) \(part)").inserted else { return }
    grounds.append(ReasonTree.Ground(name: name, titles: titles, provenance: provenance))
  }
}
