import Exact
import Evaluation
import Formula
import Methodology

/// Makes a column program of an edition under readings.
struct ColumnCompiler {
  let edition: Edition
  let readings: [String: String]
  private var builder = ProgramBuilder()
  /// The columns of declared names that are computed already.
  private var columns: [Int?]
  private let inputPositions: [Int: Int]

  private init(_ evaluator: Evaluator) {
    edition = evaluator.edition
    readings = evaluator.readings
    columns = Array(repeating: nil, count: edition.declarations.count)
    inputPositions = Dictionary(
      uniqueKeysWithValues: edition.inputs.enumerated().map { ($0.element.declaration.id.index, $0.offset) })
    // Every text that data can hold has its code before tables by codes are made.
    for kind in edition.kinds { _ = builder.code(kind.name) }
    for (_, input) in edition.inputs { for choice in input.choices { _ = builder.code(choice) } }
    for (_, reading) in edition.readings { for choice in reading.choices { _ = builder.code(choice.name) } }
  }

  static func compile(_ evaluator: Evaluator) throws(NotInColumns) -> ColumnProgram {
    var compiler = ColumnCompiler(evaluator)
    return try compiler.program()
  }

  private mutating func program() throws(NotInColumns) -> ColumnProgram {
    guard edition.tables.isEmpty else { throw NotInColumns(reason: "record tables") }
    for step in edition.order {
      guard case .symbol(let id) = step else { continue }
      columns[id.index] = try column(of: edition[id])
    }
    var outputs: [(Declaration, Int)] = []
    for score in edition.scores {
      guard case .number = score.type, let slot = columns[score.id.index] else {
        throw NotInColumns(reason: "`\(score.name)`, a score that is no number")
      }
      outputs.append((score, slot))
    }
    let band = try band()
    return ColumnProgram(builder, edition: edition, readings: readings, outputs: outputs, band: band)
  }

  private mutating func band() throws(NotInColumns) -> Int? {
    guard let bands = edition.bands, let score = columns[bands.score.index] else { return nil }
    let rows = bands.rows.enumerated().map { ($0.element.lower, $0.element.upper, Rational($0.offset)) }
    let value = bands.rounding.map { rounded(score, $0.step, $0.mode) } ?? score
    let index = builder.index(of: Staircase(rows))
    let hasBand = builder.emit(.covers(index), value, presence: builder.strict(value))
    builder.tellIf(try builder.not(hasBand))
    return builder.emit(.steps(index), value, presence: builder.strict(value).union(.mayBeMissing))
  }

  private mutating func column(of declaration: Declaration) throws(NotInColumns) -> Int? {
    switch declaration.content {
    case .kind: return builder.source(.kind, mayBeMissing: false)
    case .input(let input):
      guard let position = inputPositions[declaration.id.index], input.kind != .text else { return nil }
      return builder.source(.input(position), mayBeMissing: input.fallback == nil)
    case .reading(let reading):
      return try constant(code: readings[declaration.name] ?? reading.standard)
    case .parameter, .scale: return nil
    case .derived(let derived):
      let slot = try column(derived.formula.term)
      builder.tellIfFailed(slot)
      return slot
    case .score(let score):
      let slot = try column(of: score)
      builder.tellIfFailed(slot)
      try tellIfOutOfRange(score, slot)
      return slot
    }
  }

  private mutating func constant(code text: String) throws(NotInColumns) -> Int {
    let code = builder.code(text)
    return try builder.constant(.code(code))
  }

  private mutating func rounded(_ slot: Int, _ step: Rational, _ mode: RoundingMode) -> Int {
    let index = builder.index(of: ColumnRounding(step: step, mode: mode))
    return builder.emit(.round(index), slot, presence: builder.presence(slot))
  }
}

// MARK: Scores

extension ColumnCompiler {
  private mutating func tellIfOutOfRange(_ score: Score, _ slot: Int) throws(NotInColumns) {
    guard score.minimum != nil || score.maximum != nil else { return }
    let least: Int
    if let minimum = score.minimum {
      least = try column(minimum.formula.term)
    } else {
      least = try builder.constant(.number(.zero))
    }
    builder.tellIf(try builder.compare(.less, slot, least))
    if let maximum = score.maximum {
      let greatest = try column(maximum.formula.term)
      builder.tellIf(try builder.compare(.less, greatest, slot))
    }
  }

  private mutating func column(of score: Score) throws(NotInColumns) -> Int {
    var result: Int
    switch score.rule {
    case .formula(let formula): result = try builder.settled(try column(formula.term))
    case .children(let combination): result = try combined(score, combination)
    }
    result = try adjusted(result, score.penalty) { builder, left, right throws(NotInColumns) in
      try builder.arithmetic(.minus, left, right)
    }
    result = try adjusted(result, score.atLeast) { builder, left, right throws(NotInColumns) in
      try builder.extreme(.greatest, [left, right])
    }
    result = try adjusted(result, score.atMost) { builder, left, right throws(NotInColumns) in
      try builder.extreme(.least, [left, right])
    }
    if let rounding = score.rounding { result = rounded(result, rounding.step, rounding.mode) }
    if let substitute = score.ifMissing {
      var steps = try builder.isMissing(result)
      if let condition = substitute.condition {
        let holds = try column(condition.term)
        // Only a condition that is known to hold counts.
        let isKnown = try builder.isPresent(holds)
        let no = try builder.constant(.truth(false))
        steps = try builder.logic(.both, steps, try builder.logic(.both, isKnown, builder.fallBack(holds, no)))
      }
      result = try builder.choose(steps, try column(substitute.formula.term), result)
    }
    for condition in conditions(of: score) {
      let applies = try column(condition.formula.term)
      result = try builder.onlyIf(applies, result)
    }
    return result
  }

  /// The conditions of a score and of the scores around it, its own first.
  private func conditions(of score: Score) -> [Score.Clause] {
    var clauses: [Score.Clause] = []
    var next: Score? = score
    while let current = next {
      if let applies = current.applies { clauses.append(applies) }
      next = current.parent.flatMap { edition[$0].score }
    }
    return clauses
  }

  private mutating func adjusted(
    _ slot: Int, _ clause: Score.Clause?,
    _ combine: (inout ProgramBuilder, Int, Int) throws(NotInColumns) -> Int
  ) throws(NotInColumns) -> Int {
    guard let clause else { return slot }
    let value = try column(clause.formula.term)
    var result = try combine(&builder, slot, value)
    if let condition = clause.condition {
      let holds = try column(condition.term)
      result = try builder.choose(holds, result, slot)
    }
    return builder.keepNotApplicable(slot, result)
  }

  private mutating func combined(
    _ score: Score, _ combination: Score.Combination
  ) throws(NotInColumns) -> Int {
    let children = score.children.compactMap { columns[$0.index] }
    guard let first = children.first, children.count == score.children.count else {
      return try builder.constant(.absent(Absent.notApplicable))
    }
    var present: [Int] = []
    for child in children { present.append(try builder.isApplicable(child)) }
    let zero = try builder.constant(.number(.zero))
    var sum = zero
    for child in children {
      let value = try builder.zeroIfNotApplicable(child)
      sum = sum == zero ? value : try builder.arithmetic(.plus, sum, value)
    }
    var result: Int
    switch combination {
    case .sum:
      result = sum
      if score.sharesOut, present.contains(where: { builder.truth($0) != true }) {
        let whole = try total(score.children, \.maximum, present: nil)
        let part = try total(score.children, \.maximum, present: present)
        let factor = try builder.arithmetic(.over, whole, part)
        let scaled = try builder.arithmetic(.times, sum, factor)
        var all = present[0]
        for other in present.dropFirst() { all = try builder.logic(.both, all, other) }
        result = try builder.choose(all, sum, scaled)
      }
    case .mean:
      var count = zero
      let one = try builder.constant(.number(.one))
      for child in present { count = try builder.arithmetic(.plus, count, try builder.choose(child, one, zero)) }
      result = try builder.arithmetic(.over, sum, count)
    case .weightedMean:
      var weighted = zero
      for (index, child) in children.enumerated() {
        let weight = try total([score.children[index]], \.weight, present: [present[index]])
        let value = try builder.zeroIfNotApplicable(child)
        weighted = try builder.arithmetic(.plus, weighted, try builder.arithmetic(.times, value, weight))
      }
      result = try builder.arithmetic(.over, weighted, try total(score.children, \.weight, present: present))
    case .geometricMean: throw NotInColumns(reason: "a geometric mean")
    }
    var any = present[0]
    for other in present.dropFirst() { any = try builder.logic(.either, any, other) }
    _ = first
    return try builder.onlyIf(any, result)
  }

  /// A clause of several scores added up, of those alone that apply.
  private mutating func total(
    _ ids: [SymbolID], _ part: KeyPath<Score, Score.Clause?>, present: [Int]?
  ) throws(NotInColumns) -> Int {
    let zero = try builder.constant(.number(.zero))
    var sum = zero
    for (index, id) in ids.enumerated() {
      var value: Int
      if let clause = edition[id].score?[keyPath: part] {
        value = try builder.settled(try column(clause.formula.term))
      } else {
        value = try builder.constant(.absent(Absent.missing))
      }
      if let present { value = try builder.choose(present[index], value, zero) }
      sum = try builder.arithmetic(.plus, sum, value)
    }
    return sum
  }
}

// MARK: Terms

extension ColumnCompiler {
  private mutating func column(_ term: Term) throws(NotInColumns) -> Int {
    switch term.form {
    case .constant(let value): return try constant(value)
    case .read(let id):
      guard let slot = columns[id.index] else { throw NotInColumns(reason: "`\(edition[id].name)`") }
      return slot
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
    case .own, .field, .aggregate: throw NotInColumns(reason: "an aggregate")
    case .previous: throw NotInColumns(reason: "the period before")
    }
  }

  private mutating func columns(_ terms: [Term]) throws(NotInColumns) -> [Int] {
    var slots: [Int] = []
    for term in terms { slots.append(try column(term)) }
    return slots
  }

  private mutating func constant(_ value: Value) throws(NotInColumns) -> Int {
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

  private mutating func comparison(
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

  private mutating func equality(_ left: Int, _ right: Int, _ type: ValueType) throws(NotInColumns) -> Int {
    if case .number = type { return try builder.compare(.equal, left, right) }
    return try builder.compare(.same, left, right)
  }

  private mutating func call(_ function: Function, _ arguments: [Term]) throws(NotInColumns) -> Int {
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
  private mutating func applicability(_ score: Term) throws(NotInColumns) -> Int {
    let slot = try column(score)
    let isApplicable = try builder.isApplicable(slot)
    guard case .read(let id) = score.form, let applies = edition[id].score?.applies else {
      return isApplicable
    }
    return try builder.choose(try builder.isMissing(slot), try column(applies.formula.term), isApplicable)
  }

  // MARK: Figures

  private mutating func figure(of parameter: Parameter, keys: [Int]) throws(NotInColumns) -> Int {
    try lookUp(keys: keys, cases: parameter.cases.compactMap { key in parameter.figure(key).map { (key, $0.value) } })
  }

  private mutating func lookUp(keys: [Int], cases: [(key: [String], value: Rational)]) throws(NotInColumns) -> Int {
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
    var codes: [[Int]] = []
    for entry in left {
      var key: [Int] = []
      for index in open { key.append(builder.code(entry.key[index])) }
      codes.append(key)
    }
    let width = builder.texts.count
    var strides: [Int] = []
    var size = 1
    for _ in open {
      strides.append(size)
      size *= width
      guard size <= 1 << 20 else { throw NotInColumns(reason: "a parameter with too many cases") }
    }
    var figures = [Rational?](repeating: nil, count: size)
    for (key, entry) in zip(codes, left) {
      figures[zip(key, strides).reduce(0) { $0 + $1.0 * $1.1 }] = entry.value
    }
    let slots = open.map { keys[$0] }
    guard slots.count <= 3 else { throw NotInColumns(reason: "a parameter by more than three choices") }
    let index = builder.index(of: LookUp(strides: strides, keys: slots, figures: figures))
    var presence = ProgramBuilder.Presence.mayBeMissing
    for slot in slots { presence.formUnion(builder.presence(slot)) }
    return builder.emit(
      .lookUp(index), slots[0], slots.count > 1 ? slots[1] : -1, slots.count > 2 ? slots[2] : -1,
      presence: presence.subtracting(.mayNotApply))
  }

  private mutating func steps(_ id: SymbolID, _ keys: [Term], _ argument: Term) throws(NotInColumns) -> Int {
    guard case .scale(let scale) = edition[id].content else { throw NotInColumns(reason: "a scale") }
    var value = try builder.settled(try column(argument))
    if case .absent = builder.known(value) { return value }
    if let rounding = scale.rounding { value = rounded(value, rounding.step, rounding.mode) }
    let keySlots = try columns(keys)
    var otherwise = try builder.constant(.absent(Absent.missing))
    if let parameter = scale.otherwise {
      var slots: [Int] = []
      for key in parameter.keys {
        guard let id = edition.declaration(key)?.id, let slot = columns[id.index] else {
          throw NotInColumns(reason: "a scale by `\(key)`")
        }
        slots.append(slot)
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
    // Absent keys make the result missing even where no case is left.
    for slot in keySlots where !builder.presence(slot).isEmpty {
      result = try builder.choose(try builder.isPresent(slot), result, try builder.constant(.absent(Absent.missing)))
    }
    return result
  }
}
