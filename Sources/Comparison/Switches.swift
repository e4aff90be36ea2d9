import Formula
import Methodology
import SourceText

/// The places of a merged edition where it is decided whether something stands as before or as after.
///
/// Each is a reading of the merged edition with two choices, so that the evaluator needs no new notion for it.
struct Switches {
  static let before = "before"
  static let after = "after"

  /// What a switch stands for.
  enum Subject: Hashable {
    /// A change of the rules, by its place in ``RuleDiff/changes``.
    case change(Int)
    /// The data of an input, a record table, or of which bodies there are.
    case data(String)
  }

  /// The switches that there are, with their symbols.
  private(set) var symbols: [Subject: SymbolID] = [:]
  private(set) var order: [Subject] = []
  private var parents: [Subject: Subject] = [:]

  /// The symbol of a switch, which `allocate` gives if it has none yet.
  mutating func symbol(_ subject: Subject, allocate: () -> SymbolID) -> SymbolID {
    if let id = symbols[subject] { return id }
    let id = allocate()
    symbols[subject] = id
    order.append(subject)
    return id
  }

  /// Makes switches one, since what they stand for cannot be taken apart.
  mutating func join(_ subjects: [Subject]) {
    guard let first = subjects.first.map(root) else { return }
    for subject in subjects.dropFirst() where root(subject) != first { parents[root(subject)] = first }
  }

  private func root(_ subject: Subject) -> Subject {
    var subject = subject
    while let parent = parents[subject] { subject = parent }
    return subject
  }

  /// The switches that are thrown together, in the order in which they came up.
  var groups: [[Subject]] {
    var places: [Subject: Int] = [:]
    var groups: [[Subject]] = []
    for subject in order {
      let root = root(subject)
      if let place = places[root] {
        groups[place].append(subject)
      } else {
        places[root] = groups.count
        groups.append([subject])
      }
    }
    return groups
  }

  /// A reading with the two choices.
  static func reading(at span: Span) -> Reading {
    Reading(
      choices: [before, after].map { Reading.Choice(name: $0, titles: Titles(), span: span) }, standard: before)
  }
}

extension Term {
  static func constant(_ text: String) -> Term { Term(.constant(.text(text)), .text, 0..<0) }
  static func truth(_ truth: Bool) -> Term { Term(.constant(.truth(truth)), .truth, 0..<0) }

  /// Whether a switch stands as after.
  static func isAfter(_ symbol: SymbolID) -> Term {
    Term(
      .comparison(.equal, Term(.read(symbol), .text, 0..<0), .constant(Switches.after)), .truth, 0..<0)
  }

  func and(_ other: Term) -> Term { Term(.logic(.and, self, other), .truth, 0..<0) }

  /// One term or another, as a condition says.
  static func choice(_ condition: Term, then: Term, otherwise: Term) -> Term {
    then.isSame(as: otherwise)
      ? then : Term(.conditional(condition: condition, then: then, otherwise: otherwise), then.type, 0..<0)
  }
}
