import SourceText

extension DiagnosticKind {
  /// Every kind of finding on data.
  public static let datasetKinds: [DiagnosticKind] =
    folderKinds + tableKinds + columnKinds + cellKinds + rowKinds + officialKinds
}

/// The findings on a data folder and on its files as such.
extension DiagnosticKind {
  static let folderKinds = [
    folderUnreadable, noBodiesTable, unknownDataFile, yearNotThere, besideYears, noCompleteTable, tooManyRowsDue,
    misnamedTable, foreignData, strangeData,
  ]

  public static let folderUnreadable = DiagnosticKind(
    "E0501", "{path} cannot be read as a data folder: {reason}",
    explanation: """
      The data of a period is a folder with the file `bodies.csv`; several periods are a folder with a sub-folder for \
      each year.

      Bad: `--data data/2017/bodies.csv`. Good: `--data data` or `--data data/2017`.
      """)

  public static let noBodiesTable = DiagnosticKind(
    "E0502", "the folder has no file `bodies.csv`",
    explanation: """
      `bodies.csv` lists the evaluated bodies, one row a body, with their kind and what they report once. Without it \
      no other table has an owner.

      Bad: a folder with `services.csv` alone. Good: `bodies.csv` and `services.csv`.
      """)

  public static let unknownDataFile = DiagnosticKind(
    "E0503", severity: .warning, "the file is not read: {reason}",
    explanation: """
      A data folder holds `bodies.csv` and a `.csv` file for each record table, named as the table. What is named \
      otherwise is not read.

      Bad: `service.csv` for the table `services`. Good: `services.csv`.
      """)

  public static let misnamedTable = DiagnosticKind(
    "E0508", "the file is not read, and the table that it seems to be is not there: {reason}",
    explanation: """
      A file is named almost as a record table of the edition, and that table has no file of its own. If it were passed \
      over, every body would count as having nothing to list.

      Bad: `fact.csv` for the table `facts`. Good: `facts.csv`.
      """)

  public static let yearNotThere = DiagnosticKind(
    "E0504", "the data folder has no year {year}; it has {years}",
    explanation: """
      The year that was asked for has no sub-folder.

      Bad: `--year 2018` on a folder with `2016` and `2017`. Good: a sub-folder `2018` with the data of that year.
      """)

  public static let besideYears = DiagnosticKind(
    "E0505", severity: .warning, "the file is not read: the data stands in the sub-folders of the years",
    explanation: """
      A folder with sub-folders named as years holds a period in each of them, and what stands beside them belongs to \
      no year.

      Bad: `data/bodies.csv` beside `data/2017`. Good: `data/2016/bodies.csv` and `data/2017/bodies.csv`.
      """)

  public static let noCompleteTable = DiagnosticKind(
    "E0506", severity: .warning, "there is no file `{name}.csv`, so that every row due in it is missing",
    explanation: """
      The edition says of this record table that no row may be left out. Without the file, whatever rests on the table \
      is missing for every body.

      Bad: a folder without `portal.csv`. Good: `portal.csv` with the rows that are due.
      """)

  public static let foreignData = DiagnosticKind(
    "E0509", severity: .warning,
    "the data of {period} was made for another edition; of what `{edition}` asks for it has no {list}",
    explanation: """
      A year was scored under an edition that does not evaluate it. Columns and files that the edition does not know \
      are passed over, and what rests on those that the data lacks is missing.

      Bad: a draft with a new figure, scored with last year's data as it is. Good: a copy of that data with a column \
      for the new figure.
      """)

  public static let strangeData = DiagnosticKind(
    "E0519", severity: .warning, "the data of {period} has values that `{edition}` does not know: {list}",
    explanation: """
      The data was made for another edition, whose choices are others. Such a value counts as not reported, and a row \
      whose key has one is passed over.

      Bad: `role` with `embassy`, which only a later edition knows. Good: one of the choices of the edition.
      """)

  public static let tooManyRowsDue = DiagnosticKind(
    "E0507", "more than {limit} rows are due in `{name}`",
    explanation: """
      A `complete` record table asks every body for each combination of the values of its key. This many cannot be \
      meant.

      Bad: a key of five fields with twenty choices each. Good: `complete` names a parameter that has a figure only \
      for the rows that are due.
      """)
}

/// The findings on the text of a table.
extension DiagnosticKind {
  static let tableKinds = [
    notATable, brokenText, noHeader, unclosedQuote, textAfterQuote, tooManyColumns, rowTooLong, rowTooShort,
    cellTooLong,
  ]

  public static let notATable = DiagnosticKind(
    "E0510", "the file is no text: it is {what}",
    explanation: """
      Tables are read as text with a comma, semicolon or tab between cells.

      Bad: a workbook whose name was changed to `bodies.csv`. Good: a table that the spreadsheet program saved as \
      “CSV UTF-8”.
      """)

  public static let brokenText = DiagnosticKind(
    "E0511", "from here on the text is no {encoding}",
    explanation: """
      Tables are UTF-8, UTF-16 with a byte-order mark, or Windows-1251. This one is most likely cut off, or put \
      together from texts in two encodings.

      Bad: lines in Windows-1251 pasted below lines in UTF-8. Good: all in one encoding; save the table anew as \
      “CSV UTF-8”.
      """)

  public static let noHeader = DiagnosticKind(
    "E0512", "the file has no header line",
    explanation: """
      The first line of a table names its columns, so that their order does not matter.

      Bad: an empty file. Good: `id;kind;services_total`.
      """)

  public static let unclosedQuote = DiagnosticKind(
    "E0513", "row {row}: the quoted cell that begins here does not end",
    explanation: """
      A cell that begins with a quotation mark ends with one; a mark inside is doubled. Everything behind it was taken \
      for part of the cell and is not read.

      Bad: `"Centre;12`. Good: `"Centre";12`.
      """)

  public static let textAfterQuote = DiagnosticKind(
    "E0514", "row {row}: there is text after the end of a quoted cell",
    explanation: """
      A quotation mark inside a quoted cell is doubled; a single one ends the cell.

      Bad: `"Centre "North" of the city";12`. Good: `"Centre ""North"" of the city";12`.
      """)

  public static let tooManyColumns = DiagnosticKind(
    "E0515", "the header has more than {limit} columns",
    explanation: """
      No edition asks for this many figures; most likely the table stands on its side.

      Bad: a column for each record. Good: a row for each record.
      """)

  public static let rowTooLong = DiagnosticKind(
    "E0516", "row {row} has {found} cells, and the header {expected}",
    explanation: """
      It cannot be told which cell belongs to which column, so that nothing of the row is read. Often the sign between \
      the cells stands inside one of them.

      Bad: `a,central,12,5` where 12.5 is meant. Good: `a,central,12.5`, or `a,central,"12,5"`.
      """)

  public static let rowTooShort = DiagnosticKind(
    "E0517", "row {row} has {found} cells, and the header {expected}",
    explanation: """
      It cannot be told which cells are absent, so that nothing of the row is read. A figure that was not reported is \
      an empty cell.

      Bad: `a;central` under `id;kind;services_total`. Good: `a;central;`.
      """)

  public static let cellTooLong = DiagnosticKind(
    "E0518", "{place}: the cell has {found} bytes, and at most {limit} are read",
    explanation: """
      No figure and no name is this long. Most likely a quotation mark is left out, and the cell goes on over many \
      rows.

      Bad: `"Centre;12` and, hundreds of rows below, another quotation mark. Good: `"Centre";12`.
      """)
}

/// The findings on the columns of a table.
extension DiagnosticKind {
  static let columnKinds = [
    unknownColumn, missingColumn, duplicateColumn, computedColumn, absentColumn, unnamedColumn, unknownFigure,
  ]

  public static let unknownColumn = DiagnosticKind(
    "E0520", "{what} has no column `{column}`",
    explanation: """
      A column that the edition does not know is never ignored: it may be the misspelt name of one that somebody \
      counts on.

      Bad: `service_late`. Good: `services_late`.
      """)

  public static let missingColumn = DiagnosticKind(
    "E0521", "{what} needs the column `{column}`",
    explanation: """
      `bodies.csv` needs `id`, and `kind` if the edition knows several kinds; a record table needs `body` and the \
      fields of its key.

      Bad: `name;services_total`. Good: `id;kind;name;services_total`.
      """)

  public static let duplicateColumn = DiagnosticKind(
    "E0522", "the column `{column}` stands twice",
    explanation: """
      Two columns of one name could hold different figures, and nobody could tell which holds.

      Bad: `id;services_late;services_late`. Good: `id;services_late`.
      """)

  public static let computedColumn = DiagnosticKind(
    "E0523", "`{column}` is no figure that is reported: the rules {verb} it",
    explanation: """
      What the edition sets or computes is not taken from the data, so that the rules and nothing else decide it.

      Bad: a column with the points. Good: the columns with the figures that the points follow from.
      """)

  public static let absentColumn = DiagnosticKind(
    "E0524", severity: .warning, "{what} has no column `{column}`, so that it is missing in every row",
    explanation: """
      The edition asks for this figure and the table does not have it. What rests on it is missing.

      Bad: `id;kind`. Good: `id;kind;services_total`, with empty cells where it was not reported.
      """)

  public static let unnamedColumn = DiagnosticKind(
    "E0525", "{place} has the value `{found}`, but the column has no name",
    explanation: """
      The header line leaves the name of this column empty, and the column is not.

      Bad: `id;kind;` above `a;central;12`. Good: `id;kind;services_total`.
      """)

  public static let unknownFigure = DiagnosticKind(
    "E0526", "the edition has no {what} `{name}`",
    explanation: """
      A value was given under a name that the edition does not know. It is never ignored: it may be misspelt.

      Bad: `inputs: {service_late: 1}`. Good: `inputs: {services_late: 1}`.
      """)
}
