/// The rows that the bodies of a block have in one record table: those of a body stand together, in the order of bodies.
///
/// A class, since it owns memory; it belongs to one ``BlockMemory``.
final class RowSpan {
  /// The place of each row's body in the block.
  let owners: UnsafeMutablePointer<Int32>
  /// Where the rows of each body begin, and behind them where the last ones end.
  let starts: UnsafeMutablePointer<Int32>
  /// Rows that are due but were not reported; looked at only if there are any.
  let isDue: UnsafeMutablePointer<UInt8>
  var hasDue = false
  /// Whether nothing is known of the table.
  var isLacking = false
  /// Of the last reduction: whether each row counts (1) or not (0), or else why that or its figure is not known.
  let inclusion: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private(set) var bodies = 0

  init(capacity: Int) {
    owners = .allocate(capacity: capacity)
    owners.initialize(repeating: 0, count: capacity)
    starts = .allocate(capacity: BlockMemory.rows + 1)
    starts.initialize(repeating: 0, count: BlockMemory.rows + 1)
    isDue = .allocate(capacity: capacity)
    isDue.initialize(repeating: 0, count: capacity)
    inclusion = .allocate(capacity: capacity)
    inclusion.initialize(repeating: 0, count: capacity)
  }

  deinit {
    owners.deallocate()
    starts.deallocate()
    isDue.deallocate()
    inclusion.deallocate()
  }

  func clear() { (count, bodies, hasDue) = (0, 0, false) }

  /// Adds the rows of the next body of the block.
  func add(rows: Int) {
    (owners + count).update(repeating: Int32(bodies), count: rows)
    bodies += 1
    count += rows
    starts[bodies] = Int32(count)
  }

  func rows(ofBody body: Int) -> Range<Int> { Int(starts[body])..<Int(starts[body + 1]) }
}
