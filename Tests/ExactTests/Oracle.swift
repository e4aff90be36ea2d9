import BigInt
import Exact
import Foundation
import Testing

/// The cases of the committed fixture, which Fixtures/oracle.py computed with Python's own arithmetic.
enum Oracle {
  struct Case: Sendable, CustomStringConvertible {
    let operation: Substring
    let fields: [Substring]

    var description: String {
      let text = ([operation] + fields).joined(separator: " ")
      return text.count > 300 ? text.prefix(300) + "…" : text
    }
  }

  /// All cases by operation, read once for all tests.
  private static let all = Result { try read() }

  private static func read() throws -> [Substring: [Case]] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/oracle.txt")
    let text = try String(contentsOf: file, encoding: .utf8)
    let cases = text.split(separator: "\n").map { line in
      let fields = line.split(separator: " ")
      return Case(operation: fields[0], fields: Array(fields.dropFirst()))
    }
    return Dictionary(grouping: cases, by: \.operation)
  }

  /// The cases of one operation, of which there must be at least a number.
  static func cases(_ operation: Substring, atLeast count: Int) throws -> [Case] {
    let cases = try #require(try all.get()[operation])
    try #require(cases.count >= count)
    return cases
  }
}

extension Rational {
  /// Reads `n` or `n/d`, the notation of the fixture.
  init(fixture text: some StringProtocol) throws {
    let parts = text.split(separator: "/")
    let numerator = try #require(BigInt(String(parts[0])))
    let denominator = try #require(BigInt(parts.count > 1 ? String(parts[1]) : "1"))
    self = try #require(Rational(numerator, over: denominator))
  }

  /// Reads `1.25E-3`, the notation of the fixture for results that are not rational.
  init(scientific text: some StringProtocol) throws {
    let parts = text.split(separator: "E")
    let significand = try #require(Rational(decimal: parts[0]))
    let exponent = try #require(Int(parts[1].drop(while: { $0 == "+" })))
    self = try significand * Rational(10).power(exponent)
  }
}
