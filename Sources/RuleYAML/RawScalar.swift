import SourceText

/// Decodes a scalar from the bytes of the file as libyaml does, noting where each decoded byte comes from.
struct RawScalar {
  private let bytes: [UInt8]
  private var offset: Int
  private var decoded: [UInt8] = []
  private var runs: [ScalarMap.Run] = []

  /// The runs of a scalar; `nil` if its bytes do not decode to its text.
  static func runs(of scalar: Scalar) -> [ScalarMap.Run]? {
    let span = scalar.span
    let bytes = span.file.bytes
    func attempt(_ decode: (inout RawScalar) -> Void) -> [ScalarMap.Run]? {
      var raw = RawScalar(bytes: bytes, offset: span.range.lowerBound)
      decode(&raw)
      return raw.decoded.elementsEqual(scalar.text.utf8) ? raw.runs : nil
    }
    switch scalar.style {
    case .plain:
      return attempt { $0.readFolded(until: span.range.upperBound) }
    case .singleQuoted, .doubleQuoted:
      guard span.range.count >= 2 else { return nil }
      return attempt {
        $0.offset += 1
        $0.readFolded(until: span.range.upperBound - 1, quote: bytes[span.range.lowerBound])
      }
    case .literal, .folded:
      // The indentation is the parent's plus the digit in the header, and the parent is not known here; but only
      // the right one decodes to the right text.
      guard let header = BlockHeader(bytes, at: span.range.lowerBound) else { return nil }
      for indent in header.possibleIndents {
        if let runs = attempt({ $0.readBlock(header, indent: indent, folded: scalar.style == .folded) }) {
          return runs
        }
      }
      return nil
    }
  }

  private init(bytes: [UInt8], offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  private mutating func copy(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let start = decoded.count
    decoded += bytes[range]
    if let last = runs.indices.last, runs[last].isVerbatim, runs[last].raw.upperBound == range.lowerBound {
      runs[last].decoded = runs[last].decoded.lowerBound..<decoded.count
      runs[last].raw = runs[last].raw.lowerBound..<range.upperBound
    } else {
      runs.append(ScalarMap.Run(decoded: start..<decoded.count, raw: range))
    }
  }

  private mutating func put(_ text: [UInt8], from raw: Range<Int>) {
    guard !text.isEmpty else { return }
    runs.append(ScalarMap.Run(decoded: decoded.count..<decoded.count + text.count, raw: raw))
    decoded += text
  }

  /// The line break at the offset, if there is one.
  private func lineBreak(at offset: Int, until end: Int) -> Range<Int>? {
    guard offset < end else { return nil }
    if bytes[offset] == .lineFeed { return offset..<offset + 1 }
    guard bytes[offset] == .carriageReturn else { return nil }
    return offset..<(offset + 1 < end && bytes[offset + 1] == .lineFeed ? offset + 2 : offset + 1)
  }
}

// MARK: - Plain and quoted text

extension RawScalar {
  private mutating func readFolded(until end: Int, quote: UInt8? = nil) {
    while offset < end {
      let byte = bytes[offset]
      if byte.isBlank || byte == .lineFeed || byte == .carriageReturn {
        readSpace(until: end)
      } else if byte == UInt8(ascii: "'"), quote == byte {
        put([byte], from: offset..<offset + 2)
        offset += 2
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        readEscape(until: end)
      } else {
        copy(offset..<offset + 1)
        offset += 1
      }
    }
  }

  /// Blanks stay, unless a line break comes after them; a single line break is a space, and of several the first goes.
  private mutating func readSpace(until end: Int) {
    let start = offset
    while offset < end, bytes[offset].isBlank { offset += 1 }
    guard let first = lineBreak(at: offset, until: end) else {
      copy(start..<offset)
      return
    }
    offset = first.upperBound
    if !readEmptyLines(until: end) { put([.space], from: first) }
  }

  /// Reads the blanks and line breaks at the start of a line; tells whether there was any line break.
  private mutating func readEmptyLines(until end: Int) -> Bool {
    var found = false
    while offset < end {
      if bytes[offset].isBlank {
        offset += 1
      } else if let lineBreak = lineBreak(at: offset, until: end) {
        put([.lineFeed], from: lineBreak)
        offset = lineBreak.upperBound
        found = true
      } else {
        break
      }
    }
    return found
  }

  private mutating func readEscape(until end: Int) {
    let start = offset
    if let lineBreak = lineBreak(at: start + 1, until: end) {
      offset = lineBreak.upperBound
      _ = readEmptyLines(until: end)
      return
    }
    guard start + 1 < end else {
      offset = end
      return
    }
    let letter = bytes[start + 1]
    let digits =
      switch letter {
      case UInt8(ascii: "x"): 2
      case UInt8(ascii: "u"): 4
      case UInt8(ascii: "U"): 8
      default: 0
      }
    offset = min(start + 2 + digits, end)
    let code =
      digits == 0
      ? Self.escapes[letter] ?? UInt32(letter)
      : UInt32(String(decoding: bytes[start + 2..<offset], as: UTF8.self), radix: 16) ?? 0xFFFD
    put(Array(String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8), from: start..<offset)
  }

  private static let escapes: [UInt8: UInt32] = [
    UInt8(ascii: "0"): 0, UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10,
    UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13, UInt8(ascii: "e"): 27,
    UInt8(ascii: "N"): 0x85, UInt8(ascii: "_"): 0xA0, UInt8(ascii: "L"): 0x2028, UInt8(ascii: "P"): 0x2029,
  ]
}

// MARK: - Block text

/// The `|` or `>` line of a block: how its end is kept and how deep it may be indented.
private struct BlockHeader {
  enum Chomping { case clip, strip, keep }

  var chomping = Chomping.clip
  let possibleIndents: ClosedRange<Int>
  /// The first byte after the header's line.
  let contentStart: Int

  init?(_ bytes: [UInt8], at start: Int) {
    var offset = start + 1
    var digit: Int?
    scan: while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "-"): chomping = .strip
      case UInt8(ascii: "+"): chomping = .keep
      case UInt8(ascii: "1")...UInt8(ascii: "9"): digit = Int(bytes[offset] - UInt8(ascii: "0"))
      default: break scan
      }
      offset += 1
    }
    while offset < bytes.count, bytes[offset] != .lineFeed { offset += 1 }
    contentStart = min(offset + 1, bytes.count)
    if let digit {
      let lineStart = bytes[..<start].lastIndex(of: .lineFeed).map { $0 + 1 } ?? 0
      possibleIndents = digit...(digit + start - lineStart)
    } else {
      let indent = Self.detectedIndent(bytes, from: contentStart)
      possibleIndents = indent...indent
    }
  }

  /// The deepest of the empty lines at the start and the first line with text.
  private static func detectedIndent(_ bytes: [UInt8], from start: Int) -> Int {
    var offset = start
    var deepest = 1
    while offset < bytes.count {
      let lineStart = offset
      while offset < bytes.count, bytes[offset] == .space { offset += 1 }
      deepest = max(deepest, offset - lineStart)
      if offset < bytes.count, bytes[offset] == .carriageReturn { offset += 1 }
      guard offset < bytes.count, bytes[offset] == .lineFeed else { break }
      offset += 1
    }
    return deepest
  }
}

extension RawScalar {
  private mutating func readBlock(_ header: BlockHeader, indent: Int, folded: Bool) {
    offset = header.contentStart
    var lastBreak: Range<Int>?
    var lastWasIndentedMore = false
    var (emptyLines, hasMore) = skipIndent(indent)
    while hasMore {
      let isIndentedMore = bytes[offset].isBlank
      if let lastBreak {
        if !folded || lastWasIndentedMore || isIndentedMore {
          put([.lineFeed], from: lastBreak)
        } else if emptyLines.isEmpty {
          put([.space], from: lastBreak)
        }
      }
      for line in emptyLines { put([.lineFeed], from: line) }
      lastWasIndentedMore = isIndentedMore
      let start = offset
      while offset < bytes.count, lineBreak(at: offset, until: bytes.count) == nil { offset += 1 }
      copy(start..<offset)
      lastBreak = lineBreak(at: offset, until: bytes.count)
      if let lastBreak { offset = lastBreak.upperBound }
      (emptyLines, hasMore) = skipIndent(indent)
    }
    if header.chomping != .strip, let lastBreak { put([.lineFeed], from: lastBreak) }
    if header.chomping == .keep {
      for line in emptyLines { put([.lineFeed], from: line) }
    }
  }

  /// Skips empty lines and the indentation of the next; tells the line breaks and whether a line of the block follows.
  private mutating func skipIndent(_ indent: Int) -> (emptyLines: [Range<Int>], hasMore: Bool) {
    var emptyLines: [Range<Int>] = []
    while true {
      let lineStart = offset
      while offset < bytes.count, offset - lineStart < indent, bytes[offset] == .space { offset += 1 }
      guard let lineBreak = lineBreak(at: offset, until: bytes.count) else {
        return (emptyLines, offset < bytes.count && offset - lineStart == indent)
      }
      emptyLines.append(lineBreak)
      offset = lineBreak.upperBound
    }
  }
}

extension UInt8 {
  static let space = UInt8(ascii: " ")
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  /// Whether the byte is a space or a tab.
  var isBlank: Bool { self == .space || self == .tab }
}
