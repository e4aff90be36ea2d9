import Dataset
import Evaluation
import Methodology
import SourceText

/// A data folder as the columns that a program takes; the rest of its rows stays in its files.
struct FolderColumns: Sendable {
  let bodies: BodyColumns
  let ids: HeldTexts
  let titles: HeldTexts
  let rows: FolderRows
  /// The first body of each chunk of the table of bodies.
  let chunkStarts: [Int]

  /// One period, its bodies in the order of those that are evaluated.
  private struct Period {
    let held: HeldBodies
    let records: [RecordColumns]
    /// Where each body stands in the period's table; less than 0 for one that is not there.
    let places: [Int32]
    /// Bodies with figures that columns do not hold.
    let unfit: Set<Int>
    let rows: FolderRows.Period

    func columns(of edition: Edition, earlier: [BodyColumns], unfit: Set<Int>, rows: FolderRows) -> BodyColumns {
      BodyColumns(
        held, of: edition, records: records, earlier: earlier,
        isThere: places.contains { $0 < 0 } ? places.map { $0 >= 0 } : nil, unfit: unfit, rows: rows)
    }
  }

  /// Reads a folder.
  ///
  /// - Parameters:
  ///   - files: the periods, oldest first; the last is evaluated.
  ///   - program: what is computed of it.
  ///   - isForAggregates: whether only what aggregates over bodies take is wanted, and no names.
  ///   - evaluator: the edition with its readings.
  ///   - language: the code of the language of titles.
  ///   - chunkSize: the bytes that are read at once.
  ///   - threads: how many chunks are worked on at once.
  ///   - findings: takes what is to be told of the tables' heads.
  ///   - progress: told now and then how far the work is.
  /// - Throws: why it cannot be read so.
  init(
    _ files: [PeriodFiles], _ program: ColumnProgram, isForAggregates: Bool, _ evaluator: Evaluator, language: String,
    chunkSize: Int, threads: Int, findings: Findings, progress: @escaping @Sendable (ColumnScorer.Progress) -> Void
  ) async throws(NotStreamed) {
    let edition = evaluator.edition
    var reading = FolderReading(
      edition: edition, readings: evaluator.readings, holdsTexts: !isForAggregates, language: language,
      chunkSize: chunkSize, threads: threads, findings: findings,
      meter: ReadingMeter(files.flatMap(\.paths), progress))
    var periods: [Period] = []
    for (back, files) in files.reversed().enumerated() {
      let wanted = WantedFigures(program, isForAggregates: isForAggregates, evaluator, back: back)
      let first = periods.first?.held
      periods.append(try await Self.period(files, wanted, first, &reading))
    }
    guard let last = periods.first else { preconditionFailure("no period to be evaluated") }
    let rows = FolderRows(periods.reversed().map(\.rows), of: edition)
    let earlier = periods.dropFirst().map { $0.columns(of: edition, earlier: [], unfit: $0.unfit, rows: rows) }
    let unfit = periods.reduce(into: Set<Int>()) { $0.formUnion($1.unfit) }
    bodies = last.columns(of: edition, earlier: earlier, unfit: unfit, rows: rows)
    (ids, titles) = (last.held.ids, last.held.titles)
    chunkStarts = last.held.chunkStarts
    self.rows = rows
  }

  /// Reads a period.
  ///
  /// - Parameters:
  ///   - files: where it stands.
  ///   - wanted: the figures to be held.
  ///   - evaluated: the bodies that are evaluated; `nil` if they are those of this period.
  ///   - reading: reads the tables.
  /// - Returns: the period, its bodies in the order of those that are evaluated.
  /// - Throws: why it cannot be read so.
  private static func period(
    _ files: PeriodFiles, _ wanted: WantedFigures, _ evaluated: HeldBodies?, _ reading: inout FolderReading
  ) async throws(NotStreamed) -> Period {
    let scan = try reading.scan(files.bodies, table: nil, files)
    var held = try await reading.rows(
      of: scan, into: HeldBodies(wanted: wanted.inputs.sorted(), holdsTexts: reading.holdsTexts))
    guard let index = BodyIndex(held) else { throw .toTell(of: files.bodies) }
    var places: [Int32] = []
    if let evaluated {
      places.reserveCapacity(evaluated.ids.count)
      for body in 0..<evaluated.ids.count {
        do throws(GivesUp) {
          let place = try evaluated.ids.with(body) { id throws(GivesUp) in try index.position(of: id) }
          places.append(place.map { Int32($0) } ?? -1)
        } catch {
          throw .toTell(of: files.bodies)
        }
      }
      held.arrange(places)
    } else {
      places = (0..<Int32(held.columns.count)).map { $0 }
    }
    var unfit = Set(held.columns.unfit)
    var records: [RecordColumns] = []
    var tables: [FolderRows.Table?] = []
    for (table, path) in zip(reading.edition.tables, files.records) {
      let isChecked = !files.isEarlier || wanted.takes(rowsOf: table)
      guard let path else {
        // Rows that are due without a file are nothing that columns have.
        guard table.completeness == nil || !isChecked else { throw .toTell(of: files.bodies) }
        let starts = [Int](repeating: 0, count: places.count + 1)
        records.append(RecordColumns(nil, of: table, starts: starts, isLacking: files.isForeign))
        tables.append(nil)
        continue
      }
      let scan = try reading.scan(path, table: table.index, files)
      let empty = HeldRecords(wanted: wanted.fields(of: table).sorted(), of: index)
      var rows = try await reading.rows(of: scan, into: empty)
      guard !rows.hasDuplicates else { throw .toTell(of: path) }
      let starts = rows.arrange(places)
      let own = RecordColumns(rows.columns, of: table, starts: starts, isLacking: false)
      let due = isChecked ? DueColumns(table, reading.edition, reading.readings) : nil
      guard due?.isMet(by: own, of: held, isThere: { places[$0] >= 0 }) ?? true else { throw .toTell(of: path) }
      for row in rows.columns.unfit { unfit.insert(starts.partitioningIndex { $0 > row } - 1) }
      records.append(own)
      tables.append(FolderRows.Table(file: scan.file, form: scan.form, places: rows.columns.places, starts: starts))
    }
    let bodies = FolderRows.Table(file: scan.file, form: scan.form, places: held.columns.places)
    let lacks = files.isForeign ? zip(reading.edition.tables, files.records).filter { $1 == nil }.map { $0.0.name } : []
    return Period(
      held: held, records: records, places: places, unfit: unfit,
      rows: FolderRows.Period(name: files.name, bodies: bodies, records: tables, lacks: lacks.map { .table($0) }))
  }
}

extension [Int] {
  /// The first position whose number fulfils a condition that holds for all behind it too.
  fileprivate func partitioningIndex(_ condition: (Int) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
