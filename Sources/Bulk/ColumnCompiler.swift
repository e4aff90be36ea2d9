import Exact
import Evaluation
import Formula
import Methodology

/// Makes a column program of an edition under readings.
struct ColumnCompiler {
  let edition: Edition
  let readings: [String: String]
  var builder = ProgramBuilder()
  /// The columns of declared names that are computed already.
  var columns: [Int?]
  let inputPositions: [Int: Int]

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

  mutating func program() throws(NotInColumns) -> ColumnProgram {
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

  mutating func band() throws(NotInColumns) -> Int? {
    guard let bands = edition.bands, let score = columns[bands.score.index] else { return nil }
    let rows = bands.rows.enumerated().map { ($0.element.lower, $0.element.upper, Rational($0.offset)) }
    let value = bands.rounding.map { rounded(score, $0.step, $0.mode) } ?? score
    let index = builder.index(of: Staircase(rows))
    let hasBand = builder.emit(.covers(index), value, presence: builder.strict(value))
    builder.tellIf(try builder.not(hasBand))
    return builder.emit(.steps(index), value, presence: builder.strict(value).union(.mayBeMissing))
  }

  mutating func column(of declaration: Declaration) throws(NotInColumns) -> Int? {
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

  mutating func constant(code text: String) throws(NotInColumns) -> Int {
    let code = builder.code(text)
    return try builder.constant(.code(code))
  }

  mutating func rounded(_ slot: Int, _ step: Rational, _ mode: RoundingMode) -> Int {
    let index = builder.index(of: ColumnRounding(step: step, mode: mode))
    return builder.emit(.round(index), slot, presence: builder.presence(slot))
  }
}
