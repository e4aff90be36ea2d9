import Dataset
import Formula
import Methodology

/// The values of every declared name, for every body of every period.
///
/// Columns are filled in the edition's evaluation order, so that whatever a formula reads is already there.
struct Columns: Sendable {
  /// By period, then symbol, then body.
  private var symbols: [[[Value]]]
  /// By period, then table, then body, then row, then field.
  private var rows: [[[[[Value]]]]]

  init(_ dataset: Dataset, edition: Edition) {
    symbols = dataset.periods.map { _ in Array(repeating: [], count: edition.declarations.count) }
    rows = dataset.periods.map { period in
      edition.tables.map { table in period.bodies.map { $0.records[table.index].map(\.values) } }
    }
  }

  subscript(period: Int, symbol: SymbolID) -> [Value] {
    get { symbols[period][symbol.index] }
    set { symbols[period][symbol.index] = newValue }
  }

  func value(_ period: Int, _ symbol: SymbolID, _ body: Int) -> Value { symbols[period][symbol.index][body] }

  mutating func set(_ value: Value, _ period: Int, _ symbol: SymbolID, _ body: Int) {
    symbols[period][symbol.index][body] = value
  }

  func field(_ period: Int, _ table: Int, _ body: Int, _ row: Int, _ field: Int) -> Value {
    rows[period][table][body][row][field]
  }

  /// All values of a column by body, those of a field also by row.
  func values(of step: EvaluationStep, _ period: Int) -> [[Value]] {
    switch step {
    case .symbol(let id): [symbols[period][id.index]]
    case .field(let id): rows[period][id.table].map { rows in rows.map { $0[id.field] } }
    }
  }

  mutating func set(_ value: Value, _ period: Int, _ id: FieldID, _ body: Int, _ row: Int) {
    rows[period][id.table][body][row][id.field] = value
  }
}
