import SourceText

/// The findings on single cells.
extension DiagnosticKind {
  static let cellKinds = [
    notANumber, notWhole, outOfRange, notYesOrNo, notAChoice, aboveLimit, ambiguousNumber, wrongType,
  ]

  public static let notANumber = DiagnosticKind(
    "E0530", "{place}: expected {expected}, found `{found}`",
    explanation: """
      A number is digits with a decimal point or comma, perhaps a minus before and spaces between the thousands. A \
      percentage may have its sign. A figure that was not reported is an empty cell, a dash, `н/д` or `n/a`.

      Bad: `about 12`, `1.234,5`. Good: `12`, `1 234,5`, `1234.5`.
      """)

  public static let notWhole = DiagnosticKind(
    "E0531", "{place}: expected a whole number, found `{found}`",
    explanation: """
      The figure counts things. A comma or point in it is read as a decimal sign, never as a sign between thousands.

      Bad: `1,234` for a thousand two hundred and thirty-four. Good: `1234` or `1 234`.
      """)

  public static let outOfRange = DiagnosticKind(
    "E0532", "{place}: expected {expected}, found `{found}`",
    explanation: """
      The edition bounds the figure; a count, a share and a percentage are bounded by their nature.

      Bad: `-5` late services; `95` for a share. Good: `5`; `0.95`.
      """)

  public static let notYesOrNo = DiagnosticKind(
    "E0533", "{place}: expected yes or no, found `{found}`",
    explanation: """
      Yes and no are written `yes` and `no`, `да` and `нет`, `иә` and `жоқ`, `true` and `false`, or `1` and `0`.

      Bad: `+`. Good: `yes`.
      """)

  public static let notAChoice = DiagnosticKind(
    "E0534", "{place}: expected one of {expected}, found `{found}`",
    explanation: """
      The edition lists the values of the figure, and this is none of them.

      Bad: `language` is `englsh`. Good: `language` is `english`.
      """)

  public static let aboveLimit = DiagnosticKind(
    "E0535", "{place}: {found} is more than `{limit}`, which is {bound}",
    explanation: """
      One figure is part of another and cannot exceed it. One of the two is wrong.

      Bad: 12 late services of 10. Good: 2 late services of 10.
      """)

  public static let ambiguousNumber = DiagnosticKind(
    "E0536", severity: .warning, "{place}: `{found}` is read with a decimal comma, as {value}",
    explanation: """
      In a table whose cells are parted by commas a number such as `1,234` may be meant with a sign between the \
      thousands, which would make it a thousand times greater. It is told once for a column.

      Bad: `"1,234"`. Good: `1.234`, or `1234`, whichever is meant.
      """)

  public static let wrongType = DiagnosticKind(
    "E0537", "{place}: expected {expected}, found `{found}`",
    explanation: """
      A value that was given is of another type than the edition says.

      Bad: `services_total: yes`. Good: `services_total: 100`.
      """)
}

/// The findings on rows: which body and which record they are.
extension DiagnosticKind {
  static let rowKinds = [
    emptyName, duplicateBody, unknownKind, unknownBody, duplicateRecord, missingRows, rowNotDue,
  ]

  public static let emptyName = DiagnosticKind(
    "E0540", "{place} is empty",
    explanation: """
      Without this cell it cannot be told what the row is about: `id` tells the body, `body` the owner of a record, \
      and the fields of a table's key tell its records from one another.

      Bad: `;central;12` under `id;kind;services_total`. Good: `ministry-a;central;12`.
      """)

  public static let duplicateBody = DiagnosticKind(
    "E0541", "{place}: the body `{id}` has a row already",
    explanation: """
      Each body has one row in `bodies.csv`. The second is not read.

      Bad: two rows `ministry-a`. Good: `ministry-a` and `ministry-b`.
      """)

  public static let unknownKind = DiagnosticKind(
    "E0542", "{place}: expected a kind of body ({expected}), found `{found}`",
    explanation: """
      The edition sets figures by the kind of a body, so that every body needs one of the kinds that it lists.

      Bad: `centrl`. Good: `central`.
      """)

  public static let unknownBody = DiagnosticKind(
    "E0543", "{place}: `bodies.csv` has no body `{found}`",
    explanation: """
      A record belongs to a body, named by its `id` in `bodies.csv`. This one has no owner and is not read.

      Bad: `Ministry A`. Good: `ministry-a`.
      """)

  public static let duplicateRecord = DiagnosticKind(
    "E0544", "{place}: `{id}` has a record `{key}` already",
    explanation: """
      The key of a record table tells the records of one body from another, so that none may stand twice.

      Bad: two rows for one service of one body. Good: one row with the figures of both.
      """)

  public static let missingRows = DiagnosticKind(
    "E0545", severity: .warning, "`{id}` has no {rows} {keys} in `{table}`, where all must be filled in",
    explanation: """
      The edition says of this record table that no row may be left out. What rests on the table is missing for the \
      body until the rows are there.

      Bad: a row for `list, english` alone. Good: one for `list, german` too.
      """)

  public static let rowNotDue = DiagnosticKind(
    "E0546", "{place}: `{id}` owes no record `{key}`: {reason}",
    explanation: """
      The edition says of this record table which rows a body must have. This one is none of them: it may have been \
      meant for a body of another kind.

      Bad: a row that only local bodies are asked for, under a central one. Good: leave it out.
      """)
}
