extension JSON {
  public enum Style: Sendable {
    /// One line, without spaces.
    case compact
    /// Every member and element on a line of its own, indented by two spaces.
    case pretty
  }

  /// The value as JSON text (RFC 8259), ending in a line break.
  public func text(_ style: Style = .pretty) -> String {
    var writer = Writer(style: style)
    writer.write(self)
    writer.append("\n")
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private struct Writer {
    let style: Style
    private(set) var bytes: [UInt8] = []
    private var depth = 0

    init(style: Style) {
      self.style = style
    }

    mutating func append(_ text: StaticString) {
      text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ value: JSON) {
      switch value {
      case .null: append("null")
      case .truth(let truth): append(truth ? "true" : "false")
      case .integer(let integer): bytes.append(contentsOf: String(integer).utf8)
      case .text(let text): write(text)
      case .array(let elements):
        list("[", elements, "]") { writer, element in writer.write(element) }
      case .object(let members):
        list("{", members, "}") { writer, member in
          writer.write(member.name)
          writer.append(writer.style == .pretty ? ": " : ":")
          writer.write(member.value)
        }
      }
    }

    private mutating func list<Item>(
      _ open: StaticString, _ items: [Item], _ close: StaticString, _ write: (inout Writer, Item) -> Void
    ) {
      append(open)
      depth += 1
      for (index, item) in items.enumerated() {
        if index > 0 { append(",") }
        breakLine()
        write(&self, item)
      }
      depth -= 1
      if !items.isEmpty { breakLine() }
      append(close)
    }

    private mutating func breakLine() {
      guard style == .pretty else { return }
      append("\n")
      bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    private mutating func write(_ text: String) {
      append("\"")
      for scalar in text.unicodeScalars { escape(scalar) }
      append("\"")
    }

    /// Besides what JSON asks for, the line separators of JavaScript, bidirectional controls and DEL are escaped.
    private mutating func escape(_ scalar: Unicode.Scalar) {
      switch scalar {
      case "\"": append("\\\"")
      case "\\": append("\\\\")
      case "\n": append("\\n")
      case "\r": append("\\r")
      case "\t": append("\\t")
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{FEFF}":
        let digits = String(scalar.value, radix: 16)
        append("\\u")
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
        bytes.append(contentsOf: digits.utf8)
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }
}
