import Exact
import Methodology
import SourceText

/// Advice on text that stands where a number should.
enum NumberAdvice {
  /// What would mend it, if that can be told.
  static func of(_ text: String, for kind: Input.Kind) -> Message? {
    guard text.utf8.count <= 64 else { return nil }
    if text.hasPrefix("#") {
      return Message("the spreadsheet program could not compute this cell: mend its formula and save the table anew")
    }
    guard text.unicodeScalars.contains(where: isDigit) else {
      return Message("leave the cell empty if the figure was not reported")
    }
    if text.hasSuffix("%"), let number = number(String(text.dropLast())) { return adviceOnPercent(number, for: kind) }
    if hasExponent(text) { return Message("write the number out in full, without an exponent") }
    return mended(text).map { Message("write `{number}`", ["number": $0]) }
  }

  private static func adviceOnPercent(_ number: Rational, for kind: Input.Kind) -> Message {
    guard kind == .share, let share = number.divided(by: 100) else {
      return Message("write `{number}` without the sign: the figure is no percentage", ["number": number.description])
    }
    return Message("a share goes from 0 to 1: write `{number}`", ["number": share.description])
  }

  /// The number once one slip or another is mended.
  private static func mended(_ text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    var candidates: [[Unicode.Scalar]] = []
    // 1,234,567.8 and 1.234.567,8
    if let last = scalars.lastIndex(where: { $0 == "," || $0 == "." }) {
      let isLoneSign = scalars.filter { $0 == scalars[last] }.count == 1
      candidates.append(
        scalars.enumerated().filter { offset, scalar in
          isLoneSign && offset == last || scalar != "," && scalar != "."
        }.map(\.element))
    }
    // 1'234 and 1_234
    candidates.append(scalars.filter { !["'", "’", "_"].contains($0) })
    if scalars.first == "+" || scalars.first == "\u{2013}" {
      candidates.append((scalars.first == "+" ? [] : ["-"]) + scalars.dropFirst())
    }
    if scalars.first == "." || scalars.first == "," { candidates.append(["0"] + scalars) }
    if scalars.last == "." || scalars.last == "," { candidates.append(Array(scalars.dropLast())) }
    // 12 services
    candidates.append(Array(scalars.prefix { isDigit($0) || [",", ".", " ", "-"].contains($0) }))
    for candidate in candidates {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: candidate)
      let bytes = Array(String(view).utf8)
      let range = Blank.trim(bytes, 0..<bytes.count)
      guard CellNumber(bytes, range) != nil else { continue }
      return String(decoding: bytes[range], as: UTF8.self)
    }
    return nil
  }

  private static func number(_ text: String) -> Rational? {
    let bytes = Array(text.utf8)
    return CellNumber(bytes, Blank.trim(bytes, 0..<bytes.count))?.value
  }

  private static func hasExponent(_ text: String) -> Bool {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" || $0 == "Е" || $0 == "е" }
    guard parts.count == 2, let exponent = parts.last else { return false }
    return number(String(parts[0])) != nil && number(String(exponent.drop { $0 == "+" })) != nil
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
