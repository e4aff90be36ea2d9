/// The type of a value in a formula, known before anything is computed.
public enum ValueType: Sendable, Hashable, CustomStringConvertible {
  /// A number; `nil` means that it takes whatever unit is asked of it, as a bare `100` does.
  case number(Unit?)
  /// Yes or no.
  case truth
  /// One of a list of names.
  case choice(ChoiceDomain)
  /// Any text.
  case text

  public static let bareNumber = ValueType.number(nil)

  public var description: String {
    switch self {
    case .number(nil): "a number"
    case .number(let unit?): unit.isShare ? "a share" : unit == .percent ? "a percentage" : "a number of \(unit)"
    case .truth: "yes or no"
    case .choice(let domain): "a choice of \(Listing.quoted(domain.values))"
    case .text: "a text"
    }
  }
}

/// The names that a choice picks from.
public struct ChoiceDomain: Sendable, Hashable {
  public let values: [String]

  public init(_ values: [String]) {
    self.values = values
  }
}
