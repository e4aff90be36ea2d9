import Dataset
import Exact
import Formula
import Methodology

/// The reasons of one value: what it is, how it comes about, and what it rests on.
public struct Explanation: Sendable {
  public enum Role: String, Sendable {
    case score, derived, input, parameter, scale, aggregate, previous, reading, field, kind
  }

  /// What happens to a score after its formula.
  public struct Adjustment: Sendable {
    public enum Kind: String, Sendable {
      case penalty
      case atLeast = "at_least"
      case atMost = "at_most"
      case round
      case ifMissing = "if_missing"
      case shareOut = "share_out"
    }

    public let kind: Kind
    public let titles: Titles
    /// The formula, or the rounding, as the rule file has it.
    public let formula: String
    /// The formula with the body's figures.
    public let figures: String?
    public let value: Value
    public let provenance: Provenance?
  }

  /// A row or body that an aggregate took in.
  public struct Contribution: Sendable {
    public let label: String
    public let value: Value
  }

  public let name: String
  public let titles: Titles
  public let role: Role
  public let value: Value
  public let unit: Unit?
  public let maximum: Value?
  public let provenance: Provenance?
  public let formula: String?
  public let figures: String?
  /// What the formula gives, before penalties, bounds and rounding; `nil` if there are none.
  public let base: Value?
  public let adjustments: [Adjustment]
  /// The row of a scale that covers the value.
  public let row: String?
  public let contributions: [Contribution]
  public let assessor: Titles?
  /// Why something did not apply.
  public let appliesWhen: String?
  public let children: [Explanation]
}

extension Evaluation {
  /// The reasons of a name's value for a body.
  public func explain(_ id: SymbolID, body: Int) -> Explanation {
    let place = Calculator.Place(period: period, body: body, owner: edition[id].name)
    return Explainer(evaluation: self).explain(id, at: place, path: [])
  }
}

/// Looks at each part of a formula again, with the body's figures.
private struct Explainer {
  let evaluation: Evaluation
  private var calculator: Calculator { evaluation.calculator }
  private var edition: Edition { evaluation.edition }

  init(evaluation: Evaluation) {
    self.evaluation = evaluation
  }

  func explain(_ id: SymbolID, at place: Calculator.Place, path: [SymbolID]) -> Explanation {
    let declaration = edition[id]
    let place = Calculator.Place(period: place.period, body: place.body, owner: declaration.name)
    let path = path + [id]
    switch declaration.content {
    case .score(let score): return explain(score, declaration, place, path)
    case .derived(let derived):
      return node(
        declaration, .derived, value: calculator.columns.value(place.period, id, place.body), formula: derived.formula,
        place, children: parts(of: derived.formula.term, place, path))
    case .kind, .input, .reading, .parameter, .scale:
      let role: Explanation.Role =
        switch declaration.content {
        case .kind: .kind
        case .reading: .reading
        default: .input
        }
      return node(
        declaration, role, value: calculator.columns.value(place.period, id, place.body), formula: nil, place,
        children: [])
    }
  }

  private func explain(
    _ score: Score, _ declaration: Declaration, _ place: Calculator.Place, _ path: [SymbolID]
  ) -> Explanation {
    let steps = calculator.score(score, at: place)
    var formula: Formula?
    var children: [Explanation] = []
    if steps.applies == .truth(true) {
      if case .formula(let own) = score.rule {
        formula = own
        children += parts(of: own.term, place, path)
      }
      let shown = Set(children.map(\.name))
      children += score.children.filter { !shown.contains(edition[$0].name) }.map { explain($0, at: place, path: path) }
      for part in [score.penalty, score.atLeast, score.atMost, steps.replaced == nil ? nil : score.ifMissing] {
        if let part { children += parts(of: part.formula.term, place, path) }
      }
    }
    if let applies = score.applies, steps.applies != .truth(true) {
      children += parts(of: applies.formula.term, place, path)
    }
    let adjustments = adjustments(score, steps, place)
    let maximum = score.maximum.map { calculator.value($0.formula.term, at: place) }
    return Explanation(
      name: declaration.name, titles: declaration.titles, role: .score, value: steps.result, unit: score.unit,
      maximum: maximum, provenance: declaration.provenance,
      formula: formula.map { FormulaPrinter.print($0.expression) } ?? combinationText(score),
      figures: formula.map { Substitution(calculator).text(of: $0, at: place) },
      base: adjustments.isEmpty ? nil : steps.base, adjustments: adjustments, row: nil, contributions: [],
      assessor: place.period == evaluation.period
        ? evaluation.assessor(of: declaration.id, body: place.body)?.assessor.titles : nil,
      appliesWhen: score.applies.map { FormulaPrinter.print($0.formula.expression) }, children: unique(children))
  }

  private func combinationText(_ score: Score) -> String? {
    guard case .children(let combination) = score.rule else { return nil }
    return combination.rawValue + "(" + score.children.map { edition[$0].shortName }.joined(separator: ", ") + ")"
  }

  private func adjustments(
    _ score: Score, _ steps: ScoreSteps, _ place: Calculator.Place
  ) -> [Explanation.Adjustment] {
    var result: [Explanation.Adjustment] = []
    func add(_ kind: Explanation.Adjustment.Kind, _ clause: Score.Clause?, _ value: Value?) {
      guard let clause, let value else { return }
      result.append(
        Explanation.Adjustment(
          kind: kind, titles: clause.titles, formula: FormulaPrinter.print(clause.formula.expression),
          figures: Substitution(calculator).text(of: clause.formula, at: place), value: value,
          provenance: clause.provenance))
    }
    if let factor = steps.shareOut {
      result.append(
        Explanation.Adjustment(
          kind: .shareOut, titles: Titles(), formula: "max / max", figures: nil, value: .number(factor),
          provenance: nil))
    }
    add(.penalty, score.penalty, steps.penalty)
    add(.atLeast, score.atLeast, steps.atLeast)
    add(.atMost, score.atMost, steps.atMost)
    if let rounding = score.rounding, steps.unrounded.number != nil {
      let rounded = calculator.rounded(steps.unrounded, rounding)
      result.append(
        Explanation.Adjustment(
          kind: .round, titles: Titles(), formula: rounding.text, figures: nil, value: rounded,
          provenance: rounding.provenance))
    }
    if steps.replaced != nil { add(.ifMissing, score.ifMissing, steps.result) }
    return result
  }

  private func node(
    _ declaration: Declaration, _ role: Explanation.Role, value: Value, formula: Formula?, _ place: Calculator.Place,
    children: [Explanation]
  ) -> Explanation {
    leaf(
      declaration.name, declaration.titles, role, value, declaration.type.unit, declaration.provenance,
      formula: formula.map { FormulaPrinter.print($0.expression) },
      figures: formula.map { Substitution(calculator).text(of: $0, at: place) }, children: children)
  }

  private func leaf(
    _ name: String, _ titles: Titles, _ role: Explanation.Role, _ value: Value, _ unit: Unit?,
    _ provenance: Provenance?, formula: String? = nil, figures: String? = nil, row: String? = nil,
    contributions: [Explanation.Contribution] = [], children: [Explanation] = []
  ) -> Explanation {
    Explanation(
      name: name, titles: titles, role: role, value: value, unit: unit, maximum: nil, provenance: provenance,
      formula: formula, figures: figures, base: nil, adjustments: [], row: row, contributions: contributions,
      assessor: nil, appliesWhen: nil, children: children)
  }

  // MARK: The parts of a formula

  /// What a term reads, in the order of the formula, each once.
  private func parts(of term: Term, _ place: Calculator.Place, _ path: [SymbolID]) -> [Explanation] {
    var result: [Explanation] = []
    collect(term, place, path, into: &result)
    return unique(result)
  }

  private func unique(_ nodes: [Explanation]) -> [Explanation] {
    var seen: Set<String> = []
    return nodes.filter { seen.insert("\($0.role) \($0.name)").inserted }
  }

  private func collect(
    _ term: Term, _ place: Calculator.Place, _ path: [SymbolID], into result: inout [Explanation]
  ) {
    switch term.form {
    case .read(let id):
      guard !path.contains(id) else { return }
      result.append(explain(id, at: place, path: path))
    case .previous(let id):
      let declaration = edition[id]
      result.append(
        leaf(
          "previous." + declaration.name, declaration.titles, .previous, calculator.value(term, at: place),
          declaration.type.unit, declaration.provenance))
    case .parameter(let id, let keys):
      result.append(parameter(id, keys, term, place))
    case .steps(let id, let keys, let argument):
      for part in keys + [argument] { collect(part, place, path, into: &result) }
      result.append(scale(id, keys, argument, term, place))
    case .aggregate(let function, let source, let condition, let arguments):
      result.append(aggregate(function, source, condition, arguments, term, place))
    default:
      for child in term.children { collect(child, place, path, into: &result) }
    }
  }

  private func parameter(_ id: SymbolID, _ keys: [Term], _ term: Term, _ place: Calculator.Place) -> Explanation {
    let declaration = edition[id]
    var provenance = declaration.provenance
    var name = declaration.name
    if case .parameter(let parameter) = declaration.content, case .success(let key) = calculator.key(keys, place) {
      if let figure = parameter.figure(key) { provenance = figure.provenance }
      if !key.isEmpty { name += "[" + key.joined(separator: ", ") + "]" }
    }
    return leaf(
      name, declaration.titles, .parameter, calculator.value(term, at: place), declaration.type.unit, provenance)
  }

  private func scale(
    _ id: SymbolID, _ keys: [Term], _ argument: Term, _ term: Term, _ place: Calculator.Place
  ) -> Explanation {
    let declaration = edition[id]
    var provenance = declaration.provenance
    var text: String?
    if case .scale(let scale) = declaration.content, case .success(let key) = calculator.key(keys, place),
      let number = calculator.value(argument, at: place).number
    {
      if let row = scale.row(for: number.value, key) {
        provenance = row.figure.provenance
        text = "\(number): \(Scale.text(row.lower, row.upper))"
      } else if let figure = scale.otherwise?.figures.values.first {
        provenance = figure.provenance
        text = number.description
      }
    }
    return leaf(
      declaration.name, declaration.titles, .scale, calculator.value(term, at: place), declaration.type.unit,
      provenance, row: text)
  }

  private func aggregate(
    _ function: AggregateFunction, _ source: Term.Source, _ condition: Term?, _ arguments: [Term], _ term: Term,
    _ place: Calculator.Place
  ) -> Explanation {
    var absence: Absence?
    let included = calculator.contributions(source, condition, arguments, place, absence: &absence)
    let contributions = included.map { contribution in
      Explanation.Contribution(
        label: label(of: contribution.place, source), value: contribution.arguments.first ?? .truth(true))
    }
    let titles: Titles =
      if case .table(let table) = source { edition.tables[table].titles } else { Titles() }
    return leaf(
      text(of: term, place), titles, .aggregate, calculator.value(term, at: place), term.type.unit, nil,
      contributions: contributions)
  }

  private func text(of term: Term, _ place: Calculator.Place) -> String {
    let formulas = edition.declaration(place.owner)?.formulas ?? []
    for formula in formulas {
      if let found = formula.expression.first(at: term.range), case .aggregate = found.form {
        return FormulaPrinter.print(found)
      }
    }
    return place.owner
  }

  private func label(of place: Calculator.Place, _ source: Term.Source) -> String {
    let body = evaluation.dataset.periods[place.period].bodies[place.body]
    switch source {
    case .bodies: return body.id
    case .table(let table): return body.records[table][place.rows[place.rows.count - 1]].label
    }
  }
}

extension Expression {
  /// The node at a range of the formula's text.
  fileprivate func first(at range: Range<Int>) -> Expression? {
    if self.range == range { return self }
    return children.lazy.compactMap { $0.first(at: range) }.first
  }
}
