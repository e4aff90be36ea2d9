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

  private init(_ edition: Edition, readings: [String: String]) {
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

  /// Computes every score of every body, in every period that the last one may rest on.
  ///
  /// Findings on figures (a division by zero, a score outside of its range) are in the result.
  public func evaluate(_ dataset: Dataset) -> Evaluation {
    let rows = CompleteRows(dataset, for: edition, readings: readings)
    var calculator = Calculator(
      edition: edition, rows: rows, columns: Columns(rows.dataset, edition: edition))
    let findings = Findings()
    for period in dataset.periods.indices {
      for step in edition.order { fill(step, period, &calculator, findings) }
    }
    Evaluation(calculator: calculator, readings: readings, findings: []).checkBands(findings)
    return Evaluation(calculator: calculator, readings: readings, findings: findings.all)
  }

  private func fill(_ step: EvaluationStep, _ period: Int, _ calculator: inout Calculator, _ findings: Findings) {
    let bodies = calculator.dataset.periods[period].bodies
    switch step {
    case .field(let id):
      guard let formula = edition.tables[id.table].fields[id.field].formula else { return }
      let name = edition.tables[id.table].name + "." + edition.tables[id.table].fields[id.field].name
      for body in bodies.indices {
        for row in bodies[body].records[id.table].indices {
          let place = Calculator.Place(period: period, body: body, owner: name, rows: [row])
          calculator.columns.set(calculator.value(formula.term, at: place), period, id, body, row)
        }
      }
    case .symbol(let id):
      let declaration = edition[id]
      let isLast = period == calculator.dataset.periods.count - 1
      calculator.columns[period, id] = bodies.indices.map { body in
        let place = Calculator.Place(period: period, body: body, owner: declaration.name)
        let value = value(of: declaration, place, calculator)
        if isLast { Watch(calculator: calculator, findings: findings).look(at: value, of: declaration, place) }
        return value
      }
    }
  }

  private func value(of declaration: Declaration, _ place: Calculator.Place, _ calculator: Calculator) -> Value {
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
    case .missing(let absence):
      for case .failed(let failure, let owner) in absence.reasons where owner == declaration.name {
        report(failure, declaration, place)
      }
    case .number(let number):
      guard case .score(let score) = declaration.content, score.maximum != nil else { return }
      checkRange(number, score, declaration, place)
    default: break
    }
  }

  private var bodies: [Body] { calculator.dataset.periods[calculator.dataset.periods.count - 1].bodies }

  private func report(_ failure: ArithmeticFailure, _ declaration: Declaration, _ place: Calculator.Place) {
    let words = ["rule": declaration.name, "body": bodies[place.body].id, "failure": failure.words]
    let formula = declaration.formulas.first
    let figures = formula.map { Substitution(calculator).text(of: $0, at: place) }
    let notes = figures.map { [Diagnostic.Note(Message("with the body's figures: {formula}", ["formula": $0]))] } ?? []
    findings.add(
      Diagnostic(
        .arithmeticFailure, words, at: formula?.text.wholeSpan ?? declaration.provenance.span, notes: notes,
        subject: "score " + declaration.name))
  }

  private func checkRange(
    _ number: Number, _ score: Score, _ declaration: Declaration, _ place: Calculator.Place
  ) {
    let least = score.minimum.map { calculator.value($0.formula.term, at: place).number } ?? Number(0)
    guard let least, let clause = score.maximum,
      let greatest = calculator.value(clause.formula.term, at: place).number, number < least || number > greatest
    else { return }
    let words = [
      "rule": declaration.name, "body": bodies[place.body].id, "value": number.description,
      "least": least.description, "greatest": greatest.description,
    ]
    findings.add(
      Diagnostic(.outOfRange, words, at: declaration.provenance.span, subject: "score " + declaration.name))
  }
}
