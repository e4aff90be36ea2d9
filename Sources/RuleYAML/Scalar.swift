public import SourceText

/// A piece of text in a rule file, decoded, with the place where it stands.
public struct Scalar: Sendable {
  /// How the text is written in the file.
  public enum Style: Sendable, CaseIterable {
    case plain
    case singleQuoted
    case doubleQuoted
    /// A block after `|`: line breaks stay.
    case literal
    /// A block after `>`: lines are joined.
    case folded
  }

  public let text: String
  public let style: Style
  /// From the first to the last character as written: quotes and the `|` or `>` of a block included.
  public let span: Span

  public init(text: String, style: Style, span: Span) {
    self.text = text
    self.style = style
    self.span = span
  }

  /// Whether the text is marked as text, so that it is never a number or a truth word.
  public var isQuoted: Bool { style != .plain }

  /// What the text would be for a reader that expects a number or a truth word; quoted text is always text.
  public var plainKind: PlainScalar { isQuoted ? .text : PlainScalar.classify(text) }

  /// The place in the file of a range of UTF-8 offsets in the decoded text.
  ///
  /// Whoever asks more than once of the same scalar should keep its `map`.
  public func span(of range: Range<Int>) -> Span { map.span(of: range) }

  /// The map from the decoded text to the file, made by reading the file's bytes once more.
  public var map: ScalarMap { ScalarMap(self) }

  func hasSameContent(as other: Scalar) -> Bool {
    text == other.text && (isQuoted == other.isQuoted || PlainScalar.classify(text).isText && !text.isEmpty)
  }
}
