import Dataset
import Exact
import Formula
import Methodology

/// What a block of rows of a table holds, column by column.
///
/// A class, since it owns memory; each thread has one of its own.
final class RowBlock {
  /// The figures of one input or field.
  struct Figures {
    let values: UnsafeMutablePointer<Double>
    let isMissing: UnsafeMutablePointer<UInt8>
    var hasMissing = false
    var places = 0
  }

  let table: TableForm
  private(set) var inputs: [Figures] = []
  let kinds: UnsafeMutablePointer<Double>
  /// What tells a row from the others of its body: equal keys have the same number.
  let keys: UnsafeMutablePointer<UInt64>
  /// Where each row stands in its chunk.
  var rows: [Range<Int>] = []
  /// The identifiers and titles of the rows, where they stand in the chunk or in ``texts``.
  var identifiers: [Text] = []
  var titles: [Text] = []
  /// Rows with figures that columns cannot hold.
  var doubts: [Int] = []
  /// Texts that do not stand in the chunk as they are, in memory that stays where it is until the next block.
  private var texts: [UnsafeMutableBufferPointer<UInt8>] = []

  /// A text in the chunk, or the one of a number among the texts of the block.
  struct Text {
    var range = 0..<0
    var own = 0
    var isOwn = false
  }

  private let memory: UnsafeMutablePointer<Double>
  private let marks: UnsafeMutablePointer<UInt8>

  init(_ table: TableForm) {
    self.table = table
    let count = table.readers.count
    memory = .allocate(capacity: (count + 1) * BlockMemory.rows)
    memory.initialize(repeating: 0, count: (count + 1) * BlockMemory.rows)
    marks = .allocate(capacity: max(1, count) * BlockMemory.rows)
    marks.initialize(repeating: 0, count: max(1, count) * BlockMemory.rows)
    keys = .allocate(capacity: BlockMemory.rows)
    keys.initialize(repeating: 0, count: BlockMemory.rows)
    kinds = memory + count * BlockMemory.rows
    for index in 0..<count {
      inputs.append(
        Figures(values: memory + index * BlockMemory.rows, isMissing: marks + index * BlockMemory.rows))
    }
  }

  deinit {
    freeTexts()
    memory.deallocate()
    keys.deallocate()
    marks.deallocate()
  }

  var count: Int { rows.count }

  /// Keeps a text of its own.
  func own(_ text: [UInt8]) -> Text {
    let space = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, text.count))
    _ = space.initialize(from: text)
    texts.append(space)
    return Text(range: 0..<text.count, own: texts.count - 1, isOwn: true)
  }

  /// A text that stands in a chunk or is kept here.
  func text(_ text: Text, in chunk: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: text.isOwn ? UnsafeBufferPointer(texts[text.own])[text.range] : chunk[text.range])
  }

  private func freeTexts() {
    for text in texts { text.deallocate() }
    texts.removeAll(keepingCapacity: true)
  }

  func clear() {
    rows.removeAll(keepingCapacity: true)
    identifiers.removeAll(keepingCapacity: true)
    titles.removeAll(keepingCapacity: true)
    doubts.removeAll(keepingCapacity: true)
    freeTexts()
    for index in inputs.indices {
      inputs[index].places = 0
      if inputs[index].hasMissing {
        inputs[index].hasMissing = false
        inputs[index].isMissing.update(repeating: 0, count: BlockMemory.rows)
      }
    }
  }

  @inline(__always)
  func set(_ value: Double, places: Int, _ input: Int, _ row: Int) {
    inputs[input].values[row] = value
    if places > inputs[input].places { inputs[input].places = places }
  }

  func setMissing(_ input: Int, _ row: Int) {
    inputs[input].values[row] = 0
    inputs[input].isMissing[row] = 1
    inputs[input].hasMissing = true
  }

  /// Puts figures that other rows have in the place of those that are missing, so that these leave bounds as they are.
  func fillMissing() {
    for input in inputs where input.hasMissing {
      guard let present = (0..<count).first(where: { input.isMissing[$0] == 0 }) else { continue }
      let filler = input.values[present]
      for row in 0..<count where input.isMissing[row] != 0 { input.values[row] = filler }
    }
  }
}
