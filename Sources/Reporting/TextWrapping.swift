import SourceText

/// Breaks and cuts text to a number of terminal columns.
enum TextWrapping {
  /// The text in lines of at most a width, broken at spaces; a word that is too long itself is divided.
  ///
  /// - Parameters:
  ///   - text: the text; control characters in it, line breaks too, are made harmless.
  ///   - width: the columns of a line.
  ///   - rest: the columns of all lines but the first, if they differ.
  /// - Returns: at least one line.
  static func lines(_ text: String, width: Int, rest: Int? = nil) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    func room() -> Int { max(1, lines.isEmpty ? width : rest ?? width) }
    for word in Printable.text(text).split(separator: " ") {
      var word = word[...]
      let length = Printable.width(String(word))
      if used > 0, used + 1 + length <= room() {
        line += " " + word
        used += 1 + length
        continue
      }
      if used > 0 {
        lines.append(line)
        (line, used) = ("", 0)
      }
      while Printable.width(String(word)) > room() {
        let head = prefix(word, width: room())
        lines.append(String(head))
        word = word[head.endIndex...]
      }
      line = String(word)
      used = Printable.width(line)
    }
    return used > 0 || lines.isEmpty ? lines + [line] : lines
  }

  /// The text cut to a width, with `…` in the place of what was cut off.
  static func cut(_ text: String, width: Int) -> String {
    let text = Printable.text(text)
    guard Printable.width(text) > width else { return text }
    return prefix(text[...], width: width - 1) + "…"
  }

  static func padded(_ text: String, width: Int, right: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - Printable.width(text)))
    return right ? spaces + text : text + spaces
  }

  /// The beginning of a text that fits; at least one character, so that a caller always gets on.
  private static func prefix(_ text: Substring, width: Int) -> Substring {
    var used = 0
    var end = text.startIndex
    for index in text.indices {
      used += Printable.width(String(text[index]))
      if used > width, end > text.startIndex { break }
      end = text.index(after: index)
      if used >= width { break }
    }
    return text[..<end]
  }
}
