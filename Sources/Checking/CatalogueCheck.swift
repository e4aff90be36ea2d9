import Methodology
import SourceText

/// Looks for editions of one methodology that overlap, that leave days or years without a rule, or that share an id.
public enum CatalogueCheck {
  public static func check(_ editions: [Edition], findings: Findings) {
    for (_, editions) in Dictionary(grouping: editions, by: \.methodology).sorted(by: { $0.key < $1.key }) {
      let ordered = editions.sorted { ($0.inForce.from, $0.id) < ($1.inForce.from, $1.id) }
      for (earlier, later) in zip(ordered, ordered.dropFirst()) { check(earlier, later, findings) }
      checkIds(ordered, findings)
      checkYears(ordered, findings)
    }
  }

  private static func check(_ earlier: Edition, _ later: Edition, _ findings: Findings) {
    let words = [
      "first": earlier.id, "second": later.id, "from": later.inForce.from.description,
      "to": earlier.inForce.to?.description ?? "…",
    ]
    guard let end = Catalogue.lastDay(of: earlier, among: [earlier, later]), end < later.inForce.from else {
      findings.add(Diagnostic(.editionsOverlap, words, at: later.span, notes: [note(earlier)], subject: "edition"))
      return
    }
    guard end.next != later.inForce.from else { return }
    findings.add(Diagnostic(.daysWithoutEdition, words, at: later.span, notes: [note(earlier)], subject: "edition"))
  }

  private static func checkIds(_ editions: [Edition], _ findings: Findings) {
    var first: [String: Edition] = [:]
    for edition in editions {
      if let other = first[edition.id] {
        findings.add(Diagnostic(.sameEdition, ["id": edition.id], at: edition.span, notes: [note(other)]))
      }
      first[edition.id] = first[edition.id] ?? edition
    }
  }

  /// A year is evaluated under one edition, and no year between the first and the last is left out.
  private static func checkYears(_ editions: [Edition], _ findings: Findings) {
    var owners: [Int: Edition] = [:]
    for edition in editions {
      for year in edition.years {
        if let other = owners[year] {
          let words = ["year": String(year), "first": other.id, "second": edition.id]
          findings.add(Diagnostic(.yearTwice, words, at: edition.span, notes: [note(other)], subject: "edition"))
        }
        owners[year] = edition
      }
    }
    guard let least = owners.keys.min(), let greatest = owners.keys.max() else { return }
    for year in least...greatest where owners[year] == nil {
      let place = owners[greatest]?.span
      findings.add(Diagnostic(.yearWithoutEdition, ["year": String(year)], at: place, subject: "edition"))
    }
  }

  private static func note(_ edition: Edition) -> Diagnostic.Note {
    Diagnostic.Note(Message("the other edition"), at: edition.span)
  }
}

extension Edition {
  /// The place that findings on the edition as a whole point at.
  fileprivate var span: Span { Span(file, 0..<0) }
}

extension DiagnosticKind {
  /// The findings on editions side by side.
  public static let editionKinds: [DiagnosticKind] = [
    editionsOverlap, daysWithoutEdition, sameEdition, yearTwice, yearWithoutEdition,
  ]

  static let editionsOverlap = DiagnosticKind(
    "E0805", "`{second}` is in force from {from}, while `{first}` is until {to}",
    explanation: """
      Two editions of one methodology are in force on the same day, so that no one can say which holds. The earlier \
      one ends the day before the later one begins; one that names no last day ends so by itself.

      Bad: `to: 2019-03-15` and `from: 2019-03-15`. Good: `to: 2019-03-14` and `from: 2019-03-15`.
      """)
  static let daysWithoutEdition = DiagnosticKind(
    "E0806", severity: .warning, "between `{first}` (until {to}) and `{second}` (from {from}) no edition is in force",
    explanation: """
      There are days on which no edition of the methodology is in force. Either an edition is missing from the folder, \
      or a date is wrong.
      """)
  static let sameEdition = DiagnosticKind(
    "E0807", "two files are the edition `{id}`",
    explanation: "Every edition of a methodology has an id of its own; its file is named after it.")
  static let yearTwice = DiagnosticKind(
    "E0808", "the year {year} is evaluated under `{first}` and under `{second}`",
    explanation: """
      A year is evaluated once, under the edition that was in force when it was evaluated. Drop it from `evaluates` of \
      the other.
      """)
  static let yearWithoutEdition = DiagnosticKind(
    "E0809", severity: .warning, "no edition evaluates the year {year}",
    explanation: """
      The years before and after it are evaluated under some edition, this one under none. Either an edition is missing \
      from the folder, or its `evaluates` leaves the year out.
      """)
}
