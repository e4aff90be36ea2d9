import Dataset
import Exact
import Formula
import Methodology
import SourceText

/// Computes an edition for all bodies of a dataset.
public struct Evaluator: Sendable {
  public let edition: Edition
  /// The choice taken for each reading, by its declared name (`reading.x`).
  public let readings: [String: String]

  /// An evaluator of an edition under its standard readings.
  public init(_ edition: Edition) {
    self.edition = edition
    readings = Dictionary(
      edition.readings.map { ($0.declaration.name, $0.reading.standard) }, uniquingKeysWith: { first, _ in first })
  }

  init(_ edition: Edition, readings: [String: String]) {
    self.edition = edition
    self.readings = readings
  }

  /// The same edition under other readings; `nil` after findings if there are no such readings or choices.
  public func taking(_ choices: [String: String], at span: Span? = nil, findings: Findings) -> Evaluator? {
    var readings = readings
    var isGood = true
    for (name, choice) in choices.sorted(by: { $0.key < $1.key }) {
      let declared = edition.readings.first { $0.declaration.shortName == name }
      let candidates = declared?.reading.choices.map(\.name) ?? edition.readings.map(\.declaration.shortName)
      let wrong = declared == nil ? name : choice
      if declared != nil, candidates.contains(choice) {
        readings[declared?.declaration.name ?? name] = choice
        continue
      }
      isGood = false
      let expected =
        declared == nil ? "a reading of this edition" : "one of the choices \(Listing.quoted(candidates)) of `\(name)`"
      let help = NearestName.of(wrong, among: candidates).map { Message("did you mean `{name}`?", ["name": $0]) }
      findings.add(Diagnostic(.unknownReading, ["name": wrong, "expected": expected], at: span, help: help))
    }
    return isGood ? Evaluator(edition, readings: readings) : nil
  }

  /// The same with another choice for a declared reading.
  func choosing(_ choice: String, for reading: String) -> Evaluator {
    Evaluator(edition, readings: readings.merging([reading: choice]) { $1 })
  }

  /// Computes every score of every body, in every period that the last one may rest on.
  ///
  /// Findings on figures (a division by zero, a score outside of its range) are in the result.
  public func evaluate(_ dataset: Dataset) -> Evaluation { evaluate(dataset, known: nil) }

  /// The same of some bodies alone, with what aggregates over all of them give.
  ///
  /// - Parameters:
  ///   - dataset: the bodies.
  ///   - known: what aggregates over all bodies give.
  ///   - terms: what is asked for alone, if not everything; only what these rest on is then computed.
  /// - Returns: the evaluation.
  package func evaluate(_ dataset: Dataset, known: KnownAggregates?, for terms: [Term]? = nil) -> Evaluation {
    evaluate(complete: CompleteRows(dataset, for: edition, readings: readings), known: known, for: terms)
  }

  /// The same of data that has the rows that are due.
  func evaluate(complete rows: CompleteRows, known: KnownAggregates? = nil, for terms: [Term]? = nil) -> Evaluation {
    let dataset = rows.dataset
    let needed = terms.map { edition.columns(neededBy: $0) }
    let program = Program(edition, rows, known: known)
    var calculator = Calculator(program: program, columns: Columns(rows.dataset, edition: edition))
    let findings = Findings()
    let earlierSteps = dataset.periods.count > 1 ? edition.stepsForEarlierPeriods() : []
    for period in dataset.periods.indices {
      let isLast = period == dataset.periods.count - 1
      for step in isLast ? edition.order : earlierSteps where !isLast || needed?.contains(step) ?? true {
        fill(step, period, &calculator, isLast && needed == nil ? findings : nil)
      }
    }
    if needed != nil { return Evaluation(calculator: calculator, readings: readings, told: findings.list) }
    Evaluation(calculator: calculator, readings: readings, told: FindingList()).checkBands(findings)
    return Evaluation(calculator: calculator, readings: readings, told: findings.list)
  }

  /// Computes one column of a period.
  func fill(_ step: EvaluationStep, _ period: Int, _ calculator: inout Calculator, _ findings: Findings?) {
    switch step {
    case .field(let id): fill(id, period, &calculator, findings)
    case .symbol(let id): fill(id, period, &calculator, findings)
    }
  }

  private func fill(_ id: FieldID, _ period: Int, _ calculator: inout Calculator, _ findings: Findings?) {
    let table = edition.tables[id.table]
    guard let formula = table.fields[id.field].formula else { return }
    let name = table.name + "." + table.fields[id.field].name
    let bodies = calculator.dataset.periods[period].bodies
    if edition.stepsOverBodies.contains(.field(id)) {
      calculator.shareAggregates(of: [formula.term], owner: name, period: period)
    }
    defer { calculator.sharedAggregates = nil }
    for body in bodies.indices {
      var failures: [(failure: ArithmeticFailure, place: Calculator.Place)] = []
      for row in bodies[body].records[id.table].indices {
        let place = Calculator.Place(period: period, body: body, owner: name, rows: [row])
        let value = calculator.value(formula.term, at: place)
        calculator.columns.set(value, period, id, body, row)
        if let failure = value.failure(in: name) { failures.append((failure, place)) }
      }
      if let findings { Watch(calculator: calculator, findings: findings).report(failures, of: id, formula) }
    }
  }

  private func fill(_ id: SymbolID, _ period: Int, _ calculator: inout Calculator, _ findings: Findings?) {
    let declaration = edition[id]
    if edition.stepsOverBodies.contains(.symbol(id)) {
      calculator.shareAggregates(of: declaration.terms, owner: declaration.name, period: period)
    }
    defer { calculator.sharedAggregates = nil }
    calculator.columns[period, id] = calculator.dataset.periods[period].bodies.indices.map { body in
      let place = Calculator.Place(period: period, body: body, owner: declaration.name)
      let value = value(of: declaration, place, calculator)
      if let findings { Watch(calculator: calculator, findings: findings).look(at: value, of: declaration, place) }
      return value
    }
  }

  /// The value of a name, from columns that hold what it needs.
  func value(of declaration: Declaration, _ place: Calculator.Place, _ calculator: Calculator) -> Value {
    switch declaration.content {
    case .kind: .text(calculator.dataset.periods[place.period].bodies[place.body].kind)
    case .input: input(declaration.id, place, calculator.dataset)
    case .reading(let reading): .text(readings[declaration.name] ?? reading.standard)
    case .parameter, .scale: .notApplicable
    case .derived(let derived): calculator.value(derived.formula.term, at: place)
    case .score(let score): calculator.score(score, at: place).result
    }
  }
}

extension Evaluator {
  fileprivate func input(_ id: SymbolID, _ place: Calculator.Place, _ dataset: Dataset) -> Value {
    dataset.layout.value(of: id, in: dataset.periods[place.period].bodies[place.body].inputs) ?? .notApplicable
  }
}

/// Looks out for results that a person must be told of.
private struct Watch {
  let calculator: Calculator
  let findings: Findings

  func look(at value: Value, of declaration: Declaration, _ place: Calculator.Place) {
    switch value {
    case .missing:
      guard let failure = value.failure(in: declaration.name) else { return }
      // The first formula that fails; a score without one has children that cannot be combined.
      let formula = declaration.formulas.first {
        calculator.value($0.term, at: place).failure(in: declaration.name) != nil
      }
      let substitution = Substitution(calculator)
      var figures = formula.map { substitution.text(of: $0, at: place) }
      if figures == nil, case .score(let score) = declaration.content {
        figures = substitution.text(ofChildrenOf: score, at: place)
      }
      let notes = figures.map { [Self.note("with the body's figures: {formula}", $0)] } ?? []
      report(
        failure, of: declaration.name, subject(of: declaration), place,
        at: formula?.text.wholeSpan ?? declaration.provenance.span, notes)
    case .number(let number):
      guard case .score(let score) = declaration.content else { return }
      checkRange(number, score, declaration, place)
    default: break
    }
  }

  /// Reports the rows of one body in which the formula of a field has no result.
  func report(
    _ failures: [(failure: ArithmeticFailure, place: Calculator.Place)], of id: FieldID, _ formula: Formula
  ) {
    guard let (failure, place) = failures.first else { return }
    let table = calculator.edition.tables[id.table]
    let name = table.name + "." + table.fields[id.field].name
    let row = bodies[place.body].records[id.table][place.rows[0]]
    let figures = Substitution(calculator).text(of: formula, at: place)
    var notes = [Self.note("with the figures of `{row}`: {formula}", figures, ["row": row.label])]
    if failures.count > 1 {
      let others = failures.count == 2 ? "another row" : "\(failures.count - 1) other rows"
      notes.append(Diagnostic.Note(Message("so it is in {rows} of the body", ["rows": others])))
    }
    report(failure, of: name, "field " + name, place, at: formula.text.wholeSpan, notes)
  }

  private func subject(of declaration: Declaration) -> String {
    if case .derived = declaration.content { return "derived " + declaration.name }
    return "score " + declaration.name
  }

  private var bodies: [Body] { calculator.dataset.periods[calculator.dataset.periods.count - 1].bodies }

  private static func note(
    _ template: String, _ figures: String, _ arguments: [String: String] = [:]
  ) -> Diagnostic.Note {
    Diagnostic.Note(Message(template, arguments.merging(["formula": figures]) { $1 }))
  }

  private func report(
    _ failure: ArithmeticFailure, of rule: String, _ subject: String, _ place: Calculator.Place, at span: Span,
    _ notes: [Diagnostic.Note]
  ) {
    let words = ["rule": rule, "body": bodies[place.body].id, "failure": failure.words]
    findings.add(Diagnostic(.arithmeticFailure, words, at: span, notes: notes, subject: subject))
  }

  private func checkRange(
    _ number: Number, _ score: Score, _ declaration: Declaration, _ place: Calculator.Place
  ) {
    guard score.minimum != nil || score.maximum != nil else { return }
    let least = score.minimum.map { calculator.value($0.formula.term, at: place).number } ?? Number(0)
    let greatest = score.maximum.flatMap { calculator.value($0.formula.term, at: place).number }
    let limit: String
    if let least, number < least {
      limit = "less than its `min` of \(least)"
    } else if let greatest, number > greatest {
      limit = "more than its `max` of \(greatest)"
    } else {
      return
    }
    let words = [
      "rule": declaration.name, "body": bodies[place.body].id, "value": number.description, "limit": limit,
    ]
    findings.add(
      Diagnostic(.outOfRange, words, at: declaration.provenance.span, subject: "score " + declaration.name))
  }
}

extension Value {
  /// The operation without a result in the formula of a name, if that is a reason why the value is missing.
  fileprivate func failure(in owner: String) -> ArithmeticFailure? {
    guard case .missing(let absence) = self else { return nil }
    for case .failed(let failure, owner) in absence.reasons { return failure }
    return nil
  }
}
