/// What is held of the rows of a table.
protocol HeldTable: Sendable {
  /// The figures of the rows that are asked for.
  var columns: HeldColumns { get }

  /// Adds the rows of a block that were read from a chunk which begins at an offset of the file.
  mutating func append(_ block: RowBlock, _ chunk: UnsafeBufferPointer<UInt8>, at offset: Int) throws(GivesUp)

  /// Adds the rows of the next chunk of the table.
  mutating func append(_ other: Self)
}

/// What is held of a table of bodies.
struct HeldBodies: HeldTable {
  private(set) var columns: HeldColumns
  private(set) var ids = HeldTexts()
  /// The numbers of the identifiers.
  private(set) var hashes: [UInt64] = []
  private(set) var titles = HeldTexts()
  /// The position of each body's kind in the edition's list.
  private(set) var kinds: [Double] = []
  /// The first body of each chunk of the table.
  private(set) var chunkStarts: [Int] = []
  /// Whether identifiers and titles are held; else the table is read again for them.
  private let holdsTexts: Bool

  init(wanted: [Int], holdsTexts: Bool) {
    columns = HeldColumns(wanted: wanted)
    self.holdsTexts = holdsTexts
  }

  mutating func append(_ block: RowBlock, _ chunk: UnsafeBufferPointer<UInt8>, at offset: Int) throws(GivesUp) {
    columns.append(block, at: offset)
    kinds.append(contentsOf: UnsafeBufferPointer(start: block.kinds, count: block.count))
    guard holdsTexts else { return }
    for row in 0..<block.count {
      let id = block.text(block.identifiers[row], in: chunk)
      guard let hash = IdentifierHash.hash(id) else { throw GivesUp() }
      hashes.append(hash)
      ids.append(id)
      titles.append(block.text(block.titles[row], in: chunk))
    }
  }

  mutating func append(_ other: HeldBodies) {
    chunkStarts.append(columns.count)
    columns.append(other.columns)
    kinds += other.kinds
    hashes += other.hashes
    ids.append(other.ids)
    titles.append(other.titles)
  }

  /// Puts the bodies in another order; a body less than 0 is not there.
  mutating func arrange(_ bodies: [Int32]) {
    columns.arrange(bodies)
    let before = kinds
    kinds = bodies.map { $0 < 0 ? 0 : before[Int($0)] }
  }
}

/// What is held of a record table.
struct HeldRecords: HeldTable {
  private(set) var columns: HeldColumns
  /// The body of each row.
  private(set) var owners: [Int32] = []
  /// What tells the rows of a body apart; none in a table without a key.
  private(set) var keys: [UInt64] = []
  private let index: BodyIndex

  init(wanted: [Int], of index: BodyIndex) {
    columns = HeldColumns(wanted: wanted)
    self.index = index
  }

  mutating func append(_ block: RowBlock, _ chunk: UnsafeBufferPointer<UInt8>, at offset: Int) throws(GivesUp) {
    columns.append(block, at: offset)
    if !block.table.key.isEmpty {
      keys.append(contentsOf: UnsafeBufferPointer(start: block.keys, count: block.count))
    }
    var last: UnsafeBufferPointer<UInt8>?
    for row in 0..<block.count {
      let id = block.text(block.identifiers[row], in: chunk)
      if let last, let owner = owners.last, id.elementsEqual(last) {
        owners.append(owner)
        continue
      }
      guard let owner = try index.position(of: id) else { throw GivesUp() }
      owners.append(Int32(owner))
      last = id
    }
  }

  mutating func append(_ other: HeldRecords) {
    columns.append(other.columns)
    owners += other.owners
    keys += other.keys
  }

  /// Whether two rows of a body have the same key.
  var hasDuplicates: Bool {
    var seen = IdentifierSet()
    return zip(owners, keys).contains { !seen.insert(IdentifierHash.mixed(UInt64($0) + 1, $1) | 1) }
  }

  /// Puts together the rows of each body, in the order in which bodies are wanted.
  ///
  /// - Parameter bodies: the bodies by their place in the table of bodies; less than 0 for one that is not there.
  /// - Returns: where the rows of each begin, and behind them where the last ones end.
  mutating func arrange(_ bodies: [Int32]) -> [Int] {
    var places = [Int](repeating: -1, count: index.count)
    for (place, body) in bodies.enumerated() where body >= 0 { places[Int(body)] = place }
    var starts = [Int](repeating: 0, count: bodies.count + 1)
    var isInOrder = true
    var last = 0
    for owner in owners {
      let place = places[Int(owner)]
      isInOrder = isInOrder && place >= last
      last = place
      if place >= 0 { starts[place + 1] += 1 }
    }
    for place in bodies.indices { starts[place + 1] += starts[place] }
    if !isInOrder {
      var next = starts
      var order = [Int32](repeating: 0, count: starts[bodies.count])
      for (row, owner) in owners.enumerated() where places[Int(owner)] >= 0 {
        order[next[places[Int(owner)]]] = Int32(row)
        next[places[Int(owner)]] += 1
      }
      columns.arrange(order)
    }
    // What told whose rows they are, and one from another, is needed no more.
    (owners, keys) = ([], [])
    return starts
  }
}
