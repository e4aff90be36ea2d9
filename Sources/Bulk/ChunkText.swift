/// The text of a chunk, at a place where it stays.
///
/// A class, since it owns memory; it lives as long as its chunk is worked on.
final class ChunkText {
  let bytes: UnsafeBufferPointer<UInt8>

  /// Gives up on text that is no UTF-8, or has characters that no table has.
  init(_ chunk: [UInt8]) throws(GivesUp) {
    var all: UInt8 = 0
    var least: UInt8 = 255
    for byte in chunk {
      all |= byte
      least = min(least, byte)
    }
    guard least > 0 || chunk.isEmpty, all < 0x80 || String(validating: chunk, as: UTF8.self) != nil else {
      throw GivesUp()
    }
    let space = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, chunk.count))
    _ = space.initialize(from: chunk)
    bytes = UnsafeBufferPointer(rebasing: space[..<chunk.count])
  }

  deinit { bytes.deallocate() }
}
