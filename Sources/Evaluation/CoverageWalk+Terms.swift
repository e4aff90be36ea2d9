import Formula
import Methodology

/// What a formula looked at, part by part; branches that were not taken are left out.
extension CoverageWalk {
  mutating func walk(_ term: Term, _ formula: FormulaPlace, _ place: Calculator.Place) {
    let site = FormulaSite(formula, term.range)
    switch term.form {
    case .constant(.number): mark(.part(site))
    case .constant: break
    case .read(let id): visit(id, place.period, place.body)
    case .own(let id): visit(id, place.period, place.asking ?? place.body)
    case .previous(let id):
      if let (period, body) = calculator.earlier(place) { visit(id, period, body) }
    case .field(let table, let field, let level):
      visit(FieldID(table: table, field: field), place.rows[place.rows.count - 1 - level], place)
    case .parameter(let id, let keys):
      if case .success(let key) = calculator.key(keys, place) { mark(.figure(id, key)) }
      walkAll(keys, formula, place)
    case .steps(let id, let keys, let argument):
      walkAll(keys + [argument], formula, place)
      walk(scale: id, keys, argument, formula, place)
    case .comparison, .membership, .not:
      mark(.part(site))
      walkAll(term.children, formula, place)
    case .logic(let symbol, let left, let right):
      walk(left, formula, place)
      if calculator.value(left, at: place).truth != (symbol == .or) { walk(right, formula, place) }
    case .conditional(let condition, let then, let otherwise):
      walk(condition, formula, place)
      guard let truth = calculator.value(condition, at: place).truth else { return }
      mark(.branch(site, truth))
      walk(truth ? then : otherwise, formula, place)
    case .fallback(let left, let right):
      let isThere = !calculator.value(left, at: place).isAbsent
      mark(.fallback(site, isThere: isThere))
      walk(left, formula, place)
      if !isThere { walk(right, formula, place) }
    case .aggregate(_, let source, let condition, let arguments):
      walk(source, condition, arguments, formula, place)
    case .negation, .arithmetic, .call, .rounding: walkAll(term.children, formula, place)
    }
  }

  private mutating func walkAll(_ terms: [Term], _ formula: FormulaPlace, _ place: Calculator.Place) {
    for term in terms { walk(term, formula, place) }
  }

  private mutating func walk(
    scale id: SymbolID, _ keys: [Term], _ argument: Term, _ formula: FormulaPlace, _ place: Calculator.Place
  ) {
    guard let scale = calculator.program.scales[id.index], case .success(let key) = calculator.key(keys, place),
      let number = calculator.value(argument, at: place).number
    else { return }
    mark(.scale(id))
    if let index = scale.index(for: number.value, key) { return mark(.row(id, key, index)) }
    guard let otherwise = scale.otherwise else { return }
    for name in otherwise.keys {
      if let key = edition.declaration(name) { visit(key.id, place.period, place.body) }
    }
    if case .success(let key) = calculator.otherwiseKey(otherwise, place) { mark(.otherwise(id, key)) }
  }

  /// The condition counts for every row or body, the figure for those that meet it.
  private mutating func walk(
    _ source: Term.Source, _ condition: Term?, _ arguments: [Term], _ formula: FormulaPlace, _ place: Calculator.Place
  ) {
    for index in calculator.indices(of: source, place) {
      let inner = place.inside(source, at: index)
      if let condition {
        walk(condition, formula, inner)
        guard calculator.value(condition, at: inner) == .truth(true) else { continue }
      }
      if let argument = arguments.first, calculator.isThere(index, of: source, place) { walk(argument, formula, inner) }
    }
    walkAll(Array(arguments.dropFirst()), formula, place)
  }
}

extension Calculator {
  /// The rows or bodies that an aggregate runs over.
  fileprivate func indices(of source: Term.Source, _ place: Place) -> Range<Int> {
    let bodies = program.dataset.periods[place.period].bodies
    switch source {
    case .bodies: return bodies.indices
    case .table(let table): return bodies[place.body].records[table].indices
    }
  }

  /// Whether a row was reported, and not only due.
  fileprivate func isThere(_ index: Int, of source: Term.Source, _ place: Place) -> Bool {
    guard case .table(let table) = source else { return true }
    return !program.rows.isAbsent(index, of: table, place.body, place.period)
  }
}
