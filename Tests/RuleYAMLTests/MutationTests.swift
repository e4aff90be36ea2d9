import RuleYAML
import SourceText
import Testing
import TestSupport

/// Broken copies of a good file: each ends in findings or in a sound tree, never in a crash.
@Suite struct MutationTests {
  private static let pieces = [
    "\t", "  ", "\n", "\r\n", ":", ": ", "- ", "? ", "[", "]", "{", "}", ",", "\"", "'", "|", ">", "|2+\n", "&a ", "*a",
    "!t ",
    "---\n", "...\n", "%YAML 1.1\n", "#", "<<: ", "\\", "\\u0416", "ж", "\u{A0}", "\u{FEFF}", "\u{2028}", "\0", "@",
    "0",
  ]

  @Test(arguments: 0..<20) func brokenCopies(_ seed: Int) throws {
    let path = "\(FixtureTests.folder("good"))/small.yaml"
    let original = try #require(SourceFile.readBytes(path: path, findings: Findings()))
    var generator = SeededGenerator(seed: UInt64(seed) + 1000)
    for _ in 0..<100 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0..<40, using: &generator)))
        default: bytes.insert(contentsOf: Array(generator.pick(Self.pieces).utf8), at: place)
        }
        if bytes.isEmpty { bytes = original }
      }
      let file = SourceFile(name: "broken", bytes: bytes)
      let findings = Findings()
      let node = YAMLReader.read(file, findings: findings)
      for finding in findings.all { #expect(!DiagnosticRenderer().render(finding).isEmpty) }
      guard let node else {
        #expect(!findings.all.isEmpty)
        continue
      }
      let isSound = Self.isSound(node, in: file)
      #expect(isSound, "\(file.whole.text.debugDescription)")
      guard findings.all.isEmpty else { continue }
      let written = YAMLWriter.write(node)
      let isSame = read(written)?.hasSameContent(as: node) == true
      #expect(isSame, "\(file.whole.text.debugDescription) \(written.debugDescription)")
    }
  }

  private static func isSound(_ node: Node, in file: SourceFile) -> Bool {
    guard node.span.file === file, node.span.range.upperBound <= file.bytes.count else { return false }
    switch node.content {
    case .sequence(let items): return items.allSatisfy { isSound($0, in: file) }
    case .mapping(let entries): return entries.allSatisfy { isSound($0.value, in: file) }
    case .scalar(let scalar):
      // Every character has a place of its own within the file, after that of the one before it.
      let map = scalar.map
      var offset = 0
      var end = 0
      for character in scalar.text.unicodeScalars {
        let length = String(character).utf8.count
        let range = map.span(of: offset..<offset + length).range
        guard !range.isEmpty, range.lowerBound >= end || range == scalar.span.range else { return false }
        end = range.upperBound
        offset += length
      }
      return true
    }
  }
}
