import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Compares whole outputs with files in `Fixtures`.
///
/// With `METODIKA_RECORD=1` in the environment the files are written anew, and the tests that write them fail: read
/// the difference before it is committed.
enum Golden {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["METODIKA_RECORD"] == "1" {
      try Data(text.utf8).write(to: file)
      Issue.record("\(name) is recorded: read the difference", sourceLocation: sourceLocation)
      return
    }
    let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(text == expected, "\(name) differs: \(firstDifference(text, expected))", sourceLocation: sourceLocation)
  }

  private static func firstDifference(_ found: String, _ expected: String) -> String {
    let lines = (
      found.split(separator: "\n", omittingEmptySubsequences: false),
      expected.split(separator: "\n", omittingEmptySubsequences: false)
    )
    for (index, pair) in zip(lines.0, lines.1).enumerated() where pair.0 != pair.1 {
      return "line \(index + 1) is `\(pair.0)`, not `\(pair.1)`"
    }
    return "\(lines.0.count) lines instead of \(lines.1.count)"
  }
}
