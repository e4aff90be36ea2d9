import SourceText

/// Reads the file of a table as text, whatever program wrote it.
enum TableText {
  /// The bytes that the file of a table may have.
  static let sizeLimit = 256 << 20

  /// The text of a file; `nil` after a finding.
  ///
  /// Findings point into the decoded text: UTF-8 without a byte-order mark, its lines ending in a line feed, with or
  /// without a carriage return before it.
  static func read(path: String, reporter: Reporter) -> SourceFile? {
    readBytes(path: path, reporter: reporter).flatMap { decode($0, name: path, reporter: reporter) }
  }

  /// The bytes of a file as they are; `nil` after a finding.
  static func readBytes(path: String, reporter: Reporter) -> [UInt8]? {
    let own = Findings()
    let bytes = SourceFile.readBytes(path: path, limit: sizeLimit, findings: own)
    for finding in own.all { reporter.pass(finding) }
    return bytes
  }

  /// The text that bytes stand for; `nil` after a finding.
  static func decode(_ bytes: [UInt8], name: String, reporter: Reporter) -> SourceFile? {
    if let what = binaryKind(bytes) {
      reporter.report(.notATable, ["what": what], at: SourceFile(name: name, bytes: []).whole)
      return nil
    }
    let (encoding, decoded) = TextEncoding.decode(bytes)
    guard decoded.isWhole else {
      let file = SourceFile(name: name, bytes: decoded.text)
      let end = Span(file, file.bytes.count..<file.bytes.count)
      reporter.report(.brokenText, ["encoding": encoding.rawValue], at: end)
      return nil
    }
    guard !decoded.text.contains(0) else {
      reporter.report(
        .notATable, ["what": "the data of some program"], at: SourceFile(name: name, bytes: []).whole)
      return nil
    }
    return SourceFile(name: name, bytes: withLineFeeds(decoded.text))
  }

  /// What a file is that is known by its first bytes not to be text.
  static func binaryKind(_ bytes: [UInt8]) -> String? {
    let kinds: [(start: [UInt8], name: String)] = [
      ([0x50, 0x4B, 0x03, 0x04], "an Excel workbook or another archive; save the sheet as “CSV UTF-8”"),
      ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook; save the sheet as “CSV UTF-8”"),
      (Array("%PDF".utf8), "a PDF document"),
    ]
    return kinds.first { bytes.starts(with: $0.start) }?.name
  }

  /// The text with a line feed for each carriage return that stands alone.
  private static func withLineFeeds(_ text: [UInt8]) -> [UInt8] {
    let (feed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    guard text.contains(carriageReturn) else { return text }
    var text = text
    for index in text.indices where text[index] == carriageReturn {
      if index + 1 == text.count || text[index + 1] != feed { text[index] = feed }
    }
    return text
  }
}
