import RuleYAML

/// What an amendment changes of the edition before it, place by place, as it says so itself.
public struct Amendment: Sendable {
  /// A part of the rule file that is changed, with the place of the act that changes it.
  public struct Place: Sendable {
    /// The section of the rule file: `parameters`, `scores`.
    public let section: String
    /// The name as formulas know it, that of a score inside another its path; empty for a section as a whole.
    public let name: String
    /// What of it is changed: `title`, `formula`, a case; empty if it comes, goes or is replaced whole.
    public let part: [String]
    public let citations: [String]
  }

  /// The id of the edition that is amended.
  public let base: String
  public let places: [Place]

  /// The amendment in a rule file; `nil` if it is a whole edition.
  init?(_ node: Node) {
    guard let base = node["amends"]?.asScalar?.text else { return nil }
    self.base = base
    places = (node["changes"]?.asSequence ?? []).compactMap(Self.place)
  }

  /// The places of the act that change something, each once, in the order of the file.
  public var citations: [String] {
    var seen: Set<String> = []
    return places.flatMap(\.citations).filter { seen.insert($0).inserted }
  }

  private static func place(_ change: Node) -> Place? {
    guard let text = change["at"]?.asScalar?.text, let path = NodePath(text) else { return nil }
    let citations = change["cite"].map { cite in
      (cite.asSequence ?? [cite]).compactMap { $0.asScalar?.text }
    }
    return Place(path.steps, citations ?? [])
  }
}

extension Amendment.Place {
  /// The keys inside a section that its names stand under.
  private static let inner: [String: [String]] = ["bodies": ["kinds"], "assessors": ["names"]]
  /// The keys inside a declaration that further names stand under.
  private static let nested: [String: String] = ["scores": "of", "records": "fields"]

  fileprivate init?(_ steps: [NodePath.Step], _ citations: [String]) {
    var keys = steps.map { step in
      switch step {
      case .key(let key): key
      case .item(_, let value): value
      }
    }[...]
    guard let section = keys.popFirst() else { return nil }
    if let inner = Self.inner[section], let first = keys.first, inner.contains(first) { keys.removeFirst() }
    var names = [keys.popFirst()].compactMap { $0 }
    while let nested = Self.nested[section], keys.first == nested, keys.count > 1 {
      names.append(keys[keys.startIndex + 1])
      keys = keys.dropFirst(2)
    }
    let name = names.joined(separator: ".")
    self.init(
      section: section, name: section == "readings" && !name.isEmpty ? "reading." + name : name, part: Array(keys),
      citations: citations)
  }
}
