import Formula
import Methodology
import SourceText

/// What a body reports, value by value, before it is checked against an edition.
public struct BodyReport: Sendable {
  /// A value, and the place that gives it.
  public struct Figure: Sendable {
    public let value: Value
    public let span: Span?

    public init(_ value: Value, at span: Span? = nil) {
      self.value = value
      self.span = span
    }
  }

  /// One row of a record table.
  public struct Row: Sendable {
    public var fields: [String: Figure]
    public var span: Span?

    public init(_ fields: [String: Figure], at span: Span? = nil) {
      self.fields = fields
      self.span = span
    }
  }

  public var id: String
  /// The body's kind; may be left out if the edition has only one.
  public var kind: String?
  public var titles: Titles
  public var inputs: [String: Figure]
  /// The rows by table.
  public var records: [String: [Row]]
  /// The place of the whole.
  public var span: Span?

  public init(
    id: String, kind: String? = nil, titles: Titles = Titles(), inputs: [String: Figure] = [:],
    records: [String: [Row]] = [:], at span: Span? = nil
  ) {
    self.id = id
    self.kind = kind
    self.titles = titles
    self.inputs = inputs
    self.records = records
    self.span = span
  }
}
