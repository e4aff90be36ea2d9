import Formula
import SourceText

/// The editions that there are, and which of them holds.
public struct Catalogue: Sendable {
  public let editions: [Edition]
  /// Where the editions come from, as findings name it.
  private let place: String

  public init(_ editions: [Edition], of place: String) {
    self.editions = editions
    self.place = place
  }

  /// What tells editions of several methodologies apart, where a year or date fits them all.
  public struct Preference {
    let methodology: String?
    let strangeness: (Edition) -> Int

    /// - Parameters:
    ///   - methodology: the only methodology to look at, if one is named.
    ///   - strangeness: how badly an edition fits the data at hand; the methodology whose edition fits best is taken.
    public init(methodology: String?, strangeness: @escaping (Edition) -> Int = { _ in 0 }) {
      self.methodology = methodology
      self.strangeness = strangeness
    }
  }

  /// The edition under which a year is evaluated; `nil` after a finding if there is none or more than one.
  public func edition(forYear year: Int, _ preference: Preference, findings: Findings) -> Edition? {
    one(of: "year", String(year), preference, findings: findings) { $0.years.contains(year) }
  }

  /// The edition in force on a day; `nil` after a finding if there is none or more than one.
  public func edition(inForceOn date: CalendarDate, _ preference: Preference, findings: Findings) -> Edition? {
    one(of: "date", date.description, preference, findings: findings) { edition in
      edition.inForce.from <= date && (Self.lastDay(of: edition, among: editions).map { date <= $0 } ?? true)
    }
  }

  /// The last day on which an edition is in force; `nil` if there is no end in sight.
  ///
  /// One that names no day is in force until the next edition of its methodology comes into force.
  public static func lastDay(of edition: Edition, among editions: [Edition]) -> CalendarDate? {
    if let day = edition.inForce.to { return day }
    let later = editions.filter {
      $0.methodology == edition.methodology && edition.inForce.from < $0.inForce.from
    }
    return later.map(\.inForce.from).min()?.previous
  }

  private func one(
    of kind: String, _ value: String, _ preference: Preference, findings: Findings, where matches: (Edition) -> Bool
  ) -> Edition? {
    guard let methodologies = methodologies(preference, findings: findings) else { return nil }
    let found = editions.filter { methodologies.contains($0.methodology) && matches($0) }
    if found.count == 1 { return found.first }
    let folder = methodologies.count == 1 ? "\(place)/\(methodologies[0])" : place
    let words = ["kind": kind, "value": value, "folder": folder]
    if found.isEmpty {
      findings.add(Diagnostic(.noEditionFor, words))
    } else {
      let names = found.map { $0.methodology + "/" + $0.id }
      findings.add(Diagnostic(.severalEditionsFor, words.merging(["names": names.joined(separator: ", ")]) { $1 }))
    }
    return nil
  }

  /// The methodology that is named, or those that fit best; `nil` after a finding if there is none of the name.
  private func methodologies(_ preference: Preference, findings: Findings) -> [String]? {
    let all = Set(editions.map(\.methodology)).sorted()
    if let name = preference.methodology {
      if all.contains(name) { return [name] }
      let words = ["name": name, "folder": place, "names": Listing.quoted(all)]
      let help = NearestName.of(name, among: all).map { Message("did you mean `{name}`?", ["name": $0]) }
      findings.add(Diagnostic(.unknownMethodology, words, help: help))
      return nil
    }
    guard all.count > 1 else { return all }
    let strangeness = Dictionary(grouping: editions, by: \.methodology).mapValues { editions in
      editions.map(preference.strangeness).min() ?? 0
    }
    let least = strangeness.values.min()
    return all.filter { strangeness[$0] == least }
  }
}
