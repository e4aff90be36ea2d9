import Exact

/// Figures over years as a picture: lines over the zones of bands, with the breaks between editions marked.
///
/// The picture says nothing that the tables beside it do not; for those who cannot see it, it has a label.
struct SeriesPlot {
  struct Line {
    /// A figure for each year; a gap where there is none.
    let values: [Rational?]
    /// What it is drawn as: a class of the style sheet.
    let style: String
    let label: String?
  }

  /// A stretch of the scale that is told apart by its shade.
  struct Zone {
    let lower: Rational?
    let upper: Rational?
    let style: String
  }

  struct Year {
    let label: String
    /// What stands under the year's label.
    let note: String
    /// Whether the year stands apart from the one before.
    let isBreak: Bool
  }

  let years: [Year]
  let lines: [Line]
  var zones: [Zone] = []
  /// The greatest figure that can be; the scale does not go beyond it.
  var maximum: Rational?
  let label: String
  var width = 720
  var height = 260

  private static let left = 44
  private static let right = 16
  private static let top = 10
  private static let bottom = 42

  var svg: HTML {
    let scale = Scale(of: lines.flatMap(\.values).compactMap { $0 }, maximum: maximum)
    return HTML(.svg, .viewBox(width: width, height: height), .role("img"), .label(label), .class("plot")) {
      zones.compactMap { zone($0, scale) }
      scale.ticks.map { tick($0, scale) }
      years.indices.map(mark)
      lines.map { line($0, scale) }
    }
  }

  // MARK: Pieces

  private func zone(_ zone: Zone, _ scale: Scale) -> HTML? {
    let upper = y(min(zone.upper ?? scale.high, scale.high), scale)
    let lower = y(max(zone.lower ?? scale.low, scale.low), scale)
    guard upper < lower else { return nil }
    return HTML(
      .rect, .class(zone.style), .measure(.x, Self.left), .measure(.y, upper),
      .measure(.width, width - Self.left - Self.right), .measure(.height, lower - upper))
  }

  private func tick(_ value: Rational, _ scale: Scale) -> HTML {
    HTML(.g) {
      HTML(
        .line, .class("grid"), .measure(.x1, Self.left), .measure(.x2, width - Self.right),
        .measure(.y1, y(value, scale)), .measure(.y2, y(value, scale)))
      HTML(.words, .class("tick value"), .measure(.x, Self.left - 6), .measure(.y, y(value, scale) + 4)) {
        value.description
      }
    }
  }

  private func mark(_ index: Int) -> HTML {
    HTML(.g) {
      if years[index].isBreak {
        let place = (x(index - 1) + x(index)) / 2
        HTML(
          .line, .class("break"), .measure(.x1, place), .measure(.x2, place), .measure(.y1, Self.top),
          .measure(.y2, height - 6))
      }
      HTML(.words, .class("tick year"), .measure(.x, x(index)), .measure(.y, height - Self.bottom + 18)) {
        years[index].label
      }
      HTML(.words, .class("tick note"), .measure(.x, x(index)), .measure(.y, height - Self.bottom + 34)) {
        years[index].note
      }
    }
  }

  private func line(_ line: Line, _ scale: Scale) -> HTML {
    let points = line.values.enumerated().map { index, value in value.map { (x: x(index), y: y($0, scale)) } }
    var outline = ""
    for (index, point) in points.enumerated() {
      guard let point else { continue }
      let goesOn = index > 0 && points[index - 1] != nil
      outline += "\(outline.isEmpty ? "" : " ")\(goesOn ? "L" : "M")\(point.x) \(point.y)"
    }
    return HTML(.g, .class(line.style)) {
      if let label = line.label { HTML(.title) { label } }
      HTML(.path, .outline(outline))
      for point in points.compactMap({ $0 }) {
        HTML(.circle, .measure(.cx, point.x), .measure(.cy, point.y), .measure(.r, 3))
      }
    }
  }

  // MARK: Places

  private func x(_ index: Int) -> Int {
    let room = width - Self.left - Self.right
    return Self.left + room * (2 * index + 1) / (2 * max(1, years.count))
  }

  private func y(_ value: Rational, _ scale: Scale) -> Int {
    let room = Rational(height - Self.top - Self.bottom)
    let share = (scale.high - value).divided(by: scale.high - scale.low) ?? .zero
    return Self.top + ((share * room).floor ?? 0)
  }

  /// The stretch of figures that a picture shows, from one round figure to another.
  struct Scale {
    let low: Rational
    let high: Rational
    let step: Rational

    private static let mostTicks: Rational = 6

    init(of values: [Rational], maximum: Rational?) {
      let (least, greatest) = (values.min() ?? 0, values.max() ?? 1)
      step = Self.step(for: greatest - least)
      low = least.rounded(to: step, mode: .floor) ?? least
      var high = greatest.rounded(to: step, mode: .ceil) ?? greatest
      if let maximum, maximum >= greatest { high = min(high, maximum) }
      self.high = high > low ? high : low + step
    }

    /// A step of 1, 2 or 5 and noughts, few of which make the stretch.
    private static func step(for stretch: Rational) -> Rational {
      guard stretch > 0 else { return 1 }
      let steps = (-9...12).lazy.flatMap { place in [1, 2, 5].map { Rational.decimalUnit(place) * $0 } }
      return steps.first { stretch <= $0 * mostTicks } ?? stretch
    }

    var ticks: [Rational] {
      var ticks: [Rational] = []
      var next = low
      while next <= high, ticks.count < 20 {
        ticks.append(next)
        next = next + step
      }
      return ticks
    }
  }
}
