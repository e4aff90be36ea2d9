import Exact
import Formula
import Methodology

/// Collects the operations of a program: equal ones once, and what is known beforehand as a constant.
struct ProgramBuilder {
  /// What a column holds before any row is seen.
  enum Known: Hashable {
    case number(Rational)
    case truth(Bool)
    case code(Int)
    case absent(UInt8)
  }

  /// Whether a column may lack values.
  struct Presence: OptionSet {
    let rawValue: UInt8
    static let mayNotApply = Presence(rawValue: 1)
    static let mayBeMissing = Presence(rawValue: 2)
    static let mayFail = Presence(rawValue: 4)
  }

  private(set) var instructions: [(slot: Int, instruction: Instruction)] = []
  private(set) var sources: [ColumnProgram.Source] = []
  private(set) var constants: [(slot: Int, constant: ColumnConstant)] = []
  private(set) var absentSlots: [(slot: Int, absence: UInt8)] = []
  private(set) var staircases: [Staircase] = []
  private(set) var lookUps: [LookUp] = []
  private(set) var roundings: [ColumnRounding] = []
  private(set) var percentiles: [ColumnPercentile] = []
  private(set) var texts: [String] = []
  private(set) var slotCount = 0
  /// The record tables with their levels less one, each of the period at hand (0) or of one before.
  private(set) var tables: [ColumnProgram.Table] = []
  /// The rows that each column is of: 0 for bodies, from 1 for those of a table.
  private(set) var levels: [Int] = []

  /// The aggregates over bodies, by their numbers.
  private(set) var across: [AcrossAggregate] = []
  /// How many aggregates over bodies must be known before a column, one after the other.
  private var stages: [Int] = []

  /// What has the same value in all rows of every level.
  static let anyLevel = -1

  private var known: [Int: Known] = [:]
  private var presences: [Presence] = []
  private var slotsOfKnown: [Known: Int] = [:]
  private var slotsOfInstructions: [Instruction: Int] = [:]
  private var slotsOfSources: [ColumnProgram.Origin: Int] = [:]
  private var codes: [String: Int] = [:]

  func known(_ slot: Int) -> Known? { known[slot] }
  func presence(_ slot: Int) -> Presence { presences[slot] }

  func number(_ slot: Int) -> Rational? {
    if case .number(let number) = known[slot] { return number }
    return nil
  }

  func truth(_ slot: Int) -> Bool? {
    if case .truth(let truth) = known[slot] { return truth }
    return nil
  }

  /// The number that stands for a text.
  mutating func code(_ text: String) -> Int {
    if let code = codes[text] { return code }
    codes[text] = texts.count
    texts.append(text)
    return texts.count - 1
  }

  mutating func constant(_ value: Known) throws(NotInColumns) -> Int {
    if let slot = slotsOfKnown[value] { return slot }
    let slot = newSlot([], level: Self.anyLevel)
    switch value {
    case .number(let number):
      guard let constant = ColumnConstant(number) else { throw NotInColumns(reason: "a figure of more than 18 digits") }
      constants.append((slot, constant))
    case .truth(let truth):
      constants.append((slot, ColumnConstant(truth ? .one : .zero) ?? .zero))
    case .code(let code):
      constants.append((slot, ColumnConstant(Rational(code)) ?? .zero))
    case .absent(let absence):
      absentSlots.append((slot, absence))
      presences[slot] = absence == Absent.notApplicable ? .mayNotApply : .mayBeMissing
    }
    known[slot] = value
    slotsOfKnown[value] = slot
    return slot
  }

  mutating func source(_ origin: ColumnProgram.Origin, mayBeMissing: Bool, level: Int = 0) -> Int {
    if let slot = slotsOfSources[origin] { return slot }
    let slot = newSlot(mayBeMissing ? .mayBeMissing : [], level: level)
    sources.append(ColumnProgram.Source(slot: slot, origin: origin))
    slotsOfSources[origin] = slot
    return slot
  }

  mutating func emit(
    _ operation: Instruction.Operation, _ first: Int, _ second: Int = -1, _ third: Int = -1, presence: Presence
  ) -> Int {
    let level = [first, second, third].map { $0 >= 0 ? levels[$0] : Self.anyLevel }.max() ?? 0
    let instruction = Instruction(
      operation: operation, first: aligned(first, level), second: aligned(second, level), third: aligned(third, level))
    return add(instruction, presence, level: max(0, level))
  }

  private mutating func add(_ instruction: Instruction, _ presence: Presence, level: Int) -> Int {
    if let slot = slotsOfInstructions[instruction] { return slot }
    let operands = [instruction.first, instruction.second, instruction.third]
    let stage = operands.map { $0 >= 0 ? stages[$0] : 0 }.max() ?? 0
    let slot = newSlot(presence, level: level, stage: stage)
    instructions.append((slot, instruction))
    slotsOfInstructions[instruction] = slot
    return slot
  }

  // MARK: Aggregates over bodies

  /// The column of an aggregate over bodies, which stands in a formula as a term.
  mutating func across(
    _ identity: AcrossAggregate.Identity, _ term: Term, figure: Term?, filters: [Term]
  ) -> Int {
    if let number = across.firstIndex(where: { $0.identity == identity }) {
      across[number].places.append(term)
      return source(.across(number), mayBeMissing: true)
    }
    var made = AcrossAggregate(identity: identity, figure: figure, filters: filters, places: [term], stage: 0)
    let stage = made.operands.map { stages[$0] }.max() ?? 0
    made = AcrossAggregate(identity: identity, figure: figure, filters: filters, places: [term], stage: stage)
    across.append(made)
    let slot = source(.across(across.count - 1), mayBeMissing: true)
    stages[slot] = stage + 1
    return slot
  }

  // MARK: Levels

  /// The level of a table's rows.
  mutating func level(of table: ColumnProgram.Table) -> Int { Self.index(of: table, in: &tables) + 1 }

  /// A column with a value for each row of a level.
  private mutating func aligned(_ slot: Int, _ level: Int) -> Int {
    guard slot >= 0, levels[slot] == 0, level > 0 else { return slot }
    return add(Instruction(operation: .spread(level), first: slot), presences[slot], level: level)
  }

  /// A column of bodies made of those of a level's rows; of `count` and `any` there is no figure.
  mutating func reduce(_ reduction: Instruction.Reduction, _ figure: Int?, where condition: Int?, level: Int) -> Int {
    let first = figure.map { aligned($0, level) } ?? -1
    let second = condition.map { aligned($0, level) } ?? -1
    // Rows may be due and not there, or nothing known of the table.
    return add(
      Instruction(operation: .reduce(reduction, level: level), first: first, second: second),
      [.mayBeMissing, .mayFail], level: 0)
  }

  mutating func index(of staircase: Staircase) -> Int { Self.index(of: staircase, in: &staircases) }
  mutating func index(of lookUp: LookUp) -> Int { Self.index(of: lookUp, in: &lookUps) }
  mutating func index(of rounding: ColumnRounding) -> Int { Self.index(of: rounding, in: &roundings) }
  mutating func index(of percentile: ColumnPercentile) -> Int { Self.index(of: percentile, in: &percentiles) }

  private static func index<Item: Equatable>(of item: Item, in list: inout [Item]) -> Int {
    if let index = list.firstIndex(of: item) { return index }
    list.append(item)
    return list.count - 1
  }

  private mutating func newSlot(_ presence: Presence, level: Int, stage: Int = 0) -> Int {
    presences.append(presence)
    levels.append(level)
    stages.append(stage)
    slotCount += 1
    return slotCount - 1
  }
}

extension ColumnConstant {
  static let zero = ColumnConstant(value: 0, bounds: Bounds(least: 0, greatest: 0, error: 0, places: 0, partsBits: 0))

  private init(value: Double, bounds: Bounds) {
    self.value = value
    self.bounds = bounds
  }
}

/// Operations that are simplified where an operand is known.
extension ProgramBuilder {
  /// What an operation gives whose operands must all have values.
  func strict(_ operands: Int...) -> Presence {
    let all = operands.reduce(into: Presence()) { $0.formUnion(presences[$1]) }
    // What does not apply is missing for whom reckons with it.
    return all.isEmpty ? [] : all.subtracting(.mayNotApply).union(.mayBeMissing)
  }

  private func absent(_ operands: Int...) -> UInt8? {
    var result: UInt8?
    for operand in operands {
      if case .absent(let absence) = known[operand] { result = max(result ?? 0, max(absence, Absent.missing)) }
    }
    return result
  }

  mutating func arithmetic(_ symbol: ArithmeticOperator, _ left: Int, _ right: Int) throws(NotInColumns) -> Int {
    if let absence = absent(left, right) { return try constant(.absent(absence)) }
    if let first = number(left), let second = number(right) {
      switch symbol {
      case .plus: return try constant(.number(first + second))
      case .minus: return try constant(.number(first - second))
      case .times: return try constant(.number(first * second))
      case .over: if let quotient = first.divided(by: second) { return try constant(.number(quotient)) }
      case .power: break
      }
    }
    let presence = strict(left, right)
    switch symbol {
    case .plus:
      if number(left)?.isZero == true, presences[right].isEmpty { return right }
      if number(right)?.isZero == true, presences[left].isEmpty { return left }
      return emit(.add, min(left, right), max(left, right), presence: presence)
    case .minus: return emit(.subtract, left, right, presence: presence)
    case .times:
      if number(left) == .one, presences[right].isEmpty { return right }
      if number(right) == .one, presences[left].isEmpty { return left }
      return emit(.multiply, min(left, right), max(left, right), presence: presence)
    case .over:
      let isSafe = number(right).map { !$0.isZero } ?? false
      return emit(.divide, left, right, presence: isSafe ? presence : presence.union([.mayBeMissing, .mayFail]))
    case .power:
      guard let exponent = number(right)?.exactInt, (1...4).contains(exponent) else {
        throw NotInColumns(reason: "a power")
      }
      var result = left
      for _ in 1..<exponent { result = try arithmetic(.times, result, left) }
      return result
    }
  }

  mutating func extreme(_ operation: Instruction.Operation, _ slots: [Int]) throws(NotInColumns) -> Int {
    var result = slots[0]
    for slot in slots.dropFirst() {
      if let absence = absent(result, slot) {
        result = try constant(.absent(absence))
      } else if let first = number(result), let second = number(slot) {
        result = try constant(.number(operation == .least ? min(first, second) : max(first, second)))
      } else {
        result = emit(operation, min(result, slot), max(result, slot), presence: strict(result, slot))
      }
    }
    return slots.count == 1 ? try settled(result) : result
  }

  mutating func unary(_ operation: Instruction.Operation, _ slot: Int) throws(NotInColumns) -> Int {
    if let absence = absent(slot) { return try constant(.absent(absence)) }
    if let number = number(slot) { return try constant(.number(operation == .negate ? -number : number.magnitude)) }
    return emit(operation, slot, presence: strict(slot))
  }

  mutating func compare(_ operation: Instruction.Operation, _ left: Int, _ right: Int) throws(NotInColumns) -> Int {
    if let absence = absent(left, right) { return try constant(.absent(absence)) }
    if let first = known[left], let second = known[right] {
      switch (operation, first, second) {
      case (.less, .number(let first), .number(let second)): return try constant(.truth(first < second))
      case (.atMost, .number(let first), .number(let second)): return try constant(.truth(first <= second))
      default: return try constant(.truth(first == second))
      }
    }
    return emit(operation, left, right, presence: strict(left, right))
  }

  mutating func not(_ slot: Int) throws(NotInColumns) -> Int {
    if let absence = absent(slot) { return try constant(.absent(absence)) }
    if let truth = truth(slot) { return try constant(.truth(!truth)) }
    return emit(.not, slot, presence: strict(slot))
  }

  mutating func logic(_ operation: Instruction.Operation, _ left: Int, _ right: Int) throws(NotInColumns) -> Int {
    let decisive = operation == .either
    for (slot, other) in [(left, right), (right, left)] {
      guard let truth = truth(slot) else { continue }
      if truth == decisive { return try constant(.truth(decisive)) }
      return try settled(other)
    }
    return emit(operation, left, right, presence: strict(left, right))
  }

  mutating func choose(_ condition: Int, _ then: Int, _ otherwise: Int) throws(NotInColumns) -> Int {
    if let truth = truth(condition) { return truth ? then : otherwise }
    if let absence = absent(condition) { return try constant(.absent(absence)) }
    if then == otherwise, presences[condition].isEmpty { return then }
    let presence = strict(condition).union(presences[then]).union(presences[otherwise])
    return emit(.choose, condition, then, otherwise, presence: presence)
  }

  mutating func fallBack(_ first: Int, _ second: Int) -> Int {
    if presences[first].isEmpty { return first }
    if case .absent = known[first] { return second }
    return emit(.fallBack, first, second, presence: presences[second])
  }

  /// What does not apply is missing for whom reckons with it.
  mutating func settled(_ slot: Int) throws(NotInColumns) -> Int {
    guard presences[slot].contains(.mayNotApply) else { return slot }
    if let absence = absent(slot) { return try constant(.absent(absence)) }
    return emit(.settle, slot, presence: strict(slot))
  }

  mutating func isPresent(_ slot: Int) throws(NotInColumns) -> Int {
    if presences[slot].isEmpty { return try constant(.truth(true)) }
    if case .absent = known[slot] { return try constant(.truth(false)) }
    return emit(.isPresent, slot, presence: [])
  }

  mutating func isMissing(_ slot: Int) throws(NotInColumns) -> Int {
    if presences[slot].subtracting(.mayNotApply).isEmpty { return try constant(.truth(false)) }
    return emit(.isMissing, slot, presence: [])
  }

  mutating func isApplicable(_ slot: Int) throws(NotInColumns) -> Int {
    if !presences[slot].contains(.mayNotApply) { return try constant(.truth(true)) }
    return emit(.isApplicable, slot, presence: [])
  }

  mutating func onlyIf(_ condition: Int, _ slot: Int) throws(NotInColumns) -> Int {
    if let truth = truth(condition) { return truth ? slot : try constant(.absent(Absent.notApplicable)) }
    if let absence = absent(condition) { return try constant(.absent(absence)) }
    return emit(
      .onlyIf, condition, slot, presence: strict(condition).union(presences[slot]).union(.mayNotApply))
  }

  mutating func keepNotApplicable(_ first: Int, _ result: Int) -> Int {
    guard presences[first].contains(.mayNotApply) else { return result }
    return emit(.keepNotApplicable, first, result, presence: presences[result].union(.mayNotApply))
  }

  mutating func zeroIfNotApplicable(_ slot: Int) throws(NotInColumns) -> Int {
    guard presences[slot].contains(.mayNotApply) else { return slot }
    if case .absent(Absent.notApplicable) = known[slot] { return try constant(.number(.zero)) }
    return emit(.zeroIfNotApplicable, slot, presence: presences[slot].subtracting(.mayNotApply))
  }

  mutating func tellIf(_ condition: Int) {
    if truth(condition) == false { return }
    _ = emit(.tellIf, condition, presence: [])
  }

  mutating func tellIfFailed(_ slot: Int) {
    if presences[slot].contains(.mayFail) { _ = emit(.tellIfFailed, slot, presence: []) }
  }
}
