import Formula
import Methodology
import SourceText

/// What the head of a table says of the rows behind it, for readers that go through them in a way of their own.
package struct TableForm: Sendable {
  package enum Role: Sendable {
    /// The identifier of a body: that of the row, or of the body that a record belongs to.
    case id
    case kind
    /// A title; of those that a row has the one of the least rank is shown.
    case title(rank: Int)
    /// The position of an input or a field.
    case figure(Int)
    case ignored
    /// A column without a name, in which nothing may stand.
    case unnamed
  }

  package let roles: [Role]
  package let separator: UInt8
  /// Where the rows begin.
  package let start: Int
  /// How each figure is read; `nil` for one that the rules compute.
  package let readers: [CellReader?]
  /// Pairs of figures of which the first cannot exceed the second.
  package let limits: [(figure: Int, limit: Int)]
  /// The figures that a row cannot be without, and that tell the rows of a body apart; none for a table of bodies.
  package let key: [Int]
  package let kinds: [String]
  /// The kind of a body that names none: the only one that there is.
  package let onlyKind: String?
  /// The figures of a row that reports nothing.
  private let emptyRow: [Value]
  private let records: EditionShape.Table?

  /// Reads the head of a table; `nil` if there is an error in it.
  ///
  /// - Parameters:
  ///   - bytes: the first rows of the file, in UTF-8 without a byte-order mark.
  ///   - isWhole: whether these are all.
  ///   - name: the path of the file.
  ///   - table: the index of the record table; `nil` for the table of bodies.
  ///   - edition: the edition that says what a body reports.
  ///   - language: the language of titles.
  ///   - isLenient: whether the period is one before that which is evaluated.
  ///   - findings: takes what is to be told of the head.
  package init?(
    _ bytes: [UInt8], isWhole: Bool, name: String, table: Int? = nil, for edition: Edition, language: String,
    isLenient: Bool = false,
    findings: Findings
  ) {
    guard TableText.binaryKind(bytes) == nil, isWhole || DelimitedReader.isSeparatorDecided(by: bytes) else {
      return nil
    }
    let own = Findings()
    let reporter = Reporter(own)
    let shape = EditionShape(edition, reporter: reporter)
    reporter.isLenient = isLenient
    guard let head = TableReader(SourceFile(name: name, bytes: bytes), reporter: reporter) else { return nil }
    records = table.map { shape.tables[$0] }
    let plan = records.map { $0.plan(head, shape) } ?? PeriodReader.plan(head, shape)
    guard !plan.lacksRequired, plan.column(records == nil ? "id" : "body") != nil, reporter.errorCount == 0 else {
      return nil
    }
    let order = Self.titleColumns(language)
    roles = zip(plan.roles, head.columns).map { role, column in
      switch role {
      case .figure(let position): return .figure(position)
      case .named("id"), .named("body"): return .id
      case .named("kind"): return .kind
      case .named(let name): return order.firstIndex(of: name).map { .title(rank: $0) } ?? .ignored
      case .ignored: return column.name.isEmpty ? .unnamed : .ignored
      }
    }
    separator = head.separator
    start = head.offset
    let figures = records?.fields ?? shape.inputs
    readers = figures.figures.map(\.reader)
    limits = figures.limits
    key = records?.key ?? []
    emptyRow = records?.emptyRow ?? shape.emptyInputs
    kinds = records == nil ? shape.kinds : []
    onlyKind = records == nil ? shape.onlyKind : ""
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

  // MARK: Rows as they were reported

  /// The body of a row, without records; `nil` if there is something to be told of the row.
  package func body(ofRow bytes: [UInt8], records: [[Body.Row]]) -> Body? {
    guard let cells = cells(ofRow: bytes), !cells.isEmpty else { return nil }
    var id = ""
    var kind = onlyKind
    for (role, cell) in zip(roles, cells) where !cell.isEmpty {
      switch role {
      case .id: id = String(decoding: cell, as: UTF8.self)
      case .kind: kind = String(decoding: cell, as: UTF8.self)
      default: break
      }
    }
    return Body(id: id, kind: kind ?? "", titles: Titles(), inputs: values(of: cells), records: records, span: nil)
  }

  /// The record of a row, the one of a number under its body; `nil` if there is something to be told of the row.
  package func record(ofRow bytes: [UInt8], number: Int) -> Body.Row? {
    guard let cells = cells(ofRow: bytes), !cells.isEmpty else { return nil }
    return records?.row(values(of: cells), number: number, at: nil)
  }

  private func values(of cells: [[UInt8]]) -> [Value] {
    var values = emptyRow
    for (role, cell) in zip(roles, cells) {
      guard case .figure(let position) = role, let reader = readers[position],
        case .value(let value) = reader.read(cell, 0..<cell.count).content
      else { continue }
      values[position] = value
    }
    return values
  }
}
