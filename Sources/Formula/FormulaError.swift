import SourceText

/// Why a formula cannot be read or understood, at a place in its text.
///
/// A class, since every frame of the recursive parser keeps room for it.
final class FormulaError: Error {
  let kind: DiagnosticKind
  let arguments: [String: String]
  let range: Range<Int>
  let help: Message?
  let notes: [Diagnostic.Note]

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
