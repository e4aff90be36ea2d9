/// Reads a file in parts that end with a row.
struct ChunkFile: WorkSource {
  /// Some rows of the file.
  struct Chunk: Sendable {
    /// How many are before it.
    let index: Int
    /// Where in the file it begins.
    let offset: Int
    let bytes: [UInt8]
  }

  /// The bytes that are read at once.
  static let usualSize = 1 << 20

  let file: OpenFile
  private var position: Int
  private var rest: [UInt8] = []
  private let size: Int
  private var chunks = 0

  /// Begins at the start of a file; `nil` if it cannot be read.
  init?(_ file: OpenFile, size: Int) {
    guard let start = file.read(at: 0, count: 3) else { return nil }
    self.file = file
    self.size = size
    // A byte-order mark of UTF-8 is left out; those of UTF-16 are nothing for this reader.
    position = start == [0xEF, 0xBB, 0xBF] ? 3 : 0
  }

  var progress: Double { file.count == 0 ? 1 : Double(position) / Double(file.count) }

  /// The first rows, and whether they are all; `nil` if there are none in a first part.
  var head: (bytes: [UInt8], isWhole: Bool)? {
    guard var bytes = file.read(at: position, count: 1 << 16) else { return nil }
    let isWhole = position + bytes.count >= file.count
    if !isWhole {
      guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return nil }
      bytes.removeLast(bytes.count - end - 1)
    }
    // A carriage return that stands alone would end a line.
    let isPlain = bytes.indices.allSatisfy {
      bytes[$0] != UInt8(ascii: "\r") || ($0 + 1 < bytes.count && bytes[$0 + 1] == UInt8(ascii: "\n"))
    }
    let isText = isPlain && !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
    return isText ? (bytes, isWhole) : nil
  }

  /// The next rows; `nil` at the end.
  mutating func next() -> Chunk? {
    let offset = position - rest.count
    var bytes = rest
    rest = []
    while position < file.count {
      guard let more = file.read(at: position, count: size), !more.isEmpty else { break }
      let isFirst = bytes.isEmpty
      position += more.count
      if isFirst { bytes = more } else { bytes += more }
      guard position < file.count else { break }
      // A line break between quotation marks ends no row.
      if let end = Self.lastRowEnd(bytes) {
        rest = Array(bytes[end...])
        bytes.removeLast(bytes.count - end)
        break
      }
    }
    guard !bytes.isEmpty else { return nil }
    chunks += 1
    return Chunk(index: chunks - 1, offset: offset, bytes: bytes)
  }

  /// Goes past the head of the table.
  mutating func skip(_ count: Int) { position += count }

  private static func lastRowEnd(_ bytes: [UInt8]) -> Int? {
    guard bytes.contains(UInt8(ascii: "\"")) else {
      return bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
    }
    var isQuoted = false
    var last: Int?
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "\n"), !isQuoted { last = index + 1 }
    }
    return last
  }
}
