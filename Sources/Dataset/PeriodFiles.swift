import Methodology

/// The files of a period, for readers that go through them in a way of their own.
package struct PeriodFiles: Sendable {
  /// The year; empty for a data folder without years.
  package let name: String
  /// The path of the table of bodies.
  package let bodies: String
  /// The paths of the record tables by their index; `nil` where a body has no rows.
  package let records: [String?]
  /// Whether nothing is known of a record table without a file.
  package let isForeign: Bool
  /// Whether it is a period before that which is evaluated.
  package let isEarlier: Bool

  /// All files of the period.
  package var paths: [String] { [bodies] + records.compactMap { $0 } }
}

extension PeriodFiles {
  /// Why the files of a folder are for nobody but ``DatasetReader``.
  package struct Unsuited: Error {
    package let reason: String
  }

  /// The periods that a year rests on, oldest first.
  ///
  /// - Parameters:
  ///   - path: the data folder.
  ///   - year: the year to be evaluated; it must be one of the edition's own.
  ///   - edition: the edition.
  /// - Returns: the periods.
  /// - Throws: what may have to be told of the folder.
  package static func list(
    inFolder path: String, year: Int?, for edition: Edition
  ) throws(Unsuited) -> [PeriodFiles] {
    let folder = try listed(path)
    guard !folder.years.isEmpty else {
      return [try PeriodFiles(folder, name: "", of: edition, isEarlier: false)]
    }
    guard folder.otherTables.isEmpty, folder.tables.allSatisfy({ $0 == OfficialResults.fileName }) else {
      throw Unsuited(reason: "`\(path)` has tables beside its years")
    }
    guard let year, folder.years.contains(year) else { throw Unsuited(reason: "no year of `\(path)` is asked for") }
    guard edition.years.contains(year) else {
      throw Unsuited(reason: "`\(folder.path(of: String(year)))` was made for another edition")
    }
    var periods: [PeriodFiles] = []
    let earlier = folder.years.filter { $0 < year }
    for each in earlier.suffix(edition.periodsLookedBack ?? earlier.count) + [year] {
      if let last = periods.last?.name, Int(last) != each - 1 {
        throw Unsuited(reason: "`\(path)` lacks a year before `\(each)`")
      }
      let own = try listed(folder.path(of: String(each)))
      periods.append(try PeriodFiles(own, name: String(each), of: edition, isEarlier: each != year))
    }
    return periods
  }

  private static func listed(_ path: String) throws(Unsuited) -> DataFolder {
    switch DataFolder.list(path) {
    case .success(let folder): return folder
    case .failure(let failure): throw Unsuited(reason: "`\(path)` cannot be read: \(failure.reason)")
    }
  }

  private init(_ folder: DataFolder, name: String, of edition: Edition, isEarlier: Bool) throws(Unsuited) {
    let names = edition.tables.map { $0.name + ".csv" }
    guard folder.tables.contains("bodies.csv") else { throw Unsuited(reason: "`\(folder.path)` has no `bodies.csv`") }
    // An earlier period was written under an edition of its own, with files that this one does not know.
    let isKnown = folder.otherTables.isEmpty && folder.tables.allSatisfy { $0 == "bodies.csv" || names.contains($0) }
    guard isKnown || isEarlier else {
      throw Unsuited(reason: "`\(folder.path)` has files that are no tables of the edition")
    }
    var records: [String?] = []
    for (table, file) in zip(edition.tables, names) {
      let isThere = folder.tables.contains(file)
      guard isThere || isEarlier || table.completeness == nil else {
        throw Unsuited(reason: "`\(folder.path)` has no `\(file)`")
      }
      records.append(isThere ? folder.path(of: file) : nil)
    }
    self.name = name
    bodies = folder.path(of: "bodies.csv")
    self.records = records
    isForeign = isEarlier && !(Int(name).map(edition.years.contains) ?? true)
    self.isEarlier = isEarlier
  }
}
