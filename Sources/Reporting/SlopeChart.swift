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
  /// Whether many ranks in between are left out, so that a line has to show how far a body moves among all.
  var isSparse = false

  /// From one side to the other.
  private static let stretch = 320
  /// What a letter of a name or a digit of a rank takes, and what is free around the ranks.
  private static let letterWidth = 8
  private static let digitWidth = 9
  private static let gaps = 36
  private static let step = 22
  private static let top = 34
  private static let longestTitle = 36
  /// What leads from a name to the place of its rank among all.
  private static let leader = 56

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

  /// What the longest rank takes.
  private var rankWidth: Int {
    let greatest = lines.flatMap { [$0.before ?? 0, $0.after ?? 0] }.max() ?? 0
    return Self.digitWidth * max(2, String(greatest).count)
  }

  private var left: Int {
    Self.gaps + rankWidth + Self.letterWidth * min(Self.longestTitle, lines.map(\.title.count).max() ?? 0)
  }
  private var right: Int { left + Self.stretch }

  private var inset: Int { isSparse ? Self.leader : 0 }

  var svg: HTML {
    let before = Column(lines.map(\.before), then: lines.map(\.after))
    let after = Column(lines.map(\.after), then: lines.map(\.before))
    let height = Self.top + Self.step * max(before.count, after.count) + 6
    let width = right + left
    return HTML(
      .svg, .viewBox(width: width, height: height), .measure(.width, width), .measure(.height, height), .role("img"),
      .label(label), .class("plot slopes")
    ) {
      head(heads.before, "before", left + inset)
      head(heads.after, "after", right - inset)
      lines.indices.map { line(lines[$0], before, after, $0) }
    }
  }

  private func head(_ text: String, _ side: String, _ x: Int) -> HTML {
    HTML(.words, .class("head \(side)"), .measure(.x, x), .measure(.y, 16)) { text }
  }

  private func line(_ line: Line, _ before: Column, _ after: Column, _ index: Int) -> HTML {
    let (first, second) = (middle(before, index), middle(after, index))
    let (from, to) = (height(of: line.before) ?? first, height(of: line.after) ?? second)
    let (start, end) = (left + inset, right - inset)
    return HTML(.g, .class("slope \(line.style)")) {
      HTML(.title) { line.label }
      if isSparse {
        HTML(.path, .class("leader"), .outline("M\(left) \(first)L\(start) \(from)"))
        HTML(.path, .class("leader"), .outline("M\(end) \(to)L\(right) \(second)"))
      }
      HTML(.path, .class("way"), .outline("M\(start) \(from)L\(end) \(to)"))
      tie(before, index, left)
      tie(after, index, right)
      mark(line, start, from)
      mark(line, end, to)
      words(line, line.before, before, index, "before", left - 12)
      words(line, line.after, after, index, "after", right + 12)
    }
  }

  /// A bar that spans the names that share a rank.
  private func tie(_ column: Column, _ index: Int, _ x: Int) -> HTML? {
    guard let tie = column.ties[index], tie.count > 1 else { return nil }
    return HTML(.path, .class("tie"), .outline("M\(x) \(y(tie.lowerBound) - 5)V\(y(tie.upperBound) + 5)"))
  }

  private func mark(_ line: Line, _ x: Int, _ y: Int) -> HTML {
    guard line.isMarked else {
      return HTML(.circle, .class("end"), .measure(.cx, x), .measure(.cy, y), .measure(.r, 4))
    }
    return HTML(.path, .class("end"), .outline("M\(x - 6) \(y)l6 -6 6 6 -6 6z"))
  }

  private func words(_ line: Line, _ rank: Int?, _ column: Column, _ index: Int, _ side: String, _ x: Int) -> HTML {
    let y = self.y(column.slots[index] ?? 0) + 4
    let isBefore = side == "before"
    return HTML(.g) {
      HTML(.words, .class("rank \(side)"), .measure(.x, x), .measure(.y, y)) { rank.map(String.init) ?? noRank }
      HTML(
        .words, .class("name \(side)"), .measure(.x, isBefore ? x - rankWidth - 12 : x + rankWidth + 12),
        .measure(.y, y)
      ) {
        shortened(line.title)
      }
    }
  }

  /// The height of a rank between the first and the last that are drawn.
  private func height(of rank: Int?) -> Int? {
    let ranks = lines.flatMap { [$0.before, $0.after] }.compactMap { $0 }
    guard isSparse, let rank, let first = ranks.min(), let last = ranks.max(), first < last else { return nil }
    return y(0) + Self.step * (lines.count - 1) * (rank - first) / (last - first)
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
