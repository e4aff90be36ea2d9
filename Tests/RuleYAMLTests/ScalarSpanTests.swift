import RuleYAML
import SourceText
import Testing
import TestSupport

/// Writes random scalars piece by piece, noting what each decoded character was made from, and compares the map.
@Suite struct ScalarSpanTests {
  @Test(arguments: Scalar.Style.allCases, 0..<40) func everyCharacterMapsToItsSource(_ style: Scalar.Style, _ seed: Int)
    throws
  {
    var generator = SeededGenerator(seed: UInt64(seed) &* 7919 &+ 13)
    for _ in 0..<25 {
      let sample = Sample(style, &generator)
      let file = SourceFile(name: "sample", bytes: sample.bytes)
      let findings = Findings()
      let root = try #require(YAMLReader.read(file, findings: findings), "\(sample.description) \(findings.all)")
      let scalar = try #require(sample.scalar(in: root), "\(sample.description)")
      #expect(scalar.style == style)
      #expect(scalar.text == sample.text, "\(sample.description)")
      let map = scalar.map
      var offset = 0
      var places: [Range<Int>] = []
      for (character, _) in sample.characters {
        let length = String(character).utf8.count
        places.append(map.span(of: offset..<offset + length).range)
        offset += length
      }
      #expect(places == sample.characters.map(\.raw), "\(sample.description)")
      if let first = sample.characters.first, let last = sample.characters.last {
        #expect(map.span(of: 0..<offset).range == first.raw.lowerBound..<last.raw.upperBound)
        #expect(map.span(of: offset..<offset).range == last.raw.upperBound..<last.raw.upperBound)
      }
    }
  }

  @Test func formulaInAFoldedBlock() throws {
    let node = try #require(read("formula: >\n  вес - поздно /\n  всего * 100\n"))
    let scalar = try #require(node["formula"]?.asScalar)
    #expect(scalar.text == "вес - поздно / всего * 100\n")
    let start = "вес - поздно / ".utf8.count
    let span = scalar.span(of: start..<start + "всего".utf8.count)
    #expect(span.text == "всего")
    #expect(span.start == Position(line: 3, column: 3))
  }

  @Test func madeScalarsHaveTheirNodesSpan() throws {
    let node = try #require(read("a: 'x'\n"))
    let place = try #require(node["a"]?.span)
    let made = Scalar(text: "something else", style: .plain, span: place)
    #expect(made.span(of: 2..<3) == place)
    #expect(Node.text("abc").asScalar?.span(of: 0..<1) == .synthetic)
    #expect(node["a"]?.asScalar?.span(of: -5..<99).text == "x")
  }
}

/// A file with one scalar in it, and what each of its characters comes from.
private struct Sample {
  var bytes: [UInt8] = []
  var characters: [(character: Unicode.Scalar, raw: Range<Int>)] = []
  private var inList: Bool
  private let lineBreak: String

  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: characters.map(\.character))
    return String(view)
  }

  var description: String { String(decoding: bytes, as: UTF8.self).debugDescription }

  init(_ style: Scalar.Style, _ generator: inout SeededGenerator) {
    lineBreak = generator.chance(30) ? "\r\n" : "\n"
    inList = generator.chance(50)
    raw("начало: €\(lineBreak)")
    raw(inList ? "список:\(lineBreak)  - ключ: " : "ключ: ")
    let parent = inList ? 4 : 0
    switch style {
    case .plain: addFolded(nil, indent: parent + 1, &generator)
    case .singleQuoted: addFolded("'", indent: parent, &generator)
    case .doubleQuoted: addFolded("\"", indent: parent, &generator)
    case .literal, .folded: addBlock(folded: style == .folded, parent: parent, &generator)
    }
    raw(inList ? "    конец: 1\(lineBreak)" : "конец: 1\(lineBreak)")
  }

  func scalar(in root: Node) -> Scalar? {
    let mapping = inList ? root["список"]?.asSequence?.first : root
    guard mapping?["конец"]?.asScalar?.text == "1" else { return nil }
    return mapping?["ключ"]?.asScalar
  }

  @discardableResult private mutating func raw(_ text: String) -> Range<Int> {
    let start = bytes.count
    bytes += Array(text.utf8)
    return start..<bytes.count
  }

  private mutating func put(_ character: Unicode.Scalar, as written: String? = nil) {
    characters.append((character, raw(written ?? String(character))))
  }

  private static let letters: [Unicode.Scalar] = ["a", "Z", "5", "+", "ж", "Қ", "–", "語", "😀", "(", "=", "\u{A0}"]

  // MARK: Plain and quoted

  private mutating func addFolded(_ quote: String?, indent: Int, _ generator: inout SeededGenerator) {
    if let quote { raw(quote) }
    // Plain text neither begins nor ends with blanks; within quotes it may.
    if quote != nil, generator.chance(30) { put(" ") }
    put(generator.pick(Self.letters))
    var atLineStart = false
    for _ in 0..<Int.random(in: 0..<25, using: &generator) {
      let kind = Int.random(in: 0..<10, using: &generator)
      if kind == 0 {
        addBreaks(quote, indent: indent, &generator)
        put(generator.pick(Self.letters))
      } else if kind == 1, !atLineStart {
        for _ in 0...Int.random(in: 0..<3, using: &generator) { put(generator.chance(80) ? " " : "\t") }
        put(generator.pick(Self.letters))
      } else if kind <= 3, let quote {
        addEscape(quote, indent: indent, &generator)
      } else {
        put(generator.pick(Self.letters))
      }
      atLineStart = false
    }
    if let quote {
      if generator.chance(20) { put(" ") }
      raw(quote)
    }
    raw(lineBreak)
  }

  private mutating func addBreaks(_ quote: String?, indent: Int, _ generator: inout SeededGenerator) {
    if generator.chance(30) { raw("  ") }
    let first = raw(lineBreak)
    let empty = generator.chance(40) ? Int.random(in: 1...3, using: &generator) : 0
    if empty == 0 { characters.append((" ", first)) }
    for _ in 0..<empty {
      if generator.chance(30) { raw(" ") }
      put("\n", as: lineBreak)
    }
    raw(String(repeating: " ", count: indent + Int.random(in: 0..<4, using: &generator)))
  }

  private mutating func addEscape(_ quote: String, indent: Int, _ generator: inout SeededGenerator) {
    guard quote == "\"" else { return put("'", as: "''") }
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: put("\"", as: "\\\"")
    case 1: put("\\", as: "\\\\")
    case 2: put("\n", as: "\\n")
    case 3: put("\t", as: "\\t")
    case 4: put("Ж", as: "\\u0416")
    case 5: put("😀", as: "\\U0001F600")
    case 6: put("é", as: "\\xe9")
    case 7: put("\u{A0}", as: "\\_")
    case 8: put("\u{2028}", as: "\\L")
    default:
      raw("\\" + lineBreak)
      raw(String(repeating: " ", count: indent + 1))
      put(generator.pick(Self.letters))
    }
  }

  // MARK: Blocks

  private enum Line { case empty, normal, indentedMore }

  private mutating func addBlock(folded: Bool, parent: Int, _ generator: inout SeededGenerator) {
    let explicit = generator.chance(40)
    let depth = Int.random(in: 1...4, using: &generator)
    let chomping = generator.pick(["", "-", "+"])
    raw(
      (folded ? ">" : "|")
        + (explicit && generator.chance(50) ? "\(depth)\(chomping)" : chomping + (explicit ? "\(depth)" : "")))
    raw((generator.chance(20) ? " # remark" : "") + lineBreak)
    var lines: [Line] = (0..<Int.random(in: 0..<8, using: &generator)).map { _ in
      generator.pick([.empty, .normal, .normal, .normal, .indentedMore])
    }
    // Only a block that says its indentation may begin with a line that is indented more.
    if !explicit, let first = lines.firstIndex(where: { $0 != .empty }) { lines[first] = .normal }
    lines.append(.normal)
    let trailing = Int.random(in: 0..<3, using: &generator)

    var pending: [Range<Int>] = []
    var last: Line?
    for line in lines {
      if line == .empty {
        if generator.chance(30) { raw(" ") }
        pending.append(raw(lineBreak))
        continue
      }
      raw(String(repeating: " ", count: parent + depth))
      if let before = last {
        if folded, before == .normal, line == .normal {
          if pending.count == 1 { characters.append((" ", pending[0])) } else { addPending(pending.dropFirst()) }
        } else {
          addPending(pending[...])
        }
      } else {
        addPending(pending[...])
      }
      if line == .indentedMore { put(generator.chance(80) ? " " : "\t") }
      put(generator.pick(Self.letters.filter { $0 != "\u{A0}" }))
      for _ in 0..<Int.random(in: 0..<6, using: &generator) {
        put(generator.pick(Self.letters + [" ", "\t", "#", ":", "'", "\\"]))
      }
      pending = [raw(lineBreak)]
      last = line
    }
    for _ in 0..<trailing { pending.append(raw(lineBreak)) }
    switch chomping {
    case "-": break
    case "+": addPending(pending[...])
    default: addPending(pending.prefix(1))
    }
  }

  private mutating func addPending(_ breaks: ArraySlice<Range<Int>>) {
    for lineBreak in breaks { characters.append(("\n", lineBreak)) }
  }
}
