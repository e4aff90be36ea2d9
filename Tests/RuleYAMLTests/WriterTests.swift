import RuleYAML
import SourceText
import Testing
import TestSupport

@Suite struct WriterTests {
  @Test(arguments: 0..<60) func writtenTreesReadBackEqual(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<20 {
      let node = Self.randomNode(depth: 4, &generator)
      guard node.asScalar?.text.isEmpty != true || !node.isEmpty else { continue }
      let text = YAMLWriter.write(node)
      let findings = Findings()
      let again = try #require(read(text, findings: findings), "\(text) \(findings.all.map(\.message.text))")
      #expect(findings.all.isEmpty, "\(text) \(findings.all.map(\.message.text))")
      let isSame = node.hasSameContent(as: again)
      #expect(isSame, "\(text.debugDescription)")
      // What was read is written again with the same text, so that `show` of `show` changes nothing.
      let once = YAMLWriter.write(again)
      let twice = try #require(read(once))
      let isSameAgain = again.hasSameContent(as: twice)
      #expect(isSameAgain, "\(once.debugDescription)")
      #expect(YAMLWriter.write(twice) == once)
    }
  }

  private static let words = [
    "слово", "a", "no", "yes", "null", "~", "5", "012", "1_000", "5,5", "- a", "a: b", "a #b", "#", ":", "-", "?",
    "it's",
    "say \"x\"", "back\\slash", "\t", "  ", "x ", " x", "a\nb", "a\nb\n", "\n", "\n\na", "a\n\n", "  a\nb", "[a]",
    "{a}",
    "a, b", "a]", "%", "@", "`", "!x", "&x", "*x", "|", ">", "---", "...", "--- a", "<<", "=", "語", "\u{85}",
    "\u{2028}",
    "\u{A0}", "\u{202E}", "\u{FEFF}", "a\r\nb", "max(0, w - l / t * 10000) + bonus", "п. 38–39", "", "a:", ":a", "-5",
    "-a",
    "😀", "a\tb", "x\n y\n\n z", "a?", "a\n#b", "\ta\nb", "a \nb", "a\n\tb", "true", "1:30", "0x10", ".5", "2017-11-23",
  ]

  private static func randomText(_ generator: inout SeededGenerator) -> String {
    if generator.chance(10) {
      let letters = (0..<Int.random(in: 1..<300, using: &generator)).map { _ in generator.pick(words) }
      return letters.joined(separator: generator.pick([" ", "", "\n"]))
    }
    return generator.pick(words)
  }

  private static func randomNode(depth: Int, _ generator: inout SeededGenerator) -> Node {
    switch depth == 0 ? 0 : Int.random(in: 0..<5, using: &generator) {
    case 1, 2:
      return .list((0..<Int.random(in: 0..<5, using: &generator)).map { _ in randomNode(depth: depth - 1, &generator) })
    case 3, 4:
      var keys: Set<String> = []
      var entries: [(key: String, value: Node)] = []
      for _ in 0..<Int.random(in: 0..<5, using: &generator) {
        let key = randomText(&generator)
        // A key with a blank that looks like a space is refused by the reader.
        let hasOddBlank = key.unicodeScalars.contains { !$0.isASCII && $0.properties.isWhitespace }
        guard !hasOddBlank, keys.insert(key).inserted else { continue }
        entries.append((key, randomNode(depth: depth - 1, &generator)))
      }
      return .mapping(entries)
    default:
      if generator.chance(20) { return .plain(generator.pick(["5", "-0.5", "yes", "no", "012", "слово", "", "~"])) }
      return .text(randomText(&generator))
    }
  }

  @Test func looksAsAPersonWouldWriteIt() {
    let node = Node.mapping([
      ("format", .plain("1")),
      ("title", .mapping([("ru", .text("Оценка: качество")), ("kk", .text("Бағалау"))])),
      ("empty", .plain("")),
      ("kinds", .list([.text("central"), .text("local"), .text("no")])),
      ("rows", .list([.mapping([("from", .plain("4.8")), ("to", .text("5"))]), .mapping([("from", .plain("1"))])])),
      (
        "scores",
        .mapping([
          ("timeliness", .mapping([("formula", .text("a + b")), ("of", .list([.list([.text("x\ny\n")])]))]))
        ])
      ),
      ("long", .text(Array(repeating: "слово", count: 30).joined(separator: " "))),
    ])
    #expect(
      YAMLWriter.write(node) == """
        format: 1
        title: {ru: "Оценка: качество", kk: Бағалау}
        empty:
        kinds: [central, local, "no"]
        rows:
          - {from: 4.8, to: "5"}
          - {from: 1}
        scores:
          timeliness:
            formula: a + b
            of:
              - - |
                  x
                  y
        long: >-
          слово слово слово слово слово слово слово слово слово слово слово слово слово слово слово слово
          слово слово слово слово слово слово слово слово слово слово слово слово слово слово

        """)
  }

  @Test func bracketsOfTheSourceStay() throws {
    let text = """
      act: {number: "№229 / №414", adopted: 2017-11-23}
      fields: {direction: {type: choice, of: [a, b]}}
      block:
        type: count
        unit: services

      """
    let node = try #require(read(text))
    #expect(YAMLWriter.write(node) == text.replacing("\"№229 / №414\"", with: "№229 / №414"))
  }
}
