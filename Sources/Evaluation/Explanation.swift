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

  /// Why the reasons of a node are left out.
  public enum Abridgement: String, Sendable {
    /// They stand at the same name earlier in the explanation.
    case toldBefore = "told_before"
    /// They lie deeper than anyone reads; the name can be explained on its own.
    case tooDeep = "too_deep"
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
  /// Why there are no children though the value has reasons; `nil` if all of them are there.
  public let abridgement: Abridgement?
}

extension Evaluation {
  /// The reasons of a name's value for a body.
  ///
  /// What a value rests on twice is explained where it is met first, so that an explanation is no larger than the
  /// formulas that it rests on.
  public func explain(_ id: SymbolID, body: Int) -> Explanation {
    let place = Calculator.Place(period: period, body: body, owner: edition[id].name)
    var explainer = Explainer(evaluation: self)
    return explainer.explain(id, at: place)
  }
}

/// Looks at each part of a formula again, with the body's figures.
private struct Explainer {
  /// Reasons that lie deeper are left out, so that no chain of definitions runs out of stack.
  static let deepest = 100

  let evaluation: Evaluation
  private var path: [SymbolID] = []
  private var told: Set<SymbolID> = []
  private var calculator: Calculator { evaluation.calculator }
  private var edition: Edition { evaluation.edition }

  init(evaluation: Evaluation) {
    self.evaluation = evaluation
  }

  mutating func explain(_ id: SymbolID, at place: Calculator.Place) -> Explanation {
    let declaration = edition[id]
    let place = Calculator.Place(period: place.period, body: place.body, owner: declaration.name)
    switch declaration.content {
    case .score(let score): return explain(score, declaration, place)
    case .derived(let derived): return explain(derived, declaration, place)
    case .kind: return leaf(declaration, .kind, place)
    case .reading: return leaf(declaration, .reading, place)
    case .input, .parameter, .scale: return leaf(declaration, .input, place)
    }
  }

  private func leaf(
    _ declaration: Declaration, _ role: Explanation.Role, _ place: Calculator.Place
  ) -> Explanation {
    node(
      declaration.name, declaration.titles, role, calculator.columns.value(place.period, declaration.id, place.body),
      declaration.type.unit, declaration.provenance)
  }

  private mutating func explain(
    _ derived: Derived, _ declaration: Declaration, _ place: Calculator.Place
  ) -> Explanation {
    let (children, abridgement) = reasons(of: declaration.id) { explainer in
      explainer.parts(of: derived.formula, place)
    }
    return node(
      declaration.name, declaration.titles, .derived,
      calculator.columns.value(place.period, declaration.id, place.body), declaration.type.unit, declaration.provenance,
      formula: FormulaPrinter.print(derived.formula.expression),
      figures: Substitution(calculator).text(of: derived.formula, at: place), children: children,
      abridgement: abridgement)
  }

  private mutating func explain(
    _ score: Score, _ declaration: Declaration, _ place: Calculator.Place
  ) -> Explanation {
    let steps = calculator.score(score, at: place)
    var formula: Formula?
    if steps.applies == .truth(true), case .formula(let own) = score.rule { formula = own }
    let (children, abridgement) = reasons(of: declaration.id) { explainer in
      explainer.parts(of: score, formula, steps, place)
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
      appliesWhen: score.applies.map { FormulaPrinter.print($0.formula.expression) }, children: children,
      abridgement: abridgement)
  }

  /// The children of a node, unless they were told before or lie too deep.
  private mutating func reasons(
    of id: SymbolID, _ make: (inout Explainer) -> [Explanation]
  ) -> (children: [Explanation], abridgement: Explanation.Abridgement?) {
    guard path.count < Self.deepest else { return ([], .tooDeep) }
    guard told.insert(id).inserted else { return ([], .toldBefore) }
    path.append(id)
    defer { path.removeLast() }
    return (make(&self), nil)
  }

  private mutating func parts(
    of score: Score, _ formula: Formula?, _ steps: ScoreSteps, _ place: Calculator.Place
  ) -> [Explanation] {
    guard steps.applies == .truth(true) else {
      return score.applies.map { parts(of: $0.formula, place) } ?? []
    }
    var children = formula.map { parts(of: $0, place) } ?? []
    let shown = Set(children.map(\.name))
    for child in score.children where !shown.contains(edition[child].name) {
      children.append(explain(child, at: place))
    }
    for part in [score.penalty, score.atLeast, score.atMost, steps.replaced == nil ? nil : score.ifMissing] {
      if let part { children += parts(of: part.formula, place) }
    }
    return Self.unique(children)
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
    _ name: String, _ titles: Titles, _ role: Explanation.Role, _ value: Value, _ unit: Unit?,
    _ provenance: Provenance?, formula: String? = nil, figures: String? = nil, row: String? = nil,
    contributions: [Explanation.Contribution] = [], children: [Explanation] = [],
    abridgement: Explanation.Abridgement? = nil
  ) -> Explanation {
    Explanation(
      name: name, titles: titles, role: role, value: value, unit: unit, maximum: nil, provenance: provenance,
      formula: formula, figures: figures, base: nil, adjustments: [], row: row, contributions: contributions,
      assessor: nil, appliesWhen: nil, children: children, abridgement: abridgement)
  }

  // MARK: The parts of a formula

  /// What a formula reads, in its order, each once.
  private mutating func parts(of formula: Formula, _ place: Calculator.Place) -> [Explanation] {
    var terms: [Term] = []
    Self.collect(formula.term, into: &terms)
    var seen: Set<SymbolID> = Set(path)
    var result: [Explanation] = []
    for term in terms {
      switch term.form {
      case .read(let id):
        if seen.insert(id).inserted { result.append(explain(id, at: place)) }
      case .previous(let id):
        let declaration = edition[id]
        result.append(
          node(
            "previous." + declaration.name, declaration.titles, .previous, calculator.value(term, at: place),
            declaration.type.unit, declaration.provenance))
      case .parameter(let id, let keys):
        result.append(parameter(id, keys, term, place))
      case .steps(let id, let keys, let argument):
        result.append(scale(id, keys, argument, term, place))
      case .aggregate(_, let source, let condition, let arguments):
        result.append(aggregate(source, condition, arguments, term, formula, place))
      default:
        break
      }
    }
    return Self.unique(result)
  }

  /// The terms that a reader asks about, in the order of the formula; what an aggregate looks at is its own affair.
  private static func collect(_ term: Term, into result: inout [Term]) {
    switch term.form {
    case .read, .previous, .parameter, .aggregate: result.append(term)
    case .steps:
      for part in term.children { collect(part, into: &result) }
      result.append(term)
    default:
      for part in term.children { collect(part, into: &result) }
    }
  }

  private static func unique(_ nodes: [Explanation]) -> [Explanation] {
    var seen: Set<[String]> = []
    return nodes.filter { seen.insert([$0.role.rawValue, $0.name, $0.row ?? ""]).inserted }
  }

  private func parameter(_ id: SymbolID, _ keys: [Term], _ term: Term, _ place: Calculator.Place) -> Explanation {
    let declaration = edition[id]
    var provenance = declaration.provenance
    var name = declaration.name
    if case .parameter(let parameter) = declaration.content, case .success(let key) = calculator.key(keys, place) {
      if let figure = parameter.figure(key) { provenance = figure.provenance }
      if !key.isEmpty { name += "[" + key.joined(separator: ", ") + "]" }
    }
    return node(
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
      } else {
        text = number.description
        if let otherwise = scale.otherwise,
          case .success(let key) = calculator.otherwiseKey(otherwise, place),
          let figure = otherwise.figure(key)
        {
          provenance = figure.provenance
        }
      }
    }
    return node(
      declaration.name, declaration.titles, .scale, calculator.value(term, at: place), declaration.type.unit,
      provenance, row: text)
  }

  private func aggregate(
    _ source: Term.Source, _ condition: Term?, _ arguments: [Term], _ term: Term, _ formula: Formula,
    _ place: Calculator.Place
  ) -> Explanation {
    var absence: Absence?
    let included = calculator.contributions(source, condition, arguments, place, absence: &absence)
    let contributions = included.map { contribution in
      Explanation.Contribution(
        label: label(of: contribution.index, in: source, place), value: contribution.value ?? .truth(true))
    }
    let titles: Titles =
      if case .table(let table) = source { edition.tables[table].titles } else { Titles() }
    let text = formula.expression.aggregate(at: term.range).map { FormulaPrinter.print($0) } ?? place.owner
    return node(
      text, titles, .aggregate, calculator.value(term, at: place), term.type.unit, nil, contributions: contributions)
  }

  private func label(of index: Int, in source: Term.Source, _ place: Calculator.Place) -> String {
    let bodies = evaluation.dataset.periods[place.period].bodies
    switch source {
    case .bodies: return bodies[index].id
    case .table(let table): return bodies[place.body].records[table][index].label
    }
  }
}

extension Expression {
  /// The aggregate at a range of the formula's text.
  fileprivate func aggregate(at range: Range<Int>) -> Expression? {
    if self.range == range, case .aggregate = form { return self }
    return children.lazy.filter { $0.range.contains(range) }.compactMap { $0.aggregate(at: range) }.first
  }
}
