import Exact
import Testing

@testable import Reporting

@Suite struct SeriesPlotTests {
  private func number(_ text: String) throws -> Rational { try #require(Rational(decimal: text)) }

  /// The scale ends at round figures around those that are shown, with seven ticks at most.
  @Test(arguments: [
    ("71.2 98.3", nil, "70 75 80 85 90 95 100"), ("0 100", "100", "0 20 40 60 80 100"), ("12.5 12.5", nil, "12 13"),
    ("0.462 0.967", "1", "0.4 0.5 0.6 0.7 0.8 0.9 1"), ("99 101", "100", "99 99.5 100 100.5 101"),
    ("-3 4", nil, "-4 -2 0 2 4"), ("1000 4600", "4600", "1000 2000 3000 4000"),
  ])
  func scale(_ values: String, _ maximum: String?, _ ticks: String) throws {
    let scale = SeriesPlot.Scale(
      of: try values.split(separator: " ").map { try number(String($0)) }, maximum: try maximum.map(number))
    #expect(scale.ticks.map(\.description).joined(separator: " ") == ticks)
    #expect(scale.ticks.count <= 8 && scale.low < scale.high)
    for value in try values.split(separator: " ").map({ try number(String($0)) }) {
      #expect(scale.low <= value && value <= scale.high)
    }
  }

  private func plot(_ values: [Rational?]) -> SeriesPlot {
    SeriesPlot(
      years: values.indices.map { SeriesPlot.Year(label: String(2020 + $0), note: "e", isBreak: $0 == 1) },
      lines: [SeriesPlot.Line(values: values, style: "line", label: "one")], label: "a plot", width: 460, height: 152)
  }

  /// 400 wide and 100 high inside: four years at 44 + 50, 150, 250, 350; from 0 to 10, five a fifth of the height each.
  @Test func placesAndGaps() {
    let markup = plot([0, 10, nil, 5]).svg.markup
    #expect(markup.contains("d=\"M94 110 L194 10 M394 60\""))
    #expect(markup.components(of: "<circle").count - 1 == 3)
    #expect(markup.components(of: "class=\"break\"").count - 1 == 1)
    #expect(markup.contains("x1=\"144\" x2=\"144\""))
    #expect(markup.contains("role=\"img\" aria-label=\"a plot\""))
  }

  @Test func nothingToShow() {
    #expect(plot([nil, nil]).svg.markup.contains("d=\"\""))
  }

  @Test func zonesEndWhereTheScaleDoes() {
    var plot = plot([0, 10])
    plot.zones = [
      SeriesPlot.Zone(lower: 5, upper: 100, style: "upper"), SeriesPlot.Zone(lower: nil, upper: 5, style: "lower"),
      SeriesPlot.Zone(lower: 200, upper: nil, style: "outside"),
    ]
    let markup = plot.svg.markup
    #expect(markup.contains("class=\"upper\" x=\"44\" y=\"10\" width=\"400\" height=\"50\""))
    #expect(markup.contains("class=\"lower\" x=\"44\" y=\"60\" width=\"400\" height=\"50\""))
    #expect(!markup.contains("outside"))
  }
}
