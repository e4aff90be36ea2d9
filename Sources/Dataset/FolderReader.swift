import Methodology
import SourceText

/// Reads one data folder for one edition.
///
/// A class, since it keeps account of the files that it read; it lives as long as one folder is read.
final class FolderReader {
  private let folder: DataFolder
  private let shape: EditionShape
  private let isForeign: Bool
  private let reporter: Reporter
  /// The files that were read, by their names as seen from the folder.
  private var files: [(name: String, fingerprint: Fingerprint)] = []

  /// Lists a folder; `nil` after a finding if it cannot be read.
  init?(_ path: String, for edition: Edition, shared: SharedColumns, isForeign: Bool, reporter: Reporter) {
    guard let folder = DataFolder.list(path, reporter) else { return nil }
    self.folder = folder
    self.isForeign = isForeign
    self.reporter = reporter
    shape = EditionShape(edition, shared: shared, reporter: reporter)
  }

  /// The periods that a year rests on; `nil` after a finding if nothing can be read.
  func dataset(year: Int?) -> Dataset? {
    guard let periods = folder.years.isEmpty ? onlyPeriod : periods(upTo: year) else { return nil }
    // Names are compared byte by byte, so that the order is the same on every machine.
    let files = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return Dataset(layout: shape.layout, periods: periods, fingerprint: Fingerprint(ofFiles: files))
  }

  private var onlyPeriod: [PeriodData]? {
    reporter.isLenient = isForeign
    reporter.isForeign = isForeign
    return period(named: "", in: folder).map { [$0] }
  }

  private func periods(upTo year: Int?) -> [PeriodData]? {
    for name in folder.tables + folder.otherTables where name != OfficialResults.fileName {
      reporter.report(.besideYears, at: SourceFile(name: folder.path(of: name), bytes: []).whole)
    }
    guard year.map(folder.years.contains) ?? true else {
      let words = ["year": year.map(String.init) ?? "", "years": folder.years.map(String.init).joined(separator: ", ")]
      reporter.report(.yearNotThere, words, at: SourceFile(name: folder.path, bytes: []).whole)
      return nil
    }
    var periods: [PeriodData] = []
    for each in years(upTo: year) {
      let isAsked = each == year ?? folder.years.last || (year == nil && shape.edition.years.contains(each))
      reporter.isLenient = isForeign || !isAsked
      reporter.isForeign = reporter.isLenient && !shape.edition.years.contains(each)
      let path = folder.path(of: String(each))
      guard let yearFolder = DataFolder.list(path, reporter) else { continue }
      // A year may be empty, as one before the first evaluation is, but not the one that is asked for.
      if each == year, !yearFolder.tables.contains(Self.bodiesTable) {
        reporter.report(.noBodiesTable, at: SourceFile(name: path, bytes: []).whole)
        return nil
      }
      if let period = period(named: String(each), in: yearFolder) {
        periods.append(period)
      } else if each == year {
        // The year before must not be taken for the one that is asked for.
        reporter.isLenient = false
        let words = ["path": "`\(path)`", "reason": "its table of bodies cannot be used"]
        reporter.report(.folderUnreadable, words, at: SourceFile(name: path, bytes: []).whole)
        return nil
      }
    }
    return periods
  }

  private static let bodiesTable = "bodies.csv"

  /// The years to be read: those that results for a year rest on, all years for none in particular.
  private func years(upTo year: Int?) -> [Int] {
    guard let year else { return folder.years }
    let earlier = folder.years.filter { $0 < year }
    return earlier.suffix(shape.edition.periodsLookedBack ?? earlier.count) + [year]
  }

  private func period(named name: String, in folder: DataFolder) -> PeriodData? {
    let names = shape.tables.map(\.table.name)
    if !reporter.isLenient { tellUnknownFiles(folder, known: ["bodies"] + names) }
    let period = PeriodReader(shape, reporter: reporter)
    guard folder.tables.contains(Self.bodiesTable) else {
      if name.isEmpty || !folder.tables.isEmpty {
        reporter.report(.noBodiesTable, at: SourceFile(name: folder.path, bytes: []).whole)
      }
      return name.isEmpty ? nil : period.period(named: name)
    }
    guard let file = read(Self.bodiesTable, in: folder), period.readBodies(file) else { return nil }
    for (index, table) in names.enumerated() {
      guard folder.tables.contains(table + ".csv") else {
        period.lacksRecords(tableAt: index)
        if shape.tables[index].table.completeness != nil, !reporter.isLenient {
          reporter.report(.noCompleteTable, ["name": table], at: SourceFile(name: folder.path, bytes: []).whole)
        }
        continue
      }
      if let file = read(table + ".csv", in: folder) {
        period.readRecords(file, tableAt: index)
      } else {
        period.lacksRecords(tableAt: index)
      }
    }
    return period.period(named: name)
  }

  private func read(_ name: String, in folder: DataFolder) -> SourceFile? {
    let path = folder.path(of: name)
    guard let bytes = TableText.readBytes(path: path, reporter: reporter) else { return nil }
    let prefix = folder.path == self.folder.path ? "" : (folder.path.split(separator: "/").last ?? "") + "/"
    files.append((prefix + name, Fingerprint(of: bytes)))
    return TableText.decode(bytes, name: path, reporter: reporter)
  }

  private func tellUnknownFiles(_ folder: DataFolder, known: [String]) {
    for file in folder.tables + folder.otherTables {
      let isTable = file.hasSuffix(".csv")
      let name = String(file[..<(file.lastIndex(of: ".") ?? file.endIndex)])
      guard !isTable || !(known.contains(name) || shape.shared.has(table: name)) else { continue }
      let place = SourceFile(name: folder.path(of: file), bytes: []).whole
      let near = known.first { $0 == name.lowercased() } ?? reporter.nearest(name, among: known)
      let help = near.map { name in
        Message(isTable ? "did you mean `{name}.csv`?" : "save it as `{name}.csv`", ["name": name])
      }
      let reason =
        isTable
        ? Message("the edition has no record table `{name}`", ["name": Reporter.shown(name)])
        : Message("tables are files whose names end in `.csv`")
      // Without its table a body would seem to have nothing to list, which is not the same as not having said it.
      let hidesTable = near.map { !folder.tables.contains($0 + ".csv") } ?? false
      reporter.report(
        hidesTable ? .misnamedTable : .unknownDataFile, ["reason": reason.text], at: place, help: help)
    }
  }
}
