import Dataset

/// Rows and cells in other than the common forms, which are taken apart as `Dataset` does it.
extension RowReader {
  /// Reads a row as `Dataset` takes it apart.
  func readOther(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ row: Int, _ block: RowBlock
  ) throws(GivesUp) -> Int {
    var index = start
    var isQuoted = false
    while index < end, isQuoted || bytes[index] != UInt8(ascii: "\n") {
      if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      index += 1
    }
    for figure in givenFigures { block.inputs[figure].isMissing[row] = 0 }
    // Elsewhere a carriage return that stands alone ends a line.
    for place in start..<index where bytes[place] == UInt8(ascii: "\r") && place + 1 < end {
      guard bytes[place + 1] == UInt8(ascii: "\n") else { throw GivesUp() }
    }
    guard !isQuoted,
      let cells = table.cells(ofRow: Array(UnsafeBufferPointer(start: bytes + start, count: index - start)))
    else { throw GivesUp() }
    let next = min(index + 1, end)
    if cells.isEmpty { return next }
    block.doubts.removeAll { $0 == row }
    var identifier: [UInt8] = []
    var title: [UInt8] = []
    var titleRank = Int.max
    var kind = table.onlyKind == nil ? -1.0 : kindCodes.first ?? 0
    for (role, cell) in zip(roles, cells) {
      switch role {
      case .id: identifier = cell
      case .kind:
        if let position = kindNames.firstIndex(of: cell) {
          kind = kindCodes[position]
        } else if !cell.isEmpty || table.onlyKind == nil {
          throw GivesUp()
        }
      case .title(let rank):
        if !cell.isEmpty, rank < titleRank { (title, titleRank) = (cell, rank) }
      case .figure(let input): try read(cell, input, row, block)
      case .unnamed: if !cell.isEmpty { throw GivesUp() }
      case .ignored: break
      }
    }
    // Figures that columns do not hold can be compared neither with limits nor with the keys of other rows.
    let isComparable = block.doubts.last != row || (table.limits.isEmpty && table.key.isEmpty)
    guard !identifier.isEmpty, kind >= 0, isComparable, keepsLimits(row, block), setKey(row, block) else {
      throw GivesUp()
    }
    block.kinds[row] = kind
    block.identifiers.append(block.own(identifier))
    block.titles.append(block.own(title))
    block.rows.append(start..<index)
    return next
  }

  func readOther(
    _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, _ input: Int, _ row: Int, _ block: RowBlock
  ) throws(GivesUp) {
    try read(Array(UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)), input, row, block)
  }

  private func read(_ cell: [UInt8], _ input: Int, _ row: Int, _ block: RowBlock) throws(GivesUp) {
    guard let reader = table.readers[input] else { throw GivesUp() }
    let (content, isAmbiguous) = reader.read(cell, 0..<cell.count)
    if isAmbiguous, !commaIsDecimal { throw GivesUp() }
    switch content {
    case .nothing: setNothing(input, row, block)
    case .fault, .value(.missing), .value(.notApplicable): throw GivesUp()
    case .value(.truth(let truth)): block.set(truth ? 1 : 0, places: 0, input, row)
    case .value(.text(let text)):
      guard case .text(let isKey) = forms[input] else {
        return block.set(codes[input][text] ?? 0, places: 0, input, row)
      }
      guard isKey else { return }
      guard let hash = cell.withUnsafeBufferPointer(IdentifierHash.hash) else { throw GivesUp() }
      setText(hash, input, row, block)
    case .value(.number(let number)):
      block.inputs[input].isMissing[row] = 0
      if let held = BodyColumns.Column.held(number.value) {
        block.set(held.value, places: held.places, input, row)
      } else {
        block.set(0, places: 0, input, row)
        block.doubts.append(row)
      }
    }
  }
}
