/// A JSON value whose objects keep the order of their members, so that output is the same on every run.
///
/// There is no floating-point case: a figure of a methodology is written as a decimal string.
public indirect enum JSON: Sendable, Equatable {
  /// A name of an object with its value.
  public struct Member: Sendable, Equatable {
    public let name: String
    public let value: JSON

    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  case null
  case truth(Bool)
  case integer(Int)
  case text(String)
  case array([JSON])
  case object([Member])

  /// An object without those members that have no value.
  public static func members(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    .object(members.compactMap { name, value in value.map { Member(name, $0) } })
  }

  public static func texts(_ texts: some Sequence<String>) -> JSON { .array(texts.map(JSON.text)) }

  /// The value of a member of an object.
  public subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
}

extension JSON: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .truth(value) }
}
