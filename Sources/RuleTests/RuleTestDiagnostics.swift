import SourceText

/// The findings on rule tests.
extension DiagnosticKind {
  /// Every kind of finding of this module.
  public static let ruleTestKinds: [DiagnosticKind] = [
    failedExpectation, otherEdition, unknownExpectation, malformedExpectation, emptyCase, nothingToFill,
  ]

  public static let failedExpectation = DiagnosticKind(
    "E0701", "{test}: expected `{name}` to be {expected}, found {found}",
    explanation: """
      The rules give another result than the test expects. Either the rule file is wrong, or the expectation was worked \
      out wrongly. The note shows the formula with the figures of the test.
      """)
  public static let otherEdition = DiagnosticKind(
    "E0702", "the tests are for the edition `{found}`, the rule file beside them is `{expected}`",
    explanation: """
      `tests` names the edition that the file tests; the file's own name begins with it.

      Bad: `2017-11.tests.yaml` with `tests: 2019-03`. Good: `tests: 2017-11`.
      """)
  public static let unknownExpectation = DiagnosticKind(
    "E0703", "`{name}` is neither a score nor a derived quantity",
    explanation: """
      A test can expect values of scores (by their path), of derived quantities, and of the `band`.

      Bad: `timeliness: 15`. Good: `service_quality.timeliness: 15`.
      """)
  public static let malformedExpectation = DiagnosticKind(
    "E0704", "`{name}`: expected a number, a formula of numbers, `yes`, `no`, a name, `missing` or `not_applicable`",
    explanation: """
      An expectation is `14.2`, `100 / 3`, `yes`, a name of a choice, `missing`, `{missing: [complaints_reviewed]}`, \
      `not_applicable`, or `{value: 0.8, within: 0.001}` where the result is approximate.
      """)
  public static let emptyCase = DiagnosticKind(
    "E0705", "the test `{name}` expects nothing",
    explanation: "A test without `expect` could never fail. Say what the rules must give for its figures.")
  public static let nothingToFill = DiagnosticKind(
    "E0706", "no row of `{name}` is due, so `each` fills nothing",
    explanation: """
      `each` fills the rows that a table with `complete` asks for. For other tables list the rows.
      """)
}
