import SourceText

/// Tells the findings on data, and keeps account of them.
///
/// Broken data can have millions of findings, of which only the first thousand are kept. So the words of a finding
/// are made only if it is kept, and guesses at what was meant have an allowance.
final class Reporter {
  /// Whether the period at hand is judged elsewhere: it was made for another edition, or only serves a later one.
  ///
  /// What is wrong in it is then no more than a warning here, and what it has too much or lacks no finding.
  var isLenient = false
  private(set) var errorCount = 0

  /// Whether what the period at hand lacks is kept account of: it was made for another edition.
  ///
  /// A year that the edition claims may leave out the file of a record table, and has then no rows of it.
  var isForeign = false
  /// The values of choices in a lenient period that the edition does not know, each once.
  private var strangeValues: [StrangeValue] = []
  private var seenStrangeValues: Set<StrangeValue> = []

  private let findings: Findings
  /// How many more names may be compared with mistyped ones.
  private var comparisonsLeft = 100_000

  init(_ findings: Findings) {
    self.findings = findings
  }

  func report(
    _ kind: DiagnosticKind, _ arguments: @autoclosure () -> [String: String] = [:], at span: @autoclosure () -> Span?,
    notes: @autoclosure () -> [Diagnostic.Note] = [], help: @autoclosure () -> Message? = nil
  ) {
    let severity = isLenient ? .warning : kind.severity
    if severity == .error { errorCount += 1 }
    guard findings.all.count < Findings.limit else { return findings.add(Diagnostic(kind)) }
    var finding = Diagnostic(kind, arguments(), at: span(), notes: notes(), help: help())
    finding.severity = severity
    findings.add(finding)
  }

  /// Tells a finding of an earlier stage.
  func pass(_ finding: Diagnostic) {
    var finding = finding
    if isLenient { finding.severity = .warning }
    if finding.severity == .error { errorCount += 1 }
    findings.add(finding)
  }

  /// Takes note of a value that the edition does not know.
  func note(_ value: StrangeValue) {
    guard strangeValues.count < Findings.limit, seenStrangeValues.insert(value).inserted else { return }
    strangeValues.append(value)
  }

  /// The values that were noted since this was asked last.
  func takeStrangeValues() -> [StrangeValue] {
    defer {
      strangeValues = []
      seenStrangeValues = []
    }
    return strangeValues
  }

  /// “did you mean …?”, if one of the names is near.
  func suggestion(_ name: String, among names: some Collection<String>) -> Message? {
    nearest(name, among: names).map { Message("did you mean `{name}`?", ["name": $0]) }
  }

  /// The name nearest to one that was mistyped.
  func nearest(_ name: String, among names: some Collection<String>) -> String? {
    guard names.count <= comparisonsLeft else { return nil }
    comparisonsLeft -= names.count
    return NearestName.of(name, among: names)
  }

  /// A value from outside, fit to be quoted in a message.
  static func shown(_ text: String) -> String {
    let longest = 60
    let head = Printable.text(String(text.prefix(longest)))
    return text.dropFirst(longest).isEmpty ? head : head + "…"
  }
}
