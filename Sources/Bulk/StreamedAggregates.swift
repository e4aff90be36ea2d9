/// What aggregates over bodies give to the bodies of a table that is read again, chunk by chunk.
struct StreamedAggregates: Sendable {
  /// By the numbers of the aggregates.
  let columns: [Int: AcrossColumn]
  /// The first body of each chunk, and behind them how many bodies there are.
  private let starts: [Int]

  init(_ columns: BodyColumns, chunkStarts: [Int]) {
    self.columns = columns.across
    starts = chunkStarts + [columns.count]
  }

  /// The bodies of a chunk; `nil` if there was none of the number before.
  func bodies(ofChunk index: Int) -> Range<Int>? {
    index + 1 < starts.count ? starts[index]..<starts[index + 1] : nil
  }
}
