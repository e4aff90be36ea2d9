/// A table as comma-separated values (RFC 4180): UTF-8 without a byte-order mark, lines ended by CR LF.
///
/// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and runs it. A text cell that
/// begins so (or with a tab or line break, which some programs skip) gets an apostrophe in front, which spreadsheets
/// read as "this is text". Figures that this program wrote are never touched, so that `-3.5` stays a number.
public struct CSVTable: Sendable {
  public enum Cell: Sendable, Equatable {
    /// Words from a file or of this program.
    case text(String)
    /// A decimal number that this program wrote.
    case figure(String)
    case empty

    /// A text, or an empty cell if there is none.
    package static func optional(_ text: String?) -> Cell { text.map(Cell.text) ?? .empty }
  }

  public let heads: [String]
  public private(set) var rows: [[Cell]] = []

  public init(heads: [String]) {
    self.heads = heads
  }

  /// Adds a row; cells that it lacks at the end are empty.
  public mutating func add(_ row: [Cell]) {
    rows.append(row + Array(repeating: .empty, count: max(0, heads.count - row.count)))
  }

  public var text: String {
    ([heads.map(Cell.text)] + rows).map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
  }

  package static func field(_ cell: Cell) -> String {
    switch cell {
    case .empty: ""
    case .figure(let digits): digits
    case .text(let text): quoted(isTakenForFormula(text) ? "'" + text : text)
    }
  }

  private static func isTakenForFormula(_ text: String) -> Bool {
    switch text.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": true
    default: false
    }
  }

  private static func quoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { !",;\"\r\n".unicodeScalars.contains($0) }
    guard !isPlain || text.first == " " || text.last == " " else { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result.unicodeScalars.append(scalar) }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
