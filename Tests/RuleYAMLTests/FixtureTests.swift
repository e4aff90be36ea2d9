import RuleYAML
import SourceText
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One tiny file for each mistake, with the codes and places that must be found in it.
@Suite struct FixtureTests {
  static func folder(_ name: String) -> String {
    let file = URL(filePath: #filePath)
    return file.deletingLastPathComponent().appending(path: "Fixtures/\(name)").path
  }

  static func names(in name: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder(name))) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted()
  }

  @Test(arguments: names(in: "bad")) func bad(_ name: String) throws {
    let path = "\(Self.folder("bad"))/\(name)"
    let findings = Findings()
    // Without `SourceFile.read`, so that byte-order marks reach the reader.
    let bytes = try #require(SourceFile.readBytes(path: path, findings: findings))
    _ = YAMLReader.read(SourceFile(name: name, bytes: bytes), findings: findings)
    let found = findings.sorted.map { finding in
      let place = finding.span?.start ?? Position(line: 0, column: 0)
      return "\(finding.code) \(place.line):\(place.column)"
    }
    let expected = try String(contentsOfFile: path.dropLast(5) + ".expected", encoding: .utf8)
    #expect(found == expected.split(separator: "\n").map(String.init))
  }

  @Test(arguments: names(in: "good")) func good(_ name: String) throws {
    let findings = Findings()
    let bytes = try #require(SourceFile.readBytes(path: "\(Self.folder("good"))/\(name)", findings: findings))
    let node = try #require(YAMLReader.read(SourceFile(name: name, bytes: bytes), findings: findings))
    #expect(findings.all.isEmpty)
    let written = YAMLWriter.write(node)
    let again = try #require(read(written, findings: findings), "\(written)")
    #expect(node.hasSameContent(as: again), "\(written)")
    #expect(YAMLWriter.write(again) == written)
    expectSpansInside(node)
  }

  @Test func everyKindHasAFixture() throws {
    let limits = ["E0120", "E0121", "E0122", "E0123", "E0149"]
    var found = Set(limits)
    for name in Self.names(in: "bad") {
      let expected = try String(
        contentsOfFile: "\(Self.folder("bad"))/\(name.dropLast(5)).expected", encoding: .utf8)
      for line in expected.split(separator: "\n") { found.insert(String(line.prefix(5))) }
    }
    #expect(Set(DiagnosticKind.yamlKinds.map(\.code)) == found)
  }

  @Test func codesAreUniqueAndExplained() {
    let kinds = DiagnosticKind.fileKinds + DiagnosticKind.yamlKinds
    #expect(Set(kinds.map(\.code)).count == kinds.count)
    #expect(kinds.allSatisfy { !$0.explanation.isEmpty && $0.code.hasPrefix("E01") })
  }

  @Test func oneGoldenFinding() {
    let findings = Findings()
    _ = read("вес: 10\nназвание: a\nвес: 15\n", findings: findings)
    #expect(
      findings.all.map { DiagnosticRenderer().render($0) } == [
        """
        test.yaml:3:1: error[E0116]: the key `вес` stands twice in the same mapping
         3 | вес: 15
           | ^^^
        test.yaml:1:1: note: it stands here for the first time
         1 | вес: 10
           | ^^^

        """
      ])
  }

  /// Every child stands within its parent, and every text maps to a place within itself.
  private func expectSpansInside(_ node: Node) {
    switch node.content {
    case .scalar(let scalar):
      #expect(scalar.span == node.span)
      #expect(scalar.text.isEmpty || !scalar.map.span(of: 0..<1).range.isEmpty)
    case .sequence(let items):
      for item in items { expect(item, inside: node.span) }
    case .mapping(let entries):
      for entry in entries {
        #expect(node.span.range.lowerBound <= entry.key.span.range.lowerBound)
        expect(entry.value, inside: node.span)
      }
    }
  }

  private func expect(_ node: Node, inside span: Span) {
    #expect(span.joined(to: node.span) == span)
    expectSpansInside(node)
  }
}

func read(_ text: String, limits: Limits = .standard, findings: Findings = Findings()) -> Node? {
  YAMLReader.read(SourceFile(name: "test.yaml", text: text), limits: limits, findings: findings)
}
