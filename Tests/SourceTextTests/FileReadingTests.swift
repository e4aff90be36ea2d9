import SourceText
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct FileReadingTests {
  /// Runs a body in a folder of its own, which is gone afterwards.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "metodika-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func write(_ bytes: [UInt8], to path: String) throws { try Data(bytes).write(to: URL(filePath: path)) }

  @Test func readsAndStripsTheMark() throws {
    try inFolder { folder in
      try write([0xEF, 0xBB, 0xBF] + Array("вес: 1".utf8), to: "\(folder)/правила.yaml")
      let findings = Findings()
      let file = try #require(SourceFile.read(path: "\(folder)/правила.yaml", findings: findings))
      #expect(file.name == "\(folder)/правила.yaml")
      #expect(file.whole.text == "вес: 1")
      #expect(SourceFile.readBytes(path: "\(folder)/правила.yaml", findings: findings)?.count == 12)
      #expect(findings.all.isEmpty)
    }
  }

  @Test func refusesWhatIsNoFile() throws {
    try inFolder { folder in
      try write([1, 2, 3], to: "\(folder)/three")
      try FileManager.default.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "\(folder)/three")
      try FileManager.default.createSymbolicLink(atPath: "\(folder)/loose", withDestinationPath: "\(folder)/nowhere")
      func code(_ path: String, limit: Int = 3) -> String? {
        let findings = Findings()
        let file = SourceFile.read(path: path, limit: limit, findings: findings)
        #expect((file == nil) == (findings.all.count == 1))
        return findings.all.first?.code
      }
      #expect(code("\(folder)/three") == nil)
      #expect(code("\(folder)/link") == nil)
      #expect(code("\(folder)/three", limit: 2) == "E0103")
      #expect(code("\(folder)/link", limit: 2) == "E0103")
      #expect(code("\(folder)/four") == "E0101")
      #expect(["E0101", "E0102"].contains(code("\(folder)/loose")))
      #expect(code(folder) == "E0102")
      #expect(code("/dev/zero") == "E0102")
      #expect(code("") == "E0101" || code("") == "E0102")
      #expect(code("\(folder)/three/below") == "E0101")
      #expect(code("a\u{0}b") == "E0101")
    }
  }

  @Test func pointsAtTheReference() {
    let findings = Findings()
    let place = Span(SourceFile(name: "amending.yaml", text: "amends: x"), 8..<9)
    #expect(SourceFile.read(path: "/nowhere/x", reference: place, findings: findings) == nil)
    #expect(findings.all.first?.span == place)
    #expect(findings.all.first?.message.text == "`/nowhere/x` cannot be read: there is no such file")
  }
}
