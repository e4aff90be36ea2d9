import SourceText

/// Builds the tree of one file from its events and refuses what a rule file may not hold.
struct TreeBuilder: ~Copyable {
  /// Thrown where reading on makes no sense; the finding is told already.
  private struct Stop: Error {}

  private let file: SourceFile
  private let limits: Limits
  private let findings: Findings
  private var events: EventStream
  private var cursor: OffsetCursor
  private var nodeCount = 0
  private var reportedProperties: Set<Int> = []
  /// Whether a text was left out of the tree, so that the tree must not be used.
  private var isIncomplete = false

  init(file: SourceFile, limits: Limits, findings: Findings, events: consuming EventStream, cursor: OffsetCursor) {
    self.file = file
    self.limits = limits
    self.findings = findings
    self.events = events
    self.cursor = cursor
  }

  mutating func build() -> Node? {
    do throws(Stop) {
      return try readStream()
    } catch {
      return nil
    }
  }

  private mutating func next() throws(Stop) -> Event {
    do throws(SyntaxProblem) {
      return try events.next()
    } catch {
      let problem = cursor.move(to: error.problemMark)
      let context = error.context.isEmpty ? nil : cursor.move(to: error.contextMark)
      findings.add(SyntaxFinding(file: file, error, problemOffset: problem, contextOffset: context).diagnostic)
      throw Stop()
    }
  }

  private func report(
    _ kind: DiagnosticKind, _ arguments: [String: String] = [:], at range: Range<Int>, notes: [Diagnostic.Note] = []
  ) {
    findings.add(Diagnostic(kind, arguments, at: Span(file, range), notes: notes))
  }

  private mutating func range(_ event: Event) -> Range<Int> {
    let start = cursor.move(to: event.start)
    return start..<max(start, cursor.move(to: event.end))
  }
}

// MARK: - The document

extension TreeBuilder {
  private mutating func readStream() throws(Stop) -> Node? {
    var root: Node?
    while true {
      let event = try next()
      switch event.kind {
      case .streamStart, .documentEnd:
        continue
      case .documentStart:
        if let root {
          let note = Diagnostic.Note(Message("the first one begins here"), at: root.span)
          report(.secondDocument, at: documentMark(range(event)), notes: [note])
          throw Stop()
        }
      case .streamEnd:
        guard !isIncomplete else { return nil }
        guard let root, !root.isEmpty else {
          report(.emptyDocument, at: 0..<0)
          return nil
        }
        return root
      default:
        root = try readNode(event, depth: 0)
      }
    }
  }

  /// The `---` itself where there is one, else the first character of the document.
  private func documentMark(_ range: Range<Int>) -> Range<Int> {
    range.lowerBound..<min(max(range.upperBound, range.lowerBound + 1), file.bytes.count)
  }

}

// MARK: - Nodes

extension TreeBuilder {
  private mutating func readNode(_ event: Event, depth: Int) throws(Stop) -> Node {
    let range = range(event)
    nodeCount += 1
    guard nodeCount <= limits.nodes else {
      report(.tooManyNodes, ["limit": String(limits.nodes)], at: range)
      throw Stop()
    }
    if event.hasProperties || range.lowerBound < file.bytes.count && isPropertyMark(file.bytes[range.lowerBound]) {
      if case .alias = event.kind {} else { reportProperties(at: range.lowerBound) }
    }
    switch event.kind {
    case .scalar(let text, let style):
      return Node(.scalar(scalar(text, style, range)), at: Span(file, trimmed(range, style)))
    case .sequenceStart:
      return try readSequence(event, range, depth: try deeper(depth, range))
    case .mappingStart:
      return try readMapping(event, range, depth: try deeper(depth, range))
    default:
      report(.alias, ["name": file.clippedText(range)], at: range)
      let span = Span(file, range)
      return Node(.scalar(Scalar(text: file.text(range), style: .plain, span: span)), at: span)
    }
  }

  private func deeper(_ depth: Int, _ range: Range<Int>) throws(Stop) -> Int {
    guard depth < limits.depth else {
      report(.tooDeep, ["limit": String(limits.depth)], at: range)
      throw Stop()
    }
    return depth + 1
  }

  private mutating func scalar(_ text: String?, _ style: Scalar.Style, _ range: Range<Int>) -> Scalar {
    let span = Span(file, trimmed(range, style))
    guard let text else {
      report(.textTooLong, ["limit": String(limits.scalarLength)], at: range.lowerBound..<range.lowerBound)
      isIncomplete = true
      return Scalar(text: "", style: style, span: span)
    }
    let scalar = Scalar(text: text, style: style, span: span)
    if style == .doubleQuoted { checkEscapes(scalar) }
    return scalar
  }

  /// An escape must not bring in what the text itself may not hold.
  private func checkEscapes(_ scalar: Scalar) {
    var map: ScalarMap?
    var offset = 0
    for character in scalar.text.unicodeScalars {
      let length = UTF8.width(character)
      let isControl = character.value < 0x20 || character.value == 0x7F
      if isControl, character != "\t", character != "\n", character != "\r" {
        let known = map ?? scalar.map
        map = known
        let code = "U+" + hexadecimal(character.value, digits: 4)
        findings.add(Diagnostic(.controlCharacter, ["code": code], at: known.span(of: offset..<offset + length)))
      }
      offset += length
    }
  }

  /// A block's mark goes to where the next thing begins; people see its end at its last character.
  private func trimmed(_ range: Range<Int>, _ style: Scalar.Style) -> Range<Int> {
    guard style == .literal || style == .folded else { return range }
    var end = range.upperBound
    while end > range.lowerBound, file.bytes[end - 1].isBlank || file.bytes[end - 1] <= .carriageReturn { end -= 1 }
    return range.lowerBound..<end
  }

  private mutating func readSequence(_ start: Event, _ range: Range<Int>, depth: Int) throws(Stop) -> Node {
    var items: [Node] = []
    while true {
      let event = try next()
      if case .sequenceEnd = event.kind {
        let end = start.isFlow ? self.range(event).upperBound : items.last?.span.range.upperBound
        return Node(.sequence(items), at: Span(file, range.lowerBound..<max(range.upperBound, end ?? 0)))
      }
      items.append(try readNode(event, depth: depth))
    }
  }

  private mutating func readMapping(_ start: Event, _ range: Range<Int>, depth: Int) throws(Stop) -> Node {
    var entries: [Node.Entry] = []
    var keys = KeyIndex()
    var end = range.upperBound
    var count = 0
    while true {
      let event = try next()
      if case .mappingEnd = event.kind {
        if start.isFlow { end = self.range(event).upperBound }
        return Node(.mapping(entries), at: Span(file, range.lowerBound..<end))
      }
      count += 1
      guard count <= limits.keys else {
        report(.tooManyKeys, ["limit": String(limits.keys)], at: self.range(event))
        throw Stop()
      }
      let key = try readKey(event, depth: depth)
      let value = try readNode(try next(), depth: depth)
      end = max(end, value.span.range.upperBound)
      guard let key else { continue }
      if let first = keys.insert(key.text, at: entries.count, in: entries) {
        let note = Diagnostic.Note(Message("it stands here for the first time"), at: entries[first].key.span)
        report(.duplicateKey, ["key": clipped(key.text)], at: key.span.range, notes: [note])
      } else {
        entries.append(Node.Entry(key: key, value: value))
      }
    }
  }

  /// The key that begins with an event; `nil` if it is none that a rule file may have, which is told.
  private mutating func readKey(_ event: Event, depth: Int) throws(Stop) -> Scalar? {
    let node = try readNode(event, depth: depth)
    if case .alias = event.kind { return nil }
    guard case .scalar(let key) = node.content, key.style != .literal, key.style != .folded else {
      report(.keyNotText, ["kind": node.asScalar == nil ? node.kindName : "a block of text"], at: node.span.range)
      return nil
    }
    if key.style == .plain, key.text.isEmpty {
      report(.emptyKey, at: node.span.range)
      return nil
    }
    if key.style == .plain, key.text == "<<" {
      report(.mergeKey, at: node.span.range)
      return nil
    }
    if let blank = key.text.unicodeScalars.first(where: { !$0.isASCII && $0.properties.isWhitespace }) {
      let code = "U+" + hexadecimal(blank.value, digits: 4)
      report(.blankInKey, ["key": clipped(key.text), "code": code], at: node.span.range)
    }
    return key
  }
}

// MARK: - Anchors and tags

extension TreeBuilder {
  private func isPropertyMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") }

  /// Tells the anchor and the tag that stand before a node.
  private mutating func reportProperties(at start: Int) {
    guard reportedProperties.insert(start).inserted else { return }
    var offset = start
    while offset < file.bytes.count, isPropertyMark(file.bytes[offset]) {
      let wordStart = offset
      while offset < file.bytes.count, !isWordEnd(file.bytes[offset]) { offset += 1 }
      let word = wordStart..<offset
      let isAnchor = file.bytes[wordStart] == UInt8(ascii: "&")
      report(isAnchor ? .anchor : .tag, ["name": file.clippedText(word)], at: word)
      while offset < file.bytes.count, file.bytes[offset].isBlank { offset += 1 }
    }
  }

  private func isWordEnd(_ byte: UInt8) -> Bool {
    byte <= .space || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
  }
}

/// The keys that a mapping has so far.
private struct KeyIndex {
  /// Up to this many keys, looking at each is faster than a table.
  private static let few = 8

  private var places: [String: Int] = [:]

  /// Takes a key in, or tells the place of the entry that has it already.
  mutating func insert(_ key: String, at place: Int, in entries: [Node.Entry]) -> Int? {
    if place < Self.few { return entries.firstIndex { $0.key.text == key } }
    if places.isEmpty {
      for (place, entry) in entries.enumerated() { places[entry.key.text] = place }
    }
    if let first = places[key] { return first }
    places[key] = place
    return nil
  }
}
