/// A text that findings point into: its name, its bytes and the table of its lines.
///
/// The text is UTF-8 without a byte-order mark. A file in another encoding is decoded first; positions then
/// count in the decoded text, which is what a person sees in an editor.
public final class SourceFile: Sendable {
  /// The name by which the user knows the file.
  public let name: String
  /// The UTF-8 bytes of the text.
  public let bytes: [UInt8]
  /// Where the files beside it are.
  public let store: FileStore
  private let lineStarts: [Int]

  public init(name: String, bytes: [UInt8], store: FileStore = .disk) {
    self.name = name
    self.bytes = bytes
    self.store = store
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    lineStarts = starts
  }

  public convenience init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// A span of the whole text.
  public var whole: Span { Span(self, 0..<bytes.count) }

  public var lineCount: Int { lineStarts.count }

  /// The line and column of a byte offset.
  public func position(at offset: Int) -> Position {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let column = bytes[lineStarts[low]..<offset].count { !UTF8Bytes.isContinuation($0) }
    return Position(line: low + 1, column: column + 1)
  }

  /// The byte offset of a line and column; both are held within the text.
  public func offset(of position: Position) -> Int {
    guard position.line >= 1 else { return 0 }
    guard position.line <= lineStarts.count else { return bytes.count }
    let range = lineRange(position.line)
    var offset = range.lowerBound
    for _ in 1..<max(position.column, 1) {
      guard offset < range.upperBound else { break }
      offset += 1
      while offset < range.upperBound, UTF8Bytes.isContinuation(bytes[offset]) { offset += 1 }
    }
    return offset
  }

  /// The bytes of a line (counted from 1), without its line break.
  public func lineRange(_ line: Int) -> Range<Int> {
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }

  /// The text of a byte range; broken UTF-8 shows as replacement characters.
  public func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}

/// What UTF-8 says of single bytes.
public enum UTF8Bytes {
  /// Whether a byte continues a character that an earlier byte began.
  @inlinable public static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
