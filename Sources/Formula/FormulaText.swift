import SourceText

/// The text of a formula, with the way back from its characters to the file that it stands in.
public struct FormulaText: Sendable {
  public let text: String
  private let locate: @Sendable (Range<Int>) -> Span

  /// A formula inside another file.
  ///
  /// - Parameters:
  ///   - text: the formula as it reads, free of the quoting of the file around it.
  ///   - locate: maps a range of UTF-8 offsets in `text` to its place in the file.
  public init(_ text: String, locate: @escaping @Sendable (Range<Int>) -> Span) {
    self.text = text
    self.locate = locate
  }

  /// A formula that stands for itself, as on a command line.
  public init(_ text: String, name: String = "formula") {
    let file = SourceFile(name: name, text: text)
    self.init(text) { Span(file, $0) }
  }

  public func span(_ range: Range<Int>) -> Span { locate(range) }

  public var wholeSpan: Span { locate(0..<text.utf8.count) }
}
