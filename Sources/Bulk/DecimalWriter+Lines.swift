import Reporting

extension DecimalWriter {
  /// Writes the cells of a line before its scores; the kind is the cell as it is.
  mutating func writeHead(id: UnsafeBufferPointer<UInt8>, kind: [UInt8], title: UnsafeBufferPointer<UInt8>) {
    writeText(id)
    bytes.append(UInt8(ascii: ","))
    bytes += kind
    bytes.append(UInt8(ascii: ","))
    if !title.isEmpty { writeText(title) }
  }

  /// Puts lines between those that are written.
  ///
  /// - Parameters:
  ///   - offsets: where each of them belongs, in order.
  ///   - write: writes the line of a number.
  mutating func insert(at offsets: [Int], write: (Int, inout DecimalWriter) -> Void) {
    guard let first = offsets.first else { return }
    var between = DecimalWriter()
    between.bytes.reserveCapacity(bytes.count - first + offsets.count * 200)
    var done = first
    for (number, offset) in offsets.enumerated() {
      between.bytes += bytes[done..<offset]
      done = offset
      write(number, &between)
    }
    between.bytes += bytes[done...]
    bytes.replaceSubrange(first..., with: between.bytes)
  }

  private mutating func writeText(_ text: UnsafeBufferPointer<UInt8>) {
    let isPlain = text.allSatisfy { byte in
      (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    }
    if isPlain {
      bytes.append(contentsOf: text)
    } else {
      bytes += CSVTable.field(.text(String(decoding: text, as: UTF8.self))).utf8
    }
  }
}
