import Dispatch
import Formula
import Foundation
import SourceText
import Testing
import TestSupport

/// Formulas that nobody would write: none may crash the reader, and each gets a finding at a place of its own.
@Suite struct HostileTests {
  @Test(arguments: 1...8) func soup(_ seed: Int) {
    var maker = RandomFormula(seed: UInt64(100 + seed))
    for _ in 0..<1500 {
      expectSound(maker.soup(length: Int.random(in: 0...20, using: &maker.random)))
    }
  }

  @Test(arguments: 1...4) func mutations(_ seed: Int) {
    var maker = RandomFormula(seed: UInt64(200 + seed))
    let formulas =
      TermBuilderTests.good.map(\.formula) + ParserTests.trees.map(\.0) + DiagnosticTestsInput.short
    for _ in 0..<1500 { expectSound(maker.mutation(of: maker.random.pick(formulas))) }
  }

  @Test func randomCharacters() {
    var random = SeededGenerator(seed: 300)
    for _ in 0..<2000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        let limit: UInt32 = random.chance(50) ? 0x80 : random.chance(50) ? 0x800 : 0x11_0000
        if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &random)) { text.append(scalar) }
      }
      expectSound(String(text))
    }
  }

  /// One finding within the text or a tree that reads back; a term or findings, never both or neither.
  private func expectSound(_ text: String) {
    let formula = FormulaText(text)
    let bounds = 0...text.utf8.count
    let parsed = Outcome(formula)
    guard let expression = parsed.expression else {
      #expect(parsed.findings.count == 1, "\(text)")
      #expect(parsed.ranges.allSatisfy { bounds.contains($0.lowerBound) && bounds.contains($0.upperBound) }, "\(text)")
      return
    }
    #expect(parsed.findings.isEmpty)
    let again = Outcome(FormulaText(FormulaPrinter.print(expression))).expression
    #expect(again?.isSameTree(as: expression) == true, "\(text)")
    for table in [nil, "services"] {
      let built = Outcome(formula, in: .shared, table: table)
      #expect((built.term == nil) == !built.findings.isEmpty, "\(text)\n\(built.rendered)")
      #expect(built.ranges.allSatisfy { bounds.contains($0.lowerBound) && bounds.contains($0.upperBound) }, "\(text)")
    }
  }

  // MARK: Limits

  /// A construct that is put into itself: what opens it, the innermost part, what closes it.
  static let nestings: [(open: String, close: String)] = [
    ("(", ")"), ("abs(", ")"), ("max(1, ", ")"), ("if inspected then 1 else ", ""), ("if inspected then ", " else 1"),
    ("1 + (2 * ", ")"), ("sum(services where late > 0: ", ")"), ("-", ""), ("2 ^ ", ""), ("x ?? ", ""),
    ("1 * -(if x in [1] or not (x == 1) then 1 else 2 ^ (x ?? ", "))"), ("(if not (x < ", ") then 1 else 2)"),
    ("x + ", ""), ("x - ", ""), ("x * ", ""), ("x / ", ""), ("sum over services: ", ""),
  ]

  /// The deepest formula of each shape that is accepted goes through all that reads formulas without running out of
  /// stack, and one that is deeper is refused with its code.
  @Test(arguments: nestings.indices) func deepest(_ shape: Int) {
    let problems = onSmallStack { Self.problems(open: Self.nestings[shape].open, close: Self.nestings[shape].close) }
    #expect(problems == [])
  }

  private static func problems(open: String, close: String) -> [String] {
    func make(_ depth: Int) -> Outcome {
      let text = String(repeating: open, count: depth) + "x" + String(repeating: close, count: depth)
      return Outcome(FormulaText(text), in: .shared)
    }
    var problems: [String] = []
    var depth = 1
    while make(depth).expression != nil { depth += 1 }
    let limits = [["E0214"], ["E0215"]]
    if !limits.contains(make(depth).codes) { problems.append("\(depth) deep: \(make(depth).rendered)") }
    if !limits.contains(make(2000).codes) { problems.append("2000 deep: \(make(2000).rendered)") }
    let deepest = make(depth - 1)
    if depth < 8 || !deepest.findings.isEmpty { problems.append("\(depth - 1) deep: \(deepest.rendered)") }
    deepest.term?.forEach { _ in }
    guard let expression = deepest.expression else { return problems }
    let again = Outcome(FormulaText(FormulaPrinter.print(expression))).expression
    if again?.isSameTree(as: expression) != true { problems.append("does not read back") }
    if expression.height > Parser.tallestTree { problems.append("too high") }
    return problems
  }

  @Test func longestChain() {
    let terms = Parser.tallestTree
    #expect(Outcome(FormulaText(chain(terms))).findings.isEmpty)
    #expect(Outcome(FormulaText(chain(terms + 1))).codes == ["E0215"])
    // What stands side by side is not high: a formula of many words is accepted.
    let wide = (0..<20).map { _ in "(" + chain(20) + ")" }.joined(separator: " + ")
    #expect(Outcome(FormulaText(wide)).findings.isEmpty)
    #expect(Outcome(FormulaText("sum(" + chain(64, " , ") + ")"), in: .shared).findings.isEmpty)
  }

  private func chain(_ count: Int, _ sign: String = " + ") -> String {
    [String](repeating: "x", count: count).joined(separator: sign)
  }

  /// The stack that threads have by default on Apple systems; an unoptimised build needs twice that.
  private func onSmallStack(_ body: @escaping @Sendable () -> [String]) -> [String] {
    #if DEBUG
      let size = 1 << 20
    #else
      let size = 1 << 19
    #endif
    let done = DispatchSemaphore(value: 0)
    let answer = Answer()
    let thread = Thread {
      answer.problems = body()
      done.signal()
    }
    thread.stackSize = size
    thread.start()
    done.wait()
    return answer.problems
  }

  /// Carries what a thread found; the semaphore keeps its two users apart.
  private final class Answer: @unchecked Sendable {
    var problems: [String] = []
  }
}

/// Short formulas with findings, to be changed further.
enum DiagnosticTestsInput {
  static let short = FormulaDiagnosticTests.pairs.flatMap { [$0.bad, $0.good] }.filter { $0.utf8.count < 100 }
}
