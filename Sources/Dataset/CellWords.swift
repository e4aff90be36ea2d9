/// The words that cells hold in place of figures.
package enum CellWords {
  /// The bytes of the longest of them that says that there is no figure.
  package static let longestNothing = 5

  /// Whether a cell says that there is no figure: it is empty, a dash, `н/д` or `n/a`.
  static func isNothing(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    switch range.count {
    case 0: true
    case 1: bytes[range.lowerBound] == UInt8(ascii: "-")
    // The length of a dash or of `n/a`, and that of `н/д`.
    case 3, 5: nothings.contains(Array(bytes[range]))
    default: false
    }
  }

  private static let nothings: [[UInt8]] =
    ["–", "—", "\u{2212}", "n/a", "N/A", "N/a", "н/д", "Н/Д", "Н/д"].map { Array($0.utf8) }

  /// What a cell says to a question of yes or no.
  static func truth(_ bytes: [UInt8], _ range: Range<Int>) -> Bool? {
    guard range.count <= 16 else { return nil }
    if range.count == 1 {
      switch bytes[range.lowerBound] {
      case UInt8(ascii: "1"): return true
      case UInt8(ascii: "0"): return false
      default: return nil
      }
    }
    if bytes[range].elementsEqual("yes".utf8) { return true }
    if bytes[range].elementsEqual("no".utf8) { return false }
    switch String(decoding: bytes[range], as: UTF8.self).lowercased() {
    case "yes", "да", "иә", "true": return true
    case "no", "нет", "жоқ", "false": return false
    default: return nil
    }
  }
}
