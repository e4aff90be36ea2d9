import RuleYAML
import SourceText

/// Turns a rule file into the tree of a whole edition: an amendment is applied to the edition that it amends.
///
/// Every part of the result keeps its place in the file that it comes from.
struct Consolidation {
  /// An edition further down a chain of amendments than this is refused.
  private static let longestChain = 32

  /// The keys at the head of an amendment; those that describe an edition replace its base's.
  private static let headKeys = [
    "format", "methodology", "edition", "title", "act", "in_force", "evaluates", "partial", "basis",
  ]

  let findings: Findings

  /// The consolidated tree of a rule file.
  ///
  /// - Parameters:
  ///   - node: the tree of the file.
  ///   - file: the file, beside which the amended edition stands.
  /// - Returns: the tree without `amends`, or `nil` after findings.
  func consolidated(_ node: Node, of file: SourceFile) -> Node? {
    consolidated(node, of: file, chain: [file.name])
  }

  private func consolidated(_ node: Node, of file: SourceFile, chain: [String]) -> Node? {
    guard let amends = node["amends"] else { return node }
    guard
      let reader = MappingReader(
        node, "an amendment", allowed: Self.headKeys + ["amends", "changes"], findings: findings),
      let name = reader.scalar("amends"), let base = base(name, beside: file, chain: chain, at: amends.span)
    else { return nil }
    guard let changes = reader["changes"]?.asSequence else {
      reader.missing("changes")
      return nil
    }
    var tree = replacingHead(of: base, by: node)
    for change in changes { apply(change, to: &tree) }
    return tree
  }

  /// The tree of the edition that is amended; its file stands in the same folder and has its id as name.
  private func base(_ name: Scalar, beside file: SourceFile, chain: [String], at span: Span) -> Node? {
    guard name.text.utf8.allSatisfy({ Self.isFileNameByte($0) }), !name.text.hasPrefix(".") else {
      let words = ["key": "amends", "expected": "the id of an edition in the same folder", "found": name.text]
      findings.add(Diagnostic(.wrongValue, words, at: span))
      return nil
    }
    let path = file.store.folder(of: file.name) + name.text + ".yaml"
    guard !chain.contains(path), chain.count < Self.longestChain else {
      let words = ["name": name.text, "path": (chain + [path]).joined(separator: " -> ")]
      findings.add(Diagnostic(.circularDefinition, words, at: span))
      return nil
    }
    guard let base = file.store.read(path: path, reference: span, findings: findings),
      let node = YAMLReader.read(base, findings: findings)
    else { return nil }
    return consolidated(node, of: base, chain: chain + [path])
  }

  private static func isFileNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// The base with the head of the amendment: what the amendment does not say stays.
  private func replacingHead(of base: Node, by amendment: Node) -> Node {
    var entries = base.asMapping ?? []
    for entry in amendment.asMapping ?? [] where Self.headKeys.contains(entry.key.text) {
      if let index = entries.firstIndex(where: { $0.key.text == entry.key.text }) {
        entries[index] = entry
      } else {
        entries.insert(entry, at: 0)
      }
    }
    return Node(.mapping(entries), at: amendment.span)
  }

  // MARK: Changes

  private static let operations = ["add", "set", "remove", "append"]

  private func apply(_ node: Node, to tree: inout Node) {
    let allowed = Self.operations + ["at", "was", "cite", "note"]
    guard let reader = MappingReader(node, "a change", allowed: allowed, findings: findings) else { return }
    if !reader.has("cite") { findings.add(Diagnostic(.noCitation, ["what": "the", "name": "change"], at: node.span)) }
    guard let scalar = reader.scalar("at") else { return reader.missing("at") }
    let given = Self.operations.filter(reader.has)
    guard let operation = given.first, given.count == 1, let content = reader[operation] else {
      let words = ["what": "a change", "key": Self.operations.joined(separator: "`, `")]
      findings.add(Diagnostic(.missingKey, words, at: node.span))
      return
    }
    guard let path = NodePath(scalar.text) else {
      let words = ["key": "at", "expected": "a path such as parameters.weight.central", "found": scalar.text]
      findings.add(Diagnostic(.wrongValue, words, at: scalar.span))
      return
    }
    let change = Change(
      path: path, place: scalar.span, operation: operation, content: content, was: reader["was"], findings: findings)
    if let changed = change.applied(to: tree, path.steps[...], at: tree.span) { tree = changed }
  }
}

/// A way from the top of a rule file to one of its parts: `scores.openness.of.portals.max`, `bands.rows[name=high]`.
struct NodePath {
  enum Step {
    case key(String)
    /// The item of a list whose `key` has a value.
    case item(key: String, value: String)
  }

  let steps: [Step]
  let text: String

  init?(_ text: String) {
    var steps: [Step] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      var rest = part
      if let open = rest.firstIndex(of: "[") {
        guard rest.last == "]" else { return nil }
        let inner = rest[rest.index(after: open)...].dropLast()
        guard let equals = inner.firstIndex(of: "=") else { return nil }
        rest = part[..<open]
        guard !rest.isEmpty else { return nil }
        steps.append(.key(String(rest)))
        steps.append(.item(key: String(inner[..<equals]), value: String(inner[inner.index(after: equals)...])))
      } else {
        guard !rest.isEmpty else { return nil }
        steps.append(.key(String(rest)))
      }
    }
    guard !steps.isEmpty, steps.count <= 64 else { return nil }
    self.steps = steps
    self.text = text
  }
}

/// One change of an amendment.
private struct Change {
  let path: NodePath
  let place: Span
  let operation: String
  let content: Node
  let was: Node?
  let findings: Findings

  /// The tree with the change; `nil` after a finding if it hits nothing or the wrong thing.
  func applied(to node: Node, _ steps: ArraySlice<NodePath.Step>, at span: Span) -> Node? {
    guard let step = steps.first else { return changed(node) }
    switch step {
    case .key(let key):
      guard var entries = node.asMapping else { return missed(key, in: node, names: []) }
      guard let index = entries.firstIndex(where: { $0.key.text == key }) else {
        if operation == "add", steps.count == 1 { return adding(key, to: entries, of: node) }
        return missed(key, in: node, names: entries.map(\.key.text))
      }
      if steps.count == 1, operation == "remove" {
        guard holds(entries[index].value) else { return nil }
        entries.remove(at: index)
      } else {
        guard let value = applied(to: entries[index].value, steps.dropFirst(), at: entries[index].span) else {
          return nil
        }
        entries[index].value = value
      }
      return Node(.mapping(entries), at: node.span)
    case .item(let key, let value):
      guard var items = node.asSequence else { return missed(value, in: node, names: []) }
      guard let index = items.firstIndex(where: { $0[key]?.asScalar?.text == value }) else {
        return missed(value, in: node, names: items.compactMap { $0[key]?.asScalar?.text })
      }
      if steps.count == 1, operation == "remove" {
        guard holds(items[index]) else { return nil }
        items.remove(at: index)
      } else {
        guard let item = applied(to: items[index], steps.dropFirst(), at: items[index].span) else { return nil }
        items[index] = item
      }
      return Node(.sequence(items), at: node.span)
    }
  }

  private func changed(_ node: Node) -> Node? {
    switch operation {
    case "set":
      return holds(node) ? content : nil
    case "append":
      guard let items = node.asSequence, let more = content.asSequence else {
        let words = ["what": path.text, "expected": "a list", "found": node.kindName]
        findings.add(Diagnostic(.wrongNode, words, at: place))
        return nil
      }
      return holds(node) ? Node(.sequence(items + more), at: node.span) : nil
    default:
      findings.add(
        Diagnostic(
          .changeMisses, ["path": path.text, "reason": "it is there already; `set` replaces it"], at: place,
          notes: [Diagnostic.Note(Message("here"), at: node.span)]))
      return nil
    }
  }

  private func adding(_ key: String, to entries: [Node.Entry], of node: Node) -> Node {
    let key = Scalar(text: key, style: .plain, span: place)
    return Node(.mapping(entries + [Node.Entry(key: key, value: content)]), at: node.span)
  }

  /// Whether the part that is changed reads as the change says it did.
  private func holds(_ node: Node) -> Bool {
    guard let was, !was.hasSameContent(as: node) else { return true }
    findings.add(
      Diagnostic(
        .changeMisses, ["path": path.text, "reason": "it does not read as `was` says"], at: was.span,
        notes: [Diagnostic.Note(Message("it reads so"), at: node.span)]))
    return false
  }

  private func missed(_ key: String, in node: Node, names: [String]) -> Node? {
    let help = NearestName.of(key, among: names).map { Message("did you mean `{name}`?", ["name": $0]) }
    findings.add(
      Diagnostic(
        .changeMisses, ["path": path.text, "reason": "there is no `\(key)`"], at: place,
        notes: [Diagnostic.Note(Message("in this part"), at: node.span)], help: help))
    return nil
  }
}
