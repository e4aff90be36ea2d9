import SourceText

/// Why a formula cannot be read or understood, at a place in its text.
struct FormulaError: Error {
  let kind: DiagnosticKind
  let arguments: [String: String]
  let range: Range<Int>
  var help: Message?
  var notes: [Diagnostic.Note] = []

  init(
    _ kind: DiagnosticKind, _ arguments: [String: String], _ range: Range<Int>, help: Message? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    self.kind = kind
    self.arguments = arguments
    self.range = range
    self.help = help
    self.notes = notes
  }

  func diagnostic(in formula: FormulaText) -> Diagnostic {
    Diagnostic(kind, arguments, at: formula.span(range), notes: notes, help: help)
  }
}
