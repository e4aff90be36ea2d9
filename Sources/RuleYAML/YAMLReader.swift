public import SourceText

/// Reads rule files: text into a tree of nodes, each with its place.
///
/// The reader takes a part of YAML that says everything a rule file needs and surprises nobody: no anchors, aliases,
/// tags, directives or merge keys, one document a file, and keys that are text and stand once.
public enum YAMLReader {
  /// The tree of a file; `nil` if there is none to work with.
  ///
  /// A tree may be given although errors were found (a duplicate key, say), so that later stages can find theirs
  /// in the same run.
  public static func read(_ file: SourceFile, limits: Limits = .standard, findings: Findings) -> Node? {
    guard file.bytes.count <= limits.fileSize else {
      let arguments = ["size": String(file.bytes.count), "limit": String(limits.fileSize)]
      findings.add(Diagnostic(.fileTooLarge, arguments, at: Span(file, 0..<0)))
      return nil
    }
    guard TextCheck.isSound(file, findings: findings) else { return nil }
    return file.bytes.withUnsafeBufferPointer { bytes in
      // libyaml counts a byte-order mark as a column, so that it must not see it.
      let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      let text = UnsafeBufferPointer(rebasing: bytes[start...])
      guard let events = EventStream(text, scalarLimit: limits.scalarLength) else { return nil }
      var builder = TreeBuilder(
        file: file, limits: limits, findings: findings, events: events,
        cursor: OffsetCursor(bytes: bytes, textStart: start))
      return builder.build()
    }
  }
}

/// Turns libyaml's count of Unicode scalars into byte offsets.
///
/// Marks come nearly in order, so that a cursor that moves along is linear however long the lines are.
struct OffsetCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let textStart: Int
  private var scalars = 0
  private var offset: Int

  init(bytes: UnsafeBufferPointer<UInt8>, textStart: Int) {
    self.bytes = bytes
    self.textStart = textStart
    offset = textStart
  }

  mutating func move(to target: Int) -> Int {
    while scalars < target, offset < bytes.count {
      offset += 1
      while offset < bytes.count, UTF8Bytes.isContinuation(bytes[offset]) { offset += 1 }
      scalars += 1
    }
    while scalars > target, offset > textStart {
      offset -= 1
      while offset > textStart, UTF8Bytes.isContinuation(bytes[offset]) { offset -= 1 }
      scalars -= 1
    }
    return offset
  }
}
