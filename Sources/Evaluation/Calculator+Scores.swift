import Exact
import Formula
import Methodology

/// How a score comes about, step by step.
struct ScoreSteps {
  /// Whether the score concerns the body.
  var applies: Value = .truth(true)
  /// The condition that says so: its own, or that of a score around it.
  var condition: Score.Clause?
  /// What the formula or the children give.
  var base: Value = .notApplicable
  /// The factor by which a sum is scaled up because children do not apply.
  var shareOut: Number?
  var penalty: Value?
  var atLeast: Value?
  var atMost: Value?
  /// The value before it is rounded.
  var unrounded: Value = .notApplicable
  /// What would have been missing, where the rule says what holds then.
  var replaced: Absence?
  var result: Value = .notApplicable
}

extension Calculator {
  func score(_ score: Score, at place: Place) -> ScoreSteps {
    var steps = ScoreSteps()
    for applies in conditions(of: score) {
      steps.applies = value(applies.formula.term, at: place)
      steps.condition = applies
      switch steps.applies {
      case .truth(true): break
      case .truth(false): return steps
      default:
        steps.result = absent([(steps.applies, applies.formula.term)])
        return steps
      }
    }
    steps.base = base(score, place, &steps)
    steps.unrounded = adjusted(score, place, &steps)
    steps.result = rounded(steps.unrounded, score.rounding)
    if case .missing(let absence) = steps.result, let substitute = score.ifMissing,
      holds(substitute, place) == .truth(true)
    {
      steps.replaced = absence
      steps.result = value(substitute.formula.term, at: place)
    }
    return steps
  }

  /// The conditions of the scores around a score, the outermost first, and its own.
  private func conditions(of score: Score) -> [Score.Clause] {
    var clauses: [Score.Clause] = []
    var next: Score? = score
    while let current = next {
      if let applies = current.applies { clauses.append(applies) }
      next = current.parent.flatMap { edition[$0].score }
    }
    return clauses.reversed()
  }

  private func base(_ score: Score, _ place: Place, _ steps: inout ScoreSteps) -> Value {
    switch score.rule {
    case .formula(let formula):
      let value = value(formula.term, at: place)
      return value == .notApplicable ? absent([(value, formula.term)]) : value
    case .children(let combination):
      return combined(score, combination, place, &steps)
    }
  }

  private func adjusted(_ score: Score, _ place: Place, _ steps: inout ScoreSteps) -> Value {
    var result = steps.base
    func adjust(_ clause: Score.Clause?, _ combine: (Number, Number) -> Number) -> Value? {
      guard let clause else { return nil }
      switch holds(clause, place) {
      case .truth(false): return nil
      case .truth(true):
        let value = value(clause.formula.term, at: place)
        result = both(result, value, clause, combine)
        return value
      case let unknown:
        result = both(result, unknown, clause, combine)
        return unknown
      }
    }
    steps.penalty = adjust(score.penalty) { $0 - $1 }
    steps.atLeast = adjust(score.atLeast) { max($0, $1) }
    steps.atMost = adjust(score.atMost) { min($0, $1) }
    return result
  }

  /// Whether a clause holds for a body.
  private func holds(_ clause: Score.Clause, _ place: Place) -> Value {
    clause.condition.map { value($0.term, at: place) } ?? .truth(true)
  }

  private func both(
    _ left: Value, _ right: Value, _ clause: Score.Clause, _ combine: (Number, Number) -> Number
  ) -> Value {
    if left == .notApplicable { return left }
    guard let first = left.number, let second = right.number else {
      return absent([(left, clause.formula.term), (right, clause.formula.term)])
    }
    return .number(combine(first, second))
  }

  func rounded(_ value: Value, _ rounding: Rounding?) -> Value {
    guard let rounding, let number = value.number else { return value }
    return number.rounded(to: Number(rounding.step), mode: rounding.mode).map { .number($0) } ?? value
  }

  // MARK: Children

  /// Children that do not apply leave the combination; a child that is missing makes it missing.
  private func combined(
    _ score: Score, _ combination: Score.Combination, _ place: Place, _ steps: inout ScoreSteps
  ) -> Value {
    var absence: Absence?
    var values: [Number] = []
    var present: [SymbolID] = []
    for child in score.children {
      switch columns.value(place.period, child, place.body) {
      case .number(let number):
        values.append(number)
        present.append(child)
      case .missing(let reasons):
        absence.merge(reasons)
        present.append(child)
      default: break
      }
    }
    guard !present.isEmpty else { return .notApplicable }
    if let absence { return .missing(absence) }
    do throws(ArithmeticFailure) {
      switch combination {
      case .sum:
        let sum = Self.sum(values)
        guard score.sharesOut, present.count < score.children.count else { return checked(sum, place) }
        return scaledUp(sum, score.children, present, place, &steps)
      case .mean:
        return checked(try Self.sum(values).divided(by: Number(values.count)), place)
      case .weightedMean:
        return try weightedMean(values, present, place)
      case .geometricMean:
        let product = values.reduce(Number(1), *)
        return checked(try product.raised(to: try Number(1).divided(by: Number(values.count))), place)
      }
    } catch {
      return failed(error, place)
    }
  }

  private func scaledUp(
    _ sum: Number, _ all: [SymbolID], _ present: [SymbolID], _ place: Place, _ steps: inout ScoreSteps
  ) -> Value {
    let (whole, part) = (total(all, \.maximum, place), total(present, \.maximum, place))
    guard let wholeNumber = whole.number, let partNumber = part.number else {
      return whole.isAbsent ? whole : part
    }
    do throws(ArithmeticFailure) {
      let factor = try wholeNumber.divided(by: partNumber)
      steps.shareOut = factor
      return checked(sum * factor, place)
    } catch {
      return failed(error, place)
    }
  }

  private func weightedMean(
    _ values: [Number], _ children: [SymbolID], _ place: Place
  ) throws(ArithmeticFailure) -> Value {
    var weighted = Number(0)
    for (value, child) in zip(values, children) {
      let weight = total([child], \.weight, place)
      guard let number = weight.number else { return weight }
      weighted = weighted + value * number
    }
    let weights = total(children, \.weight, place)
    guard let number = weights.number else { return weights }
    return checked(try weighted.divided(by: number), place)
  }

  /// A clause of several scores added up.
  private func total(_ ids: [SymbolID], _ part: KeyPath<Score, Score.Clause?>, _ place: Place) -> Value {
    var sum = Number(0)
    for id in ids {
      guard case .score(let score) = program.edition.declarations[id.index].content, let clause = score[keyPath: part]
      else {
        let key = part == \Score.maximum ? "max" : "weight"
        return .missing(Absence(.noFigure(parameter: program.names[id.index], key: key)))
      }
      let value = value(clause.formula.term, at: place)
      guard let number = value.number else { return absent([(value, clause.formula.term)]) }
      sum = sum + number
    }
    return .number(sum)
  }
}
