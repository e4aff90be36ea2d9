import Testing

@testable import Reporting

@Suite struct SlopeChartTests {
  private func chart(_ ranks: [(Int?, Int?)], isSparse: Bool = false) -> String {
    SlopeChart(
      lines: ranks.enumerated().map { index, pair in
        SlopeChart.Line(
          title: "body \(index)", before: pair.0, after: pair.1, style: "gain", isMarked: index == 1,
          label: "<\(index)>")
      }, heads: ("before", "after"), noRank: "no rank", label: "ranks", isSparse: isSparse
    ).svg.markup
  }

  /// The sides stand at 36 + 2 digits · 9 + 6 letters · 8 = 102 and 320 beyond; places are 22 apart, the first at 34 + 11 = 45.
  @Test func linesLeadFromRankToRank() {
    let markup = chart([(1, 2), (2, 1)])
    #expect(markup.contains("d=\"M102 45L422 67\"") && markup.contains("d=\"M102 67L422 45\""))
    #expect(markup.components(of: "<circle").count - 1 == 2)
    #expect(markup.components(of: "class=\"end\" d=").count - 1 == 2)
    #expect(markup.contains("<title>&lt;0&gt;</title>"))
    #expect(markup.contains("role=\"img\" aria-label=\"ranks\""))
  }

  /// Two who share the first rank: their lines begin between their names, at (45 + 67) / 2 = 56; the third has rank 3.
  @Test func sharedRanks() {
    let markup = chart([(1, 1), (1, 3), (3, 2)])
    #expect(markup.contains("d=\"M102 56L422 45\"") && markup.contains("d=\"M102 56L422 89\""))
    #expect(markup.contains("d=\"M102 89L422 67\""))
    #expect(markup.components(of: "class=\"tie\"").count - 1 == 2)
  }

  /// Where ranks are left out, lines lead 56 inwards to heights in proportion: of the ranks 10, 20 and 50 on both sides
  /// of three names the lowest is at 45 + 2 · 22 = 89, and 20 a quarter of the way down, at 45 + 11 = 56.
  @Test func ranksLeftOut() {
    let markup = chart([(10, 20), (20, 10), (50, 50)], isSparse: true)
    for outline in ["M102 45L158 45", "M158 45L366 56", "M366 56L422 67", "M158 56L366 45", "M158 89L366 89"] {
      #expect(markup.contains("d=\"\(outline)\""))
    }
  }

  /// Who has no rank stands below the others, with a place left free: 45 + 2 · 22 = 89.
  @Test func withoutRank() {
    let markup = chart([(1, 1), (2, nil)])
    #expect(markup.contains("d=\"M102 67L422 89\""))
    #expect(markup.contains("no rank"))
  }
}
