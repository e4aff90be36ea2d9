/// A unit of measure: a product of named units with whole exponents.
///
/// A share (a ratio of two figures of one unit) is the empty product. A percentage is a unit of its own, so that a
/// share is never taken for one.
public struct Unit: Sendable, Hashable, CustomStringConvertible {
  /// Unit names with their exponents; none is zero.
  public let exponents: [String: Int]

  public init(_ exponents: [String: Int] = [:]) {
    self.exponents = exponents.filter { $0.value != 0 }.mapValues(Self.held)
  }

  public init(name: String) {
    self.init([name: 1])
  }

  /// A pure number or a ratio.
  public static let share = Unit()
  public static let percent = Unit(name: "percent")

  public var isShare: Bool { exponents.isEmpty }

  public static func * (left: Unit, right: Unit) -> Unit {
    Unit(left.exponents.merging(right.exponents) { held($0 + $1) })
  }

  public static func / (left: Unit, right: Unit) -> Unit { left * right.raised(to: -1) }

  public func raised(to power: Int) -> Unit {
    Unit(exponents.mapValues { Self.held($0 * Self.held(power)) })
  }

  /// An exponent within bounds that no unit of the world reaches, so that none overflows.
  private static func held(_ exponent: Int) -> Int { min(max(exponent, -largestExponent), largestExponent) }

  private static let largestExponent = 1000

  /// The unit whose square is this one, if there is one.
  public var squareRoot: Unit? {
    exponents.values.allSatisfy { $0.isMultiple(of: 2) } ? Unit(exponents.mapValues { $0 / 2 }) : nil
  }

  /// `points`, `points / services`, `services^2`; `share` for a pure number.
  public var description: String {
    guard !isShare else { return "share" }
    let above = exponents.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { power($0.key, $0.value) }
    let below = exponents.filter { $0.value < 0 }.sorted { $0.key < $1.key }.map { power($0.key, -$0.value) }
    let numerator = above.isEmpty ? "1" : above.joined(separator: " * ")
    return below.isEmpty ? numerator : numerator + " / " + below.joined(separator: " / ")
  }

  private func power(_ name: String, _ exponent: Int) -> String { exponent == 1 ? name : "\(name)^\(exponent)" }

  /// Reads `points`, `points / services`, `area * days^2`; `nil` if it is not of that form.
  public init?(text: String) {
    var unit = Unit.share
    var divides = false
    for (index, part) in Self.parts(text).enumerated() {
      let isOperator = part == "*" || part == "/"
      guard isOperator == !index.isMultiple(of: 2) else { return nil }
      if isOperator {
        divides = part == "/"
      } else {
        guard let factor = Self.factor(part) else { return nil }
        unit = divides ? unit / factor : unit * factor
      }
    }
    guard !Self.parts(text).count.isMultiple(of: 2) else { return nil }
    self = unit
  }

  /// `1`, `share`, `points` or `services^2`.
  private static func factor(_ text: String) -> Unit? {
    if text == "1" || text == "share" { return .share }
    let parts = text.split(separator: "^", omittingEmptySubsequences: false).map(String.init)
    guard let name = parts.first, let first = name.first, first.isLetter || first == "_" else { return nil }
    guard parts.count > 1 else { return Unit(name: name) }
    guard parts.count == 2, let exponent = Int(parts[1]), (1...largestExponent).contains(exponent),
      parts[1] == String(exponent)
    else { return nil }
    return Unit([name: exponent])
  }

  private static func parts(_ text: String) -> [String] {
    var parts: [String] = []
    var word = ""
    for character in text + " " {
      if !character.isWhitespace, character != "*", character != "/" {
        word.append(character)
        continue
      }
      if !word.isEmpty { parts.append(word) }
      word = ""
      if !character.isWhitespace { parts.append(String(character)) }
    }
    return parts
  }
}
