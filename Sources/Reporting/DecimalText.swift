import Exact
import Methodology

/// Writes numbers as decimals: in full for programs, with two places for tables, shortened for reading.
enum DecimalText {
  /// The most decimals that a number is shown with in full.
  private static let fullPlaces = 6
  /// The decimals, or for a small number the significant digits, of one that is shortened.
  private static let shortPlaces = 4

  /// A number as other programs read it: exact where a finite decimal exists, else to 12 significant digits, half up.
  static func exact(_ number: Number) -> String { number.value.finiteDecimal ?? number.value.decimalText() }

  /// The decimals of numbers that stand beneath each other: those that the rule rounds to; none if all are whole,
  /// four if none exceeds 1, else two.
  static func places(of numbers: [Number], rounding: Rounding?) -> Int {
    if let step = rounding?.step.finiteDecimal {
      return step.firstIndex(of: ".").map { step.distance(from: $0, to: step.endIndex) - 1 } ?? 0
    }
    if numbers.allSatisfy(\.value.isInteger) { return 0 }
    return numbers.allSatisfy { $0.value.magnitude <= 1 } ? shortPlaces : tablePlaces
  }

  private static let tablePlaces = 2

  /// A difference for reading, with its sign even if it is a rise.
  static func signed(_ difference: Rational, _ wording: Wording) -> String {
    shown(difference, wording, plus: difference.sign > 0 ? "+" : "")
  }

  /// A number for reading: in full if that is short, else shortened and marked as such.
  static func shown(_ number: Number, _ wording: Wording) -> String { shown(number.value, wording, plus: "") }

  private static func shown(_ value: Rational, _ wording: Wording, plus: String) -> String {
    if value.rounded(places: fullPlaces, mode: .halfUp) == value, let exact = value.finiteDecimal {
      // An approximation that ends so soon was rounded by the rule: these are all of its digits.
      return plus + exact
    }
    var places = shortPlaces
    var scaled = value.magnitude * 10
    while scaled < 1, places < Rational.placesLimit {
      scaled = scaled * 10
      places += 1
    }
    return wording(.approximately, ["value": plus + value.fixed(places: places)])
  }
}
