import Exact
import Formula
import SourceText

/// A name that a rule file declares and formulas can use.
///
/// A class, so that it is handed around cheaply; nothing in it changes.
public final class Declaration: Sendable {
  public enum Content: Sendable {
    /// The kind of the body.
    case kind
    case input(Input)
    case reading(Reading)
    case parameter(Parameter)
    case scale(Scale)
    case derived(Derived)
    case score(Score)
  }

  public let id: SymbolID
  /// The name by which formulas know it; that of a score inside another is its path.
  public let name: String
  public let titles: Titles
  public let provenance: Provenance
  public let type: ValueType
  public let content: Content

  package init(
    id: SymbolID, name: String, titles: Titles, provenance: Provenance, type: ValueType, content: Content
  ) {
    self.id = id
    self.name = name
    self.titles = titles
    self.provenance = provenance
    self.type = type
    self.content = content
  }

  /// The name's last part.
  public var shortName: String { String(name.split(separator: ".").last ?? "") }
}

/// A figure that a body reports, or the field of a record.
public struct Input: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// A whole number, not negative.
    case count
    case number
    /// A number from 0 to 1 unless the rule file says otherwise.
    case share
    /// A number from 0 to 100 unless the rule file says otherwise.
    case percent
    case yesNo = "yes_no"
    case choice
    case text
  }

  public let kind: Kind
  public let unit: Unit?
  public let choices: [String]
  public let from: Rational?
  public let to: Rational?
  /// The name of another figure beside it that it cannot exceed.
  public let atMost: String?
  /// What holds if it is not reported, where the rule says so.
  public let fallback: Value?
  /// The form on which it is reported.
  public let form: String?

  package init(
    kind: Kind, unit: Unit? = nil, choices: [String] = [], from: Rational? = nil, to: Rational? = nil,
    atMost: String? = nil, fallback: Value? = nil, form: String? = nil
  ) {
    self.kind = kind
    self.unit = unit
    self.choices = choices
    self.from = from
    self.to = to
    self.atMost = atMost
    self.fallback = fallback
    self.form = form
  }
}

/// A place of the act that can be read in more than one way.
public struct Reading: Sendable {
  public struct Choice: Sendable {
    public let name: String
    public let titles: Titles
    public let span: Span

    package init(name: String, titles: Titles, span: Span) {
      self.name = name
      self.titles = titles
      self.span = span
    }
  }

  public let choices: [Choice]
  public let standard: String

  package init(choices: [Choice], standard: String) {
    self.choices = choices
    self.standard = standard
  }
}

/// A figure that the act sets.
public struct Figure: Sendable {
  public let value: Rational
  public let provenance: Provenance
}

/// A figure that the act sets, perhaps a different one for each case.
public struct Parameter: Sendable {
  /// The names whose values tell the case; none for a figure that always holds.
  public let keys: [String]
  /// The figures by case.
  public let figures: [[String]: Figure]
  /// The cases in the order of the file.
  public let cases: [[String]]
  /// The same as another place of the act states it.
  public let elsewhere: [Parameter]
  public let unit: Unit?

  package init(
    keys: [String], figures: [[String]: Figure], cases: [[String]], elsewhere: [Parameter] = [], unit: Unit?
  ) {
    self.keys = keys
    self.figures = figures
    self.cases = cases
    self.elsewhere = elsewhere
    self.unit = unit
  }

  public func figure(_ key: [String]) -> Figure? { figures[key] }

  /// The figures with their cases, in the order of the file.
  public var orderedFigures: [(key: [String], figure: Figure)] {
    cases.compactMap { key in figures[key].map { (key, $0) } }
  }
}

/// How a result is rounded.
public struct Rounding: Sendable {
  public let step: Rational
  public let mode: RoundingMode
  public let provenance: Provenance
}

/// A scale (шкала) from a value to a figure.
public struct Scale: Sendable {
  public struct Row: Sendable {
    public let lower: Bound?
    public let upper: Bound?
    public let figure: Figure
    public let span: Span

    public func contains(_ value: Rational) -> Bool { Scale.covers(lower, upper, value) }
  }

  public struct Bound: Sendable, Hashable {
    public let value: Rational
    public let isIncluded: Bool

    public init(value: Rational, isIncluded: Bool) {
      self.value = value
      self.isIncluded = isIncluded
    }
  }

  public let keys: [String]
  /// The rows by case, each list in the order of the file.
  public let rows: [[String]: [Row]]
  public let cases: [[String]]
  public let argument: Input
  /// The rounding of the value before it is looked up.
  public let rounding: Rounding?
  /// What holds for a value that no row covers.
  public let otherwise: Parameter?
  public let unit: Unit?
}

/// A quantity that a formula names for use in others.
public struct Derived: Sendable {
  public let formula: Formula

  package init(formula: Formula) {
    self.formula = formula
  }
}

/// A field of a record.
public struct Field: Sendable {
  public enum Content: Sendable {
    case input(Input)
    case derived(Formula)
  }

  public let name: String
  public let titles: Titles
  public let provenance: Provenance
  public let type: ValueType
  public let content: Content

  package init(name: String, titles: Titles, provenance: Provenance, type: ValueType, content: Content) {
    self.name = name
    self.titles = titles
    self.provenance = provenance
    self.type = type
    self.content = content
  }
}

/// A list under a body.
public struct RecordTable: Sendable {
  public let index: Int
  public let name: String
  public let titles: Titles
  public let provenance: Provenance
  public let unit: Unit?
  public let fields: [Field]
  /// The fields that tell one row of a body from another; none if rows may repeat.
  public let key: [Int]
  public let completeness: Completeness?
  public let form: String?

  package init(
    index: Int, name: String, titles: Titles, provenance: Provenance, unit: Unit?, fields: [Field], key: [Int],
    completeness: Completeness?, form: String?
  ) {
    self.index = index
    self.name = name
    self.titles = titles
    self.provenance = provenance
    self.unit = unit
    self.fields = fields
    self.key = key
    self.completeness = completeness
    self.form = form
  }

  /// Which rows a body must have, in a table where none may be left out.
  public struct Completeness: Sendable {
    /// The parameter that has a figure for every row that is due; `nil` if all values of the keys are due.
    public let parameter: SymbolID?
    public let provenance: Provenance
  }

  public func field(_ name: String) -> Int? { fields.firstIndex { $0.name == name } }
}
