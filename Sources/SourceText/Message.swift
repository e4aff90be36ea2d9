/// A sentence for people, kept apart from the figures in it so that it can be translated.
///
/// The template names its arguments in braces: `expected {expected}, found {found}`.
public struct Message: Sendable, Equatable {
  public let template: String
  public let arguments: [String: String]

  public init(_ template: String, _ arguments: [String: String] = [:]) {
    self.template = template
    self.arguments = arguments
  }

  /// The sentence with its arguments put in.
  ///
  /// An argument nobody gave stays visible as its name in braces.
  public var text: String {
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      result += arguments[name] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
