import Exact
import Formula
import Methodology

/// Formulas term by term.
extension ColumnCompiler {
  mutating func column(_ term: Term) throws(NotInColumns) -> Int {
    switch term.form {
    case .constant(let value): return try constant(value)
    case .read(let id):
      return try column(of: id)
    case .parameter(let id, let keys):
      guard case .parameter(let parameter) = edition[id].content else { throw NotInColumns(reason: "a parameter") }
      return try figure(of: parameter, keys: try columns(keys))
    case .negation(let operand): return try builder.unary(.negate, try column(operand))
    case .not(let operand): return try builder.not(try column(operand))
    case .arithmetic(let symbol, let left, let right):
      return try builder.arithmetic(symbol, try column(left), try column(right))
    case .comparison(let symbol, let left, let right): return try comparison(symbol, left, right)
    case .logic(let symbol, let left, let right):
      return try builder.logic(symbol == .and ? .both : .either, try column(left), try column(right))
    case .conditional(let condition, let then, let otherwise):
      let decision = try column(condition)
      if let truth = builder.truth(decision) { return try column(truth ? then : otherwise) }
      return try builder.choose(decision, try column(then), try column(otherwise))
    case .membership(let member, let list, let negated):
      let wanted = try column(member)
      var result = try builder.constant(.truth(false))
      for candidate in list {
        let isSame = try equality(wanted, try column(candidate), candidate.type)
        result = try builder.logic(.either, result, isSame)
      }
      return negated ? try builder.not(result) : result
    case .fallback(let left, let right): return builder.fallBack(try column(left), try column(right))
    case .call(let function, let arguments): return try call(function, arguments)
    case .rounding(let operand, let step, let mode):
      let slot = try column(operand)
      let stepSlot = try column(step)
      guard let step = builder.number(stepSlot), step.sign > 0 else {
        throw NotInColumns(reason: "rounding to a step that is no figure")
      }
      return rounded(try builder.settled(slot), step, mode)
    case .steps(let id, let keys, let argument): return try steps(id, keys, argument)
    case .previous(let id): return try earlierColumn(of: id)
    case .field(let table, let field, let level):
      guard level == 0 else { throw NotInColumns(reason: "the rows of one record table with those of another") }
      return try column(of: FieldID(table: table, field: field))
    case .aggregate(let function, .table(let table), let condition, let arguments):
      return try aggregate(function, table, condition, arguments)
    case .aggregate(let function, .bodies, let condition, let arguments):
      return try across(function, condition, arguments, term)
    case .own: throw NotInColumns(reason: "bodies that are compared otherwise than by the same text")
    }
  }

  mutating func columns(_ terms: [Term]) throws(NotInColumns) -> [Int] {
    var slots: [Int] = []
    for term in terms { slots.append(try column(term)) }
    return slots
  }

  mutating func constant(_ value: Value) throws(NotInColumns) -> Int {
    switch value {
    case .number(let number):
      guard !number.isApproximate else { throw NotInColumns(reason: "an approximate figure") }
      return try builder.constant(.number(number.value))
    case .truth(let truth): return try builder.constant(.truth(truth))
    case .text(let text): return try constant(code: text)
    case .missing: return try builder.constant(.absent(Absent.missing))
    case .notApplicable: return try builder.constant(.absent(Absent.notApplicable))
    }
  }

  mutating func comparison(
    _ symbol: ComparisonOperator, _ left: Term, _ right: Term
  ) throws(NotInColumns) -> Int {
    let (first, second) = (try column(left), try column(right))
    switch symbol {
    case .equal: return try equality(first, second, left.type)
    case .unequal: return try builder.not(try equality(first, second, left.type))
    case .less: return try builder.compare(.less, first, second)
    case .atMost: return try builder.compare(.atMost, first, second)
    case .greater: return try builder.compare(.less, second, first)
    case .atLeast: return try builder.compare(.atMost, second, first)
    }
  }

  mutating func equality(_ left: Int, _ right: Int, _ type: ValueType) throws(NotInColumns) -> Int {
    if case .number = type { return try builder.compare(.equal, left, right) }
    return try builder.compare(.same, left, right)
  }

  mutating func call(_ function: Function, _ arguments: [Term]) throws(NotInColumns) -> Int {
    if function == .applicable { return try applicability(arguments[0]) }
    let slots = try columns(arguments)
    switch function {
    case .reported: return try builder.isPresent(slots[0])
    case .min: return try builder.extreme(.least, slots)
    case .max: return try builder.extreme(.greatest, slots)
    case .sum, .mean:
      var sum = try builder.settled(slots[0])
      for slot in slots.dropFirst() { sum = try builder.arithmetic(.plus, sum, slot) }
      guard function == .mean else { return sum }
      return try builder.arithmetic(.over, sum, try builder.constant(.number(Rational(slots.count))))
    case .abs: return try builder.unary(.magnitude, slots[0])
    case .clamp: return try builder.extreme(.greatest, [slots[1], try builder.extreme(.least, [slots[0], slots[2]])])
    case .percent: return try builder.arithmetic(.times, slots[0], try builder.constant(.number(Rational(100))))
    case .share: return try builder.arithmetic(.over, slots[0], try builder.constant(.number(Rational(100))))
    case .sqrt, .ln, .exp: throw NotInColumns(reason: "`\(function.rawValue)`")
    case .round, .steps, .applicable: throw NotInColumns(reason: "`\(function.rawValue)`")
    }
  }

  /// Whether a score concerns the body; a score without a value does if its own condition says so.
  mutating func applicability(_ score: Term) throws(NotInColumns) -> Int {
    let slot = try column(score)
    let isApplicable = try builder.isApplicable(slot)
    guard case .read(let id) = score.form, let applies = edition[id].score?.applies else {
      return isApplicable
    }
    return try builder.choose(try builder.isMissing(slot), try column(applies.formula.term), isApplicable)
  }

  // MARK: Figures

  mutating func figure(of parameter: Parameter, keys: [Int]) throws(NotInColumns) -> Int {
    try lookUp(keys: keys, cases: parameter.cases.compactMap { key in parameter.figure(key).map { (key, $0.value) } })
  }

  mutating func lookUp(keys: [Int], cases: [(key: [String], value: Rational)]) throws(NotInColumns) -> Int {
    var open: [Int] = []
    var left = cases
    for (index, key) in keys.enumerated() {
      switch builder.known(key) {
      case .code(let code)?:
        let text = builder.texts[code]
        left = left.filter { $0.key[index] == text }
      case .absent?: return try builder.constant(.absent(Absent.missing))
      default: open.append(index)
      }
    }
    guard !open.isEmpty else {
      guard let figure = left.first else { return try builder.constant(.absent(Absent.missing)) }
      return try builder.constant(.number(figure.value))
    }
    guard open.count <= 3 else { throw NotInColumns(reason: "a parameter by more than three choices") }
    // Of each key only the texts count that a case names; all others stand at the place 0.
    var offsets: [[Int]] = []
    var size = 1
    for index in open {
      let codes = Set(left.map { builder.code($0.key[index]) }).sorted()
      var own = [Int](repeating: 0, count: builder.texts.count)
      for (place, code) in codes.enumerated() { own[code] = (place + 1) * size }
      offsets.append(own)
      size *= codes.count + 1
      guard size <= 1 << 20 else { throw NotInColumns(reason: "a parameter with too many cases") }
    }
    var figures = [Rational?](repeating: nil, count: size)
    for entry in left {
      let place = zip(open, offsets).reduce(0) { $0 + $1.1[builder.code(entry.key[$1.0])] }
      figures[place] = entry.value
    }
    let slots = open.map { keys[$0] }
    let index = builder.index(of: LookUp(offsets: offsets, figures: figures))
    var presence = ProgramBuilder.Presence.mayBeMissing
    for slot in slots { presence.formUnion(builder.presence(slot)) }
    return builder.emit(
      .lookUp(index), slots[0], slots.count > 1 ? slots[1] : -1, slots.count > 2 ? slots[2] : -1,
      presence: presence.subtracting(.mayNotApply))
  }

  mutating func steps(_ id: SymbolID, _ keys: [Term], _ argument: Term) throws(NotInColumns) -> Int {
    guard case .scale(let scale) = edition[id].content else { throw NotInColumns(reason: "a scale") }
    var value = try builder.settled(try column(argument))
    if case .absent = builder.known(value) { return value }
    if let rounding = scale.rounding { value = rounded(value, rounding.step, rounding.mode) }
    let keySlots = try columns(keys)
    var otherwise = try builder.constant(.absent(Absent.missing))
    if let parameter = scale.otherwise {
      var slots: [Int] = []
      for key in parameter.keys {
        guard let id = edition.declaration(key)?.id else { throw NotInColumns(reason: "a scale by `\(key)`") }
        slots.append(try column(of: id))
      }
      otherwise = try figure(of: parameter, keys: slots)
    }
    var result = otherwise
    for key in scale.cases.reversed() {
      guard let rows = scale.rows[key] else { continue }
      var isCase = try builder.constant(.truth(true))
      for (slot, text) in zip(keySlots, key) {
        isCase = try builder.logic(.both, isCase, try builder.compare(.same, slot, try constant(code: text)))
      }
      if builder.truth(isCase) == false { continue }
      let staircase = Staircase(rows.map { ($0.lower, $0.upper, $0.figure.value) })
      let index = builder.index(of: staircase)
      let presence = builder.strict(value)
      let isWhole = !staircase.results.contains(nil)
      var own = builder.emit(.steps(index), value, presence: isWhole ? presence : presence.union(.mayBeMissing))
      if !isWhole, scale.otherwise != nil {
        let covers = builder.emit(.covers(index), value, presence: presence)
        own = try builder.choose(covers, own, otherwise)
      }
      result = try builder.choose(isCase, own, result)
    }
    // Absent keys make the result missing even where no case is left; a failure of the value is told all the same.
    for slot in keySlots where !builder.presence(slot).isEmpty {
      result = try builder.choose(try builder.isPresent(slot), result, try builder.extreme(.least, [value, slot]))
    }
    return result
  }
}
