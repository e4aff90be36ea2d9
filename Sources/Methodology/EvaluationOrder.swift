import Formula
import SourceText

/// A field of a record table.
public struct FieldID: Sendable, Hashable {
  public let table: Int
  public let field: Int

  public init(table: Int, field: Int) {
    self.table = table
    self.field = field
  }
}

/// One column to be computed: a name for all bodies, or a derived field for all their rows.
public enum EvaluationStep: Sendable, Hashable {
  case symbol(SymbolID)
  case field(FieldID)
}

/// Finds an order in which every name comes after those that it needs, and reports circles.
struct EvaluationOrder {
  let declarations: [Declaration]
  let tables: [RecordTable]

  private var dependencies: Dependencies { Dependencies(declarations: declarations, tables: tables) }

  /// The order; circles are told of.
  func steps(findings: Findings) -> [EvaluationStep] {
    steps { circle in
      guard findings.all.count < Findings.limit, let back = circle.last else { return }
      let words = ["name": name(back), "path": Self.text(of: circle.map(name))]
      findings.add(Diagnostic(.circularDefinition, words, at: span(back)))
    }
  }

  /// The order; each circle is handed to a closure, its first step again at the end.
  func steps(onCircle: ([EvaluationStep]) -> Void) -> [EvaluationStep] {
    var order: [EvaluationStep] = []
    var state: [EvaluationStep: Bool] = [:]
    for start in allSteps where state[start] == nil { visit(start, &state, &order, onCircle) }
    return order
  }

  private var allSteps: [EvaluationStep] {
    var steps = declarations.map { EvaluationStep.symbol($0.id) }
    for table in tables {
      steps += table.fields.indices.map { .field(FieldID(table: table.index, field: $0)) }
    }
    return steps
  }

  /// Walks with a stack of its own, since chains can be longer than the call stack is deep.
  private func visit(
    _ start: EvaluationStep, _ state: inout [EvaluationStep: Bool], _ order: inout [EvaluationStep],
    _ onCircle: ([EvaluationStep]) -> Void
  ) {
    var path: [(step: EvaluationStep, needs: [EvaluationStep], next: Int)] = [(start, dependencies.needs(of: start), 0)]
    state[start] = false
    while let top = path.last {
      guard top.next < top.needs.count else {
        state[top.step] = true
        order.append(top.step)
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      let need = top.needs[top.next]
      switch state[need] {
      case true?: break
      case false?:
        let steps = path.map(\.step)
        if let start = steps.firstIndex(of: need) { onCircle(steps[start...] + [need]) }
      case nil:
        state[need] = false
        path.append((need, dependencies.needs(of: need), 0))
      }
    }
  }

  /// `a -> b -> a`; the middle of a long circle is left out.
  static func text(of names: some Collection<String>) -> String {
    let most = 12
    guard names.count > most else { return names.joined(separator: " -> ") }
    return (names.prefix(most - 2) + ["…"] + names.suffix(2)).joined(separator: " -> ")
  }

  private func name(_ step: EvaluationStep) -> String {
    switch step {
    case .symbol(let id): declarations[id.index].name
    case .field(let id): tables[id.table].name + "." + tables[id.table].fields[id.field].name
    }
  }

  private func span(_ step: EvaluationStep) -> Span {
    switch step {
    case .symbol(let id): declarations[id.index].provenance.span
    case .field(let id): tables[id.table].fields[id.field].provenance.span
    }
  }
}

extension Declaration {
  /// The terms that its value rests on.
  public var terms: [Term] { formulas.map(\.term) }

  /// The formulas that its value rests on.
  public var formulas: [Formula] { placedFormulas.map(\.formula) }
}

extension Declaration {
  /// What is declared, if it is a score.
  public var score: Score? {
    if case .score(let score) = content { return score }
    return nil
  }
}

extension Field {
  public var formula: Formula? {
    if case .derived(let formula) = content { return formula }
    return nil
  }

  public var input: Input? {
    if case .input(let input) = content { return input }
    return nil
  }
}
