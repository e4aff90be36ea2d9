import Evaluation
import Exact
import Formula
import RuleTests
import SourceText

/// What a later edition must not do: move the rank, band or score of any body, or break a rule test.
public enum Gate: Sendable, Hashable {
  case rank, band, tests
  /// A score may move by so much and no more.
  case score(above: Rational)

  /// - Parameter text: `rank`, `band`, `tests`, `score` or `score>1.5`.
  public init?(_ text: String) {
    switch text {
    case "rank": self = .rank
    case "band": self = .band
    case "tests": self = .tests
    case "score": self = .score(above: .zero)
    default:
      guard text.hasPrefix("score>"), let limit = Rational(decimal: text.dropFirst("score>".count)), limit >= .zero
      else { return nil }
      self = .score(above: limit)
    }
  }

  public var text: String {
    switch self {
    case .rank: "rank"
    case .band: "band"
    case .tests: "tests"
    case .score(let limit): limit.isZero ? "score" : "score>\(Number(limit))"
    }
  }

  /// Whether it can be asked only where bodies are scored.
  public var needsData: Bool { self != .tests }

  /// The bodies or tests that a finding names; the report has them all.
  private static let mostNotes = 10

  // MARK: Bodies

  /// The finding that bodies move as they must not, or that nothing can be said of it; `nil` if all is well.
  ///
  /// A body with a score on one side only has moved; one with no score on either has not.
  public func finding(_ outcome: OutcomeDiff) -> Diagnostic? {
    guard let main = outcome.mainScore,
      outcome.members.contains(where: { outcome.difference(main, $0) != nil })
    else { return nothing("no body has a score on both sides") }
    let moved = outcome.members.compactMap { member in
      move(of: member, outcome, main).map { (member.id, $0) }
    }
    guard !moved.isEmpty else { return nil }
    let words = [
      "gate": text, "count": String(moved.count), "total": String(outcome.members.count), "what": what,
    ]
    let notes = moved.map { Diagnostic.Note(Message("{body}: {before} → {after}", $1.words(body: $0))) }
    return Diagnostic(.bodiesMove, words, notes: Self.shortened(notes))
  }

  private var what: String {
    switch self {
    case .rank: "another rank"
    case .band: "another band"
    case .score(let limit) where !limit.isZero: "a score that differs by more than \(Number(limit))"
    case .score, .tests: "another score"
    }
  }

  private struct Move {
    let before: String
    let after: String

    func words(body: String) -> [String: String] { ["body": body, "before": before, "after": after] }
  }

  private func move(of member: OutcomeDiff.Member, _ outcome: OutcomeDiff, _ main: OutcomeDiff.ScorePair) -> Move? {
    let values = outcome.values(main, member)
    func told(_ text: String?, _ value: Value?, _ position: Int?) -> String {
      if let text { return text }
      guard position != nil else { return "not evaluated" }
      switch value {
      case .missing: return "missing"
      case .notApplicable: return "not applicable"
      default: return "none"
      }
    }
    func move(_ before: String?, _ after: String?) -> Move {
      Move(before: told(before, values.before, member.before), after: told(after, values.after, member.after))
    }
    switch self {
    case .rank:
      let ranks = outcome.ranks(of: member)
      return ranks.before == ranks.after ? nil : move(ranks.before.map(String.init), ranks.after.map(String.init))
    case .band:
      let bands = outcome.bands(of: member)
      return bands.before?.name == bands.after?.name ? nil : move(bands.before?.name, bands.after?.name)
    case .score(let limit):
      let numbers = (values.before?.number, values.after?.number)
      let hasMoved =
        outcome.difference(main, member).map { $0.magnitude > limit } ?? ((numbers.0 == nil) != (numbers.1 == nil))
      return hasMoved ? move(numbers.0?.description, numbers.1?.description) : nil
    case .tests: return nil
    }
  }

  // MARK: Rule tests

  /// The finding that rule tests no longer hold, or that none could be asked; `nil` if all is well.
  public func finding(_ tests: CarriedTests) -> Diagnostic? {
    guard tests.held + tests.failures.count > 0 else {
      return nothing("there is no rule test of `\(tests.before.id)` that `\(tests.after.id)` can be asked")
    }
    guard !tests.failures.isEmpty else { return nil }
    let words = ["count": String(tests.failures.count), "total": String(tests.asked), "edition": tests.before.id]
    let notes = tests.failures.map { failure in
      let unmet = failure.unmet.map { "\($0.name) is \($0.found) instead of \($0.expected)" }
      let place = "\(failure.span.file.name):\(failure.span.start.line)"
      let words = ["place": place, "name": failure.name, "unmet": unmet.joined(separator: ", ")]
      return Diagnostic.Note(Message("{place}: {name}: {unmet}", words))
    }
    return Diagnostic(.testsBreak, words, notes: Self.shortened(notes))
  }

  private func nothing(_ reason: String) -> Diagnostic {
    Diagnostic(.nothingCompared, ["gate": text, "reason": reason])
  }

  private static func shortened(_ notes: [Diagnostic.Note]) -> [Diagnostic.Note] {
    guard notes.count > mostNotes else { return notes }
    let rest = Message("and {count} more", ["count": String(notes.count - mostNotes)])
    return notes.prefix(mostNotes) + [Diagnostic.Note(rest)]
  }
}

extension DiagnosticKind {
  /// The findings of gates.
  public static let gateKinds: [DiagnosticKind] = [bodiesMove, testsBreak, nothingCompared]

  static let bodiesMove = DiagnosticKind(
    "E0611", "`--fail-on {gate}`: {count} of {total} bodies get {what}",
    explanation: """
      The later edition does what `--fail-on` forbids it. The notes say what the bodies have before and after; a body \
      that has a rank, band or score on one side only has moved. The report says which change of the rules did it.
      """)
  static let testsBreak = DiagnosticKind(
    "E0612", "`--fail-on tests`: {count} of {total} rule tests of `{edition}` no longer hold",
    explanation: """
      Under the later edition these cases come out otherwise. Where that is meant, the tests of the later edition say \
      what should come out instead. Tests that cannot be asked, since a score is dropped or a figure is new, do not \
      count.
      """)
  static let nothingCompared = DiagnosticKind(
    "E0613", "`--fail-on {gate}`: nothing could be compared: {reason}",
    explanation: """
      A gate that compares nothing would pass whatever happens. Look in the report why there are no scores, or no \
      tests, on either side.
      """)
}
