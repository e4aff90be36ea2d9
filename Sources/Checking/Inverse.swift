import Dataset
import Evaluation
import Exact
import Formula
import Methodology

/// Finds figures for which a scale is asked for a given value, by solving its argument backwards.
///
/// It knows the shapes that arguments have in practice (a figure, a ratio, a percentage, a sum over one row); where it
/// does not succeed, a finding goes without a rule test. A class, since what it may spend is for all findings together.
final class Inverse {
  private let edition: Edition
  private lazy var cost = EvaluationCost(edition)
  private let effort = Effort(400_000)

  init(_ edition: Edition) {
    self.edition = edition
  }

  /// A rule test in which a scale is asked for a value; `nil` if none is found.
  func test(scale: SymbolID, key: [String], value: Rational) -> String? {
    for declaration in edition.declarations {
      for term in declaration.terms {
        guard let use = use(of: scale, in: term) else { continue }
        for kind in edition.kinds {
          var witness = Witness(kind: kind.name)
          guard setKeys(use.keys, key, &witness), solve(use.argument, value, &witness), effort.spend(cost.perBody),
            let found = witness.evaluation(of: edition).value(declaration.name, body: "example"),
            shows(found, scale, key, value)
          else { continue }
          return witness.ruleTest(
            name: "\(edition[scale].name) is asked for \(value)", expecting: [(declaration.name, found)], in: edition)
        }
      }
    }
    return nil
  }

  /// Whether a result comes about as the scale's figure for the value, or the lack of one, makes it.
  private func shows(_ found: Value, _ id: SymbolID, _ key: [String], _ value: Rational) -> Bool {
    guard case .scale(let scale) = edition[id].content else { return false }
    let isCovered = scale.row(for: value, key) != nil || scale.otherwise != nil
    let uncovered = Reason.uncovered(steps: edition[id].name, value: value.description)
    return isCovered ? !found.isAbsent : found.absence?.reasons.contains(uncovered) ?? true
  }

  private func use(of scale: SymbolID, in term: Term) -> (keys: [Term], argument: Term)? {
    if case .steps(scale, let keys, let argument) = term.form { return (keys, argument) }
    return term.children.lazy.compactMap { self.use(of: scale, in: $0) }.first
  }

  private func setKeys(_ terms: [Term], _ key: [String], _ witness: inout Witness) -> Bool {
    zip(terms, key).allSatisfy { term, text in
      guard case .read(let id) = term.form else { return assign(.text(text), to: term, &witness) }
      switch edition[id].content {
      case .kind: return witness.kind == text
      case .reading(let reading): return reading.standard == text
      case .input: return assign(.text(text), to: id, &witness)
      default: return true
      }
    }
  }

  // MARK: Solving

  private func solve(_ term: Term, _ target: Rational, _ witness: inout Witness) -> Bool {
    guard effort.spend() else { return false }
    switch term.form {
    case .constant(let value): return value.number?.value == target
    case .read(let id): return solve(id, target, &witness)
    case .field(let table, let field, _): return solve(table, field, target, &witness)
    case .rounding(let operand, _, _), .fallback(let operand, _): return solve(operand, target, &witness)
    case .negation(let operand): return solve(operand, -target, &witness)
    case .call(.percent, let arguments):
      return target.divided(by: Rational(100)).map { solve(arguments[0], $0, &witness) } ?? false
    case .call(.share, let arguments): return solve(arguments[0], target * Rational(100), &witness)
    case .arithmetic(let symbol, let left, let right): return solve(symbol, left, right, target, &witness)
    case .conditional(let condition, let then, let otherwise):
      return attempt(&witness) { solve(then, target, &$0) && decide(condition, true, &$0) }
        || attempt(&witness) { solve(otherwise, target, &$0) && decide(condition, false, &$0) }
    case .aggregate(.sum, .table, let condition, let arguments):
      return solve(arguments[0], target, &witness) && (condition.map { decide($0, true, &witness) } ?? true)
    default: return false
    }
  }

  private func attempt(_ witness: inout Witness, _ body: (inout Witness) -> Bool) -> Bool {
    var copy = witness
    guard body(&copy) else { return false }
    witness = copy
    return true
  }

  private func solve(
    _ symbol: ArithmeticOperator, _ left: Term, _ right: Term, _ target: Rational, _ witness: inout Witness
  ) -> Bool {
    if symbol == .over {
      return [100, 1, 10000].contains { scale in
        let whole = Rational(target.denominator) * Rational(scale)
        return attempt(&witness) { solve(right, whole, &$0) && solve(left, target * whole, &$0) }
      }
    }
    let (first, second) = (constant(left), constant(right))
    switch (symbol, first, second) {
    case (.times, let factor?, nil): return target.divided(by: factor).map { solve(right, $0, &witness) } ?? false
    case (.times, nil, let factor?): return target.divided(by: factor).map { solve(left, $0, &witness) } ?? false
    case (.plus, let addend?, nil): return solve(right, target - addend, &witness)
    case (.plus, nil, let addend?): return solve(left, target - addend, &witness)
    case (.minus, let whole?, nil): return solve(right, whole - target, &witness)
    case (.minus, nil, let part?): return solve(left, target + part, &witness)
    case (.plus, nil, nil): return attempt(&witness) { solve(left, target, &$0) && solve(right, .zero, &$0) }
    case (.minus, nil, nil): return attempt(&witness) { solve(left, target, &$0) && solve(right, .zero, &$0) }
    default: return false
    }
  }

  private func constant(_ term: Term) -> Rational? {
    switch term.form {
    case .constant(let value): value.number?.value
    case .parameter(let id, let keys) where keys.isEmpty:
      if case .parameter(let parameter) = edition[id].content { parameter.figure([])?.value } else { nil }
    default: nil
    }
  }

  private func solve(_ id: SymbolID, _ target: Rational, _ witness: inout Witness) -> Bool {
    switch edition[id].content {
    case .input(let input): input.allows(target) && assign(.number(Number(target)), to: id, &witness)
    case .derived(let derived): solve(derived.formula.term, target, &witness)
    default: false
    }
  }

  private func solve(_ table: Int, _ field: Int, _ target: Rational, _ witness: inout Witness) -> Bool {
    switch edition.tables[table].fields[field].content {
    case .input(let input): input.allows(target) && assign(.number(Number(target)), to: field, of: table, &witness)
    case .derived(let formula): solve(formula.term, target, &witness)
    }
  }

  /// Makes a condition come out as asked.
  private func decide(_ term: Term, _ truth: Bool, _ witness: inout Witness) -> Bool {
    guard effort.spend() else { return false }
    switch term.form {
    case .constant(let value): return value.truth == truth
    case .not(let operand): return decide(operand, !truth, &witness)
    case .logic(let symbol, let left, let right):
      if (symbol == .and) == truth { return decide(left, truth, &witness) && decide(right, truth, &witness) }
      return attempt(&witness) { decide(left, truth, &$0) } || attempt(&witness) { decide(right, truth, &$0) }
    case .read, .field:
      return assign(.truth(truth), to: term, &witness)
    case .comparison(.equal, let left, let right) where truth:
      guard case .constant(let value) = right.form else { return false }
      return assign(value, to: left, &witness)
    case .comparison:
      return holds(term, witness) == truth
    default: return false
    }
  }

  /// Whether a comparison of figures that are already set holds.
  private func holds(_ term: Term, _ witness: Witness) -> Bool? {
    guard case .comparison(let symbol, let left, let right) = term.form,
      let first = number(left, witness), let second = number(right, witness)
    else { return nil }
    return switch symbol {
    case .equal: first == second
    case .unequal: first != second
    case .less: first < second
    case .atMost: first <= second
    case .greater: first > second
    case .atLeast: first >= second
    }
  }

  private func number(_ term: Term, _ witness: Witness) -> Rational? {
    switch term.form {
    case .read(let id): witness.inputs[id]?.number?.value
    case .field(let table, let field, _): witness.rows[table]?.first?[field]?.number?.value
    default: constant(term)
    }
  }

  private func assign(_ value: Value, to term: Term, _ witness: inout Witness) -> Bool {
    switch term.form {
    case .read(let id):
      switch edition[id].content {
      case .kind: return value == .text(witness.kind)
      case .input: return assign(value, to: id, &witness)
      default: return false
      }
    case .field(let table, let field, _):
      guard edition.tables[table].fields[field].input != nil else { return false }
      return assign(value, to: field, of: table, &witness)
    default: return false
    }
  }

  private func assign(_ value: Value, to id: SymbolID, _ witness: inout Witness) -> Bool {
    if let known = witness.inputs[id] { return known == value }
    guard case .input(let input) = edition[id].content, input.allows(value) else { return false }
    witness.inputs[id] = value
    return true
  }

  private func assign(_ value: Value, to field: Int, of table: Int, _ witness: inout Witness) -> Bool {
    var row = witness.rows[table]?.first ?? [:]
    if let known = row[field] { return known == value }
    guard let input = edition.tables[table].fields[field].input, input.allows(value) else { return false }
    row[field] = value
    witness.rows[table] = [row]
    return true
  }
}

extension Input {
  /// Whether a body may report a value, and it can be written down in a rule test.
  func allows(_ value: Value) -> Bool {
    switch (kind, value) {
    case (.yesNo, .truth), (.text, .text): true
    case (.choice, .text(let text)): choices.contains(text)
    case (.count, .number(let number)), (.number, .number(let number)), (.share, .number(let number)),
      (.percent, .number(let number)):
      allows(number.value) && number.value.finiteDecimal != nil
    default: false
    }
  }
}
