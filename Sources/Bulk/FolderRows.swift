import Dataset
import Methodology
import Synchronization

/// The rows of a data folder where they stand in its files, for bodies that are needed whole.
///
/// A class, since it keeps account of rows that could not be read again.
final class FolderRows: Sendable {
  /// The rows of one table, in the order of bodies.
  struct Table: Sendable {
    let file: OpenFile
    let form: TableForm
    let places: RowPlaces
    /// Where the rows of each body begin, and behind them where the last ones end; none in a table of bodies.
    var starts: [Int] = []
  }

  struct Period: Sendable {
    let name: String
    let bodies: Table
    /// The record tables by their index; `nil` for one without a file.
    let records: [Table?]
    let lacks: [Lack]
  }

  private let edition: Edition
  /// The periods, oldest first.
  private let periods: [Period]
  private let failed = Atomic(false)

  init(_ periods: [Period], of edition: Edition) {
    self.edition = edition
    self.periods = periods
  }

  /// Whether rows could not be read again, so that nothing that rests on them can be used.
  var hasFailed: Bool { failed.load(ordering: .relaxed) }

  /// Some of the bodies with all that they reported.
  func dataset(of bodies: [Int]) -> Dataset {
    let periods = periods.map { period in
      PeriodData(name: period.name, bodies: bodies.compactMap { body($0, in: period) }, lacks: period.lacks)
    }
    return Dataset(layout: InputLayout(edition), periods: periods)
  }

  /// A body; `nil` if it is not there in a period.
  private func body(_ body: Int, in period: Period) -> Body? {
    guard !period.bodies.places[body].isEmpty else { return nil }
    let records = period.records.map { table -> [Body.Row] in
      guard let table else { return [] }
      return (table.starts[body]..<table.starts[body + 1]).enumerated().compactMap { number, row in
        known(read(table, row).flatMap { table.form.record(ofRow: $0, number: number + 1) })
      }
    }
    return known(read(period.bodies, body).flatMap { period.bodies.form.body(ofRow: $0, records: records) })
  }

  private func read(_ table: Table, _ row: Int) -> [UInt8]? {
    let place = table.places[row]
    return table.file.read(at: place.lowerBound, count: place.count).flatMap { $0.count == place.count ? $0 : nil }
  }

  /// Takes note of what could not be read.
  private func known<Row>(_ row: Row?) -> Row? {
    if row == nil { failed.store(true, ordering: .relaxed) }
    return row
  }
}
