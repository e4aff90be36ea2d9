/// How grave a finding is.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  /// A slip of the act itself that the rule file records in its notes.
  case known
  case warning
  case error

  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .known: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// A kind of finding, declared once: its code, its words, and the paragraph that explains it.
///
/// Codes are stable: other programs and the notes of rule files refer to them.
public struct DiagnosticKind: Sendable {
  /// `E0203`; the first digits tell the stage that finds it.
  public let code: String
  public let severity: Severity
  /// The words of the message, with arguments in braces.
  public let template: String
  /// What it means and what to do about it, for `check --explain`.
  public let explanation: String

  public init(_ code: String, severity: Severity = .error, _ template: String, explanation: String) {
    self.code = code
    self.severity = severity
    self.template = template
    self.explanation = explanation
  }
}

/// One finding: what is wrong, where, and what helps.
public struct Diagnostic: Sendable {
  /// A second place that belongs to the finding, with a sentence of its own.
  public struct Note: Sendable {
    public let message: Message
    public let span: Span?

    public init(_ message: Message, at span: Span? = nil) {
      self.message = message
      self.span = span
    }
  }

  public let kind: DiagnosticKind
  public var severity: Severity
  public let message: Message
  /// Where it is; `nil` for a finding on a whole folder or command.
  public let span: Span?
  public var notes: [Note]
  /// What would mend it.
  public let help: Message?
  /// What the finding is about (`steps own_checks`), so that a note of the rule file can name it.
  public let subject: String?
  /// A rule test that shows the finding, ready to be pasted.
  public let counterExample: String?

  public init(
    _ kind: DiagnosticKind, _ arguments: [String: String] = [:], at span: Span? = nil, notes: [Note] = [],
    help: Message? = nil, subject: String? = nil, counterExample: String? = nil
  ) {
    self.kind = kind
    self.severity = kind.severity
    self.message = Message(kind.template, arguments)
    self.span = span
    self.notes = notes
    self.help = help
    self.subject = subject
    self.counterExample = counterExample
  }

  public var code: String { kind.code }
}

/// Findings, and how many there are beyond those that are kept.
public struct FindingList: Sendable {
  /// More findings than this are counted but not kept: a hostile file must not fill the memory.
  public static let limit = 1000

  public private(set) var all: [Diagnostic] = []
  /// How many findings came after the limit was reached.
  public private(set) var dropped = 0
  private var hasDroppedErrors = false

  public init() {}

  public mutating func add(_ finding: Diagnostic) {
    guard all.count < Self.limit else {
      dropped += 1
      hasDroppedErrors = hasDroppedErrors || finding.severity == .error
      return
    }
    all.append(finding)
  }

  /// Adds the findings of a part of the run.
  public mutating func add(contentsOf other: FindingList) {
    for finding in other.all { add(finding) }
    dropped += other.dropped
    hasDroppedErrors = hasDroppedErrors || other.hasDroppedErrors
  }

  public var hasErrors: Bool { hasDroppedErrors || all.contains { $0.severity == .error } }
}

/// Collects the findings of one run, so that all are told and not just the first.
public final class Findings {
  public static let limit = FindingList.limit

  /// What was found so far.
  public private(set) var list = FindingList()

  public init() {}

  public var all: [Diagnostic] { list.all }
  public var dropped: Int { list.dropped }
  public var hasErrors: Bool { list.hasErrors }

  public func add(_ finding: Diagnostic) { list.add(finding) }

  public func add(contentsOf findings: [Diagnostic]) {
    for finding in findings { add(finding) }
  }

  /// Adds the findings of a part of the run.
  public func add(contentsOf other: FindingList) { list.add(contentsOf: other) }

  /// Adds the findings of a part of the run.
  public func add(contentsOf other: Findings) { list.add(contentsOf: other.list) }

  /// The findings in the order of their files and places; those without a place come first.
  public var sorted: [Diagnostic] {
    let keyed = all.enumerated().map { (key: SortKey($0.element, order: $0.offset), finding: $0.element) }
    return keyed.sorted { $0.key < $1.key }.map(\.finding)
  }
}

private struct SortKey: Comparable {
  let file: String
  let offset: Int
  let order: Int

  init(_ finding: Diagnostic, order: Int) {
    file = finding.span?.file.name ?? ""
    offset = finding.span?.range.lowerBound ?? 0
    self.order = order
  }

  static func < (left: SortKey, right: SortKey) -> Bool {
    (left.file, left.offset, left.order) < (right.file, right.offset, right.order)
  }
}
