import Dataset
import Exact
import Formula
import Methodology

/// What aggregates take in, and what the figures of their rows rest on.
extension Explainer {
  mutating func aggregate(_ term: Term, of formula: Formula, _ place: Calculator.Place) -> Explanation? {
    guard case .aggregate(_, let source, let condition, let arguments) = term.form else { return nil }
    var absence: Absence?
    let included = calculator.contributions(source, condition, arguments, place, absence: &absence)
    let expression = formula.expression.aggregate(at: term.range)
    let places = included.map { place.inside(source, at: $0.index) }
    let contributions = zip(included, places).map { contribution, inner in
      Explanation.Contribution(
        label: label(of: contribution.index, in: source, place), value: contribution.value ?? .truth(true),
        figures: figures(arguments.first, expression, inner))
    }
    var titles = Titles()
    var ingredients = Ingredients()
    var looked = places
    if case .table(let table) = source {
      titles = edition.tables[table].titles
      // Where nothing could be taken in, the reader sees what would have been.
      if places.isEmpty { looked = self.places(inRowsOf: table, place) }
    }
    for part in (condition.map { [$0] } ?? []) + arguments { collect(part, looked, source, place, into: &ingredients) }
    return node(
      expression.map { FormulaPrinter.print($0) } ?? place.owner, titles, .aggregate, calculator.value(term, at: place),
      term.type.unit, nil, contributions: contributions, children: Self.unique(ingredients.nodes))
  }

  /// The figure that a row adds, as its formula with the row's figures put in.
  private func figures(_ argument: Term?, _ aggregate: Expression?, _ place: Calculator.Place) -> String? {
    guard let argument, case .aggregate(_, _, _, let arguments) = aggregate?.form, let expression = arguments.first
    else { return nil }
    // A bare name is its value.
    if case .name = expression.form { return nil }
    return Substitution(calculator).text(of: expression, argument, at: place)
  }

  private func label(of index: Int, in source: Term.Source, _ place: Calculator.Place) -> String {
    let bodies = evaluation.dataset.periods[place.period].bodies
    switch source {
    case .bodies: return bodies[index].id
    case .table(let table): return bodies[place.body].records[table][index].label
    }
  }

  /// What the rows of an aggregate rest on, each once.
  private struct Ingredients {
    var nodes: [Explanation] = []
    var fields: Set<FieldID> = []
  }

  /// Gathers what a term in an aggregate reads, for the rows that the aggregate takes in.
  private mutating func collect(
    _ term: Term, _ places: [Calculator.Place], _ source: Term.Source, _ outer: Calculator.Place,
    into found: inout Ingredients
  ) {
    switch term.form {
    case .field(let table, let index, let level):
      let field = edition.tables[table].fields[index]
      guard let formula = field.formula, found.fields.insert(FieldID(table: table, field: index)).inserted else {
        return
      }
      let places = places.map { $0.outward(level) }
      found.nodes.append(self.field(field, of: table, formula, places, source, outer))
      collect(formula.term, places, source, outer, into: &found)
    case .parameter(let id, let keys):
      found.nodes += figures(of: id, keys, term, places)
      for key in keys { collect(key, places, source, outer, into: &found) }
    case .steps(let id, let keys, let argument):
      found.nodes += rows(of: id, keys, argument, term, places)
      for part in keys + [argument] { collect(part, places, source, outer, into: &found) }
    case .read(let id), .own(let id):
      // Other bodies' figures are their own affair.
      if case .read = term.form, source == .bodies { return }
      guard !isOnPath(id) else { return }
      found.nodes.append(explain(id, at: outer))
    case .aggregate(_, .table(let table), let condition, let arguments):
      let within = Array(places.flatMap { self.places(inRowsOf: table, $0) }.prefix(Self.mostRowsWithin))
      for part in (condition.map { [$0] } ?? []) + arguments {
        collect(part, within, source, outer, into: &found)
      }
    case .aggregate:
      // Other bodies' figures are their own affair.
      return
    default:
      for part in partsLookedAt(term, places) { collect(part.term, part.places, source, outer, into: &found) }
    }
  }

  /// Rows of an aggregate within an aggregate are looked at up to this number.
  private static let mostRowsWithin = 1000

  private func places(inRowsOf table: Int, _ place: Calculator.Place) -> [Calculator.Place] {
    evaluation.dataset.periods[place.period].bodies[place.body].records[table].indices.map {
      place.inside(.table(table), at: $0)
    }
  }

  private func field(
    _ field: Field, of table: Int, _ formula: Formula, _ places: [Calculator.Place], _ source: Term.Source,
    _ outer: Calculator.Place
  ) -> Explanation {
    let contributions = places.compactMap { place -> Explanation.Contribution? in
      guard let row = place.rows.last else { return nil }
      return Explanation.Contribution(
        label: label(of: row, in: .table(table), place),
        value: calculator.value(formula.term, at: place),
        figures: Substitution(calculator).text(of: formula, at: place))
    }
    return node(
      edition.tables[table].name + "." + field.name, field.titles, .field, .notApplicable, field.type.unit,
      field.provenance, formula: FormulaPrinter.print(formula.expression), contributions: contributions)
  }

  /// The figures of the act that the rows ask for, each case once.
  private func figures(
    of id: SymbolID, _ keys: [Term], _ term: Term, _ places: [Calculator.Place]
  ) -> [Explanation] {
    guard case .parameter(let parameter) = edition[id].content else { return [] }
    var seen: Set<[String]> = []
    return places.compactMap { place in
      guard case .success(let key) = calculator.key(keys, place), seen.insert(key).inserted,
        let figure = parameter.figure(key)
      else { return nil }
      let name = key.isEmpty ? edition[id].name : edition[id].name + "[" + key.joined(separator: ", ") + "]"
      return node(
        name, edition[id].titles, .parameter, .number(Number(figure.value)), edition[id].type.unit, figure.provenance)
    }
  }

  /// The rows of a scale that the rows of the record table fall into, each once.
  private func rows(
    of id: SymbolID, _ keys: [Term], _ argument: Term, _ term: Term, _ places: [Calculator.Place]
  ) -> [Explanation] {
    var seen: Set<String> = []
    return places.compactMap { place in
      guard let found = lookUp(id, keys, argument, place), case .success(let key) = calculator.key(keys, place) else {
        return nil
      }
      let whole = found.lookUp
      // Rows of the record table that fall into one row of the scale are told once, without their values.
      let lookUp = Explanation.LookUp(
        value: whole.row == nil ? whole.value : nil, row: whole.row, rows: whole.rows, otherwise: whole.otherwise)
      guard seen.insert(key.joined(separator: ", ") + lookUp.text).inserted else { return nil }
      return node(
        edition[id].name, edition[id].titles, .scale, calculator.value(term, at: place), edition[id].type.unit,
        found.provenance, lookUp: lookUp)
    }
  }
}

extension Calculator.Place {
  /// The place as it is for a row of a table further out.
  fileprivate func outward(_ levels: Int) -> Calculator.Place {
    var result = self
    result.rows.removeLast(min(levels, rows.count))
    return result
  }
}
