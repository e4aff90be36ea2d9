import Formula
import Methodology
import SourceText

/// What the bodies reported for one period or several, as one edition asks for it.
public struct Dataset: Sendable {
  /// Where each input stands among the figures of a body.
  public let layout: InputLayout
  /// The periods, oldest first.
  public let periods: [PeriodData]
  /// What tells the files from all others that the data was read from; `nil` for data that stands in no files.
  ///
  /// It is that of the list which `sha256sum` prints of them in the order of their names, seen from the data folder.
  public let fingerprint: Fingerprint?

  public init(layout: InputLayout, periods: [PeriodData], fingerprint: Fingerprint? = nil) {
    self.layout = layout
    self.periods = periods
    self.fingerprint = fingerprint
  }

  /// How the periods do not fit an edition that they were not made for; of earlier ones what is looked back at.
  public func misfits(with edition: Edition) -> [Diagnostic] {
    let lookedAt = edition.namesLookedBackAt
    return periods.enumerated().flatMap { index, period -> [Diagnostic] in
      let isLast = index == periods.count - 1
      let lacks = isLast ? period.lacks.map(\.description) : []
      let strange = period.strangeValues.filter {
        isLast || lookedAt.contains($0.table == "bodies" ? $0.column : $0.table)
      }.map(\.description)
      return [(DiagnosticKind.foreignData, lacks), (.strangeData, strange)].compactMap { kind, list in
        guard !list.isEmpty else { return nil }
        return Diagnostic(
          kind, ["period": period.name, "edition": edition.id, "list": Listing.quoted(list)], at: nil)
      }
    }
  }

  /// The same with other periods in the place of its own.
  public func replacing(periods: [PeriodData]) -> Dataset {
    Dataset(layout: layout, periods: periods, fingerprint: fingerprint)
  }

  /// The period of a name, or of a year such as `2017`.
  public func period(_ name: String) -> PeriodData? { periods.first { $0.name == name } }

  /// The position of the period before another.
  ///
  /// Of years it is the year before, not just any earlier one; other periods follow one another as they are listed.
  public func previous(ofPeriodAt position: Int) -> Int? {
    guard periods.indices.contains(position), position > 0 else { return nil }
    if let year = periods[position].year, let earlier = periods[position - 1].year, earlier != year - 1 { return nil }
    return position - 1
  }
}

/// What the bodies reported for one period.
public struct PeriodData: Sendable {
  /// The year, or whatever the maker calls the period; empty for a data folder without years.
  public let name: String
  public let bodies: [Body]
  /// What the edition asks for and the files have no place for, in the order of the rule file.
  ///
  /// It is told of data that was made for another edition; in data of the edition's own it is a finding.
  public let lacks: [Lack]
  /// Values of choices that the edition does not know, in data that was made for another.
  public let strangeValues: [StrangeValue]
  private let positions: [String: Int]
  private let lackedTables: Set<String>

  public init(name: String, bodies: [Body], lacks: [Lack] = [], strangeValues: [StrangeValue] = []) {
    self.name = name
    self.bodies = bodies
    self.lacks = lacks
    self.strangeValues = strangeValues
    lackedTables = Set(lacks.compactMap { if case .table(let table) = $0 { table } else { nil } })
    positions = Dictionary(bodies.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
  }

  /// Whether nothing is known of a record table, which is not the same as its having no rows.
  public func lacks(table name: String) -> Bool { !lackedTables.isEmpty && lackedTables.contains(name) }

  /// The same with other bodies in the place of its own.
  public func replacing(bodies: [Body]) -> PeriodData {
    PeriodData(name: name, bodies: bodies, lacks: lacks, strangeValues: strangeValues)
  }

  /// The year, where the name is one.
  public var year: Int? { name.utf8.count == 4 ? Int(name) : nil }

  /// The position of a body among the bodies of the period.
  public func position(of id: String) -> Int? { positions[id] }

  /// The body of an identifier.
  public func body(_ id: String) -> Body? { positions[id].map { bodies[$0] } }
}

/// A place for figures that an edition asks for and the files of a period do not have.
public enum Lack: Sendable, Hashable, CustomStringConvertible {
  /// An input without a column.
  case input(String)
  /// A record table without a file.
  case table(String)
  /// A field of a record table without a column.
  case field(table: String, String)

  public var description: String {
    switch self {
    case .input(let name), .table(let name): name
    case .field(let table, let name): table + "." + name
    }
  }
}

/// A value of a choice that the edition does not know.
public struct StrangeValue: Sendable, Hashable, CustomStringConvertible {
  public let table: String
  public let column: String
  public let text: String

  public var description: String { "\(table).\(column) = \(text)" }
}

extension Edition {
  /// The inputs of an earlier period that go into results, and the record tables of which anything does.
  fileprivate var namesLookedBackAt: Set<String> {
    Set(
      columnsLookedBackAt.map { step in
        switch step {
        case .field(let id): tables[id.table].name
        case .symbol(let id): self[id].name
        }
      })
  }
}
