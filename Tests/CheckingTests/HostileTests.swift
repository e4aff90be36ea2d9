import Checking
import Methodology
import SourceText
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Files that mean harm, and files that were damaged: each ends soon, in findings or in an edition.
@Suite(.serialized) struct HostileTests {
  private static let head = """
    format: 1
    methodology: example
    edition: 2018-01
    act: {number: "№1"}
    in_force: {from: 2018-01-10}
    bodies: {kinds: {central: central, local: local}}

    """

  /// Loads and checks a text; true if it did not hang: two seconds, or a minute where nothing is optimised.
  private func ends(_ text: String) -> Bool {
    let clock = ContinuousClock()
    let time = clock.measure {
      let findings = Findings()
      if let edition = load(text, findings: findings) { Checker.check(edition, findings: findings) }
      for finding in findings.sorted.prefix(50) { _ = DiagnosticRenderer().render(finding) }
    }
    #if DEBUG
      let limit = Duration.seconds(60)
    #else
      let limit = Duration.seconds(2)
    #endif
    if time > limit { print("took \(time): \(text.prefix(400))") }
    return time <= limit
  }

  private func lines(_ count: Int, _ line: (Int) -> String) -> String { (1...count).map(line).joined(separator: "\n") }

  @Test func manyInputs() {
    let used = "\nscores: {s: {formula: x1, cite: a}}\n"
    #expect(ends(Self.head + "inputs:\n" + lines(19_000) { "  x\($0): {type: count, cite: a}" } + used))
    // Each is at most the next.
    #expect(
      ends(Self.head + "inputs:\n" + lines(19_000) { "  x\($0): {type: count, at_most: x\($0 % 19_000 + 1)}" } + used))
    #expect(ends(Self.head + "inputs:\n" + lines(19_000) { "  x\($0): {type: count, at_most: y\($0)}" } + used))
  }

  @Test func longLimitChain() {
    let chain = "inputs:\n" + lines(19_000) { "  x\($0): {type: count\($0 < 19_000 ? ", at_most: x\($0 + 1)" : "")}" }
    #expect(ends(Self.head + chain + "\nscores: {s: {formula: x1 / x19000, max: 1, cite: a}}\n"))
  }

  @Test func manyRows() {
    let rows = lines(100_000) { "    - {from: \($0 * 2), to: \($0 * 2 + $0 % 3), value: \($0)}" }
    #expect(
      ends(
        Self.head + "inputs: {x: {type: count}}\nsteps:\n  scale:\n    of: count\n    cite: a\n    rows:\n\(rows)\n"
          + "scores: {s: {formula: \"steps(scale, x)\", cite: a}}\n"))
  }

  @Test func manyScores() {
    let scores = lines(5000) {
      "  s\($0): {formula: \"x / y * 100 + s\(max(1, $0 - 1)) * 0\", max: 90, cite: a\($0)}"
    }
    let plain = lines(5000) { "  s\($0): {formula: \"x / y * 100 - y * \($0)\", max: 90, cite: a\($0)}" }
    let inputs = "inputs: {x: {type: count, at_most: y}, y: {type: count, from: 1}}\nscores:\n"
    #expect(ends(Self.head + inputs + plain))
    #expect(ends(Self.head + inputs + scores))
  }

  @Test func unknownNames() {
    #expect(ends(Self.head + "scores:\n" + lines(15_000) { "  s\($0): {formula: a\($0) + b\($0), cite: a}" }))
    let parameters = lines(15_000) { "  p\($0): {by: q\($0), value: 1, cite: a}" }
    #expect(ends(Self.head + "parameters:\n" + parameters + "\nscores: {s: {formula: 1, cite: a}}\n"))
  }

  @Test func circles() {
    let ring = lines(5000) { "  d\($0): {formula: d\($0 % 5000 + 1) + 1, cite: a}" }
    #expect(ends(Self.head + "derived:\n" + ring + "\nscores: {s: {formula: d1, cite: a}}\n"))
    let all = (1...200).map { "d\($0)" }.joined(separator: ", ")
    let clique = lines(200) { "  d\($0): {formula: \"max(\(all))\", cite: a}" }
    #expect(ends(Self.head + "derived:\n" + clique + "\nscores: {s: {formula: d1, cite: a}}\n"))
  }

  /// Each definition uses the one before it twice, so that whoever follows them all never ends.
  @Test func doubling() {
    let inputs = "inputs: {x: {type: number, from: 2, to: 3, at_most: y}, y: {type: number, from: 1}}\n"
    let forms: [(Int) -> String] = [
      { "d\($0) * d\($0)" }, { "if d\($0) > 5 then d\($0) else d\($0)" }, { "max(d\($0), d\($0))" },
      { "d\($0) / (d\($0) + d\($0))" }, { "exp(d\($0))" }, { "d\($0) ^ 9" }, { "d\($0) - d\($0)" },
      { "mean(bodies: d\($0)) + d\($0)" },
    ]
    for form in forms {
      let derived = "  d1: {formula: x, cite: a}\n" + lines(90) { "  d\($0 + 1): {formula: \"\(form($0))\", cite: a}" }
      let scores = """

        steps: {scale: {of: number, cite: a, rows: [{from: 5, to: 6, value: 1}, {from: 8, value: 1}]}}
        scores: {s: {formula: d91 / y, max: 1, cite: a}, t: {formula: "steps(scale, d91)", max: 5, cite: a}}
        """
      #expect(ends(Self.head + inputs + "derived:\n" + derived + scores))
    }
  }

  /// A chain of definitions, each at the bottom of a deep formula.
  @Test func deepFormulasInChains() {
    for depth in [10, 40, 90] {
      let open = String(repeating: "(1 + ", count: depth)
      let close = String(repeating: ")", count: depth)
      let derived = lines(99) { "  d\($0): {formula: \"\(open)d\($0 + 1)\(close)\", cite: a}" }
      #expect(
        ends(
          Self.head + "inputs: {x: {type: count}}\nderived:\n" + derived
            + "\n  d100: {formula: x, cite: a}\nscores: {s: {formula: d1, max: 1, cite: a}}\n"))
    }
  }

  @Test func dueRows() {
    let values = (1...300).map { "v\($0)" }.joined(separator: ", ")
    let table = """
      records:
        grid:
          key: [a, b]
          complete: yes
          cite: a
          fields:
            a: {type: choice, of: [\(values)]}
            b: {type: choice, of: [\(values)]}
            n: {type: count, to: 3}
            m: {formula: "sum(grid: n)"}

      """
    let scores = lines(300) { "  s\($0): {formula: \"sum(grid where n > \($0): m + n)\", max: 5, cite: a\($0)}" }
    #expect(ends(Self.head + table + "scores:\n" + scores))
  }

  @Test func nestedScores() {
    var text = "scores:\n"
    for depth in 0..<30 { text += String(repeating: "    ", count: depth) + "  s: {cite: a, of: {s: {formula: 1}}}\n" }
    #expect(ends(Self.head + text))
    var nested = "{formula: 1}"
    for _ in 0..<31 { nested = "{of: {s: \(nested)}}" }
    #expect(ends(Self.head + "scores: {s: \(nested)}\n"))
  }

  @Test func choicesAndKinds() {
    let names = (1...15_000).map { "c\($0)" }
    let kinds = names.map { "\($0): kind" }.joined(separator: ", ")
    #expect(
      ends(Self.head.replacing("central: central, local: local", with: kinds) + "scores: {s: {formula: 1, cite: a}}\n"))
    let cases = names.map { "\($0): 1" }.joined(separator: ", ")
    #expect(
      ends(
        Self.head + "inputs: {role: {type: choice, of: [\(names.joined(separator: ", "))]}}\n"
          + "parameters: {p: {by: role, \(cases), cite: a}}\nscores: {s: {formula: p, cite: a}}\n"))
    let fifty = (1...50).map { "k\($0): kind" }.joined(separator: ", ")
    let scores = lines(1000) { "  s\($0): {formula: \"x * \($0) - 5\", max: 90, cite: a\($0)}" }
    #expect(
      ends(
        Self.head.replacing("central: central, local: local", with: fifty) + "inputs: {x: {type: count}}\nscores:\n"
          + scores
      ))
  }

  // MARK: Damaged files

  private static let good = RangeFixture.text

  private static let pieces = [
    "012", "1e9", "99999999999999999999999999999999999999", "0.000000000000000000000001", "{}", "[]", "none", "yes",
    "~",
    "formula: ", "of: ", "by: kind", "max: 1", "- ", "{", "}", "kind", "previous.total", "own.total",
    "sum(services: poor)",
    "steps(scale, total)", "1 / 0", "2 ^ 100", "exp(99)", "-", "(", ")", "ж", "\t", "'", "\"", ": ", "total", "d1",
    "s1",
  ]

  @Test(arguments: 0..<10) func damaged(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<100 {
      var lines = Self.good.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 6..<lines.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: lines.remove(at: place)
        case 1: lines.insert(lines[place], at: place)
        case 2: lines.swapAt(place, Int.random(in: 6..<lines.count, using: &random))
        case 3: lines.insert(random.pick(lines), at: place)
        default: lines[place] = damaged(lines[place], &random)
        }
      }
      #expect(ends(lines.joined(separator: "\n")))
    }
  }

  private func damaged(_ line: String, _ random: inout SeededGenerator) -> String {
    var words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let place = Int.random(in: words.indices, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: words.remove(at: place)
    case 1: words.insert(random.pick(Self.pieces), at: place)
    case 2: words.swapAt(place, Int.random(in: words.indices, using: &random))
    default: words[place] = random.pick(Self.pieces)
    }
    return words.joined(separator: " ")
  }
}

/// One edition that uses all that the format has.
enum RangeFixture {
  static let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""

  private static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/.whole.yaml").path
}
