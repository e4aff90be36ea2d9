import SourceText

/// The footnote to every `—` of a table for a terminal: what is missing where.
struct MissingNote {
  let wording: Wording
  /// The reasons that are told for a place; other forms of the report have them all.
  let limit: Int
  let width: Int

  /// The places with their reasons beneath; `nil` if nothing is missing.
  func text(_ places: [(name: String, reasons: [String])]) -> String? {
    guard !places.isEmpty else { return nil }
    return ([wording(.missingLegend)] + places.flatMap(lines)).map { $0 + "\n" }.joined()
  }

  private func lines(_ place: (name: String, reasons: [String])) -> [String] {
    var told = Array(place.reasons.prefix(limit))
    let rest = place.reasons.count - told.count
    if rest > 0 { told.append(wording.counted(.andMore, rest)) }
    return ["  " + Printable.text(place.name)]
      + told.flatMap { TextWrapping.lines($0, width: width - 4).map { "    " + $0 } }
  }
}
