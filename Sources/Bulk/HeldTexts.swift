/// Texts one behind another in one memory.
struct HeldTexts: Sendable {
  var count: Int { ends.count }

  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  mutating func append(_ other: HeldTexts) {
    let before = bytes.count
    bytes += other.bytes
    for end in other.ends { ends.append(before + end) }
  }

  /// Calls a closure with the text of a number.
  func with<Result, Failure: Error>(
    _ number: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = number == 0 ? 0 : ends[number - 1]
    return try bytes.withUnsafeBufferPointer { bytes throws(Failure) in
      try body(UnsafeBufferPointer(rebasing: bytes[start..<ends[number]]))
    }
  }
}
