import SourceText

/// The findings of a run: as a compiler tells them, and as data for other programs.
public struct FindingsReport: Sendable {
  private let findings: [Diagnostic]
  private let dropped: Int
  private let wording: Wording

  /// - Parameters:
  ///   - findings: the findings, in the order in which they are told.
  ///   - dropped: how many more there were that nobody kept.
  ///   - language: the language of the summary.
  public init(_ findings: [Diagnostic], dropped: Int = 0, language: Wording.Language = .english) {
    self.findings = findings
    self.dropped = dropped
    wording = Wording(language)
  }

  public init(_ findings: Findings, language: Wording.Language = .english) {
    self.init(findings.sorted, dropped: findings.dropped, language: language)
  }

  /// Every finding with the line that it is about, and the summary.
  ///
  /// What needs no action stands first, so that errors are not lost above it.
  public func text(colour: Bool = false) -> String {
    let renderer = DiagnosticRenderer(colour: colour)
    let known = findings.filter { $0.severity == .known }
    let others = findings.filter { $0.severity != .known }
    return ((known + others).map(renderer.render) + [summary + "\n"]).joined()
  }

  /// `2 errors, 1 warning, 3 known slips`.
  public var summary: String {
    let counts: [(Phrase, Int)] = [
      (.errors, count(.error)), (.warningsCount, count(.warning)), (.knownSlips, count(.known)), (.notShown, dropped),
    ]
    let told = counts.filter { $0.1 > 0 }.map { wording.counted($0.0, $0.1) }
    return told.isEmpty ? wording(.noFindings) : told.joined(separator: ", ")
  }

  private func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }

  public var json: JSON {
    .members([
      "summary": .members([
        "errors": .integer(count(.error)), "warnings": .integer(count(.warning)), "known": .integer(count(.known)),
        "dropped": dropped > 0 ? .integer(dropped) : nil,
      ]),
      "findings": .array(findings.map(Self.json)),
    ])
  }

  private static func json(_ finding: Diagnostic) -> JSON {
    .object(
      [
        JSON.Member("code", .text(finding.code)), JSON.Member("severity", .text(finding.severity.rawValue)),
      ] + message(finding.message) + place(finding.span)
        + [
          finding.subject.map { JSON.Member("subject", .text($0)) },
          finding.notes.isEmpty
            ? nil
            : JSON.Member(
              "notes", .array(finding.notes.map { .object(message($0.message) + place($0.span)) })),
          finding.help.map { JSON.Member("help", .object(message($0))) },
          finding.counterExample.map { JSON.Member("counterExample", .text($0)) },
        ].compactMap { $0 })
  }

  private static func message(_ message: Message) -> [JSON.Member] {
    var members = [JSON.Member("message", .text(message.text))]
    guard !message.arguments.isEmpty else { return members }
    let arguments = message.arguments.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .text($0.value)) }
    members += [JSON.Member("template", .text(message.template)), JSON.Member("arguments", .object(arguments))]
    return members
  }

  private static func place(_ span: Span?) -> [JSON.Member] { span.map(JSON.place) ?? [] }
}
