/// The figures that the rows of a table hold, column by column: only those that are asked for.
struct HeldColumns: Sendable {
  private struct Figures: Sendable {
    var values: [Double] = []
    /// Whether each figure was not reported; `nil` if all were.
    var isMissing: [Bool]?
    var places = 0

    mutating func append(_ more: UnsafeBufferPointer<Double>, isMissing marks: some Collection<Bool>, places: Int) {
      if isMissing == nil, !marks.isEmpty { isMissing = [Bool](repeating: false, count: values.count) }
      isMissing?.append(contentsOf: marks)
      if marks.isEmpty { isMissing?.append(contentsOf: repeatElement(false, count: more.count)) }
      values.append(contentsOf: more)
      self.places = max(self.places, places)
    }
  }

  /// The positions of the figures that are held.
  let wanted: [Int]
  private var figures: [Figures]
  /// Where the rows stand in the file.
  private(set) var places = RowPlaces()
  /// Rows with figures that columns do not hold.
  private(set) var unfit: [Int] = []

  init(wanted: [Int]) {
    self.wanted = wanted
    figures = wanted.map { _ in Figures() }
  }

  var count: Int { places.count }

  /// The column of a figure; `nil` if it is not held.
  func column(_ position: Int) -> BodyColumns.Column? {
    wanted.firstIndex(of: position).map { index in
      let own = figures[index]
      return BodyColumns.Column(own.values, places: own.places, isMissing: own.isMissing)
    }
  }

  /// Adds the rows of a block that were read from a chunk which begins at an offset of the file.
  mutating func append(_ block: RowBlock, at offset: Int) {
    unfit += block.doubts.map { $0 + count }
    for (index, position) in wanted.enumerated() {
      let own = block.inputs[position]
      let marks = UnsafeBufferPointer(start: own.isMissing, count: own.hasMissing ? block.count : 0)
      figures[index].append(
        UnsafeBufferPointer(start: own.values, count: block.count), isMissing: marks.lazy.map { $0 != 0 },
        places: own.places)
    }
    for row in block.rows { places.append(row, in: offset) }
  }

  /// Adds the rows of another part of the table.
  mutating func append(_ other: HeldColumns) {
    unfit += other.unfit.map { $0 + count }
    for (index, more) in other.figures.enumerated() {
      more.values.withUnsafeBufferPointer {
        figures[index].append($0, isMissing: more.isMissing ?? [], places: more.places)
      }
    }
    places.append(other.places)
  }

  /// Puts the rows in another order, column by column, so that no more than one stands in memory twice.
  ///
  /// - Parameter rows: the rows by the places that they have now; a row less than 0 is not there.
  mutating func arrange(_ rows: [Int32]) {
    let isLacking = rows.contains { $0 < 0 }
    for index in figures.indices {
      let (values, isMissing) = (figures[index].values, figures[index].isMissing)
      figures[index].values = rows.map { $0 < 0 ? 0 : values[Int($0)] }
      guard isLacking || isMissing != nil else { continue }
      figures[index].isMissing = rows.map { $0 < 0 || isMissing?[Int($0)] == true }
    }
    places = places.picking(rows)
    guard !unfit.isEmpty else { return }
    let before = Set(unfit.map(Int32.init))
    unfit = rows.indices.filter { before.contains(rows[$0]) }
  }
}
