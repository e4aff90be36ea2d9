import Formula
import Methodology

/// One thing that two editions say differently.
public struct RuleChange: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case added, dropped, renamed, moved, changed
  }

  /// What of the rules it is about, the most important first.
  public enum Aspect: String, Sendable, CaseIterable {
    case bands, assessor, kind
    /// A criterion, indicator or direction as such.
    case criterion
    case applies, weight, maximum, minimum, combination, formula, figure, scale, penalty, rounding
    case atLeast = "at_least"
    case atMost = "at_most"
    case ifMissing = "if_missing"
    case derived, field, rows, reading, input, unit
  }

  /// What one of the editions says.
  public struct Side: Sendable {
    /// The name by which the rule file knows what it is about.
    public let name: String
    public let titles: Titles
    /// The figure, formula or rows, with what the other edition does not have marked; empty if only the name counts.
    public let text: MarkedText
    public let unit: Unit?
    public let provenance: Provenance
    public let symbol: SymbolID?
  }

  /// A part of a list of rows, limits or properties that differs.
  public struct Row: Sendable, Equatable {
    /// What tells the row from others: its case and bounds, or the name of a property.
    public let label: String
    public let before: String?
    public let after: String?
    /// The title of what the row is about, if it has one.
    public let titles: Titles

    public init(label: String, before: String?, after: String?, titles: Titles = Titles()) {
      self.label = label
      self.before = before
      self.after = after
      self.titles = titles
    }
  }

  /// Its place among the changes of the comparison.
  public internal(set) var id: Int
  public let kind: Kind
  public let aspect: Aspect
  public let before: Side?
  public let after: Side?
  /// The cases of a figure that differs from case to case.
  public internal(set) var keys: [[String]]
  /// The rows that differ, where it is about a list of them.
  public let rows: [Row]
  /// The table that it is about, if it is a record table or a field of one.
  let tables: TablePair?
  /// The scores that it bears on, the outermost first; empty if it bears on several directions or on none.
  public internal(set) var scope: [ScopeEntry] = []

  struct TablePair: Sendable {
    let before: Int?
    let after: Int?
    let field: String?
  }

  /// A score on the way from a direction to what a change is about.
  public struct ScopeEntry: Sendable, Equatable {
    public let name: String
    public let titles: Titles

    public static func == (left: ScopeEntry, right: ScopeEntry) -> Bool { left.name == right.name }
  }

  /// Where the amendment says so that makes the change; empty if the later edition is a whole text.
  public internal(set) var amendedBy: [String] = []

  init(
    _ kind: Kind, _ aspect: Aspect, before: Side?, after: Side?, keys: [[String]] = [], rows: [Row] = [],
    tables: TablePair? = nil
  ) {
    id = 0
    self.kind = kind
    self.aspect = aspect
    self.before = before
    self.after = after
    self.keys = keys
    self.rows = rows
    self.tables = tables
  }

  /// What the later edition says, or the earlier one where the later has nothing.
  public var side: Side? { after ?? before }
}
