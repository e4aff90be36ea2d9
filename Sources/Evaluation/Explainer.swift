import Dataset
import Exact
import Formula
import Methodology

/// Looks at each part of a formula again, with the body's figures.
struct Explainer {
  /// Reasons that lie deeper are left out, so that no chain of definitions runs out of stack.
  static let deepest = 100

  let evaluation: Evaluation
  private var path: [SymbolID] = []
  private var told: Set<SymbolID> = []
  var calculator: Calculator { evaluation.calculator }
  var edition: Edition { evaluation.edition }

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
      base: adjustments.isEmpty ? nil : steps.base, adjustments: adjustments, lookUp: nil, contributions: [],
      assessor: place.period == evaluation.period
        ? evaluation.assessor(of: declaration.id, body: place.body)?.assessor.titles : nil,
      appliesWhen: (steps.condition ?? score.applies).map { FormulaPrinter.print($0.formula.expression) },
      children: children,
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
      return steps.condition.map { parts(of: $0.formula, place) } ?? []
    }
    var children = formula.map { parts(of: $0, place) } ?? []
    let shown = Set(children.map(\.name))
    for child in score.children where !shown.contains(edition[child].name) {
      children.append(explain(child, at: place))
    }
    let clauses = [
      steps.penalty == nil ? nil : score.penalty, steps.atLeast == nil ? nil : score.atLeast,
      steps.atMost == nil ? nil : score.atMost, steps.replaced == nil ? nil : score.ifMissing,
    ]
    for clause in clauses.compactMap({ $0 }) {
      if let condition = clause.condition { children += parts(of: condition, place) }
      children += parts(of: clause.formula, place)
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

  func node(
    _ name: String, _ titles: Titles, _ role: Explanation.Role, _ value: Value, _ unit: Unit?,
    _ provenance: Provenance?, formula: String? = nil, figures: String? = nil, lookUp: Explanation.LookUp? = nil,
    contributions: [Explanation.Contribution] = [], children: [Explanation] = [],
    abridgement: Explanation.Abridgement? = nil
  ) -> Explanation {
    Explanation(
      name: name, titles: titles, role: role, value: value, unit: unit, maximum: nil, provenance: provenance,
      formula: formula, figures: figures, base: nil, adjustments: [], lookUp: lookUp, contributions: contributions,
      assessor: nil, appliesWhen: nil, children: children, abridgement: abridgement)
  }

  /// Whether a name is being explained, so that it would be explained by itself.
  func isOnPath(_ id: SymbolID) -> Bool { path.contains(id) }

  // MARK: The parts of a formula

  /// What a formula reads, in its order, each once.
  private mutating func parts(of formula: Formula, _ place: Calculator.Place) -> [Explanation] {
    var terms: [Term] = []
    collect(formula.term, place, into: &terms)
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
      case .aggregate:
        if let node = aggregate(term, of: formula, place) { result.append(node) }
      default:
        break
      }
    }
    return Self.unique(result)
  }

  /// The terms that a reader asks about, in the order of the formula.
  ///
  /// Branches that were not taken are left out; what an aggregate looks at is its own affair.
  private func collect(_ term: Term, _ place: Calculator.Place, into result: inout [Term]) {
    switch term.form {
    case .read, .previous, .parameter, .aggregate: result.append(term)
    default:
      for part in partsLookedAt(term, [place]) { collect(part.term, place, into: &result) }
      if case .steps = term.form { result.append(term) }
    }
  }

  /// The parts of a term that its value rests on in some of several places, each with those places.
  func partsLookedAt(_ term: Term, _ places: [Calculator.Place]) -> [(term: Term, places: [Calculator.Place])] {
    switch term.form {
    case .conditional(let condition, let then, let otherwise):
      let decisions = places.map { ($0, calculator.value(condition, at: $0).truth) }
      let (yes, no) = (decisions.filter { $0.1 != false }.map(\.0), decisions.filter { $0.1 != true }.map(\.0))
      return [(condition, places), (then, yes), (otherwise, no)].filter { !$0.1.isEmpty }
    case .fallback(let left, let right):
      let absent = places.filter { calculator.value(left, at: $0).isAbsent }
      return [(left, places), (right, absent)].filter { !$0.1.isEmpty }
    default:
      return term.children.map { ($0, places) }
    }
  }

  static func unique(_ nodes: [Explanation]) -> [Explanation] {
    var seen: Set<[String]> = []
    return nodes.filter { seen.insert([$0.role.rawValue, $0.name, $0.lookUp?.text ?? ""]).inserted }
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
    let found = lookUp(id, keys, argument, place)
    return node(
      edition[id].name, edition[id].titles, .scale, calculator.value(term, at: place), edition[id].type.unit,
      found?.provenance ?? edition[id].provenance, lookUp: found?.lookUp)
  }

  /// What a scale is asked for and has, and where that stands; `nil` if what it is asked for is missing.
  func lookUp(
    _ id: SymbolID, _ keys: [Term], _ argument: Term, _ place: Calculator.Place
  ) -> (lookUp: Explanation.LookUp, provenance: Provenance)? {
    guard case .scale(let scale) = edition[id].content, case .success(let key) = calculator.key(keys, place),
      let number = calculator.value(argument, at: place).number
    else { return nil }
    let rows = scale.rows[key] ?? []
    if let row = scale.row(for: number.value, key) {
      return (Explanation.LookUp(value: number, row: row, rows: rows, otherwise: []), row.figure.provenance)
    }
    var choices: [(name: String, choice: String)] = []
    var provenance = edition[id].provenance
    if let otherwise = scale.otherwise, case .success(let key) = calculator.otherwiseKey(otherwise, place) {
      choices = zip(otherwise.keys, key).map { (name: $0, choice: $1) }
      provenance = otherwise.figure(key)?.provenance ?? provenance
    }
    return (Explanation.LookUp(value: number, row: nil, rows: rows, otherwise: choices), provenance)
  }
}

extension Expression {
  /// The aggregate at a range of the formula's text.
  func aggregate(at range: Range<Int>) -> Expression? {
    if self.range == range, case .aggregate = form { return self }
    return children.lazy.filter { $0.range.contains(range) }.compactMap { $0.aggregate(at: range) }.first
  }
}
