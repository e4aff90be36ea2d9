import Dataset
import Evaluation
import Exact
import Formula
import Methodology
import SourceText
import TestSupport
import Testing

@testable import Checking

/// Ranges against values: random small editions, random bodies, and no value outside of the range found for it.
@Suite struct RangeTests {
  private static let inputs = """
    inputs:
      late: {type: count, at_most: total}
      total: {type: count, to: 50}
      done: {type: share}
      plan: {type: percent, default: 40}
      debt: {type: number, from: -3, to: 4}
      open: {type: number}
      checked: {type: yes_no}
      role: {type: choice, of: [one, two]}
    records:
      services:
        cite: "п. 3"
        fields:
          way: {type: choice, of: [online, paper]}
          poor: {type: count, at_most: all}
          all: {type: count, to: 9}
          mark: {type: number, from: -2, to: 5}
          ratio: {formula: poor / all}
      portal:
        key: [item]
        complete: points
        cite: "п. 3"
        fields:
          item: {type: choice, of: [data, acts, laws]}
          defects: {type: count, to: 4}
    parameters:
      weight: {by: kind, central: 15, local: 23}
      by_role: {by: [role, kind], one: {central: -2, local: 3}, two: {local: 5}}
      points: {by: [item, kind], data: {central: 1, local: 2}, acts: {central: 3}, laws: {local: 0.5}}
    steps:
      scale: {of: number, rows: [{below: 0, value: 1}, {from: 0, below: 2, value: 7}, {from: 3, value: -2}], round: {to: 0.5, mode: half_up}}
      by_kind: {by: kind, of: number, rows: [{below: 1, central: 1, local: 2}, {from: 1, central: 5, local: 6}]}

    """

  /// Writes random formulas; depth keeps them small.
  private struct Writer {
    var random: SeededGenerator
    var known: [String]

    mutating func number(_ depth: Int, fields: Bool = false, others: Bool = true) -> String {
      if depth == 0 { return leaf(fields) }
      func inner(_ writer: inout Writer) -> String { writer.number(depth - 1, fields: fields, others: others) }
      switch Int.random(in: 0..<18, using: &random) {
      case 0, 1: return "(\(inner(&self)) + \(inner(&self)))"
      case 2, 3: return "(\(inner(&self)) - \(inner(&self)))"
      case 4: return "(\(inner(&self)) * \(inner(&self)))"
      case 5, 6: return "(\(inner(&self)) / \(inner(&self)))"
      case 7: return "min(\(inner(&self)), \(inner(&self)))"
      case 8: return "max(\(inner(&self)), \(inner(&self)))"
      case 9: return "(if \(truth(depth - 1, fields)) then \(inner(&self)) else \(inner(&self)))"
      case 10:
        return "round(\(inner(&self)), 0.1, \(random.pick(["half_up", "floor", "up", "down", "half_even", "ceil"])))"
      case 11: return "abs(\(inner(&self)))"
      case 12: return "clamp(\(inner(&self)), -1, 4)"
      case 13: return "steps(\(random.pick(["scale", "by_kind"])), \(inner(&self)))"
      case 14: return "(\(inner(&self)) ?? \(inner(&self)))"
      case 15 where !fields: return table(depth - 1)
      case 16 where !fields && others:
        let function = random.pick(["sum", "mean", "min", "max", "median"])
        let condition = random.pick(["", " where kind == own.kind", " where kind == local", " where own.total > total"])
        return "\(function)(bodies\(condition): \(number(depth - 1, others: false)))"
      default: return leaf(fields)
      }
    }

    private mutating func table(_ depth: Int) -> String {
      switch Int.random(in: 0..<5, using: &random) {
      case 0: return "sum(portal: points * (3 - defects))"
      case 1: return "(sum(services where way == online: poor) / sum(services: all))"
      case 2: return "count(services where \(truth(0, true)))"
      default:
        let function = random.pick(["sum", "mean", "min", "max"])
        return
          "\(function)(services\(random.chance(50) ? " where \(truth(0, true))" : ""): \(number(depth, fields: true)))"
      }
    }

    private mutating func leaf(_ fields: Bool) -> String {
      if fields, random.chance(60) { return random.pick(["poor", "all", "mark", "ratio"]) }
      let names = ["late", "total", "done", "share(plan)", "debt", "open", "weight", "by_role", "previous.debt"]
      let constants = ["0", "1", "2.5", "-1", "100", "0.1"]
      return random.pick(random.chance(25) ? constants : names + known)
    }

    private mutating func truth(_ depth: Int, _ fields: Bool) -> String {
      switch Int.random(in: 0..<7, using: &random) {
      case 0: return "checked"
      case 1: return "role == one"
      case 2: return "kind in [central]"
      case 3: return "not (\(number(depth, fields: fields)) > 1)"
      case 4 where fields: return "way == paper"
      case 5: return "(checked or total < 3)"
      default: return "\(number(depth, fields: fields)) <= \(number(0, fields: fields))"
      }
    }
  }

  private static func text(_ writer: inout Writer) -> String {
    var derived = "derived:\n"
    for index in 1...4 {
      derived += "  d\(index): {formula: \"\(writer.number(3))\"}\n"
      writer.known.append("d\(index)")
    }
    var scores = "scores:\n"
    let combinations = ["sum", "mean", "geometric_mean", "weighted_mean"]
    for index in 1...3 {
      let combination = writer.random.pick(combinations)
      let weight = combination == "weighted_mean" ? ", weight: \"\(writer.number(1))\"" : ""
      let clauses = [
        ", penalty: \"\(writer.number(1))\"", ", at_least: 0", ", at_most: \"\(writer.number(1))\"",
        ", applies: role == one", ", round: {to: 0.1, mode: half_up}", ", if_missing: 1",
      ]
      func some() -> String { clauses.filter { _ in writer.random.chance(25) }.joined() }
      scores += "  s\(index):\n    combine: \(combination)\n    of:\n"
      scores += "      a: {formula: \"\(writer.number(2))\"\(weight)\(some())}\n"
      scores += "      b: {formula: \"\(writer.number(2))\"\(weight)\(some())}\n"
    }
    // One citation for all keeps the file short.
    return inputs.replacingCite() + derived.replacingCite() + scores.replacingCite()
  }

  @Test(arguments: 0..<60) func valuesLieInRanges(_ seed: Int) throws {
    var writer = Writer(random: SeededGenerator(seed: UInt64(seed)), known: [])
    let text = Self.text(&writer)
    let edition = try edition(text)
    let ranges = RangeAnalysis.all(of: edition)
    var random = SeededGenerator(seed: UInt64(seed) + 1000)
    for _ in 0..<12 {
      let witnesses = (0..<4).map { _ in Self.body(of: edition, &random) }
      let evaluation = Witness.evaluation(of: witnesses, before: witnesses.shuffledByKind(&random), under: edition)
      for (body, witness) in witnesses.enumerated() {
        guard let range = ranges.first(where: { $0.situation.kind == witness.kind }) else { continue }
        for declaration in edition.declarations {
          guard let number = evaluation.value(declaration.id, body: body).number else { continue }
          let interval = range.range(declaration.id).interval
          let isInside = interval.contains(number.value) || number.isApproximate && interval.isNear(number.value)
          #expect(isInside, "\(declaration.name) of \(witness.kind) is \(number), outside of \(interval)\n\(text)")
        }
      }
    }
  }

  /// A body with figures that are allowed, some missing.
  private static func body(of edition: Edition, _ random: inout SeededGenerator) -> Witness {
    var witness = Witness(kind: random.pick(["central", "local"]))
    func number(_ least: Int, _ greatest: Int) -> Value {
      .number(Number(Rational(Int.random(in: least...greatest, using: &random))))
    }
    func part(_ most: Int) -> Value {
      let value = Rational(Int.random(in: 0...20, using: &random)).divided(by: Rational(20)) ?? .zero
      return .number(Number(value * Rational(most)))
    }
    let total = Int.random(in: 0...50, using: &random)
    let figures: [String: Value] = [
      "total": .number(Number(total)), "late": number(0, total), "done": part(1), "plan": part(100),
      "debt": number(-3, 4), "open": number(-500, 500), "checked": .truth(random.chance(50)),
      "role": .text(random.pick(["one", "two"])),
    ]
    for (name, value) in figures.sorted(by: { $0.key < $1.key }) where random.chance(90) {
      if let id = edition.declaration(name)?.id { witness.inputs[id] = value }
    }
    witness.rows[0] = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      let all = Int.random(in: 0...9, using: &random)
      return [
        0: .text(random.pick(["online", "paper"])), 1: number(0, all), 2: .number(Number(all)), 3: number(-2, 5),
      ]
    }
    let due = witness.kind == "central" ? ["data", "acts"] : ["data", "laws"]
    witness.rows[1] = due.map { [0: .text($0), 1: number(0, 4)] }
    return witness
  }

  /// Ranges that a person worked out.
  @Test func ranges() throws {
    let expected = [
      ("late / total", "0", "1"), ("total - late", "0", "50"), ("late - total", "-50", "0"),
      ("1 / (1 + total)", "1 / 51", "1"), ("done * debt", "-3", "4"), ("min(total, 10) - 5", "-5", "5"),
      ("clamp(open, 0, 1)", "0", "1"), ("open", "-", "-"), ("abs(debt)", "-3", "4"), ("weight", "15", "15"),
      ("steps(scale, debt)", "-2", "7"), ("steps(scale, max(0, debt))", "-2", "7"), ("steps(scale, -1)", "1", "1"),
      ("mean(bodies: weight)", "15", "23"), ("mean(bodies where kind == own.kind: weight)", "15", "15"),
      ("sum(portal: points)", "4", "4"), ("sum(portal: defects)", "0", "8"), ("count(services)", "0", "-"),
      ("if kind == central then 1 else 2", "1", "1"), ("debt ^ 2", "-", "-"), ("done ^ 2", "0", "1"),
      ("1 / total", "0.02", "-"), ("1 / debt", "-", "-"),
    ]
    let formulas = expected.enumerated().map { "  q\($0): {formula: \"\($1.0)\"}" }.joined(separator: "\n")
    let text = Self.inputs + "derived:\n\(formulas)\nscores:\n  s: {formula: done}\n"
    let edition = try edition(text.replacingCite())
    let range = try #require(RangeAnalysis.all(of: edition).first)
    for (number, (formula, least, greatest)) in expected.enumerated() {
      let id = try #require(edition.declaration("q\(number)")?.id)
      let interval = range.range(id).interval
      func text(_ bound: Rational?) -> String {
        bound.map { $0.finiteDecimal ?? "\($0.numerator) / \($0.denominator)" } ?? "-"
      }
      #expect([text(interval.least), text(interval.greatest)] == [least, greatest], "\(formula)")
    }
  }
}

extension Interval {
  /// Whether a value that was approximated lies as good as inside.
  fileprivate func isNear(_ value: Rational) -> Bool {
    let error = (value.magnitude + .one).divided(by: Rational(1_000_000_000)) ?? .zero
    return contains(value - error) || contains(value + error)
  }
}

extension [Witness] {
  /// Other figures for the period before; a body stays of its kind.
  fileprivate func shuffledByKind(_ random: inout SeededGenerator) -> [Witness] {
    map { own in
      let others = filter { $0.kind == own.kind }
      return others.isEmpty ? own : random.pick(others)
    }
  }
}

extension String {
  /// The text with a citation in every mapping that begins in the middle of a line.
  fileprivate func replacingCite() -> String {
    split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      let names = ["formula:", "type:", "value:", "of: number", "by:", "fields:"]
      guard line.hasSuffix("}"), !line.contains("cite"), names.contains(where: line.contains) else {
        return String(line)
      }
      return line.dropLast() + ", cite: \"п. 1\"}"
    }.joined(separator: "\n")
  }
}
