/// Where rows stand in their file.
struct RowPlaces: Sendable {
  private var starts: [Int] = []
  private var lengths: [Int32] = []

  var count: Int { starts.count }

  /// Adds a row of a chunk that begins at an offset of the file.
  mutating func append(_ row: Range<Int>, in offset: Int) {
    starts.append(offset + row.lowerBound)
    lengths.append(Int32(clamping: row.count))
  }

  mutating func append(_ other: RowPlaces) {
    starts += other.starts
    lengths += other.lengths
  }

  subscript(row: Int) -> Range<Int> { starts[row]..<starts[row] + Int(lengths[row]) }

  /// The places of certain rows in their order; of a row less than 0 none.
  func picking(_ rows: [Int32]) -> RowPlaces {
    var picked = RowPlaces()
    picked.starts = rows.map { $0 < 0 ? 0 : starts[Int($0)] }
    picked.lengths = rows.map { $0 < 0 ? 0 : lengths[Int($0)] }
    return picked
  }
}
