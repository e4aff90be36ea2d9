public import SourceText

/// A piece of a rule file: text, a list or a mapping, with the place where it stands.
///
/// Nodes are values. An amendment builds a changed tree out of pieces of several files, and each piece still
/// knows its own file and place.
public struct Node: Sendable {
  /// What a node holds.
  public enum Content: Sendable {
    case scalar(Scalar)
    case sequence([Node])
    case mapping([Entry])
  }

  /// One `key: value` of a mapping.
  public struct Entry: Sendable {
    public let key: Scalar
    public var value: Node

    public init(key: Scalar, value: Node) {
      self.key = key
      self.value = value
    }

    /// From the first character of the key to the last one of the value.
    public var span: Span { key.span.joined(to: value.span) }
  }

  public var content: Content
  /// From the first to the last character of the node; a block list or mapping ends where its last child ends.
  public var span: Span

  public init(_ content: Content, at span: Span) {
    self.content = content
    self.span = span
  }
}

extension Node {
  public var asScalar: Scalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  /// The items of a list; `nil` if the node is something else.
  public var asSequence: [Node]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  /// The entries of a mapping in the order of the file; `nil` if the node is something else.
  public var asMapping: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// Whether the place of the value was left empty, as in `key:` with nothing after it.
  public var isEmpty: Bool {
    if case .scalar(let scalar) = content { scalar.style == .plain && scalar.text.isEmpty } else { false }
  }

  /// What the node is, in words for a message: "expected a list, found a mapping".
  public var kindName: String {
    switch content {
    case .scalar: isEmpty ? "nothing" : "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The value under a key of a mapping; `nil` if there is no such key or the node is no mapping.
  public subscript(key: String) -> Node? { entry(key)?.value }

  /// The entry with a key, for messages that point at the key itself.
  public func entry(_ key: String) -> Entry? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key.text == key }
  }

  /// Whether two trees mean the same, wherever and in whichever style they are written.
  ///
  /// Quotes count only where they change the meaning: `5` is a number and `"5"` is text.
  public func hasSameContent(as other: Node) -> Bool {
    switch (content, other.content) {
    case (.scalar(let left), .scalar(let right)):
      left.hasSameContent(as: right)
    case (.sequence(let left), .sequence(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.hasSameContent(as: $1) }
    case (.mapping(let left), .mapping(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy {
          $0.key.text == $1.key.text && $0.value.hasSameContent(as: $1.value)
        }
    default: false
    }
  }
}

extension Span {
  /// The place of a node that stands in no file because the program made it.
  public static let synthetic = SourceFile(name: "(made by the program)", bytes: []).whole
}

extension Node {
  /// A piece of text that the program makes; it is put in quotes where it would otherwise be read as a number.
  public static func text(_ text: String, at span: Span = .synthetic) -> Node {
    Node(.scalar(Scalar(text: text, style: .doubleQuoted, span: span)), at: span)
  }

  /// A number, a truth word or a name that the program makes: never in quotes if it can be helped.
  public static func plain(_ text: String, at span: Span = .synthetic) -> Node {
    Node(.scalar(Scalar(text: text, style: .plain, span: span)), at: span)
  }

  public static func list(_ items: [Node], at span: Span = .synthetic) -> Node { Node(.sequence(items), at: span) }

  public static func mapping(_ entries: [(key: String, value: Node)], at span: Span = .synthetic) -> Node {
    let entries = entries.map { Entry(key: Scalar(text: $0.key, style: .plain, span: span), value: $0.value) }
    return Node(.mapping(entries), at: span)
  }
}
