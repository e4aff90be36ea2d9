import Testing

@testable import Reporting

@Suite struct SlopeChartTests {
  private func chart(_ ranks: [(Int?, Int?)]) -> String {
    SlopeChart(
      lines: ranks.enumerated().map { index, pair in
        SlopeChart.Line(
          title: "body \(index)", before: pair.0, after: pair.1, style: "gain", isMarked: index == 1, label: "<\(index)>")
      }, heads: ("before", "after"), noRank: "no rank", label: "ranks"
    ).svg.markup
  }

  /// Places are 22 apart, the first at 34 + 11 = 45: from the first on the left to the second on the right is 45 to 67.
  @Test func linesLeadFromRankToRank() {
    let markup = chart([(1, 2), (2, 1)])
    #expect(markup.contains("d=\"M320 45L640 67\"") && markup.contains("d=\"M320 67L640 45\""))
    #expect(markup.components(of: "<circle").count - 1 == 2)
    #expect(markup.components(of: "class=\"end\" d=").count - 1 == 2)
    #expect(markup.contains("<title>&lt;0&gt;</title>"))
    #expect(markup.contains("role=\"img\" aria-label=\"ranks\""))
  }

  /// Two who share the first rank: their lines begin between their names, at (45 + 67) / 2 = 56; the third has rank 3.
  @Test func sharedRanks() {
    let markup = chart([(1, 1), (1, 3), (3, 2)])
    #expect(markup.contains("d=\"M320 56L640 45\"") && markup.contains("d=\"M320 56L640 89\""))
    #expect(markup.contains("d=\"M320 89L640 67\""))
    #expect(markup.components(of: "class=\"tie\"").count - 1 == 2)
  }

  /// Who has no rank stands below the others, with a place left free: 45 + 2 · 22 = 89.
  @Test func withoutRank() {
    let markup = chart([(1, 1), (2, nil)])
    #expect(markup.contains("d=\"M320 67L640 89\""))
    #expect(markup.contains("no rank"))
  }
}
