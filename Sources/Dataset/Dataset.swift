import Formula
import Methodology

/// What the bodies reported for one period or several, as one edition asks for it.
public struct Dataset: Sendable {
  /// Where each input stands among the figures of a body.
  public let layout: InputLayout
  /// The periods, oldest first.
  public let periods: [PeriodData]

  public init(layout: InputLayout, periods: [PeriodData]) {
    self.layout = layout
    self.periods = periods
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
  private let positions: [String: Int]

  public init(name: String, bodies: [Body]) {
    self.name = name
    self.bodies = bodies
    positions = Dictionary(bodies.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
  }

  /// The year, where the name is one.
  public var year: Int? { name.utf8.count == 4 ? Int(name) : nil }

  /// The position of a body among the bodies of the period.
  public func position(of id: String) -> Int? { positions[id] }

  /// The body of an identifier.
  public func body(_ id: String) -> Body? { positions[id].map { bodies[$0] } }
}
