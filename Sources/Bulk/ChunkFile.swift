#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads a file in parts that end with a row.
struct ChunkFile: ~Copyable {
  private static let size = 1 << 20

  private let descriptor: Int32
  private let total: Int
  private var position: Int
  private var rest: [UInt8] = []

  private init(_ descriptor: Int32, total: Int, position: Int) {
    self.descriptor = descriptor
    self.total = total
    self.position = position
  }

  /// Opens a file; `nil` if it is no regular file that can be read.
  static func open(_ path: String) -> ChunkFile? {
    var status = stat()
    let descriptor = systemOpen(path, O_RDONLY)
    guard descriptor >= 0 else { return nil }
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let start = read(descriptor, at: 0, count: 3)
    else {
      close(descriptor)
      return nil
    }
    // A byte-order mark of UTF-8 is left out; those of UTF-16 are nothing for this reader.
    return ChunkFile(descriptor, total: Int(status.st_size), position: start == [0xEF, 0xBB, 0xBF] ? 3 : 0)
  }

  deinit { close(descriptor) }

  var part: Double { total == 0 ? 1 : Double(position) / Double(total) }

  /// The first rows; `nil` if there are none in a first part.
  var head: [UInt8]? {
    guard var bytes = Self.read(descriptor, at: position, count: 1 << 16) else { return nil }
    if position + bytes.count < total {
      guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return nil }
      bytes.removeLast(bytes.count - end - 1)
    }
    // A carriage return that stands alone would end a line.
    let isPlain = bytes.indices.allSatisfy {
      bytes[$0] != UInt8(ascii: "\r") || ($0 + 1 < bytes.count && bytes[$0 + 1] == UInt8(ascii: "\n"))
    }
    return isPlain && !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil ? bytes : nil
  }

  /// The next rows; `nil` at the end.
  mutating func next(skipping: Int) -> [UInt8]? {
    position += skipping
    var bytes = rest
    rest = []
    while position < total {
      guard let more = Self.read(descriptor, at: position, count: Self.size), !more.isEmpty else { break }
      let isFirst = bytes.isEmpty
      position += more.count
      if isFirst { bytes = more } else { bytes += more }
      guard position < total else { break }
      // A line break between quotation marks ends no row.
      if let end = Self.lastRowEnd(bytes) {
        rest = Array(bytes[end...])
        bytes.removeLast(bytes.count - end)
        break
      }
    }
    return bytes.isEmpty ? nil : bytes
  }

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

  private static func read(_ descriptor: Int32, at position: Int, count: Int) -> [UInt8]? {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(position + filled))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failed = true }
        guard got > 0 else { break }
        filled += got
      }
    }
    return failed ? nil : bytes
  }
}

/// The system's `open`, which the function of that name hides.
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
