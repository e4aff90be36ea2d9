import Evaluation
import Formula
import Methodology

/// The reasons of a score as a report tells them: what was told once is not told again.
struct ReasonTree: Sendable {
  struct Node: Sendable {
    let explanation: Explanation
    /// The reasons beneath it; none if they were told before.
    let children: [Node]
    /// The rows or bodies that it takes in, itself or as its only aggregate.
    let rows: [Explanation.Contribution]
    /// Whether the same value is explained earlier in the tree.
    let isRepeated: Bool
    /// The name of its place on a page; `nil` where another place has that name already.
    let anchor: String?

    /// Whether there is more to tell of it than one line.
    var isLeaf: Bool {
      children.isEmpty && explanation.formula == nil && rows.isEmpty && explanation.lookUp == nil
        && explanation.adjustments.isEmpty
    }
  }

  /// A figure or formula that the result rests on.
  struct Ground: Sendable {
    /// The name of the node that it stands in.
    let node: String
    /// Its own name: that of the node, with the clause if it is one.
    let name: String
    let titles: Titles
    let provenance: Provenance
  }

  let roots: [Node]
  /// What the result rests on, each once, in the order of the tree.
  let grounds: [Ground]
  /// The names of all nodes.
  let names: Set<String>

  init(_ explanations: [Explanation], of edition: Edition) {
    var told = Told()
    roots = explanations.map { Self.node($0, &told) }
    var collector = GroundCollector(edition: edition)
    roots.forEach { collector.collect($0) }
    grounds = collector.grounds
    names = collector.names
  }

  /// What the tree has had already.
  private struct Told {
    var values: Set<String> = []
    var anchors: Set<String> = []
  }

  private static func node(_ explanation: Explanation, _ told: inout Told) -> Node {
    let hasOneValue = explanation.role == .score || explanation.role == .derived
    if hasOneValue, !told.values.insert(explanation.name).inserted {
      return Node(explanation: explanation, children: [], rows: [], isRepeated: true, anchor: nil)
    }
    let anchor = anchor(explanation.name)
    let isFirst = explanation.role != .aggregate && told.anchors.insert(anchor).inserted
    var parts = explanation.children
    var rows = explanation.contributions
    // A formula that is nothing but an aggregate would be told twice.
    if let place = parts.firstIndex(where: { $0.role == .aggregate && $0.name == explanation.formula }) {
      let aggregate = parts.remove(at: place)
      rows = aggregate.contributions
      parts.insert(contentsOf: aggregate.children, at: place)
    }
    return Node(
      explanation: explanation, children: parts.map { node($0, &told) }, rows: rows, isRepeated: false,
      anchor: isFirst ? anchor : nil)
  }

  /// A name as a place on a page: without spaces and brackets.
  static func anchor(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." ? $0 : "-" })
  }

  func count(_ basis: Basis) -> Int { grounds.count { $0.provenance.basis == basis } }
}

/// Gathers the figures and formulas of the act in a tree of reasons.
private struct GroundCollector {
  let edition: Edition
  private(set) var grounds: [ReasonTree.Ground] = []
  private(set) var names: Set<String> = []
  private var seen: Set<String> = []

  init(edition: Edition) {
    self.edition = edition
  }

  mutating func collect(_ node: ReasonTree.Node) {
    let explanation = node.explanation
    names.insert(explanation.name)
    if !node.isRepeated {
      if let provenance = explanation.provenance, isGround(explanation) {
        add(explanation, explanation.name, explanation.lookUp?.row.map { Scale.text($0.lower, $0.upper) }, provenance)
      }
      for adjustment in explanation.adjustments {
        guard let provenance = adjustment.provenance else { continue }
        add(explanation, explanation.name + "." + adjustment.kind.rawValue, nil, provenance)
      }
    }
    for child in node.children { collect(child) }
  }

  /// Whether it is something that the act sets, and not what a body reports or a sum of parts.
  private func isGround(_ explanation: Explanation) -> Bool {
    switch explanation.role {
    case .parameter, .scale, .derived, .field: return true
    case .score:
      guard case .score(let score) = edition.declaration(explanation.name)?.content, case .formula = score.rule else {
        return false
      }
      return true
    case .input, .aggregate, .previous, .reading, .kind: return false
    }
  }

  private mutating func add(_ node: Explanation, _ name: String, _ row: String?, _ provenance: Provenance) {
    guard seen.insert("\(name) \(row ?? "")").inserted else { return }
    grounds.append(ReasonTree.Ground(node: node.name, name: name, titles: node.titles, provenance: provenance))
  }
}
