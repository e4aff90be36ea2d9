import Dataset
import Exact
import Formula
import Methodology

/// Computes terms from columns that are already filled, of which its results are a pure function.
struct Calculator {
  let program: Program
  var columns: Columns
  /// What aggregates over bodies give to the column that is being filled.
  var sharedAggregates: SharedAggregates?

  /// The edition as a copy, which is too slow for every value; ``Program`` has what formulas need.
  var edition: Edition { program.edition }
  var dataset: Dataset { program.dataset }

  /// Where a term is computed: for which body of which period, and in which rows of which tables.
  struct Place {
    let period: Int
    var body: Int
    /// The name whose formula it is, for reasons of failure.
    let owner: String
    /// Inside an aggregate over bodies: the body that asks.
    var asking: Int?
    /// The rows of the record tables around the term, the innermost last.
    var rows: [Int] = []

    /// The place inside an aggregate, at one of the rows or bodies that it runs over.
    func inside(_ source: Term.Source, at index: Int) -> Place {
      var inner = self
      switch source {
      case .table: inner.rows.append(index)
      case .bodies:
        inner.asking = asking ?? body
        inner.body = index
        inner.rows = []
      }
      return inner
    }
  }

  func value(_ term: Term, at place: Place) -> Value {
    switch term.form {
    case .constant(let value):
      return value
    case .read(let id):
      return columns.value(place.period, id, place.body)
    case .own(let id):
      return columns.value(place.period, id, place.asking ?? place.body)
    case .previous(let id):
      return previous(id, place)
    case .parameter(let id, let keys):
      return parameter(id, keys, place)
    case .field(let table, let field, let level):
      return columns.field(place.period, table, place.body, place.rows[place.rows.count - 1 - level], field)
    case .negation(let operand):
      return map(operand, place) { .number(-$0) }
    case .not(let operand):
      let value = value(operand, at: place)
      return value.truth.map { .truth(!$0) } ?? absent(value, operand)
    case .arithmetic(let symbol, let left, let right):
      return combine(left, right, place) { arithmetic(symbol, $0, $1, place) }
    case .comparison(let symbol, let left, let right):
      return comparison(symbol, left, right, place)
    case .logic(let symbol, let left, let right):
      return logic(symbol, left, right, place)
    case .conditional(let condition, let then, let otherwise):
      let decision = value(condition, at: place)
      guard let truth = decision.truth else { return absent(decision, condition) }
      return value(truth ? then : otherwise, at: place)
    case .membership(let member, let list, let negated):
      return membership(member, list, negated, place)
    case .fallback(let left, let right):
      let first = value(left, at: place)
      switch first {
      case .missing, .notApplicable: return value(right, at: place)
      default: return first
      }
    case .call(let function, let arguments):
      return call(function, arguments, place)
    case .rounding(let operand, let step, let mode):
      return combine(operand, step, place) { number, step in
        number.rounded(to: step, mode: mode).map { .number($0) } ?? failed(.divisionByZero, place)
      }
    case .steps(let id, let keys, let argument):
      return steps(id, keys, argument, place)
    case .aggregate(let function, let source, let condition, let arguments):
      if source == .bodies, let value = known(term, place) ?? shared(term, place) { return value }
      return aggregate(function, source, condition, arguments, place)
    }
  }

  /// What an aggregate over bodies gives that is known beforehand.
  private func known(_ term: Term, _ place: Place) -> Value? {
    guard let known = program.known, place.asking == nil, place.period == dataset.periods.count - 1 else { return nil }
    return known.value(of: term, body: place.body)
  }

  // MARK: Names

  private func previous(_ id: SymbolID, _ place: Place) -> Value {
    guard let (period, body) = earlier(place) else {
      return .missing(Absence(.noEarlierPeriod(program.names[id.index])))
    }
    return columns.value(period, id, body)
  }

  /// The same body in the period before; `nil` if there is no such period or the body is not in it.
  func earlier(_ place: Place) -> (period: Int, body: Int)? {
    let body = program.dataset.periods[place.period].bodies[place.body].id
    guard let period = program.dataset.previous(ofPeriodAt: place.period),
      let index = program.dataset.periods[period].position(of: body)
    else { return nil }
    return (period, index)
  }

  private func parameter(_ id: SymbolID, _ keys: [Term], _ place: Place) -> Value {
    guard let parameter = program.parameters[id.index] else { return .notApplicable }
    switch key(keys, place) {
    case .failure(let missing): return missing.value
    case .success(let key): return figure(of: parameter, named: program.names[id.index], key)
    }
  }

  func figure(of parameter: Parameter, named name: String, _ key: [String]) -> Value {
    guard let figure = parameter.figure(key) else {
      return .missing(Absence(.noFigure(parameter: name, key: key.joined(separator: ", "))))
    }
    return .number(Number(figure.value))
  }

  /// A value that stands for no value.
  struct Missing: Error {
    let value: Value
  }

  func key(_ keys: [Term], _ place: Place) -> Result<[String], Missing> {
    var texts: [String] = []
    for key in keys {
      let value = value(key, at: place)
      guard let text = value.text else { return .failure(Missing(value: absent(value, key))) }
      texts.append(text)
    }
    return .success(texts)
  }

  // MARK: Scales

  private func steps(_ id: SymbolID, _ keys: [Term], _ argument: Term, _ place: Place) -> Value {
    let looked = value(argument, at: place)
    guard let number = looked.number else { return absent(looked, argument) }
    switch key(keys, place) {
    case .failure(let missing): return missing.value
    case .success(let key): return lookUp(number, in: id, key, place)
    }
  }

  private func lookUp(_ number: Number, in id: SymbolID, _ key: [String], _ place: Place) -> Value {
    guard let scale = program.scales[id.index] else { return .notApplicable }
    if let row = scale.row(for: number.value, key) {
      return .number(Number(row.figure.value, isApproximate: number.isApproximate))
    }
    guard let otherwise = scale.otherwise else {
      return .missing(Absence(.uncovered(steps: program.names[id.index], value: number.description)))
    }
    switch otherwiseKey(otherwise, place) {
    case .failure(let missing): return missing.value
    case .success(let key): return figure(of: otherwise, named: program.names[id.index] + ".otherwise", key)
    }
  }

  /// The case of what holds otherwise; its keys belong to the body.
  func otherwiseKey(_ parameter: Parameter, _ place: Place) -> Result<[String], Missing> {
    let terms = parameter.keys.compactMap { edition.declaration($0) }.map { Term(.read($0.id), $0.type, 0..<0) }
    return key(terms, place)
  }

  // MARK: Operators

  private func arithmetic(_ symbol: ArithmeticOperator, _ left: Number, _ right: Number, _ place: Place) -> Value {
    do throws(ArithmeticFailure) {
      let result: Number
      switch symbol {
      case .plus: result = left + right
      case .minus: result = left - right
      case .times: result = left * right
      case .over: result = try left.divided(by: right)
      case .power: result = try left.raised(to: right)
      }
      return checked(result, place)
    } catch {
      return failed(error, place)
    }
  }

  /// Refuses a number that has grown beyond all use, so that a hostile formula cannot fill the memory.
  func checked(_ number: Number, _ place: Place) -> Value {
    number.value.bitWidth <= Rational.bitWidthLimit ? .number(number) : failed(.tooManyDigits, place)
  }

  func failed(_ failure: ArithmeticFailure, _ place: Place) -> Value {
    .missing(Absence(.failed(failure, in: place.owner)))
  }

  private func comparison(_ symbol: ComparisonOperator, _ left: Term, _ right: Term, _ place: Place) -> Value {
    let (first, second) = (value(left, at: place), value(right, at: place))
    guard let firstNumber = first.number, let secondNumber = second.number else {
      if first.isAbsent || second.isAbsent { return absent([(first, left), (second, right)]) }
      return .truth((first == second) == (symbol == .equal))
    }
    switch symbol {
    case .equal: return .truth(firstNumber == secondNumber)
    case .unequal: return .truth(firstNumber != secondNumber)
    case .less: return .truth(firstNumber < secondNumber)
    case .atMost: return .truth(firstNumber <= secondNumber)
    case .greater: return .truth(firstNumber > secondNumber)
    case .atLeast: return .truth(firstNumber >= secondNumber)
    }
  }

  /// Kleene's three-valued logic: `no and missing` is no, `yes or missing` is yes.
  private func logic(_ symbol: LogicOperator, _ left: Term, _ right: Term, _ place: Place) -> Value {
    let decisive = symbol == .or
    let first = value(left, at: place)
    if first.truth == decisive { return first }
    let second = value(right, at: place)
    if second.truth == decisive { return second }
    if first.isAbsent || second.isAbsent { return absent([(first, left), (second, right)]) }
    return .truth(!decisive)
  }

  private func membership(_ member: Term, _ list: [Term], _ negated: Bool, _ place: Place) -> Value {
    let wanted = value(member, at: place)
    guard !wanted.isAbsent else { return absent(wanted, member) }
    let values = list.map { value($0, at: place) }
    if values.contains(wanted) { return .truth(!negated) }
    return values.contains(where: \.isAbsent) ? absent(Array(zip(values, list))) : .truth(negated)
  }

  // MARK: Functions

  private func call(_ function: Function, _ arguments: [Term], _ place: Place) -> Value {
    switch function {
    case .reported: return .truth(!value(arguments[0], at: place).isAbsent)
    case .applicable: return applicability(arguments[0], place)
    default: break
    }
    let values = arguments.map { value($0, at: place) }
    let numbers = values.compactMap(\.number)
    guard numbers.count == values.count, let first = numbers.first else { return absent(Array(zip(values, arguments))) }
    do throws(ArithmeticFailure) {
      switch function {
      case .min: return .number(numbers.min() ?? first)
      case .max: return .number(numbers.max() ?? first)
      case .sum: return checked(Self.sum(numbers), place)
      case .mean: return checked(try Self.sum(numbers).divided(by: Number(numbers.count)), place)
      case .abs: return .number(first.magnitude)
      case .clamp: return .number(max(numbers[1], min(first, numbers[2])))
      case .sqrt: return .number(try first.squareRoot())
      case .ln: return .number(try first.naturalLogarithm())
      case .exp: return .number(try first.exponential())
      case .percent: return .number(first * Number(100))
      case .share: return .number(try first.divided(by: Number(100)))
      case .round, .steps, .reported, .applicable: return .notApplicable
      }
    } catch {
      return failed(error, place)
    }
  }

  /// Whether a score concerns the body; a score without a value does if its own condition says so.
  private func applicability(_ score: Term, _ place: Place) -> Value {
    let value = value(score, at: place)
    guard case .missing = value else { return .truth(value != .notApplicable) }
    let body: Int
    let id: SymbolID
    switch score.form {
    case .read(let read): (id, body) = (read, place.body)
    case .own(let own): (id, body) = (own, place.asking ?? place.body)
    default: return .truth(true)
    }
    guard case .score(let score) = edition[id].content, let applies = score.applies else { return .truth(true) }
    return self.value(applies.formula.term, at: Place(period: place.period, body: body, owner: edition[id].name))
  }

  /// The sum; one that has grown beyond all use is left as it is, for ``checked(_:_:)`` to refuse.
  static func sum(_ numbers: some Sequence<Number>) -> Number {
    var sum = Number(0)
    for number in numbers {
      sum = sum + number
      if sum.value.bitWidth > Rational.bitWidthLimit { break }
    }
    return sum
  }

  // MARK: Absent operands

  private func map(_ operand: Term, _ place: Place, _ transform: (Number) -> Value) -> Value {
    let value = value(operand, at: place)
    return value.number.map(transform) ?? absent(value, operand)
  }

  private func combine(
    _ left: Term, _ right: Term, _ place: Place, _ transform: (Number, Number) -> Value
  ) -> Value {
    let (first, second) = (value(left, at: place), value(right, at: place))
    guard let firstNumber = first.number, let secondNumber = second.number else {
      return absent([(first, left), (second, right)])
    }
    return transform(firstNumber, secondNumber)
  }

  private func absent(_ value: Value, _ term: Term) -> Value { absent([(value, term)]) }

  /// What follows from operands of which at least one is absent.
  func absent(_ operands: [(Value, Term)]) -> Value {
    var result: Absence?
    for (value, term) in operands {
      guard let own = value.absence ?? (value == .notApplicable ? Absence(.notApplicable(name(of: term))) : nil) else {
        continue
      }
      result.merge(own)
    }
    return result.map { .missing($0) } ?? .notApplicable
  }

  private func name(of term: Term) -> String {
    switch term.form {
    case .read(let id), .own(let id), .previous(let id): program.names[id.index]
    default: "a score"
    }
  }
}

extension Optional where Wrapped == Absence {
  /// Adds the reasons of another absence, or begins with them.
  mutating func merge(_ other: Absence) {
    if self == nil { self = other } else { self?.merge(other) }
  }
}

extension Value {
  /// Whether there is no value, for whatever reason.
  public var isAbsent: Bool {
    switch self {
    case .missing, .notApplicable: true
    default: false
    }
  }
}

extension Scale {
  /// The row that covers a value, rounded as the scale says.
  public func row(for value: Rational, _ key: [String]) -> Row? {
    index(for: value, key).flatMap { rows[key]?[$0] }
  }

  /// The position of that row in the list of its case.
  func index(for value: Rational, _ key: [String]) -> Int? {
    let rounded = rounding.flatMap { value.rounded(to: $0.step, mode: $0.mode) } ?? value
    return rows[key]?.firstIndex { $0.contains(rounded) }
  }
}
