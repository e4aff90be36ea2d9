import RuleYAML
import SourceText

/// The `at_most` of a figure, to be looked up when all names are known.
struct InputLimit {
  let bound: Scalar
  let name: String
  let table: Int?

  init(_ bound: Scalar, of name: String, in table: Int? = nil) {
    self.bound = bound
    self.name = name
    self.table = table
  }

  /// Where the figures beside it stand: 0 for those of bodies, then one for each table.
  var place: Int { table.map { $0 + 1 } ?? 0 }
}

/// Whether the `at_most` of figures names figures beside them that can be compared, and no circle of them.
struct LimitCheck {
  /// By place: the figures of bodies, then those of each table; then by name.
  let figures: [[String: Input]]
  let limits: [InputLimit]
  let findings: Findings

  func check() {
    let names = figures.map { $0.keys.sorted() }
    for limit in limits {
      let beside = limit.place
      guard let bound = figures[beside][limit.bound.text] else {
        let help = Suggestion.of(limit.bound.text, among: names[beside], findings: findings)
        let words = ["name": limit.bound.text, "expected": "the name of a figure beside it"]
        findings.add(Diagnostic(.unknownReference, words, at: limit.bound.span, help: help))
        continue
      }
      guard let figure = figures[beside][limit.name] else { continue }
      check(figure, limit, bound)
    }
    checkCircles()
  }

  private func check(_ figure: Input, _ limit: InputLimit, _ bound: Input) {
    let (own, other) = (EditionReader.type(of: figure), EditionReader.type(of: bound))
    guard case .number(let unit) = own else { return }
    let reason: Message
    if case .number(let otherUnit) = other {
      guard let unit, let otherUnit, unit != otherUnit else { return }
      reason = Message("one is {first}, the other {second}", ["first": own.description, "second": other.description])
    } else {
      reason = Message("it is {type}", ["type": other.description])
    }
    let words = ["name": limit.name, "limit": limit.bound.text, "reason": reason.text]
    findings.add(Diagnostic(.unlikeLimit, words, at: limit.bound.span))
  }

  /// Figures each of which is at most the next, and the last at most the first, say nothing that was meant.
  private func checkCircles() {
    var isDone: [Set<String>] = figures.map { _ in [] }
    for limit in limits {
      let beside = limit.place
      var path: [String] = []
      var places: [String: Int] = [:]
      var next: String? = limit.name
      while let name = next, !isDone[beside].contains(name) {
        if let start = places[name] {
          let circle = EvaluationOrder.text(of: path[start...] + [name])
          findings.add(Diagnostic(.circularDefinition, ["name": name, "path": circle], at: limit.bound.span))
          break
        }
        places[name] = path.count
        path.append(name)
        next = figures[beside][name]?.atMost
      }
      isDone[beside].formUnion(path)
    }
  }
}
