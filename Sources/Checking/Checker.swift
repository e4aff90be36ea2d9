import Formula
import Methodology
import SourceText

/// Looks for what is wrong with the substance of an edition: holes, overlaps, sums that do not come out, scores that
/// leave their range, names nobody uses.
public enum Checker {
  /// Adds what it finds; a slip of the act that the edition's notes record is reported as known.
  public static func check(_ edition: Edition, findings: Findings) {
    let own = Findings()
    let ranges = RangeAnalysis.all(of: edition)
    var scales = ScaleCheck(edition: edition, ranges: ranges, findings: own)
    scales.run()
    FigureCheck(edition: edition, ranges: ranges, findings: own).run()
    UsageCheck(edition: edition, findings: own).run()
    ReachCheck(edition: edition, ranges: ranges, findings: own).run()
    findings.add(contentsOf: Notes(edition).applied(to: merged(own.all, kinds: edition.kinds.count)))
  }

  /// The findings, those that hold for every kind of body told once.
  private static func merged(_ findings: [Diagnostic], kinds: Int) -> [Diagnostic] {
    var groups: [String: [Int]] = [:]
    for (number, finding) in findings.enumerated() {
      guard finding.message.arguments["case"]?.hasPrefix(Case.prefix) == true else { continue }
      let rest = finding.message.arguments.filter { $0.key != "case" }.sorted { $0.key < $1.key }
      let place = finding.span.map { "\($0.range)" } ?? ""
      groups["\(finding.code) \(place) \(rest)", default: []].append(number)
    }
    let repeated = groups.values.filter { kinds > 1 && $0.count == kinds }
    let first = Set(repeated.compactMap(\.first))
    let others = Set(repeated.flatMap { $0.dropFirst() })
    return findings.enumerated().filter { !others.contains($0.offset) }.map { number, finding in
      guard first.contains(number) else { return finding }
      var words = finding.message.arguments
      words["case"] = ""
      return Diagnostic(
        finding.kind, words, at: finding.span, notes: finding.notes, help: finding.help, subject: finding.subject,
        counterExample: finding.counterExample)
    }
  }
}

/// A situation that a rule distinguishes before any figure is known: a kind of body, under the standard readings.
struct Case {
  let kind: String
  /// How a message names it; empty if there is but one kind.
  let label: String

  /// How the label of a kind begins.
  static let prefix = " for bodies of the kind "

  static func all(of edition: Edition) -> [Case] {
    edition.kinds.map { Case(kind: $0.name, label: edition.kinds.count == 1 ? "" : "\(prefix)`\($0.name)`") }
  }
}

/// The notes of an edition on slips of the act itself.
private struct Notes {
  let edition: Edition

  init(_ edition: Edition) {
    self.edition = edition
  }

  /// Findings that a note accounts for become known; notes that account for nothing become findings.
  func applied(to findings: [Diagnostic]) -> [Diagnostic] {
    var result: [Diagnostic] = []
    var used: Set<Int> = []
    var byFinding: [[String]: [Int]] = [:]
    for (index, note) in edition.notes.enumerated() {
      if let code = note.code { byFinding[[code, note.subject], default: []].append(index) }
    }
    for finding in findings {
      guard let subject = finding.subject, let notes = byFinding[[finding.code, subject]], let note = notes.first else {
        result.append(finding)
        continue
      }
      used.formUnion(notes)
      var known = finding
      known.severity = .known
      let words = ["citation": edition.notes[note].citations.joined(separator: "; ")]
      known.notes.append(
        Diagnostic.Note(Message("the slip is the act's own: {citation}", words), at: edition.notes[note].span))
      result.append(known)
    }
    let subjects = Set(edition.subjects)
    var comparisons = 0
    for (index, note) in edition.notes.enumerated() {
      if !subjects.contains(note.subject) {
        comparisons += subjects.count
        let nearest = comparisons > 200_000 ? nil : NearestName.of(note.subject, among: subjects)
        let help = nearest.map { Message("did you mean `{name}`?", ["name": $0]) }
        result.append(Diagnostic(.unknownSubject, ["subject": note.subject], at: note.span, help: help))
      } else if let code = note.code, !used.contains(index) {
        result.append(Diagnostic(.idleNote, ["subject": note.subject, "code": code], at: note.span))
      }
    }
    return result
  }
}

extension Edition {
  /// Whether a note records a finding as a slip of the act itself.
  func records(_ kind: DiagnosticKind, of subject: String) -> Bool {
    notes.contains { $0.code == kind.code && $0.subject == subject }
  }

  /// What a note can be about.
  var subjects: [String] {
    let fixed = ["bands", "assessors", "edition"]
    return fixed + declarations.map(\.subject) + tables.map { "record " + $0.name }
  }
}

extension Declaration {
  /// How findings and notes name it.
  public var subject: String {
    switch content {
    case .kind: "kind"
    case .input: "input " + name
    case .reading: "reading " + shortName
    case .parameter: "parameter " + name
    case .scale: "steps " + name
    case .derived: "derived " + name
    case .score: "score " + name
    }
  }
}
