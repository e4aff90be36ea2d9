import Formula
import Methodology
import SourceText

/// What one body reported for one period.
public struct Body: Sendable {
  public let id: String
  /// The name of its kind in the edition.
  public let kind: String
  public let titles: Titles
  /// The inputs, each at the place that the layout gives it; what was not reported is its `default` or missing.
  public var inputs: [Value]
  /// The rows of each record table, by the table's index in the edition.
  public var records: [[Row]]
  /// Where it is reported.
  public let span: Span?

  /// One row of a record table.
  public struct Row: Sendable {
    /// The values of the table's key joined with commas; without a key the row's number under its body, from 1.
    public let label: String
    /// The fields in the order of the table; one that a formula computes holds `notApplicable`.
    public var values: [Value]
    /// Where it is reported.
    public let span: Span?

    public init(label: String, values: [Value], span: Span?) {
      self.label = label
      self.values = values
      self.span = span
    }
  }

  public init(id: String, kind: String, titles: Titles, inputs: [Value], records: [[Row]], span: Span?) {
    self.id = id
    self.kind = kind
    self.titles = titles
    self.inputs = inputs
    self.records = records
    self.span = span
  }
}
