import TestSupport

/// A made-up edition and its bodies as text, whose figures sit on and beside its thresholds.
struct RandomEdition {
  private var random: SeededGenerator
  private var names: [String] = []
  private(set) var rules = ""
  private(set) var bodies = ""

  private static let thresholds = ["0", "0.3", "0.5", "1", "1.5", "2.25", "3", "10", "0.95", "33.3", "100"]

  /// Whether figures differ much in size.
  private let isWild: Bool

  init(seed: UInt64, bodies count: Int, missing: Int) {
    isWild = seed.isMultiple(of: 4)
    random = SeededGenerator(seed: seed)
    writeHead()
    writeScores()
    writeBodies(count, missing: missing)
  }

  // MARK: Rules

  private mutating func writeHead() {
    rules = """
      \(Fixtures.head)
      bodies: {kinds: {central: {en: central}, local: {en: local}}}
      inputs:
        a: {type: number, cite: x}
        b: {type: number, cite: x}
        c: {type: number, from: 0, cite: x}
        d: {type: count, default: 3, cite: x}
        e: {type: count, cite: x}
        f: {type: number, from: 0, to: 100, cite: x}
        flag: {type: yes_no, cite: x}
        role: {type: choice, of: [plain, agency, other], default: plain, cite: x}
      parameters:
        weight: {by: kind, central: \(threshold()), local: 2.5, cite: x}
        part: {by: role, plain: 1, agency: 0.2, other: none, cite: x}
        cap: {value: 5, cite: x}
      steps:
        rising:
          of: number
          cite: x
          rows: [{below: 0.5, value: 0}, {from: 0.5, below: 1, value: 1.5}, {from: 1, to: 3, value: 2}, {above: 3, value: 4.7}]
        gappy:
          by: kind
          of: number
          cite: x
          round: {to: 0.01, mode: half_up}
          rows:
            central: [{from: 0, to: 1, value: 3}, {from: 2, to: 10, value: 1}]
            local: [{to: 0.3, value: 1}, {above: 0.3, value: 0}]
        saved:
          of: number
          cite: x
          rows: [{from: 1, to: 2, value: 7}]
          otherwise: {value: 0.1, cite: x}

      """
  }

  private mutating func threshold() -> String { random.pick(Self.thresholds) }

  private mutating func writeScores() {
    rules += "derived:\n"
    for index in 0..<3 {
      rules += "  q\(index): {formula: \"\(number(3))\", cite: \"d\(index)\"}\n"
      names.append("q\(index)")
    }
    rules += "scores:\n"
    for index in 0..<5 {
      rules += "  s\(index):\n    cite: \"s\(index)\"\n    formula: \"\(number(4))\"\n" + clauses()
      names.append("s\(index)")
    }
    let combine = random.pick(["sum", "mean", "weighted_mean"])
    rules += "  tree:\n    cite: tree\n    combine: \(combine)\n"
    if combine == "sum", random.chance(50) { rules += "    share_out: yes\n" }
    rules += clauses() + "    of:\n"
    for index in 0..<3 {
      rules +=
        "      t\(index):\n        cite: \"t\(index)\"\n        min: -1000000000\n        max: \(index + 3)000000000\n        formula: \"\(number(2))\"\n"
      if combine == "weighted_mean" { rules += "        weight: \(index + 1)\n" }
      if random.chance(60) { rules += "        applies: \"\(truth(1))\"\n" }
    }
    rules += """
      bands:
        of: tree
        cite: b
        rows: [{name: high, above: 3}, {name: middle, from: 1, to: 3}, {name: low, below: 1}]

      """
  }

  private mutating func clauses() -> String {
    var text = ""
    if random.chance(10) { text += "    max: \(threshold())\n" }
    if random.chance(25) { text += "    penalty: {formula: \"\(number(1))\", when: \"\(truth(1))\", cite: p}\n" }
    if random.chance(25) { text += "    at_least: {formula: 0, cite: l}\n" }
    if random.chance(25) { text += "    at_most: {formula: cap, cite: m}\n" }
    if random.chance(25) {
      let mode = random.pick(["half_up", "half_even", "up", "down", "floor", "ceil"])
      text += "    round: {to: \(random.pick(["0.01", "0.1", "1", "0.5"])), mode: \(mode)}\n"
    }
    if random.chance(20) { text += "    if_missing: {formula: \"\(number(1))\", when: \"\(truth(1))\", cite: i}\n" }
    if random.chance(20) { text += "    applies: \"\(truth(1))\"\n" }
    return text
  }

  private mutating func number(_ depth: Int) -> String {
    if depth == 0 {
      return random.pick(["a", "b", "c", "d", "e", "f / 100", "weight", "part", "cap", threshold()] + names)
    }
    func next(_ edition: inout RandomEdition) -> String { edition.number(depth - 1) }
    switch Int.random(in: 0..<17, using: &random) {
    case 0, 1: return "(\(next(&self)) + \(next(&self)))"
    case 2: return "(\(next(&self)) - \(next(&self)))"
    case 3: return "(\(next(&self)) * \(next(&self)))"
    case 4, 5, 6: return "(\(next(&self)) / \(divisor()))"
    case 7: return "min(\(next(&self)), \(next(&self)))"
    case 8: return "max(\(threshold()), \(next(&self)))"
    case 9: return "clamp(\(next(&self)), 0, \(threshold()))"
    case 10: return "abs(\(next(&self)))"
    case 11: return "(if \(truth(depth - 1)) then \(next(&self)) else \(next(&self)))"
    case 12: return "(\(next(&self)) ?? \(next(&self)))"
    case 13:
      return
        "round(\(next(&self)), \(random.pick(["0.01", "0.5", "0.3"])), \(random.pick(["half_up", "half_even", "down"])))"
    case 14: return "steps(\(random.pick(["rising", "gappy", "saved"])), \(next(&self)))"
    case 15: return "mean(\(next(&self)), \(next(&self)), \(next(&self)))"
    default: return "(a / \(divisor()))"
    }
  }

  /// A divisor that is zero for few bodies or none: each division by zero is told, and so left to the exact evaluator.
  private mutating func divisor() -> String {
    random.chance(4)
      ? random.pick(["e", "b", "c"])
      : random.pick(["max(1, e)", "max(1, e)", "(c + 1)", "(d + 1)", "3", "0.7", "(abs(b) + 0.1)"])
  }

  private mutating func truth(_ depth: Int) -> String {
    let other = depth > 0 ? number(depth - 1) : "a"
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return "flag"
    case 1: return "kind == central"
    case 2: return "role in [agency, other]"
    case 3: return "(\(other)) \(random.pick(["<", "<=", ">", ">=", "==", "!="])) \(threshold())"
    case 4: return "a / max(1, e) \(random.pick(["<", "<=", ">", ">="])) \(threshold())"
    case 5: return "not (\(other) < b)"
    case 6: return "flag and c >= \(threshold())"
    case 7: return "flag or c > \(threshold())"
    case 8: return "reported(\(other))"
    default: return "100 * c / max(1, e) <= \(threshold())"
    }
  }

  // MARK: Bodies

  private mutating func writeBodies(_ count: Int, missing: Int) {
    bodies = "id,kind,name,a,b,c,d,e,f,flag,role\n"
    for index in 0..<count {
      let whole = random.pick([0, 1, 1, 2, 3, 4, 6, 7, 10, 20, 64, 100, 1000])
      // Figures whose quotients by `e` are thresholds, or just beside one.
      let share = Decimal(random.pick(Self.thresholds)).times(whole)
      var cells = [
        "b\(index)", random.chance(50) ? "central" : "local", random.chance(5) ? "\"a, b\"" : "",
        random.chance(40) ? share.moved(random.pick([0, 0, 1, -1])).text : figure(negative: true),
        figure(negative: true), random.chance(30) ? share.text : figure(negative: false),
        String(Int.random(in: 0..<5, using: &random)), String(whole),
        random.pick(["0", "50", "95", "33.3", "100", "12.5"]), random.chance(50) ? "yes" : "no",
        random.pick(["plain", "agency", "other"]),
      ]
      for cell in 3..<cells.count where random.chance(missing) { cells[cell] = random.pick(["", "-", "n/a"]) }
      bodies += cells.joined(separator: ",") + "\n"
    }
  }

  private mutating func figure(negative: Bool) -> String {
    let wild = ["12345.67", "999999.99", "29.999999"]
    let text = random.pick(Self.thresholds + ["0.01", "7", "0.333", "29.99", "64.5"] + (isWild ? wild : []))
    return negative && random.chance(20) && text != "0" ? "-" + text : text
  }
}

/// A decimal in whole thousandths.
private struct Decimal {
  private let thousandths: Int

  private init(thousandths: Int) { self.thousandths = thousandths }

  init(_ text: String) {
    let parts = text.split(separator: ".")
    let places = parts.count > 1 ? String((parts[1] + "000").prefix(3)) : "000"
    thousandths = (Int(parts[0]) ?? 0) * 1000 + (Int(places) ?? 0)
  }

  func times(_ factor: Int) -> Decimal { Decimal(thousandths: thousandths * factor) }
  func moved(_ steps: Int) -> Decimal { Decimal(thousandths: max(0, thousandths + steps)) }

  var text: String {
    let places = String(1000 + thousandths % 1000).dropFirst()
    return thousandths.isMultiple(of: 1000) ? String(thousandths / 1000) : "\(thousandths / 1000).\(places)"
  }
}
