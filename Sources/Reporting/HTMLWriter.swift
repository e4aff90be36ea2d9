extension HTML {
  /// The piece as HTML text.
  public var markup: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .text(let text): Self.escape(text, to: &bytes)
    case .group(let pieces): for piece in pieces { piece.write(to: &bytes) }
    case .source(let tag, let text):
      bytes.append(contentsOf: "<\(tag.rawValue)>".utf8)
      text.withUTF8Buffer { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: "</\(tag.rawValue)>\n".utf8)
    case .data(let id, let value):
      bytes.append(contentsOf: "<script type=\"application/json\"".utf8)
      Attribute.id(id).write(to: &bytes)
      bytes.append(UInt8(ascii: ">"))
      // In JSON the sign stands nowhere but in texts, and there it can be written so that it ends no element.
      for byte in value.text(.compact).utf8 {
        if byte == UInt8(ascii: "<") { bytes.append(contentsOf: "\\u003c".utf8) } else { bytes.append(byte) }
      }
      bytes.append(contentsOf: "</script>\n".utf8)
    case .element(let tag, let attributes, let pieces):
      bytes.append(contentsOf: "<\(tag.rawValue)".utf8)
      for attribute in attributes { attribute.write(to: &bytes) }
      bytes.append(UInt8(ascii: ">"))
      for piece in pieces { piece.write(to: &bytes) }
      if !tag.isVoid { bytes.append(contentsOf: "</\(tag.rawValue)>".utf8) }
      if tag.endsLine { bytes.append(UInt8(ascii: "\n")) }
    }
  }

  /// Escapes text for content and for attribute values in double quotes alike; control characters are replaced.
  static func escape(_ text: String, to bytes: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": bytes.append(contentsOf: "&amp;".utf8)
      case "<": bytes.append(contentsOf: "&lt;".utf8)
      case ">": bytes.append(contentsOf: "&gt;".utf8)
      case "\"": bytes.append(contentsOf: "&quot;".utf8)
      case "'": bytes.append(contentsOf: "&#39;".utf8)
      case "\n", "\t": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        bytes.append(contentsOf: UTF8.encodedReplacementCharacter)
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }
}

extension HTML.Tag {
  /// Whether a line break after the element changes nothing on the page, and makes its source readable.
  fileprivate var endsLine: Bool {
    switch self {
    case .span, .code, .strong, .small, .a, .abbr, .button, .label, .del, .ins, .input: false
    default: true
    }
  }
}

extension HTML.Attribute {
  fileprivate func write(to bytes: inout [UInt8]) {
    switch self {
    case .class(let names): write("class", names, to: &bytes)
    case .id(let id): write("id", id, to: &bytes)
    case .lang(let language): write("lang", language, to: &bytes)
    case .target(let id): write("href", "#" + id, to: &bytes)
    case .title(let title): write("title", title, to: &bytes)
    case .fill(let percent): write("style", "--fill:\(percent.fixed(places: 1))%", to: &bytes)
    case .scope(let scope): write("scope", scope.rawValue, to: &bytes)
    case .span(let columns): write("colspan", String(columns), to: &bytes)
    case .label(let label): write("aria-label", label, to: &bytes)
    case .role(let role): write("role", role, to: &bytes)
    case .focusable: write("tabindex", "0", to: &bytes)
    case .focusTarget: write("tabindex", "-1", to: &bytes)
    case .open: bytes.append(contentsOf: " open".utf8)
    case .hidden: bytes.append(contentsOf: " hidden".utf8)
    case .decorative: write("aria-hidden", "true", to: &bytes)
    case .type(let type): write("type", type, to: &bytes)
    case .value(let value): write("value", value, to: &bytes)
    case .field(let id): write("for", id, to: &bytes)
    case .note(let note, let value): write("data-" + note.rawValue, value, to: &bytes)
    case .meta(let name, let content):
      write("name", name, to: &bytes)
      write("content", content, to: &bytes)
    case .equivalent(let name, let content):
      write("http-equiv", name, to: &bytes)
      write("content", content, to: &bytes)
    case .charset: write("charset", "utf-8", to: &bytes)
    case .viewBox(let width, let height): write("viewBox", "0 0 \(width) \(height)", to: &bytes)
    case .measure(let measure, let value): write(measure.rawValue, String(value), to: &bytes)
    case .outline(let outline): write("d", outline, to: &bytes)
    }
  }

  private func write(_ name: String, _ value: String, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: " \(name)=\"".utf8)
    HTML.escape(value, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }
}
