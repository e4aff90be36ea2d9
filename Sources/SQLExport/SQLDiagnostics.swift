import SourceText

/// The findings of the export.
extension DiagnosticKind {
  /// Every kind of finding of this module.
  public static let exportKinds: [DiagnosticKind] = [notInSQL, tooManyDigits]

  public static let notInSQL = DiagnosticKind(
    "E0901", "`{rule}` cannot be written for {engine}: {reason}",
    explanation: """
      `metodika export` writes a rule as SQL only where the engine then gives what the rule gives. Where the engine has \
      no such function, too few digits, or no end to its work, the export is refused rather than near the truth.

      Write for another engine, state the rule in another way, or evaluate with `metodika evaluate`.
      """)
  public static let tooManyDigits = DiagnosticKind(
    "E0902", "`{name}` of `{body}` is {value}, of which {engine} does not keep all digits",
    explanation: """
      DuckDB and Spark hold a figure with 9 decimals and 15 digits before them, a whole number with 18. One with more \
      would be rounded in the table, and could fall on the other side of a bound. PostgreSQL keeps all.
      """)
}
