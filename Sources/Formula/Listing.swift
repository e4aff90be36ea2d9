/// Puts names in a row for a message.
public enum Listing {
  /// `a, b or c`.
  public static func or(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }

  /// `a`, `b`, `c`, each in backticks; a long list is cut.
  public static func quoted(_ names: some Collection<String>, limit: Int = 12) -> String {
    let shown = names.prefix(limit).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > limit ? shown + ", …" : shown
  }
}
