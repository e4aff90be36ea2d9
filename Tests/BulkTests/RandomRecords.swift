import TestSupport

/// A made-up edition with record tables, aggregates over bodies and a look back, and two years of data for it.
struct RandomRecords {
  private var random: SeededGenerator
  private(set) var rules = ""
  /// The files of each year by their names.
  private(set) var files: [String: String] = [:]

  private static let thresholds = ["0", "0.3", "0.5", "1", "1.5", "2.25", "3", "10", "0.95"]

  init(seed: UInt64, bodies count: Int, missing: Int) {
    random = SeededGenerator(seed: seed)
    writeRules()
    for year in ["2019", "2020"] { writeData(year, count, missing: missing) }
  }

  private mutating func threshold() -> String { random.pick(Self.thresholds) }

  // MARK: Rules

  private mutating func writeRules() {
    rules = """
      \(Fixtures.head)
      bodies: {kinds: {central: {en: central}, local: {en: local}}}
      inputs:
        a: {type: number, cite: x}
        e: {type: count, cite: x}
        flag: {type: yes_no, cite: x}
        role: {type: choice, of: [plain, agency], default: plain, cite: x}
      parameters:
        weight: {by: kind, central: \(threshold()), local: 2.5, cite: x}
        part: {by: hue, red: 1, green: 0.2, blue: 3, cite: x}
        both: {by: [kind, hue], central: {red: 1, green: 2, blue: 0.5}, local: {red: 0.1, green: 0, blue: 7}, cite: x}
      steps:
        rising:
          of: number
          cite: x
          rows: [{below: 0.5, value: 0}, {from: 0.5, below: 1, value: 1.5}, {from: 1, to: 3, value: 2}, {above: 3, value: 4.7}]
      records:
        items:
          key: item
          cite: x
          fields:
            item: {type: text}
            x: {type: number}
            n: {type: count}
            d: {type: number, default: 0.5}
            ok: {type: yes_no}
            hue: {type: choice, of: [red, green, blue]}
            ratio: {formula: "\(random.pick(["x / max(1, n)", "x * 2 / (n + 1)", "x - d"]))", cite: "ratio"}
            worth: {formula: "\(field(2))", cite: "worth"}
            far: {formula: "if \(test(1)) then worth else \(random.pick(["a", "part", "both", "sum(items: d)"]))", cite: "far"}
        marks:
          key: [place, tongue]
          complete: yes
          cite: x
          fields:
            place: {type: choice, of: [left, right]}
            tongue: {type: choice, of: [k, r]}
            mark: {type: number}
            twice: {formula: "if place == left then 1 else mark * 2", cite: "twice"}

      """
    rules += "derived:\n"
    for index in 0..<6 {
      rules += "  q\(index): {formula: \"\(aggregate())\", cite: \"q\(index)\"}\n"
    }
    rules += "  sum_of: {formula: \"q0 + \(random.pick(["q1", "q2 / max(1, e)", "a"]))\", cite: so}\n"
    rules += "  before: {formula: \"previous.\(random.pick(["q0", "sum_of", "a"])) ?? \(threshold())\", cite: be}\n"
    for index in 0..<3 {
      rules += "  b\(index): {formula: \"\(overBodies())\", cite: \"b\(index)\"}\n"
    }
    rules += "  c0: {formula: \"\(overBodies(of: ["b0", "b1", "b2 - q3"]))\", cite: c0}\n"
    rules += "scores:\n"
    for index in 0..<5 {
      rules += "  s\(index): {cite: \"s\(index)\", min: -1000000, max: 100000000, formula: \"\(score())\"}\n"
    }
    rules += """
      bands:
        of: s4
        cite: b
        rows: [{name: high, above: 3}, {name: middle, from: 1, to: 3}, {name: low, below: 1}]

      """
  }

  private mutating func field(_ depth: Int) -> String {
    if depth == 0 { return random.pick(["x", "n", "d", "ratio", "a", "weight", "part", "both", threshold()]) }
    func next(_ edition: inout RandomRecords) -> String { edition.field(depth - 1) }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return "(\(next(&self)) + \(next(&self)))"
    case 1: return "(\(next(&self)) * \(next(&self)))"
    case 2: return "max(\(threshold()), \(next(&self)))"
    case 3: return "(if \(test(depth - 1)) then \(next(&self)) else \(next(&self)))"
    case 4: return "steps(rising, \(next(&self)))"
    case 5: return "round(\(next(&self)), 0.01, half_up)"
    case 6: return "(\(next(&self)) ?? \(next(&self)))"
    default: return "(\(next(&self)) / \(random.pick(["max(1, n)", "3", "(n + 1)", "max(1, e)"])))"
    }
  }

  /// A condition of a row.
  private mutating func test(_ depth: Int) -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return "ok"
    case 1: return "hue == red"
    case 2: return "hue in [red, blue]"
    case 3: return "reported(x)"
    case 4: return "not ok and n > 1"
    case 5: return "kind == central"
    case 6: return "x / max(1, n) \(random.pick(["<", "<=", ">", ">=", "=="])) \(threshold())"
    default: return "(x + d) \(random.pick(["<", ">="])) \(threshold())"
    }
  }

  private mutating func aggregate() -> String {
    let whole = random.pick(["x", "n", "ratio", "worth", "far", "x * a", "1", "steps(rising, ratio)"])
    let rows = random.chance(60) ? "items where \(random.chance(50) ? test(1) : "ratio >= \(threshold())")" : "items"
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1, 2: return "sum(\(rows): \(whole))"
    case 10: return "median(\(rows): \(whole)) ?? 0"
    case 11: return "percentile(\(rows): \(whole), \(random.pick(["0", "25", "33.3", "90", "100"]))) ?? a"
    case 3: return "count(\(rows))"
    case 4: return "mean(\(rows): \(whole)) ?? 0"
    case 5: return "min(\(rows): \(whole)) ?? \(threshold())"
    case 6: return "max(\(rows): \(whole)) ?? a"
    case 7: return "if any(items where \(test(1))) then sum(items: n) else a"
    case 8: return "if all(items where \(test(1))) then 1 else e"
    default:
      return
        "sum(marks where \(random.pick(["tongue == k", "mark > 1", "reported(mark)"])): \(random.pick(["mark", "twice", "a"])))"
    }
  }

  private mutating func overBodies(of figures: [String] = ["q0", "q1", "q2", "sum_of", "a", "a / max(1, e)", "before"])
    -> String
  {
    let figure = random.pick(figures)
    let condition = random.pick([
      "", " where reported(\(figure))", " where kind == own.kind and reported(\(figure))",
      " where kind == own.kind and flag and reported(\(figure))", " where reported(\(figure)) and a >= \(threshold())",
      " where role == own.role and reported(\(figure)) and any(items where ok)",
    ])
    let function = random.pick([
      "mean", "sum", "min", "max", "rank", "percentile_rank", "median", "count", "percentile", "any", "all",
    ])
    switch function {
    case "any": return "if any(bodies\(condition.isEmpty ? " where flag" : condition)) then \(threshold()) else 0"
    case "all":
      return
        "if all(bodies where \(random.pick(["a >= -2", "reported(a)", "flag or e < 9", "q0 > \(threshold())"]))) then 1 else 0"
    case "count": return "count(bodies\(condition))"
    case "percentile": return "percentile(bodies\(condition): \(figure), 30)"
    default: return "\(function)(bodies\(condition): \(figure))"
    }
  }

  private mutating func score() -> String {
    let names = ["q0", "q1", "q2", "q3", "q4", "q5", "sum_of", "before", "b0", "b1", "b2", "c0"]
    let (one, other) = (random.pick(names), random.pick(names))
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return "\(one) + \(other)"
    case 1: return "if \(one) >= \(other) then 1 else \(threshold())"
    case 2: return "steps(rising, \(one))"
    case 3: return "clamp(\(one) / max(1, e), 0, 5) + \(other)"
    case 4: return "round(\(one), 0.1, half_even)"
    default: return "(\(one) ?? 0) / (1 + abs(\(other) ?? 1))"
    }
  }

  // MARK: Data

  private mutating func writeData(_ year: String, _ count: Int, missing: Int) {
    var bodies = "id,kind,a,e,flag,role\n"
    var items = "body,item,x,n,d,ok,hue\n"
    var marks = "body,place,tongue,mark\n"
    for body in 0..<count where !random.chance(5) {
      let kind = random.chance(50) ? "central" : "local"
      bodies += line(
        [
          "b\(body)", kind, figure(), String(Int.random(in: 0..<8, using: &random)), truth(),
          random.pick(["plain", "agency"]),
        ],
        keep: 2, missing)
      for item in 0..<random.pick([0, 1, 2, 3, 5, 9]) {
        let whole = random.pick([0, 1, 2, 3, 4, 7, 10])
        let cells = [
          "b\(body)", "i\(item)", random.chance(40) ? share(whole) : figure(), String(whole), figure(), truth(),
          random.pick(["red", "green", "blue"]),
        ]
        items += line(cells, keep: 2, missing)
      }
      for (place, tongue) in [("left", "k"), ("left", "r"), ("right", "k"), ("right", "r")] {
        marks += line(["b\(body)", place, tongue, figure()], keep: 3, missing)
      }
    }
    let isShuffled = random.chance(50)
    for (name, text) in [("bodies", bodies), ("items", items), ("marks", marks)] {
      files["\(year)/\(name).csv"] = isShuffled ? shuffled(text) : text
    }
  }

  /// The same table with its rows in any order.
  private mutating func shuffled(_ table: String) -> String {
    let lines = table.split(separator: "\n")
    return ([lines[0]] + lines.dropFirst().shuffled(using: &random)).joined(separator: "\n")
  }

  private mutating func line(_ cells: [String], keep: Int, _ missing: Int) -> String {
    var cells = cells
    for index in keep..<cells.count where random.chance(missing) { cells[index] = "" }
    return cells.joined(separator: ",") + "\n"
  }

  private mutating func truth() -> String { random.chance(50) ? "yes" : "no" }

  private mutating func figure() -> String {
    random.pick(Self.thresholds + ["0.01", "7", "0.333", "29.99", "64.5", "-1.5", "1.001"])
  }

  /// A figure whose share of a whole is a threshold.
  private mutating func share(_ whole: Int) -> String {
    random.pick([0, whole / 2, whole, whole * 3, whole * 10]).description + (random.chance(50) ? "" : ".0")
  }
}
