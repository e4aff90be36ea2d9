import Dataset
import Evaluation
import Methodology

/// The figures of a period that a program takes, or that tell whether a table is complete.
struct WantedFigures {
  private(set) var inputs: Set<Int> = []
  private var fields: [Int: Set<Int>] = [:]
  private let tables: Set<Int>

  /// - Parameters:
  ///   - program: what is computed.
  ///   - isForAggregates: whether only what aggregates over bodies take is wanted.
  ///   - evaluator: the edition with its readings.
  ///   - back: how many periods the period lies before the one that is evaluated.
  init(_ program: ColumnProgram, isForAggregates: Bool, _ evaluator: Evaluator, back: Int) {
    let edition = evaluator.edition
    let programs = program.stages.map(\.program) + (isForAggregates ? [] : [program])
    tables = Set(programs.flatMap(\.tables).filter { $0.back == back }.map(\.index))
    for source in programs.flatMap(\.sources) {
      switch source.origin {
      case .input(let position, back): inputs.insert(position)
      case .field(let field, let table) where table.back == back: fields[table.index, default: []].insert(field)
      case .kind, .input, .field, .isThere, .across: break
      }
    }
    let layout = InputLayout(edition)
    for table in edition.tables where takes(rowsOf: table) || back == 0 {
      guard let due = DueRows(table, in: edition) else { continue }
      fields[table.index, default: []].formUnion(table.key)
      inputs.formUnion(due.names.compactMap { edition.declaration($0).flatMap { layout.position(of: $0.id) } })
    }
  }

  /// Whether results hang on the rows of a table.
  func takes(rowsOf table: RecordTable) -> Bool { tables.contains(table.index) }

  func fields(of table: RecordTable) -> Set<Int> { fields[table.index] ?? [] }
}
