import Methodology
import SourceText
import Testing

/// Holes, overlaps and ends of scales, worked out by hand.
@Suite struct ScaleTests {
  /// The findings of a scale whose value is a figure of a body.
  private func findings(_ rows: [String], of: String = "percent", more: String = "") throws -> [String] {
    let list = rows.map { "      - {\($0)}" }.joined(separator: "\n")
    let edition = try edition(
      """
      inputs: {done: {type: \(of), cite: "п. 1"}}
      steps:
        scale:
          of: \(of)
          cite: "п. 2"
          \(more)
          rows:
      \(list)
      scores: {result: {formula: "steps(scale, done)", cite: "п. 2"}}
      """)
    let found = check(edition)
    let (passed, failures) = runExamples(found, of: edition)
    #expect(failures.isEmpty, "\(failures)")
    #expect(passed == found.compactMap(\.counterExample).count)
    return found.map { "\($0.code) \($0.message.arguments["value"] ?? "")" }
  }

  private let hundredths = "round: {to: 0.01, mode: half_up}"

  @Test func roundingGrid() throws {
    let rows = ["from: 0, to: 89.99, value: 1", "from: 90, to: 100, value: 2"]
    #expect(try findings(rows) == ["E0401 89.995"])
    #expect(try findings(rows, more: hundredths) == [])
    #expect(try findings(rows, more: "round: {to: 0.001, mode: half_up}") == ["E0401 89.991"])
    // Neither bound lies on this grid: 89.9 and 90 do.
    #expect(try findings(rows, more: "round: {to: 0.1, mode: half_up}") == [])
    // The multiples of 0.03 next to the bounds are 89.97, 90 and 99.99, and 100 becomes 99.99.
    #expect(try findings(rows, more: "round: {to: 0.03, mode: half_up}") == [])
    #expect(
      try findings(["from: 0, to: 89.9, value: 1", "from: 90, to: 100, value: 2"], more: hundredths) == ["E0401 89.91"])
  }

  @Test func exclusiveBounds() throws {
    #expect(try findings(["below: 70, value: 0", "above: 70, value: 5"]) == ["E0401 70"])
    #expect(try findings(["to: 70, value: 0", "above: 70, value: 5"]) == [])
    #expect(try findings(["below: 70, value: 0", "from: 70, value: 5"]) == [])
    #expect(try findings(["to: 70, value: 0", "from: 70, value: 5"]) == ["E0402 70"])
    #expect(try findings(["above: 0, to: 100, value: 5"]) == ["E0406 0"])
    #expect(try findings(["from: 0, below: 100, value: 5"]) == ["E0406 100"])
    #expect(try findings(["below: 60, value: 0", "above: 50, value: 5"]) == ["E0402 55"])
  }

  @Test func wholeNumbers() throws {
    #expect(try findings(["to: 5, value: 0", "from: 6, value: 5"], of: "count") == [])
    #expect(try findings(["below: 6, value: 0", "above: 5, value: 5"], of: "count") == [])
    #expect(try findings(["to: 5, value: 0", "above: 6, value: 5"], of: "count") == ["E0401 6"])
    #expect(try findings(["to: 5, value: 0", "from: 5, value: 5"], of: "count") == ["E0402 5"])
    #expect(try findings(["from: 10, value: 5"], of: "count") == ["E0406 9"])
    #expect(try findings(["from: 1, value: 5"], of: "count") == ["E0406 0"])
  }

  /// A row that covers all of several others leaves no hole behind them.
  @Test func rowsInsideOthers() throws {
    #expect(
      try findings(["from: 0, to: 100, value: 1", "from: 10, to: 20, value: 2", "from: 30, to: 40, value: 3"])
        == ["E0402 10", "E0402 30"])
    #expect(try findings(["below: 5, value: 1", "below: 10, value: 2", "from: 10, value: 3"]) == ["E0402 4"])
    #expect(try findings(["from: 90, value: 3", "from: 50, below: 90, value: 2", "below: 50, value: 1"]) == [])
  }

  /// Annex 8 of the act: fewer than 20, 30 to 49.99, 50 and more.
  @Test func twentyToThirty() throws {
    let rows = ["below: 20, value: 1", "from: 30, to: 49.99, value: 2", "from: 50, value: 3"]
    #expect(try findings(rows, more: hundredths) == ["E0401 20"])
    #expect(try findings(rows, more: hundredths + "\n    otherwise: {value: 0}") == ["E0401 20"])
  }

  @Test func valuesThatCannotOccur() throws {
    #expect(try findings(["from: 50, value: 5"], more: "from: 50") == [])
    // 49.996 is the least that can occur, and is rounded up into the row.
    #expect(try findings(["from: 50, value: 5"], more: "from: 49.996\n    " + hundredths) == [])
    #expect(try findings(["from: 50, value: 5"], more: "from: 49.99") == ["E0406 49.99"])
  }

  @Test func insideRecordsAndOverBodies() throws {
    let edition = try edition(
      """
      inputs: {role: {type: choice, of: [one, two], cite: "п. 1"}}
      records:
        services:
          cite: "п. 3"
          fields:
            way: {type: choice, of: [online, paper]}
            opinion: {type: number, from: 1, to: 5}
            points: {formula: "steps(by_way, opinion)"}
        visits: {cite: "п. 3", fields: {length: {type: count}, spent: {formula: "sum(services: steps(lengths, length))"}}}
      steps:
        by_way: {by: way, of: number, cite: "п. 2", rows: [{from: 2, online: 5, paper: none}, {from: 1, below: 2, online: 4, paper: 3}]}
        lengths: {of: count, cite: "п. 2", rows: [{from: 1, value: 5}]}
        fixed: {by: way, of: count, cite: "п. 2", rows: [{from: 4, online: 5, paper: 6}]}
      scores:
        a: {formula: "sum(services: points) + mean(services: steps(by_way, opinion))", cite: "п. 4"}
        b: {formula: "sum(visits: spent)", cite: "п. 5"}
        c: {formula: "sum(services: steps(fixed, 3))", applies: role == one, cite: "п. 6"}
        d: {formula: "mean over bodies: sum(services: steps(fixed, 4))", cite: "п. 7"}
      """)
    #expect(
      messages(edition, "E0406") == [
        "E0406 `by_way.paper` has no row for 2, which can occur",
        "E0406 `lengths` has no row for 0, which can occur",
        "E0406 `fixed.online` has no row for 3, which can occur",
        "E0406 `fixed.paper` has no row for 3, which can occur",
      ])
  }

  @Test func bandsMustReachBothEnds() throws {
    func ends(_ rows: String, _ score: String = "max: 100") throws -> [String] {
      let edition = try edition(
        """
        inputs: {done: {type: percent, cite: "п. 1"}}
        scores: {result: {formula: done / 1, \(score), cite: "п. 2"}}
        bands: {of: result, cite: "п. 3", rows: [\(rows)]}
        """)
      return check(edition).map { "\($0.code) \($0.message.arguments["value"] ?? "")" }
    }
    #expect(try ends("{name: all, from: 0, to: 100}") == [])
    #expect(try ends("{name: all, above: 0, to: 100}") == ["E0406 0"])
    #expect(try ends("{name: all, from: 0, below: 100}") == ["E0406 100"])
    #expect(try ends("{name: high, from: 90}, {name: low, below: 50}") == ["E0401 50"])
    #expect(try ends("{name: all, from: 50}", "min: 50, max: 100, at_least: 50") == [])
  }
}
