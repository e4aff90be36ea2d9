import Methodology
import SourceText

/// Reads data folders.
public enum DatasetReader {
  /// Reads the bodies and records of a data folder for an edition; everything wrong is told, cell by cell.
  ///
  /// A folder with sub-folders named as years holds a period in each of them; a folder without is one period. What is
  /// wrong in the periods before the one asked for is only warned of, and columns and files that the edition does not
  /// know are passed over in them: they were written under an edition of their own.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - edition: the edition that says what a body reports.
  ///   - year: the year to be evaluated; it is read with every year before it that there is. Without it all years are
  ///     read. A folder without years is read whatever the year.
  ///   - despiteErrors: whether to give the data though something in it is wrong; that is then missing.
  ///   - findings: takes what is found.
  /// - Returns: the data; `nil` if there are errors, or if nothing can be read at all.
  public static func read(
    folder path: String, for edition: Edition, year: Int? = nil, despiteErrors: Bool = false, findings: Findings
  ) -> Dataset? {
    let reporter = Reporter(findings)
    guard let folder = list(path, reporter) else { return nil }
    let shape = EditionShape(edition, reporter: reporter)
    guard let periods = readPeriods(folder, year, shape, reporter) else { return nil }
    guard reporter.errorCount == 0 || despiteErrors else { return nil }
    return Dataset(layout: shape.layout, periods: periods)
  }

  /// The years of a data folder, earliest first; none if it is a single period or cannot be read.
  public static func years(inFolder path: String) -> [Int] {
    (try? DataFolder.list(path).get())?.years ?? []
  }

  /// How many columns of the bodies' table an edition does not know; `nil` if the table cannot be read.
  ///
  /// Data that was made for one methodology can so be told from data for another.
  public static func unknownColumns(inFolder path: String, year: Int? = nil, for edition: Edition) -> Int? {
    let reporter = Reporter(Findings())
    guard let folder = list(path, reporter) else { return nil }
    let period = (year ?? folder.years.last).flatMap { folder.years.contains($0) ? folder.path(of: String($0)) : nil }
    guard let file = TableText.read(path: (period ?? folder.path) + "/bodies.csv", reporter: reporter),
      let table = TableReader(file, reporter: reporter)
    else { return nil }
    let known = Set(["id", "kind"] + PeriodReader.nameColumns + edition.inputs.map(\.declaration.name))
    return table.columns.count { !known.contains($0.name) }
  }

  private static func list(_ path: String, _ reporter: Reporter) -> DataFolder? {
    switch DataFolder.list(path) {
    case .success(let folder): return folder
    case .failure(let failure):
      let words = ["path": "`\(Reporter.shown(path))`", "reason": failure.reason]
      reporter.report(.folderUnreadable, words, at: SourceFile(name: path, bytes: []).whole)
      return nil
    }
  }

  private static func readPeriods(
    _ folder: DataFolder, _ year: Int?, _ shape: EditionShape, _ reporter: Reporter
  ) -> [PeriodData]? {
    guard let latest = folder.years.last else {
      return readPeriod(folder, named: "", shape, reporter).map { [$0] }
    }
    for name in folder.tables + folder.otherTables {
      reporter.report(.besideYears, at: SourceFile(name: folder.path(of: name), bytes: []).whole)
    }
    if let year, !folder.years.contains(year) {
      let years = folder.years.map(String.init).joined(separator: ", ")
      let place = SourceFile(name: folder.path, bytes: []).whole
      reporter.report(.yearNotThere, ["year": String(year), "years": years], at: place)
      return nil
    }
    return folder.years.filter { $0 <= year ?? latest }.compactMap { each in
      let isAsked = year.map { $0 == each } ?? (each == latest || shape.edition.years.contains(each))
      reporter.isEarlierPeriod = !isAsked
      return list(folder.path(of: String(each)), reporter).flatMap {
        readPeriod($0, named: String(each), shape, reporter)
      }
    }
  }

  private static func readPeriod(
    _ folder: DataFolder, named name: String, _ shape: EditionShape, _ reporter: Reporter
  ) -> PeriodData? {
    let names = shape.tables.map(\.table.name)
    if !reporter.isEarlierPeriod { tellUnknownFiles(folder, known: ["bodies"] + names, reporter) }
    let period = PeriodReader(shape, reporter: reporter)
    guard folder.tables.contains("bodies.csv") else {
      // A year may be empty, as a year before the first evaluation is.
      if name.isEmpty || !folder.tables.isEmpty {
        reporter.report(.noBodiesTable, at: SourceFile(name: folder.path, bytes: []).whole)
      }
      return name.isEmpty ? nil : period.period(named: name)
    }
    guard let file = TableText.read(path: folder.path(of: "bodies.csv"), reporter: reporter),
      period.readBodies(file)
    else { return nil }
    for (index, table) in names.enumerated() {
      if let name = folder.tables.first(where: { $0 == table + ".csv" }) {
        guard let file = TableText.read(path: folder.path(of: name), reporter: reporter) else { continue }
        period.readRecords(file, tableAt: index)
      } else if shape.tables[index].table.completeness != nil, !reporter.isEarlierPeriod {
        reporter.report(.noCompleteTable, ["name": table], at: SourceFile(name: folder.path, bytes: []).whole)
      }
    }
    return period.period(named: name)
  }

  private static func tellUnknownFiles(_ folder: DataFolder, known: [String], _ reporter: Reporter) {
    for file in folder.tables + folder.otherTables {
      let isTable = file.hasSuffix(".csv")
      let name = String(file[..<(file.lastIndex(of: ".") ?? file.endIndex)])
      guard !isTable || !known.contains(name) else { continue }
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
