/// Tells identifiers from one another by numbers: equal ones have the same.
enum IdentifierHash {
  /// The number of an identifier; `nil` for one that another way of writing might equal.
  static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64? {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var all: UInt8 = 0
    for byte in text {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      all |= byte
    }
    if all >= 0x80 {
      // Characters can be written in several ways in Unicode; three of them in a way without accents too.
      let string = String(decoding: text, as: UTF8.self)
      if string.unicodeScalars.contains(where: { ["\u{37E}", "\u{1FEF}", "\u{212A}"].contains($0) }) { return nil }
      return UInt64(bitPattern: Int64(string.hashValue)) | 1
    }
    return mixed(0, hash) | 1
  }

  /// A number for a list, of the one for what stands before its last member and of that member.
  @inline(__always)
  static func mixed(_ list: UInt64, _ member: UInt64) -> UInt64 {
    var hash = list ^ member
    hash ^= hash >> 32
    hash = hash &* 0xD6E8_FEB8_6659_FD93
    return hash ^ (hash >> 29)
  }
}

/// The numbers of the identifiers that were met.
struct IdentifierSet {
  private var slots = [UInt64](repeating: 0, count: 1 << 12)
  private var count = 0

  /// Adds a number; `false` if it is there already.
  mutating func insert(_ number: UInt64) -> Bool {
    if count * 4 >= slots.count * 3 { grow() }
    var place = Int(truncatingIfNeeded: number >> 1) & (slots.count - 1)
    while slots[place] != 0 {
      if slots[place] == number { return false }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = number
    count += 1
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    count = 0
    for number in old where number != 0 { _ = insert(number) }
  }
}
