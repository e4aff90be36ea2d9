import RuleYAML
import SourceText
import Testing

@Suite struct ReaderTests {
  @Test func treeAndSpans() throws {
    let node = try #require(read("a: {b: [1, два]}\nc:\n  - x\n  - d: y\ne:\n"))
    #expect(node.kindName == "a mapping")
    let list = try #require(node["a"]?["b"])
    #expect(list.span.text == "[1, два]")
    #expect(list.asSequence?.map(\.span.text) == ["1", "два"])
    #expect(node["a"]?.span.text == "{b: [1, два]}")
    #expect(node["c"]?.span.text == "- x\n  - d: y")
    #expect(node["c"]?.asSequence?.last?.entry("d")?.span.text == "d: y")
    let empty = try #require(node["e"])
    #expect(empty.isEmpty && empty.span.text.isEmpty && empty.span.start == Position(line: 5, column: 3))
    #expect(node["f"] == nil && list["b"] == nil)
    #expect(node.span.start == Position(line: 1, column: 1))
  }

  @Test func spansOfEachStyle() throws {
    let node = try #require(read("a: 'x'\nb: \"y\"\nc: |\n  z\n\n\nd: >-\n  v\n  w\n# end\n"))
    let texts = node.asMapping?.map { $0.value.span.text }
    #expect(texts == ["'x'", "\"y\"", "|\n  z", ">-\n  v\n  w"])
    let styles = node.asMapping?.compactMap { $0.value.asScalar?.style }
    #expect(styles == [.singleQuoted, .doubleQuoted, .literal, .folded])
  }

  @Test func byteOrderMarkDoesNotShiftPlaces() throws {
    let file = SourceFile(name: "m", bytes: [0xEF, 0xBB, 0xBF] + Array("a: 1\nb: 2\n".utf8))
    let findings = Findings()
    let node = try #require(YAMLReader.read(file, findings: findings))
    #expect(findings.all.isEmpty)
    #expect(node.entry("a")?.span.text == "a: 1")
    #expect(node.entry("b")?.key.span.start == Position(line: 2, column: 1))
  }

  @Test func firstOfTwoEqualKeysStays() throws {
    let findings = Findings()
    let node = try #require(read("a: 1\na: 2\n", findings: findings))
    #expect(node["a"]?.asScalar?.text == "1")
    #expect(node.asMapping?.count == 1)
    #expect(findings.all.count == 1)
  }

  @Test func duplicatesBeforeASyntaxErrorAreTold() {
    let findings = Findings()
    #expect(read("r: {a: 1, a: 2}\nb: [\n", findings: findings) == nil)
    #expect(findings.sorted.map(\.code) == ["E0116", "E0132"])
  }

  @Test func duplicatesAmongManyKeys() {
    let findings = Findings()
    let keys = (0..<100).map { "k\($0): 1" } + ["k3: 1", "k50: 1"]
    _ = read(keys.joined(separator: "\n"), findings: findings)
    #expect(findings.all.compactMap { $0.span?.start.line } == [101, 102])
    #expect(findings.all.compactMap { $0.notes.first?.span?.start.line } == [4, 51])
  }
}

/// Each limit at its edge, and the hostile files that it is for.
@Suite struct LimitTests {
  private func codes(_ text: String, _ limits: Limits) -> [String] {
    let findings = Findings()
    let node = read(text, limits: limits, findings: findings)
    #expect((node == nil) == !findings.all.isEmpty)
    return findings.all.map(\.code)
  }

  @Test func edges() {
    #expect(codes("[[a]]", Limits(depth: 2)) == [])
    #expect(codes("[[[a]]]", Limits(depth: 2)) == ["E0120"])
    #expect(codes("[a, b]", Limits(nodes: 3)) == [])
    #expect(codes("[a, b, c]", Limits(nodes: 3)) == ["E0121"])
    #expect(codes("abc", Limits(scalarLength: 3)) == [])
    #expect(codes("abcd", Limits(scalarLength: 3)) == ["E0122"])
    #expect(codes("[abcd, abcd]", Limits(scalarLength: 3)) == ["E0122", "E0122"])
    #expect(codes("{a: 1, b: 2}", Limits(keys: 2)) == [])
    #expect(codes("{a: 1, b: 2, c: 3}", Limits(keys: 2)) == ["E0123"])
    #expect(codes("a: 1", Limits(fileSize: 4)) == [])
    #expect(codes("a: 12", Limits(fileSize: 4)) == ["E0103"])
  }

  static let hostile: [(name: String, text: String, code: String)] = [
    ("brackets", String(repeating: "[", count: 100_000), "E0120"),
    ("brackets on lines", String(repeating: "[\n", count: 100_000), "E0120"),
    ("braces", String(repeating: "{a: ", count: 100_000), "E0120"),
    ("dashes", String(repeating: "- ", count: 100_000), "E0120"),
    ("question marks", String(repeating: "? ", count: 100_000), "E0120"),
    ("blocks", (0..<2_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), "E0120"),
    ("equal keys", String(repeating: "a: 1\n", count: 100_000), "E0116"),
    ("different keys", (0..<100_000).map { "a\($0): 1\n" }.joined(), "E0123"),
    ("one line", "a: [" + String(repeating: "1, ", count: 1_700_000) + "1]", "E0121"),
    ("one text", "a: \"" + String(repeating: "я", count: 2_500_000) + "\"", "E0122"),
    ("one key", String(repeating: "x", count: 5_000_000) + ": 1", "E0122"),
    ("large", String(repeating: "a: b\n", count: 10_000_000), "E0103"),
    ("tag directives", (0..<200_000).map { "%TAG !a\($0)! b\n" }.joined() + "---\na: 1\n", "E0115"),
    ("late tag directives", "a: 1\n" + (0..<200_000).map { "%TAG !a\($0)! b\n" }.joined(), "E0115"),
    ("control escapes", "a: \"" + String(repeating: "\\u0001", count: 10_000) + "\"", "E0105"),
    ("aliases", "a: &a [x, x]\n" + (1..<100).map { "b\($0): &b\($0) [*a, *a]\n" }.joined(), "E0112"),
    ("tag", "a: !" + String(repeating: "x", count: 5_000_000), "E0114"),
  ]

  @Test(arguments: hostile.indices) func hostileFileEndsSoon(_ index: Int) {
    let (_, text, code) = Self.hostile[index]
    let file = SourceFile(name: "hostile", text: text)
    let findings = Findings()
    let duration = ContinuousClock().measure { _ = YAMLReader.read(file, findings: findings) }
    #expect(findings.all.first?.code == code)
    #expect(findings.all.first?.span != nil)
    #expect(duration < .seconds(10), "debug builds are slow, but nothing may take the square of its length")
  }
}
