import Formula
import Methodology
import SourceText

/// Looks for what is wrong with the substance of an edition: holes, overlaps, sums that do not come out, scores that
/// leave their range, names nobody uses.
public enum Checker {
  /// Adds what it finds; a slip of the act that the edition's notes record is reported as known.
  public static func check(_ edition: Edition, findings: Findings) {
    let own = Findings()
    let cases = Case.all(of: edition)
    let ranges = cases.map { RangeAnalysis(edition, $0) }
    ScaleCheck(edition: edition, ranges: ranges, findings: own).run()
    FigureCheck(edition: edition, ranges: ranges, findings: own).run()
    UsageCheck(edition: edition, findings: own).run()
    ReachCheck(edition: edition, ranges: ranges, findings: own).run()
    findings.add(contentsOf: Notes(edition).applied(to: own.all))
  }
}

/// A situation that a rule distinguishes before any figure is known: a kind of body, under the standard readings.
struct Case {
  let kind: String
  /// How a message names it; empty if there is but one kind.
  let label: String

  static func all(of edition: Edition) -> [Case] {
    edition.kinds.map { Case(kind: $0.name, label: edition.kinds.count == 1 ? "" : " for `\($0.name)`") }
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
    for finding in findings {
      let note = edition.notes.firstIndex { $0.code == finding.code && $0.subject == finding.subject }
      guard let note else {
        result.append(finding)
        continue
      }
      used.insert(note)
      var known = finding
      known.severity = .known
      let words = ["citation": edition.notes[note].citations.joined(separator: "; ")]
      known.notes.append(
        Diagnostic.Note(Message("the slip is the act's own: {citation}", words), at: edition.notes[note].span))
      result.append(known)
    }
    let subjects = Set(edition.subjects)
    for (index, note) in edition.notes.enumerated() {
      if !subjects.contains(note.subject) {
        let help = NearestName.of(note.subject, among: subjects).map { Message("did you mean `{name}`?", ["name": $0]) }
        result.append(Diagnostic(.unknownSubject, ["subject": note.subject], at: note.span, help: help))
      } else if let code = note.code, !used.contains(index) {
        result.append(Diagnostic(.idleNote, ["subject": note.subject, "code": code], at: note.span))
      }
    }
    return result
  }
}

extension Edition {
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
