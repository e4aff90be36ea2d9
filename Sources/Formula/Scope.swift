/// A name that formulas can use.
public struct Symbol: Sendable {
  public enum Role: Sendable {
    /// Differs from body to body: an input, a derived quantity, a score, the kind.
    case quantity
    /// Set by the act, for each value of the named keys.
    case parameter(keys: [String])
    /// A scale from value to figure, for each value of the named keys.
    case steps(keys: [String], argument: ValueType)
  }

  public let id: SymbolID
  public let name: String
  public let role: Role
  public let type: ValueType

  public init(_ id: SymbolID, _ name: String, _ role: Role, _ type: ValueType) {
    self.id = id
    self.name = name
    self.role = role
    self.type = type
  }
}

/// A record table as formulas see it.
public struct TableShape: Sendable {
  public let index: Int
  public let name: String
  /// What one row is counted in; `nil` for a bare number.
  public let unit: Unit?
  public let fields: [(name: String, type: ValueType)]

  public init(index: Int, name: String, unit: Unit?, fields: [(name: String, type: ValueType)]) {
    self.index = index
    self.name = name
    self.unit = unit
    self.fields = fields
  }
}

/// What the names in a formula can mean.
public protocol Scope {
  func symbol(_ name: String) -> Symbol?
  func table(_ name: String) -> TableShape?
  /// All names, to guess what a mistyped one meant.
  var names: [String] { get }
}
