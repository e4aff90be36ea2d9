import Exact
import Evaluation
import Formula
import Methodology

/// Makes a column program of an edition under readings.
struct ColumnCompiler {
  let edition: Edition
  let readings: [String: String]
  var builder = ProgramBuilder()
  /// The columns that are computed already.
  private var columns: [Place: Int] = [:]
  /// How many periods before the one that is evaluated lies the one at hand.
  var back = 0
  /// Names whose columns are being made, for those that rest on all earlier periods without end.
  private static let mostPeriods = 8
  let inputPositions: [Int: Int]

  private init(_ evaluator: Evaluator) {
    edition = evaluator.edition
    readings = evaluator.readings
    inputPositions = Dictionary(
      uniqueKeysWithValues: edition.inputs.enumerated().map { ($0.element.declaration.id.index, $0.offset) })
    // Every text that data can hold has its code before tables by codes are made.
    for kind in edition.kinds { _ = builder.code(kind.name) }
    for (_, input) in edition.inputs { for choice in input.choices { _ = builder.code(choice) } }
    for field in edition.tables.flatMap(\.fields) {
      if case .input(let input) = field.content { for choice in input.choices { _ = builder.code(choice) } }
    }
    for (_, reading) in edition.readings { for choice in reading.choices { _ = builder.code(choice.name) } }
  }

  static func compile(_ evaluator: Evaluator) throws(NotInColumns) -> ColumnProgram {
    var compiler = ColumnCompiler(evaluator)
    return try compiler.program()
  }

  mutating func program() throws(NotInColumns) -> ColumnProgram {
    for step in edition.order { try compile(step) }
    var outputs: [(Declaration, Int)] = []
    for score in edition.scores {
      guard case .number = score.type else {
        throw NotInColumns(reason: "`\(score.name)`, a score that is no number")
      }
      let slot = try column(of: score.id)
      outputs.append((score, slot))
    }
    let band = try band()
    return ColumnProgram(
      builder, edition: edition, readings: readings, outputs: outputs, band: band, stages: stages())
  }

  /// The aggregates over bodies, those first that others rest on.
  private func stages() -> [AcrossStage] {
    let numbered = builder.across.enumerated().map { (number: $0.offset, aggregate: $0.element) }
    let groups = Dictionary(grouping: numbered) { $0.aggregate.stage }
    return groups.sorted { $0.key < $1.key }.map { _, aggregates in
      let program = ColumnProgram(
        builder, edition: edition, readings: readings, outputs: [], band: nil,
        operands: Set(aggregates.flatMap(\.aggregate.operands)))
      return AcrossStage(program: program, aggregates: aggregates)
    }
  }

  mutating func band() throws(NotInColumns) -> Int? {
    guard let bands = edition.bands else { return nil }
    let score = try column(of: bands.score)
    let rows = bands.rows.enumerated().map { ($0.element.lower, $0.element.upper, Rational($0.offset)) }
    let value = bands.rounding.map { rounded(score, $0.step, $0.mode) } ?? score
    let index = builder.index(of: Staircase(rows))
    let hasBand = builder.emit(.covers(index), value, presence: builder.strict(value))
    builder.tellIf(try builder.not(hasBand))
    return builder.emit(.steps(index), value, presence: builder.strict(value).union(.mayBeMissing))
  }

  /// What is evaluated is computed even where no score needs it: a person is told of what has no result.
  private mutating func compile(_ step: EvaluationStep) throws(NotInColumns) {
    switch step {
    case .field(let id):
      if case .derived = edition.tables[id.table].fields[id.field].content { _ = try column(of: id) }
    case .symbol(let id):
      switch edition[id].content {
      case .derived, .score: _ = try column(of: id)
      case .kind, .input, .reading, .parameter, .scale: break
      }
    }
  }

  /// A column of a period.
  private struct Place: Hashable {
    let step: EvaluationStep
    let back: Int
  }

  /// The column of a declared name, in the period at hand.
  mutating func column(of id: SymbolID) throws(NotInColumns) -> Int {
    let place = Place(step: .symbol(id), back: back)
    if let slot = columns[place] { return slot }
    let slot = try makeColumn(of: edition[id])
    columns[place] = slot
    return slot
  }

  private mutating func makeColumn(of declaration: Declaration) throws(NotInColumns) -> Int {
    switch declaration.content {
    case .kind: return builder.source(.kind(back: back), mayBeMissing: false)
    case .input(let input):
      guard let position = inputPositions[declaration.id.index], input.kind != .text else {
        throw NotInColumns(reason: "`\(declaration.name)`, a text")
      }
      // A body that is not there reports nothing.
      return builder.source(.input(position, back: back), mayBeMissing: input.fallback == nil || back > 0)
    case .reading(let reading):
      return try constant(code: readings[declaration.name] ?? reading.standard)
    case .parameter, .scale: throw NotInColumns(reason: "`\(declaration.name)`")
    case .derived(let derived):
      let slot = try column(derived.formula.term)
      if back == 0 { builder.tellIfFailed(slot) }
      return slot
    case .score(let score):
      let slot = try column(of: score)
      guard back == 0 else { return slot }
      builder.tellIfFailed(slot)
      try tellIfOutOfRange(score, slot)
      return slot
    }
  }

  /// The column of a field of a record table, in the period at hand.
  mutating func column(of id: FieldID) throws(NotInColumns) -> Int {
    let place = Place(step: .field(id), back: back)
    if let slot = columns[place] { return slot }
    let table = edition.tables[id.table]
    let field = table.fields[id.field]
    let slot: Int
    switch field.content {
    case .input(let input):
      guard input.kind != .text else { throw NotInColumns(reason: "`\(table.name).\(field.name)`, a text") }
      let own = ColumnProgram.Table(index: id.table, back: back)
      slot = builder.source(.field(id.field, in: own), mayBeMissing: true, level: builder.level(of: own))
    case .derived(let formula):
      slot = try column(formula.term)
      if back == 0 { builder.tellIfFailed(slot) }
    }
    columns[place] = slot
    return slot
  }

  /// The column of a name in the period before; missing of a body that was not there.
  mutating func earlierColumn(of id: SymbolID) throws(NotInColumns) -> Int {
    guard back < Self.mostPeriods else { throw NotInColumns(reason: "all earlier periods without end") }
    back += 1
    defer { back -= 1 }
    let isThere = builder.source(.isThere(back: back), mayBeMissing: false)
    return try builder.choose(isThere, try column(of: id), try builder.constant(.absent(Absent.missing)))
  }

  mutating func constant(code text: String) throws(NotInColumns) -> Int {
    let code = builder.code(text)
    return try builder.constant(.code(code))
  }

  mutating func rounded(_ slot: Int, _ step: Rational, _ mode: RoundingMode) -> Int {
    let index = builder.index(of: ColumnRounding(step: step, mode: mode))
    return builder.emit(.round(index), slot, presence: builder.presence(slot))
  }
}
