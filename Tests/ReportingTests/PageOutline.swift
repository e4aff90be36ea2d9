import Testing

/// What a page consists of, read without a browser: strict enough for markup of our own.
struct PageOutline {
  /// Elements that are not closed.
  private(set) var open: [String] = []
  private(set) var ids: [String] = []
  /// The places that links lead to.
  private(set) var targets: [String] = []
  /// The levels of the headings.
  private(set) var headings: [Int] = []

  init(_ page: String) throws {
    var rest = page[...]
    while let start = rest.firstIndex(of: "<") {
      let after = rest[rest.index(after: start)...]
      let end = try #require(after.firstIndex(of: ">"))
      let tag = after[..<end]
      rest = after[after.index(after: end)...]
      if tag.hasPrefix("!") { continue }
      if tag.hasPrefix("/") {
        #expect(open.popLast() == String(tag.dropFirst()))
        continue
      }
      let name = String(tag.prefix { $0 != " " })
      if name.count == 2, name.hasPrefix("h"), let level = Int(name.dropFirst()) { headings.append(level) }
      ids += attribute("id", of: tag)
      targets += attribute("href", of: tag).map { String($0.dropFirst()) }
      if name == "meta" || name == "input" { continue }
      open.append(name)
      if name == "style" || name == "script" {
        let close = try #require(rest.components(of: "</\(name)>").first)
        rest = rest[close.endIndex...]
      }
    }
  }

  private func attribute(_ name: String, of tag: Substring) -> [String] {
    let parts = tag.components(of: " \(name)=\"")
    return parts.dropFirst().prefix(1).map { String($0.prefix { $0 != "\"" }) }
  }
}

extension StringProtocol where SubSequence == Substring {
  /// The parts between the places where a text stands.
  func components(of separator: String) -> [Substring] {
    var parts: [Substring] = []
    var start = startIndex
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(separator) {
        parts.append(self[start..<index])
        index = self.index(index, offsetBy: separator.count)
        start = index
      } else {
        index = self.index(after: index)
      }
    }
    return parts + [self[start...]]
  }
}
