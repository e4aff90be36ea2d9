/// Text in UTF-8, up to its end or to the first byte that stands for nothing.
struct Decoded {
  let text: [UInt8]
  let isWhole: Bool
}

/// The encodings in which programs write tables.
enum TextEncoding: String {
  case utf8 = "UTF-8"
  case utf16 = "UTF-16"
  case windows1251 = "Windows-1251"

  /// Decodes text, whose encoding is told by its byte-order mark or else by what the bytes can be.
  static func decode(_ bytes: [UInt8]) -> (encoding: TextEncoding, result: Decoded) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      let rest = Array(bytes.dropFirst(3))
      let whole = UTF8Survey(rest)
      return (.utf8, Decoded(text: whole.isValid ? rest : Array(rest[..<whole.validEnd]), isWhole: whole.isValid))
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16, decodeUTF16(bytes.dropFirst(2), highByte: 1)) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16, decodeUTF16(bytes.dropFirst(2), highByte: 0)) }
    let survey = UTF8Survey(bytes)
    if survey.isValid { return (.utf8, Decoded(text: bytes, isWhole: true)) }
    // In Windows-1251 what looks like a character of several bytes is a rare accident.
    if survey.characters > survey.brokenBytes {
      return (.utf8, Decoded(text: Array(bytes[..<survey.validEnd]), isWhole: false))
    }
    return (.windows1251, Windows1251.decode(bytes[...]))
  }

  private static func decodeUTF16(_ bytes: ArraySlice<UInt8>, highByte: Int) -> Decoded {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      units.append(UInt16(bytes[index + highByte]) << 8 | UInt16(bytes[index + 1 - highByte]))
      index += 2
    }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var input = units.makeIterator()
    var decoder = UTF16()
    while true {
      switch decoder.decode(&input) {
      case .scalarValue(let scalar): text.append(contentsOf: UTF8.encode(scalar) ?? .init())
      case .emptyInput: return Decoded(text: text, isWhole: bytes.count.isMultiple(of: 2))
      case .error: return Decoded(text: text, isWhole: false)
      }
    }
  }
}

/// What is found when bytes are read as UTF-8.
struct UTF8Survey {
  /// The offset of the first byte that is no UTF-8; the end if all are.
  private(set) var validEnd: Int
  /// How many characters of several bytes there are.
  private(set) var characters = 0
  private(set) var brokenBytes = 0

  var isValid: Bool { brokenBytes == 0 }

  init(_ bytes: [UInt8]) {
    validEnd = bytes.count
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
      } else if let length = Self.length(of: bytes, at: index) {
        characters += 1
        index += length
      } else {
        if brokenBytes == 0 { validEnd = index }
        brokenBytes += 1
        index += 1
      }
    }
  }

  /// The length of the character of several bytes that begins at an offset; `nil` if none does.
  private static func length(of bytes: [UInt8], at index: Int) -> Int? {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch bytes[index] {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return nil
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
    for offset in index + 2..<max(index + 2, index + length) where bytes[offset] & 0xC0 != 0x80 { return nil }
    return length
  }
}
