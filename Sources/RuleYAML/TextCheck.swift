import SourceText

/// Looks through the bytes of a file before libyaml sees them: encoding and characters that no rule file may hold.
struct TextCheck {
  private let file: SourceFile
  private let bytes: [UInt8]
  private let findings: Findings
  private var reported = 0

  /// A file with more such characters is no text at all, and more findings would help nobody.
  private static let enough = 100

  /// Whether the text may be handed to libyaml; what stands in the way is told.
  static func isSound(_ file: SourceFile, findings: Findings) -> Bool {
    var check = TextCheck(file: file, findings: findings)
    check.run()
    return check.reported == 0
  }

  private init(file: SourceFile, findings: Findings) {
    self.file = file
    self.findings = findings
    bytes = file.bytes
  }

  private mutating func run() {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return report(.utf16Text, at: 0..<2)
    }
    var offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "%") { reportDirective(at: offset) }
    while offset < bytes.count, reported < Self.enough {
      let byte = bytes[offset]
      if byte < 0x80 {
        if byte < 0x20 || byte == 0x7F { checkControl(byte, at: offset) }
        offset += 1
        continue
      }
      let length = bytes.withUnsafeBufferPointer { UTF8Sequence.length($0, at: offset) }
      guard length > 0 else {
        // The rest of a text in another encoding would only repeat the finding on every letter.
        return report(.notUTF8, ["byte": hexadecimal(UInt32(byte), digits: 2)], at: offset..<offset + 1)
      }
      // Of the characters beyond ASCII, all that are looked for begin with one of these bytes.
      if byte == 0xC2 || byte == 0xE2 || byte == 0xEF { checkCharacter(at: offset..<offset + length) }
      offset += length
    }
  }

  private mutating func checkControl(_ byte: UInt8, at offset: Int) {
    switch byte {
    case .tab: return
    case .lineFeed:
      if offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "%") { reportDirective(at: offset + 1) }
    case .carriageReturn:
      guard offset + 1 == bytes.count || bytes[offset + 1] != .lineFeed else { return }
      report(.unusualLineBreak, ["code": "U+000D"], at: offset..<offset + 1)
    default:
      report(.controlCharacter, ["code": "U+" + hexadecimal(UInt32(byte), digits: 4)], at: offset..<offset + 1)
    }
  }

  /// Directives never reach libyaml, which takes the square of their number in time.
  private mutating func reportDirective(at offset: Int) {
    let line = file.lineRange(file.position(at: offset).line)
    report(.directive, ["directive": file.clippedText(offset..<line.upperBound)], at: offset..<line.upperBound)
  }

  private mutating func checkCharacter(at range: Range<Int>) {
    guard let scalar = String(decoding: bytes[range], as: UTF8.self).unicodeScalars.first else { return }
    let code = "U+" + hexadecimal(scalar.value, digits: 4)
    switch scalar.value {
    case 0x85, 0x2028, 0x2029: report(.unusualLineBreak, ["code": code], at: range)
    case 0x80...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF:
      report(.controlCharacter, ["code": code], at: range)
    default: return
    }
  }

  private mutating func report(_ kind: DiagnosticKind, _ arguments: [String: String] = [:], at range: Range<Int>) {
    reported += 1
    findings.add(Diagnostic(kind, arguments, at: Span(file, range)))
  }
}

extension SourceFile {
  /// The text of a range, cut to a length that a message can bear.
  func clippedText(_ range: Range<Int>) -> String {
    clipped(text(range.lowerBound..<min(range.upperBound, range.lowerBound + 400)))
  }
}

/// A text cut to a length that a message can bear.
func clipped(_ text: String) -> String {
  let longest = 60
  return text.unicodeScalars.count <= longest ? text : String(text.unicodeScalars.prefix(longest)) + "…"
}

/// A number in hexadecimal, as Unicode names its characters.
func hexadecimal(_ number: UInt32, digits: Int) -> String {
  let text = String(number, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}

/// The well-formed byte sequences of UTF-8 (Unicode Standard, table 3-7).
enum UTF8Sequence {
  /// The length of the character that begins at an offset; 0 if the bytes are no character.
  static func length(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    let first = bytes[offset]
    var second: ClosedRange<UInt8> = 0x80...0xBF
    let length: Int
    switch first {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if first == 0xE0 { second = 0xA0...0xBF }
      if first == 0xED { second = 0x80...0x9F }
    case 0xF0...0xF4:
      length = 4
      if first == 0xF0 { second = 0x90...0xBF }
      if first == 0xF4 { second = 0x80...0x8F }
    default: return 0
    }
    guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return 0 }
    for place in offset + 2..<max(offset + length, offset + 2) where !UTF8Bytes.isContinuation(bytes[place]) {
      return 0
    }
    return length
  }
}
