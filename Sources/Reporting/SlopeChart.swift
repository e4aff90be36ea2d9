/// Ranks before and after as a picture: a line for each body from its place on the left to its place on the right.
///
/// The picture says nothing that the table of bodies does not; for those who cannot see it, it has a label.
struct SlopeChart {
  struct Line {
    let title: String
    let before: Int?
    let after: Int?
    /// What it is drawn as: a class of the style sheet.
    let style: String
    /// Whether it is marked by another shape at its ends.
    let isMarked: Bool
    /// All that is to be said of it.
    let label: String
  }

  let lines: [Line]
  /// What stands above the ranks of either side.
  let heads: (before: String, after: String)
  /// What stands in the place of a rank that is not there.
  let noRank: String
  let label: String

  private static let width = 960
  private static let left = 320
  private static let right = 640
  private static let step = 22
  private static let top = 34
  private static let longestTitle = 36

  /// The places of the lines at one side, counted from the top.
  private struct Column {
    /// Where the name stands.
    var slots: [Int: Int] = [:]
    /// The first and last slot of those that share a rank.
    var ties: [Int: ClosedRange<Int>] = [:]
    var count = 0

    init(_ ranks: [Int?], then others: [Int?]) {
      let order = ranks.indices.sorted { one, other in
        let (left, right) = (ranks[one] ?? .max, ranks[other] ?? .max)
        if left != right { return left < right }
        let (first, second) = (others[one] ?? .max, others[other] ?? .max)
        return first == second ? one < other : first < second
      }
      var last: Int?
      for (place, index) in order.enumerated() {
        // Those without a rank stand apart.
        if place > 0, ranks[index] == nil, last != nil { count += 1 }
        let isTie = place > 0 && ranks[index] != nil && ranks[index] == last
        let first = isTie ? ties[order[place - 1]]?.lowerBound ?? count : count
        slots[index] = count
        for other in order[...place] where (slots[other] ?? -1) >= first { ties[other] = first...count }
        last = ranks[index]
        count += 1
      }
    }
  }

  var svg: HTML {
    let before = Column(lines.map(\.before), then: lines.map(\.after))
    let after = Column(lines.map(\.after), then: lines.map(\.before))
    let height = Self.top + Self.step * max(before.count, after.count) + 6
    return HTML(.svg, .viewBox(width: Self.width, height: height), .role("img"), .label(label), .class("plot slopes")) {
      head(heads.before, "before", Self.left)
      head(heads.after, "after", Self.right)
      lines.indices.map { line(lines[$0], before, after, $0) }
    }
  }

  private func head(_ text: String, _ side: String, _ x: Int) -> HTML {
    HTML(.words, .class("head \(side)"), .measure(.x, x), .measure(.y, 16)) { text }
  }

  private func line(_ line: Line, _ before: Column, _ after: Column, _ index: Int) -> HTML {
    let (first, second) = (middle(before, index), middle(after, index))
    return HTML(.g, .class("slope \(line.style)")) {
      HTML(.title) { line.label }
      HTML(.path, .class("way"), .outline("M\(Self.left) \(first)L\(Self.right) \(second)"))
      end(line, before, index, Self.left)
      end(line, after, index, Self.right)
      words(line, line.before, before, index, "before", Self.left - 12)
      words(line, line.after, after, index, "after", Self.right + 12)
    }
  }

  /// The end of a line; a bar beside it spans the names that share the rank.
  private func end(_ line: Line, _ column: Column, _ index: Int, _ x: Int) -> HTML {
    let y = middle(column, index)
    let tie = column.ties[index] ?? 0...0
    return HTML(.g) {
      if tie.count > 1 {
        HTML(.path, .class("tie"), .outline("M\(x) \(self.y(tie.lowerBound) - 5)V\(self.y(tie.upperBound) + 5)"))
      }
      if line.isMarked {
        HTML(.path, .class("end"), .outline("M\(x - 6) \(y)l6 -6 6 6 -6 6z"))
      } else {
        HTML(.circle, .class("end"), .measure(.cx, x), .measure(.cy, y), .measure(.r, 4))
      }
    }
  }

  private func words(_ line: Line, _ rank: Int?, _ column: Column, _ index: Int, _ side: String, _ x: Int) -> HTML {
    let y = self.y(column.slots[index] ?? 0) + 4
    let isBefore = side == "before"
    return HTML(.g) {
      HTML(.words, .class("rank \(side)"), .measure(.x, x), .measure(.y, y)) { rank.map(String.init) ?? noRank }
      HTML(.words, .class("name \(side)"), .measure(.x, isBefore ? x - 30 : x + 30), .measure(.y, y)) {
        shortened(line.title)
      }
    }
  }

  private func middle(_ column: Column, _ index: Int) -> Int {
    let tie = column.ties[index] ?? 0...0
    return (y(tie.lowerBound) + y(tie.upperBound)) / 2
  }

  private func y(_ slot: Int) -> Int { Self.top + Self.step * slot + Self.step / 2 }

  private func shortened(_ title: String) -> String {
    guard title.count > Self.longestTitle else { return title }
    return title.prefix(Self.longestTitle - 1).trimmingSuffix { $0 == " " } + "…"
  }
}

extension Substring {
  fileprivate func trimmingSuffix(_ isDropped: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, isDropped(last) { text.removeLast() }
    return String(text)
  }
}
