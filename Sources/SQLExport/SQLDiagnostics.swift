import SourceText

/// The findings of the export.
extension DiagnosticKind {
  /// Every kind of finding of this module.
  public static let exportKinds: [DiagnosticKind] = [notInSQL]

  public static let notInSQL = DiagnosticKind(
    "E0901", "`{rule}` cannot be written for {engine}: {reason}",
    explanation: """
      `metodika export` writes a rule as SQL only where the engine then gives what the rule gives. Where the engine has \
      no such function, too few digits, or no end to its work, the export is refused rather than near the truth.

      Write for another engine, state the rule in another way, or evaluate with `metodika evaluate`.
      """)
}
