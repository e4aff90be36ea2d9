import SourceText

/// A table for the terminal: columns padded by the width that characters take, long words of cells broken into lines.
struct TextTable {
  struct Column {
    let head: String
    let isNumeric: Bool
    /// The most columns of the terminal that it takes; longer cells are broken.
    let limit: Int

    init(_ head: String, isNumeric: Bool = false, limit: Int = .max) {
      self.head = head
      self.isNumeric = isNumeric
      self.limit = limit
    }
  }

  private enum Line {
    case cells([[String]])
    case section(String)
  }

  private let columns: [Column]
  private var lines: [Line] = []

  init(_ columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row; the first cell may be set in by some columns of the terminal.
  mutating func add(_ cells: [String], indent: Int = 0) {
    var broken = zip(columns, cells).map { TextWrapping.lines($1, width: $0.limit) }
    let pad = String(repeating: " ", count: indent)
    if indent > 0, let first = broken.first { broken[0] = first.map { pad + $0 } }
    lines.append(.cells(broken))
  }

  /// A line across all columns that names what follows.
  mutating func section(_ title: String) {
    lines.append(.section(Printable.text(title)))
  }

  var text: String {
    let heads = columns.map { TextWrapping.lines($0.head, width: min($0.limit, max(Self.headWidth, widest($0)))) }
    let widths = columns.indices.map { index in
      let cells = lines.flatMap { line -> [String] in
        guard case .cells(let cells) = line, index < cells.count else { return [] }
        return cells[index]
      }
      return (cells + heads[index]).map(Printable.width).max() ?? 0
    }
    let ruler = String(repeating: "─", count: widths.reduce(0, +) + Self.gap.count * max(0, widths.count - 1))
    var result = row(heads, widths, fromBottom: true) + [ruler]
    for (index, line) in lines.enumerated() {
      switch line {
      case .cells(let cells): result += row(cells, widths)
      case .section(let title): result += index > 0 ? ["", title] : [title]
      }
    }
    return result.map { $0 + "\n" }.joined()
  }

  private static let gap = "  "
  /// Heads wider than this are broken even where the cells below would allow more.
  private static let headWidth = 14

  private func widest(_ column: Column) -> Int {
    column.head.split(separator: " ").map { Printable.width(String($0)) }.max() ?? 0
  }

  private func row(_ cells: [[String]], _ widths: [Int], fromBottom: Bool = false) -> [String] {
    let height = cells.map(\.count).max() ?? 0
    return (0..<height).map { line in
      let parts = widths.indices.map { index in
        let cell = index < cells.count ? cells[index] : []
        let position = fromBottom ? line - (height - cell.count) : line
        let text = cell.indices.contains(position) ? cell[position] : ""
        return TextWrapping.padded(text, width: widths[index], right: columns[index].isNumeric)
      }
      let joined = parts.joined(separator: Self.gap)
      return String(joined.reversed().drop { $0 == " " }.reversed())
    }
  }
}
