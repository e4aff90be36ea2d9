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
  ///   - year: the year to be evaluated; it is read with the years before it that the edition looks back at. Without it
  ///     all years are read. A folder without years is read whatever the year.
  ///   - isForeign: whether the data was made for another edition. What is wrong in it is then only warned of, what the
  ///     edition does not know is passed over, and what it lacks stands in ``PeriodData/lacks``.
  ///   - other: another edition that the same data is read for; what that one reads is passed over.
  ///   - despiteErrors: whether to give the data though something in it is wrong; that is then missing.
  ///   - findings: takes what is found.
  /// - Returns: the data; `nil` if there are errors, or if nothing can be read at all.
  public static func read(
    folder path: String, for edition: Edition, year: Int? = nil, isForeign: Bool = false,
    sharedWith other: Edition? = nil,
    despiteErrors: Bool = false, findings: Findings
  ) -> Dataset? {
    let reporter = Reporter(findings)
    let shared = other.map(SharedColumns.init(with:)) ?? .none
    guard
      let folder = FolderReader(path, for: edition, shared: shared, isForeign: isForeign, reporter: reporter),
      let dataset = folder.dataset(year: year), reporter.errorCount == 0 || despiteErrors
    else { return nil }
    return dataset
  }

  /// The years of a data folder, earliest first; none if it is a single period or cannot be read.
  public static func years(inFolder path: String, findings: Findings = Findings()) -> [Int] {
    DataFolder.list(path, Reporter(findings))?.years ?? []
  }

  /// Whether a year of a folder was made for another edition than one that is asked for.
  public static func isForeign(year: Int?, inFolder path: String, to edition: Edition) -> Bool {
    guard let year, years(inFolder: path).contains(year) else { return false }
    return !edition.years.contains(year)
  }

  /// How many columns of the bodies' table an edition does not know; `nil` if the table cannot be read.
  ///
  /// Data that was made for one methodology can so be told from data for another.
  public static func unknownColumns(inFolder path: String, year: Int? = nil, for edition: Edition) -> Int? {
    let reporter = Reporter(Findings())
    guard let folder = DataFolder.list(path, reporter) else { return nil }
    let period = (year ?? folder.years.last).flatMap { folder.years.contains($0) ? folder.path(of: String($0)) : nil }
    guard let file = TableText.read(path: (period ?? folder.path) + "/bodies.csv", reporter: reporter),
      let table = TableReader(file, reporter: reporter)
    else { return nil }
    let known = Set(["id", "kind"] + PeriodReader.nameColumns + edition.inputs.map(\.declaration.name))
    return table.columns.count { !known.contains($0.name) }
  }
}
