import SourceText

/// How a figure or formula of a rule file is known.
public enum Basis: String, Sendable, CaseIterable {
  /// It stands in the act.
  case text
  /// It is not readable in the act's stored text; it follows from what is.
  case inferred
  /// The act leaves it open; the author of the rule file chose it.
  case assumed
}

/// Where a part of an edition comes from: the places of the act that it cites, and the place in the rule file.
public struct Provenance: Sendable {
  public let citations: [String]
  public let basis: Basis
  public let span: Span

  public init(citations: [String], basis: Basis, span: Span) {
    self.citations = citations
    self.basis = basis
    self.span = span
  }

  /// The citations in one line.
  public var citation: String { citations.joined(separator: "; ") }
}
