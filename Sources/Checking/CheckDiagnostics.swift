import SourceText

/// The findings on the substance of a rule file: what the act itself, or its encoding, gets wrong.
extension DiagnosticKind {
  /// Every kind of finding of this module.
  public static let checkKinds: [DiagnosticKind] = [
    gap, overlap, maximaDisagree, statedDifferently, outOfReach, argumentNotCovered, weightsDisagree, unusedInput,
    unusedName, citedTwice, idleNote, unknownSubject,
  ]

  public static let gap = DiagnosticKind(
    "E0401", "`{name}` has no row for {value}: it lies between {left} and {right}",
    explanation: """
      Between two rows of a scale (or two bands) there are values that neither covers. If values are rounded before \
      they are looked up, say so with `round`. If the act itself leaves the hole, record it under `notes` with this \
      code, and say with `otherwise` what then holds.

      Bad: `{from: 70, to: 89.99}` and `{from: 90}`. Good: the same with `round: {to: 0.01, mode: half_up}`.
      """)
  public static let overlap = DiagnosticKind(
    "E0402", "two rows of `{name}` cover {value}: {left} and {right}",
    explanation: """
      A value that two rows cover has two figures; the first row would silently win.

      Bad: `{from: 80, to: 90}` and `{from: 90}`. Good: `{from: 80, below: 90}` and `{from: 90}`.
      """)
  public static let maximaDisagree = DiagnosticKind(
    "E0403", "the maxima of the parts of `{name}` add up to {sum}, its own is {maximum}{case}",
    explanation: """
      The parts of a score that are added up should reach just its `max`. Either a weight is wrong, or a part is \
      missing, or the act itself does not add up: then record it under `notes` with this code.

      Bad: `max: 100` over parts of 50, 20 and 20. Good: parts of 50, 30 and 20.
      """)
  public static let statedDifferently = DiagnosticKind(
    "E0404", "`{name}`{case} is {first} here and {second} in another place of the act",
    explanation: """
      Two places of the act state one figure (`also`), and they differ. If the rule file is right and the act is \
      wrong, record it under `notes` with this code, and declare both as `readings`.

      Bad: `{value: 10, cite: "п. 34", also: [{value: 20, cite: "приложение 2"}]}`.
      """)
  public static let outOfReach = DiagnosticKind(
    "E0405", "`{name}` can be {value}, outside of {least} … {greatest}{case}",
    explanation: """
      With figures that are allowed, the formula yields less than the score's `min` (0 if none is given) or more than \
      its `max`. The rule lacks a bound (`at_least`, `at_most`), or an input lacks one (`from`, `to`, `at_most`), or \
      the act itself lacks it: then record it under `notes` with this code. The rule test shows such figures.

      Bad: `40 - share * 1000`. Good: `max(0, 40 - share * 1000)`.
      """)
  public static let argumentNotCovered = DiagnosticKind(
    "E0406", "`{name}` has no row for {value}, which can occur{case}",
    explanation: """
      The value that is looked up can be less than the lowest row covers, or more than the highest. If the act \
      itself leaves the case open, record it under `notes` with this code, and say with `otherwise` what then holds.

      Bad: rows from 10 upward for a count that may be 0. Good: a row `{below: 10, …}` as well.
      """)
  public static let weightsDisagree = DiagnosticKind(
    "E0407", "the weights of the parts of `{name}` add up to {sum}, neither 1 nor 100{case}",
    explanation: """
      The weights of a weighted mean should add up to one, or to a hundred percent.

      Bad: 0.5, 0.3 and 0.3. Good: 0.5, 0.3 and 0.2.
      """)
  public static let unusedInput = DiagnosticKind(
    "E0408", severity: .warning, "nothing uses the figure `{name}`",
    explanation: """
      Bodies would be asked to report a figure that no score rests on: often a formula names another figure by \
      mistake. Drop it, or use it.
      """)
  public static let unusedName = DiagnosticKind(
    "E0409", severity: .warning, "nothing uses `{name}`",
    explanation: """
      A parameter, quantity, scale, record table, field or reading that no score rests on: often a formula names \
      another one by mistake. Drop it, or use it.
      """)
  public static let citedTwice = DiagnosticKind(
    "E0410", severity: .warning, "`{name}` and `{other}` cite the same place: {citation}",
    explanation: """
      Two scores with formulas of their own rest on the very same place of the act: often a citation was copied and \
      not changed. If the place does hold both, cite its parts (a line, a row).
      """)
  public static let idleNote = DiagnosticKind(
    "E0411", severity: .warning, "the note on `{subject}` accounts for {code}, which is not found there",
    explanation: """
      A note under `notes` names a finding that the checker does not make (any more). Drop its `code`, or mend its \
      `about`.
      """)
  public static let unknownSubject = DiagnosticKind(
    "E0412", "the note is about `{subject}`, which the file does not declare",
    explanation: """
      `about` of a note names what it is about: `steps NAME`, `score PATH`, `parameter NAME`, `input NAME`, \
      `record NAME`, `derived NAME`, `reading NAME`, `bands`, `assessors` or `edition`.
      """)
}
