import Formula
import Methodology
import SourceText

/// What the head of `bodies.csv` says of the rows behind it, for readers that go through them in a way of their own.
package struct BodyTable {
  package enum Role {
    case id
    case kind
    /// A title; of those that a row has the one of the least rank is shown.
    case title(rank: Int)
    /// The position of an input.
    case figure(Int)
    case ignored
    /// A column without a name, in which nothing may stand.
    case unnamed
  }

  package let roles: [Role]
  package let separator: UInt8
  /// Where the rows begin.
  package let start: Int
  /// How each input is read.
  package let readers: [CellReader]
  /// Pairs of inputs of which the first cannot exceed the second.
  package let limits: [(figure: Int, limit: Int)]
  /// The inputs of a body that reports nothing.
  package let emptyInputs: [Value]
  package let kinds: [String]
  /// The kind of a body that names none: the only one that there is.
  package let onlyKind: String?

  /// Reads the head of a table; `nil` if there is an error in it.
  ///
  /// - Parameters:
  ///   - bytes: the first rows of the file, in UTF-8 without a byte-order mark.
  ///   - name: the path of the file.
  ///   - edition: the edition that says what a body reports.
  ///   - language: the language of titles.
  ///   - findings: takes what is to be told of the head.
  package init?(_ bytes: [UInt8], name: String, for edition: Edition, language: String, findings: Findings) {
    let own = Findings()
    let reporter = Reporter(own)
    let shape = EditionShape(edition, reporter: reporter)
    guard let table = TableReader(SourceFile(name: name, bytes: bytes), reporter: reporter) else { return nil }
    let plan = ColumnPlan(
      table, named: ["id", "kind"] + PeriodReader.nameColumns,
      required: shape.onlyKind == nil ? ["id", "kind"] : ["id"], figures: shape.inputs, what: "`bodies.csv`",
      shape: shape)
    let readers = shape.inputs.figures.compactMap(\.reader)
    guard !plan.lacksRequired, plan.column("id") != nil, reporter.errorCount == 0,
      readers.count == shape.inputs.figures.count
    else { return nil }
    let order = Self.titleColumns(language)
    roles = zip(plan.roles, table.columns).map { role, column in
      switch role {
      case .figure(let position): return .figure(position)
      case .named("id"): return .id
      case .named("kind"): return .kind
      case .named(let name): return order.firstIndex(of: name).map { .title(rank: $0) } ?? .ignored
      case .ignored: return column.name.isEmpty ? .unnamed : .ignored
      }
    }
    separator = table.separator
    start = table.offset
    self.readers = readers
    limits = shape.inputs.limits
    emptyInputs = shape.emptyInputs
    kinds = shape.kinds
    onlyKind = shape.onlyKind
    findings.add(contentsOf: own)
  }

  /// The columns of titles, those that readers of a language are shown first.
  private static func titleColumns(_ language: String) -> [String] {
    let languages = [language] + (language == "en" ? ["ru", "kk"] : ["ru", "kk", "en"].filter { $0 != language })
    // A name in no particular language stands for English, unless there is an English one.
    return languages.flatMap { $0 == "en" ? ["name_en", "name"] : ["name_\($0)"] }
  }

  /// The cells of one row, none for a blank one; `nil` if there is something to be told of it.
  package func cells(ofRow bytes: [UInt8]) -> [[UInt8]]? {
    var reader = DelimitedReader(bytes, separator: separator)
    switch reader.next() {
    case .end: return []
    case .row: break
    case .unclosedQuote, .textAfterQuote: return nil
    }
    var cells = reader.cells.map { cell in
      cell.hasDoubledQuotes ? Self.content(bytes[cell.range]) : Array(bytes[cell.range])
    }
    guard reader.offset >= bytes.count, cells.count >= roles.count, reader.cellCount == cells.count,
      cells[roles.count...].allSatisfy(\.isEmpty), cells.allSatisfy({ $0.count <= TableReader.longestCell })
    else { return nil }
    cells.removeLast(cells.count - roles.count)
    return cells
  }

  /// The content of a cell with doubled quotation marks.
  private static func content(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var content: [UInt8] = []
    var isSecond = false
    for byte in bytes {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if !isSecond { content.append(byte) }
    }
    return Array(content[Blank.trim(content, 0..<content.count)])
  }
}

extension DatasetReader {
  /// The path of the only table of a data folder that has nothing but `bodies.csv` for what is to be evaluated.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - year: the year to be evaluated.
  ///   - edition: the edition; the year must be one of its own.
  /// - Returns: the path; `nil` if there is more, or less.
  package static func onlyTable(inFolder path: String, year: Int?, for edition: Edition) -> String? {
    guard edition.periodsLookedBack == 0, case .success(let folder) = DataFolder.list(path) else { return nil }
    guard !folder.years.isEmpty else {
      return folder.tables == ["bodies.csv"] && folder.otherTables.isEmpty ? folder.path(of: "bodies.csv") : nil
    }
    guard let year, folder.years.contains(year), edition.years.contains(year), folder.otherTables.isEmpty,
      folder.tables.allSatisfy({ $0 == OfficialResults.fileName }),
      case .success(let own) = DataFolder.list(folder.path(of: String(year))), own.tables == ["bodies.csv"],
      own.otherTables.isEmpty
    else { return nil }
    return own.path(of: "bodies.csv")
  }
}
