import Formula
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Texts that are compared whole with a file; `METODIKA_RECORD=1` rewrites the file, and such a run fails.
struct Golden {
  let path: String

  static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  static let root = tests.deletingLastPathComponent().deletingLastPathComponent()

  var text: String? { try? String(contentsOfFile: path, encoding: .utf8) }

  func expect(_ actual: String, command: String) throws {
    if ProcessInfo.processInfo.environment["METODIKA_RECORD"] == "1" {
      try Data(actual.utf8).write(to: URL(filePath: path), options: .atomic)
      Issue.record("\(path) was written anew; read the difference, then run the tests without METODIKA_RECORD")
      return
    }
    #expect(text == actual, "\(path) is stale; run `\(command)` and read the difference")
  }
}

@Suite struct GoldenTests {
  /// Formulas whose findings are shown as a methodologist sees them.
  static let formulas = [
    "services_late / services_total 10000",
    "просрочено / оказано 10000",
    "услуг_просрочен / оказано",
    "weight - просрочено / оказано",
    "weight - services_late",
    "x * 0,5",
    "оказано * 10 000",
    "1 + if inspected then 2 else 3",
    "if inspected then 2",
    "kind in (central, local)",
    "kind == центр",
    "kind == сentral",
    "70 < share < 100",
    "если inspected then 1 else 2",
    "inspected И reported(оказано)",
    "ОКРУГЛ(readiness, 0.01)",
    "readiness ≥ 0.7",
    "readiness > 70%",
    "readiness > plan_done",
    "оказано +\u{A0}1",
    "5услуг",
    "mean(services, late)",
    "sum(services where one_day)",
    "any(services)",
    "own.services_late / services_late",
    "round(readiness, 0.01, nearest)",
    "clamp(\n  readiness,\n  1\n)",
    "x * (1 + 'текст без конца)",
  ]

  @Test func messages() throws {
    let blocks = Self.formulas.map { Outcome(FormulaText($0), in: .shared).rendered }
    try Golden(path: Golden.tests.appending(path: "Fixtures/messages.txt").path)
      .expect(blocks.joined(separator: "\n"), command: "METODIKA_RECORD=1 swift test --filter FormulaTests.GoldenTests")
  }
}

/// The part of the written page that is made from the tables.
@Suite struct ReferencePageTests {
  static let begin = "<!-- begin generated: METODIKA_RECORD=1 swift test --filter FormulaTests.ReferencePageTests -->\n"
  static let end = "<!-- end generated -->\n"

  @Test func referenceIsFresh() throws {
    let golden = Golden(path: Golden.root.appending(path: "Sources/Formula/Documentation/FORMULAS.md").path)
    let page = try #require(golden.text)
    let begin = try #require(page.range(of: Self.begin))
    let end = try #require(page.range(of: Self.end, range: begin.upperBound..<page.endIndex))
    let fresh = page[..<begin.upperBound] + "\n" + FormulaReference.markdown + "\n" + page[end.lowerBound...]
    try golden.expect(
      String(fresh), command: "METODIKA_RECORD=1 swift test --filter FormulaTests.ReferencePageTests")
  }

  /// The formulas of the page itself hold: a fenced `formula` block has no finding, a `bad` block has its code.
  @Test func examplesOfThePageHold() throws {
    let golden = Golden(path: Golden.root.appending(path: "Sources/Formula/Documentation/FORMULAS.md").path)
    let page = try #require(golden.text)
    var code: String?
    var checked = 0
    var isInside = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside = line == "```formula"
        continue
      }
      guard isInside, !line.isEmpty else { continue }
      let parts = line.split(separator: "#", maxSplits: 1).map { $0.trimmed }
      code = parts.count > 1 && parts[1].hasPrefix("E02") ? String(parts[1].prefix(5)) : nil
      let outcomes = [nil, "services", "facts"].map {
        Outcome(FormulaText(String(parts[0])), in: .shared, table: $0)
      }
      #expect(outcomes.contains { $0.codes == (code.map { [$0] } ?? []) }, "\(line)\n\(outcomes[0].rendered)")
      checked += 1
    }
    #expect(checked > 30)
  }

  @Test func examplesOfTheTablesHold() {
    for function in Function.allCases {
      #expect(!function.summary.isEmpty && function.signature.hasPrefix(function.rawValue + "("))
      #expect(!function.examples.isEmpty || function == .steps)
      for (formula, result) in function.examples {
        for text in [formula, result] {
          let outcome = Outcome(FormulaText(text), in: .shared)
          #expect(outcome.findings.isEmpty, "\(outcome.rendered)")
        }
      }
    }
    for aggregate in AggregateFunction.allCases {
      #expect(!aggregate.summary.isEmpty && aggregate.signature.hasPrefix(aggregate.rawValue + "("))
      let outcome = Outcome(FormulaText(aggregate.example), in: .shared)
      #expect(outcome.findings.isEmpty, "\(outcome.rendered)")
      guard case .aggregate = outcome.expression?.form else {
        Issue.record("\(aggregate.example)")
        continue
      }
    }
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var result = self
    while result.first == " " { result.removeFirst() }
    while result.last == " " { result.removeLast() }
    return result
  }
}
