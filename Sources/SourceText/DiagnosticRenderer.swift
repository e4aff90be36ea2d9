/// Prints findings as a good compiler does: place, code, message, the line itself with a caret, notes, help.
public struct DiagnosticRenderer: Sendable {
  /// Whether to colour; only for a terminal.
  public let colour: Bool

  /// Longer lines are not shown: a caret in them helps nobody.
  private static let longestLine = 400

  public init(colour: Bool = false) {
    self.colour = colour
  }

  /// The text of one finding, ending in a line break.
  public func render(_ finding: Diagnostic) -> String {
    let label = paint("\(finding.severity.rawValue)[\(finding.code)]", finding.severity == .error ? "31;1" : "33;1")
    var lines = ["\(place(finding.span))\(label): \(paint(finding.message.text, "1"))"]
    lines += excerpt(finding.span)
    for note in finding.notes {
      lines.append("\(place(note.span))\(paint("note", "36;1")): \(note.message.text)")
      lines += excerpt(note.span)
    }
    if let help = finding.help { lines.append("  \(paint("help", "32;1")): \(help.text)") }
    if let example = finding.counterExample {
      lines.append("  \(paint("rule test that shows it", "32;1")):")
      lines += example.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func place(_ span: Span?) -> String {
    guard let span else { return "" }
    let start = span.start
    return "\(Printable.text(span.file.name)):\(start.line):\(start.column): "
  }

  private func excerpt(_ span: Span?) -> [String] {
    guard let span, !span.file.bytes.isEmpty else { return [] }
    let start = span.start
    let lineRange = span.file.lineRange(start.line)
    guard lineRange.count <= Self.longestLine else { return [] }
    let line = span.file.text(lineRange)
    let caretStart = min(max(span.range.lowerBound, lineRange.lowerBound), lineRange.upperBound)
    let caretEnd = min(max(span.range.upperBound, caretStart), lineRange.upperBound)
    let indent = Printable.width(span.file.text(lineRange.lowerBound..<caretStart))
    let width = max(1, Printable.width(span.file.text(caretStart..<caretEnd)))
    let number = String(start.line)
    let gutter = String(repeating: " ", count: number.count)
    let carets = String(repeating: " ", count: indent) + String(repeating: "^", count: width)
    return [" \(number) | \(Printable.text(line))", " \(gutter) | \(paint(carets, "31;1"))"]
  }

  private func paint(_ text: String, _ style: String) -> String {
    colour ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
  }
}

/// Makes text from outside safe to show on a terminal, and measures it.
public enum Printable {
  /// The text with tabs as one space and control characters as the replacement character.
  public static func text(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar == "\t" ? " " : isControl(scalar) ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }

  /// The number of terminal columns that a text takes: two for wide characters, none for combining marks.
  public static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
      || (0x2066...0x2069).contains(scalar.value)
  }
}
