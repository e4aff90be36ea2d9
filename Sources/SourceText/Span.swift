/// A place in a text as people name it: line and column from 1, columns in Unicode scalars.
public struct Position: Sendable, Hashable, Comparable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (left: Position, right: Position) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A stretch of a source file, in bytes.
public struct Span: Sendable {
  public let file: SourceFile
  public let range: Range<Int>

  public init(_ file: SourceFile, _ range: Range<Int>) {
    self.file = file
    self.range = range
  }

  public var start: Position { file.position(at: range.lowerBound) }
  public var end: Position { file.position(at: range.upperBound) }

  /// The text that the span covers.
  public var text: String { file.text(range) }

  /// The smallest span that covers this one and another of the same file.
  public func joined(to other: Span) -> Span {
    guard other.file === file else { return self }
    let lower = min(range.lowerBound, other.range.lowerBound)
    return Span(file, lower..<max(range.upperBound, other.range.upperBound))
  }
}

extension Span: Equatable {
  public static func == (left: Span, right: Span) -> Bool { left.file === right.file && left.range == right.range }
}
