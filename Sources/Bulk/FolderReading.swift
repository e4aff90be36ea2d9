import Dataset
import Methodology
import SourceText
import Synchronization

/// Reads the tables of one folder.
struct FolderReading {
  let edition: Edition
  let readings: [String: String]
  /// Whether identifiers and titles are held.
  let holdsTexts: Bool
  let language: String
  let chunkSize: Int
  let threads: Int
  let findings: Findings
  var meter: ReadingMeter

  /// The head of a table; of the bodies' for no record table.
  func scan(_ path: String, table: Int?, _ files: PeriodFiles) throws(NotStreamed) -> TableScan {
    try TableScan(path, chunkSize: chunkSize) { head, isWhole in
      TableForm(
        head, isWhole: isWhole, name: path, table: table, for: edition, language: language, isLenient: files.isEarlier,
        findings: findings)
    }
  }

  mutating func rows<Table: HeldTable>(of scan: TableScan, into empty: Table) async throws(NotStreamed) -> Table {
    let meter = meter
    let size = scan.file.count
    let held = try await scan.rows(into: empty, threads: threads) { rows, part in
      meter.tell(rows: rows, part: part, ofFileWith: size)
    }
    self.meter.add(rows: held.columns.count, bytes: size)
    return held
  }
}

/// How far the reading of several files is.
struct ReadingMeter: Sendable {
  private let total: Int
  private let progress: @Sendable (ColumnScorer.Progress) -> Void
  private var rows = 0
  private var bytes = 0

  init(_ paths: [String], _ progress: @escaping @Sendable (ColumnScorer.Progress) -> Void) {
    total = max(1, paths.reduce(0) { $0 + (OpenFile($1)?.count ?? 0) })
    self.progress = progress
  }

  mutating func add(rows: Int, bytes: Int) {
    self.rows += rows
    self.bytes += bytes
  }

  func tell(rows: Int, part: Double, ofFileWith count: Int) {
    let done = Double(bytes) + part * Double(count)
    progress(ColumnScorer.Progress(stage: .reading, count: self.rows + rows, part: min(1, done / Double(total))))
  }
}
