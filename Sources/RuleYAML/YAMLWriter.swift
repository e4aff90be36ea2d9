/// Writes a tree as the text of a rule file, which reads back to the same tree.
///
/// Lists and mappings that stood in brackets stay there if they fit on the line, as do short ones that the program
/// made; everything else stands in lines indented by two spaces. Quotes stand only where the meaning needs them.
public struct YAMLWriter {
  /// The width that lines are held to where they can be broken at all.
  public static let width = 100

  private var text = ""

  /// The text of a tree, ending in a line break.
  public static func write(_ node: Node) -> String {
    var writer = YAMLWriter()
    switch node.content {
    case .mapping(let entries) where !entries.isEmpty: writer.writeMapping(entries, indent: 0)
    case .sequence(let items) where !items.isEmpty: writer.writeSequence(items, indent: 0)
    default: writer.writeValue(node, indent: 0, column: 0)
    }
    return writer.text
  }

  private mutating func writeMapping(_ entries: [Node.Entry], indent: Int) {
    for (place, entry) in entries.enumerated() {
      // The first entry of a mapping within a list stands behind the dash.
      if place > 0 || text.isEmpty || text.last == "\n" { text += spaces(indent) }
      let key = ScalarText.inLine(entry.key, isKey: true, inFlow: false)
      if key.unicodeScalars.count > ScalarText.longestKey { text += "? \(key)\n\(spaces(indent))" } else { text += key }
      text += ":"
      writeChild(entry.value, indent: indent, column: indent + key.unicodeScalars.count + 1)
    }
  }

  private mutating func writeSequence(_ items: [Node], indent: Int) {
    for (place, item) in items.enumerated() {
      if place > 0 || text.isEmpty || text.last == "\n" { text += spaces(indent) }
      text += "-"
      writeItem(item, indent: indent)
    }
  }

  /// A list or mapping within a list begins behind the dash.
  private mutating func writeItem(_ item: Node, indent: Int) {
    if let flow = FlowText.of(item, column: indent + 2) {
      text += " \(flow)\n"
      return
    }
    switch item.content {
    case .mapping(let entries):
      text += " "
      writeMapping(entries, indent: indent + 2)
    case .sequence(let items):
      text += " "
      writeSequence(items, indent: indent + 2)
    case .scalar:
      writeChild(item, indent: indent, column: indent + 1)
    }
  }

  /// What stands behind a key or a dash.
  private mutating func writeChild(_ node: Node, indent: Int, column: Int) {
    if node.isEmpty {
      text += "\n"
    } else if let flow = FlowText.of(node, column: column + 1) {
      text += " \(flow)\n"
    } else {
      switch node.content {
      case .mapping(let entries):
        text += "\n"
        writeMapping(entries, indent: indent + 2)
      case .sequence(let items):
        text += "\n"
        writeSequence(items, indent: indent + 2)
      case .scalar:
        text += " "
        writeValue(node, indent: indent, column: column + 1)
      }
    }
  }

  /// A text, or a list or mapping in brackets, and the line break behind it.
  private mutating func writeValue(_ node: Node, indent: Int, column: Int) {
    if let scalar = node.asScalar {
      text +=
        BlockText.of(scalar, indent: indent + 2, column: column)
        ?? ScalarText.inLine(scalar, isKey: false, inFlow: false)
    } else {
      text += FlowText.of(node, column: column) ?? ""
    }
    if text.last != "\n" { text += "\n" }
  }
}

private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

/// Lists and mappings in brackets.
private enum FlowText {
  /// The short ones that the program makes go into brackets up to this many entries.
  private static let shortMapping = 6

  /// The text in brackets; `nil` if the node stands better in lines of its own.
  static func of(_ node: Node, column: Int) -> String? {
    if node.asSequence?.isEmpty == true { return "[]" }
    if node.asMapping?.isEmpty == true { return "{}" }
    guard node.asScalar == nil, mayFlow(node), let text = text(node, budget: YAMLWriter.width - column) else {
      return nil
    }
    return column + text.unicodeScalars.count <= YAMLWriter.width ? text : nil
  }

  private static func mayFlow(_ node: Node) -> Bool {
    let children: [Node]
    switch node.content {
    case .scalar: return true
    case .sequence(let items): children = items
    case .mapping(let entries): children = entries.map(\.value)
    }
    if children.isEmpty { return true }
    if node.span.range.isEmpty {
      let isShort = node.asMapping == nil || children.count <= shortMapping
      return isShort && children.allSatisfy { $0.asScalar != nil }
    }
    let first = node.span.file.bytes[node.span.range.lowerBound]
    return (first == UInt8(ascii: "[") || first == UInt8(ascii: "{")) && children.allSatisfy(mayFlow)
  }

  /// The text, unless it is longer than the budget or holds what cannot stand in brackets.
  private static func text(_ node: Node, budget: Int) -> String? {
    guard budget > 0 else { return nil }
    var left = budget
    var parts: [String] = []
    func take(_ part: String?) -> Bool {
      guard let part, part.unicodeScalars.count <= left else { return false }
      left -= part.unicodeScalars.count
      parts.append(part)
      return true
    }
    switch node.content {
    case .scalar(let scalar):
      guard !node.isEmpty, scalar.text.utf8.count <= YAMLWriter.width * 4, !scalar.text.utf8.contains(.lineFeed) else {
        return nil
      }
      return ScalarText.inLine(scalar, isKey: false, inFlow: true)
    case .sequence(let items):
      for item in items {
        guard take(text(item, budget: left)) else { return nil }
      }
      return "[\(parts.joined(separator: ", "))]"
    case .mapping(let entries):
      for entry in entries {
        let key = ScalarText.inLine(entry.key, isKey: true, inFlow: true)
        guard take(text(entry.value, budget: left).map { "\(key): \($0)" }) else { return nil }
      }
      return "{\(parts.joined(separator: ", "))}"
    }
  }
}

/// Text in a block after `|` or `>`.
private enum BlockText {
  /// The block, or `nil` if the text stands better on the line itself.
  static func of(_ scalar: Scalar, indent: Int, column: Int) -> String? {
    let text = scalar.text
    // Unquoted numbers and words stay what they are only on the line itself.
    guard scalar.isQuoted || PlainScalar.classify(text).isText, !text.isEmpty else { return nil }
    guard ScalarText.isPrintable(text) || text.unicodeScalars.allSatisfy({ $0 == "\n" || ScalarText.isPrintable($0) })
    else { return nil }
    if text.utf8.contains(.lineFeed) { return literal(text, indent: indent) }
    let isLong = scalar.style == .folded || column + text.unicodeScalars.count > YAMLWriter.width
    return isLong ? folded(text, indent: indent, isChosen: scalar.style == .folded) : nil
  }

  private static func literal(_ text: String, indent: Int) -> String? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.contains(where: { $0.utf8.contains { !$0.isBlank } }), lines.count > 1 else { return nil }
    var chomping = "-"
    if lines.last?.isEmpty == true {
      lines.removeLast()
      chomping = lines.last?.isEmpty == true ? "+" : ""
    }
    // Where the text itself begins with blanks, the indentation must be said.
    let digit = text.utf8.first.map { $0.isBlank || $0 == .lineFeed } == true ? "2" : ""
    let body = lines.map { $0.isEmpty ? "" : spaces(indent) + $0 }.joined(separator: "\n")
    return "|\(digit)\(chomping)\n\(body)\n"
  }

  /// Words in lines of the usual width; only for text whose words have exactly one space between them.
  private static func folded(_ text: String, indent: Int, isChosen: Bool) -> String? {
    let words = text.utf8.split(separator: .space, omittingEmptySubsequences: false)
    guard words.count > 1 || isChosen, words.allSatisfy({ $0.first.map { !$0.isBlank } == true }) else { return nil }
    var lines: [String] = []
    var line = ""
    for word in words.map({ String(Substring($0)) }) {
      if !line.isEmpty, indent + line.unicodeScalars.count + 1 + word.unicodeScalars.count > YAMLWriter.width {
        lines.append(line)
        line = word
      } else {
        line += line.isEmpty ? word : " " + word
      }
    }
    lines.append(line)
    return ">-\n" + lines.map { spaces(indent) + $0 }.joined(separator: "\n") + "\n"
  }
}

/// Text on one line: bare where it can be, else in quotes.
private enum ScalarText {
  /// libyaml takes no longer key without a question mark; quotes and escapes count.
  static let longestKey = 1000

  static func inLine(_ scalar: Scalar, isKey: Bool, inFlow: Bool) -> String {
    let text = scalar.text
    let changesMeaning = scalar.isQuoted && !PlainScalar.classify(text).isText || isKey && text == "<<"
    if !changesMeaning, canBeBare(text, inFlow: inFlow, holdsTabs: !scalar.isQuoted) { return text }
    let isPrintable = isPrintable(text)
    if isPrintable, !text.contains("\""), !text.contains("\\") { return "\"\(text)\"" }
    if isPrintable {
      return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
    return "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  /// Whether a text may stand in a file as it is.
  static func isPrintable(_ text: String) -> Bool {
    // Only what begins with one of these bytes can be a character that must be escaped.
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case 0x09, 0x20..<0x7F: true
      case 0..<0x20, 0x7F, 0xC2, 0xE2, 0xEF: false
      default: true
      }
    }
    return isPlain || text.unicodeScalars.allSatisfy(isPrintable)
  }

  /// Whether a character may stand in a file as it is.
  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09: true
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: isPrintable(scalar) ? String(scalar) : "\\u" + hexadecimal(scalar.value, digits: 4)
    }
  }

  /// `?:,[]{}#&*!|>'"%@` and the grave accent, with which no bare text begins.
  private static func isIndicator(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x23, 0x25...0x27, 0x2A, 0x2C, 0x3A, 0x3E...0x40, 0x5B, 0x5D, 0x60, 0x7B...0x7D: true
    default: false
    }
  }

  /// Whether it means something within brackets: one of `,[]{}?`.
  private static func isFlowIndicator(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2C, 0x3F, 0x5B, 0x5D, 0x7B, 0x7D: true
    default: false
    }
  }

  private static func canBeBare(_ text: String, inFlow: Bool, holdsTabs: Bool) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, !first.isBlank, !last.isBlank, last != UInt8(ascii: ":"),
      !bytes.starts(with: "---".utf8), !bytes.starts(with: "...".utf8), holdsTabs || !bytes.contains(0x09),
      isPrintable(text)
    else { return false }
    if first == UInt8(ascii: "-") {
      guard let second = bytes.dropFirst().first, !second.isBlank else { return false }
    } else if isIndicator(first) {
      return false
    }
    if inFlow, bytes.contains(where: isFlowIndicator) { return false }
    var before: UInt8 = 0
    for byte in bytes {
      if before == UInt8(ascii: ":"), byte.isBlank || inFlow { return false }
      if before.isBlank, byte == UInt8(ascii: "#") { return false }
      before = byte
    }
    return true
  }
}
