import Exact

/// Writes numbers as decimals: in full for programs, with two places for tables, shortened for reading.
enum DecimalText {
  /// The most decimals that a number is shown with in full.
  private static let fullPlaces = 6
  /// The decimals, or for a small number the significant digits, of one that is shortened.
  private static let shortPlaces = 4

  /// A number as other programs read it: exact where a finite decimal exists, else to 12 significant digits, half up.
  static func exact(_ number: Number) -> String { number.value.finiteDecimal ?? number.value.decimalText() }

  /// A number with two decimals, for tables.
  static func fixed(_ number: Number) -> String { number.value.fixed(places: 2) }

  /// A number for reading: in full if that is short, else shortened and marked as such.
  static func shown(_ number: Number, _ wording: Wording) -> String {
    let value = number.value
    if value.rounded(places: fullPlaces, mode: .halfUp) == value, let exact = value.finiteDecimal {
      return number.isApproximate ? wording(.approximately, ["value": exact]) : exact
    }
    var places = shortPlaces
    var scaled = value.magnitude * 10
    while scaled < 1, places < Rational.placesLimit {
      scaled = scaled * 10
      places += 1
    }
    return wording(.approximately, ["value": value.fixed(places: places)])
  }
}
