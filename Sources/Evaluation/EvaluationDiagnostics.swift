import SourceText

/// The findings on results.
extension DiagnosticKind {
  /// Every kind of finding of this module.
  public static let evaluationKinds: [DiagnosticKind] = [arithmeticFailure, outOfRange, noBand, unknownReading]

  public static let arithmeticFailure = DiagnosticKind(
    "E0601", "`{rule}` of `{body}`: {failure}",
    explanation: """
      The formula asks for something that has no result, such as a division by zero, for the figures of this body. \
      The score is missing, and so is what rests on it. Either the data is wrong, or the rule must say what holds in \
      this case.

      Bad: `late / total` where a body may have no services. Good: `if total == 0 then 0 else late / total`, with the \
      citation that says so.
      """)
  public static let outOfRange = DiagnosticKind(
    "E0602", severity: .warning, "`{rule}` of `{body}` is {value}, {limit}",
    explanation: """
      The score is less than its `min` (0 if none is given) or more than its `max`. The value stands as the rules give \
      it. Either the data is wrong, or the rules lack a bound.
      """)
  public static let noBand = DiagnosticKind(
    "E0603", severity: .warning, "no band covers {value}, the `{rule}` of `{body}`",
    explanation: """
      The score falls between two bands or beyond them all. `metodika check` finds such holes in the rule file.
      """)
  public static let unknownReading = DiagnosticKind(
    "E0604", "`{name}` is not {expected}",
    explanation: """
      `--reading NAME=CHOICE` names a reading that the edition declares and one of its choices. \
      `metodika readings EDITION` lists them.
      """)
}
