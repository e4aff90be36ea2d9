public import SourceText

// What can be wrong with the text of a rule file. The explanations are for people who write rules, not programs.

extension DiagnosticKind {
  /// All kinds of findings that reading YAML can give.
  public static let yamlKinds: [DiagnosticKind] = [
    notUTF8, controlCharacter, utf16Text, unusualLineBreak, emptyDocument, secondDocument, anchor, alias, tag,
    directive, duplicateKey, keyNotText, emptyKey, mergeKey, blankInKey, tooDeep, tooManyNodes, textTooLong,
    tooManyKeys, keyTooLong, tabIndentation, unclosedQuote, unclosedBracket, colonInText, missingColon,
    indentation, misplacedItem, unknownEscape, reservedCharacter, blockHeader, textAfterEnd, textAfterClosing,
    misplacedCharacter, otherForm, otherSyntax,
  ]
}

// MARK: - Characters

extension DiagnosticKind {
  public static let notUTF8 = DiagnosticKind(
    "E0104", "the file is not UTF-8 text: byte {byte} does not belong here",
    explanation: """
      Rule files are saved as UTF-8. The usual reason is an editor that saves as Windows-1251 (ANSI): open the file \
      there and save it again, choosing the encoding UTF-8.
      """)

  public static let controlCharacter = DiagnosticKind(
    "E0105", "the character {code} may not stand in a rule file",
    explanation: """
      The text holds a character that has no picture of its own: a control character, or one that changes the \
      direction of the text, so that people read something else than the program does. It mostly comes along with \
      text copied from another program. Delete it and type the text around it anew.
      """)

  public static let utf16Text = DiagnosticKind(
    "E0106", "the file is saved as UTF-16; rule files are UTF-8",
    explanation: """
      Some editors call this encoding “Unicode”. Open the file there and save it again, choosing the encoding UTF-8.
      """)

  public static let unusualLineBreak = DiagnosticKind(
    "E0107", "the line break {code} is not one of a text file",
    explanation: """
      Lines end as on Linux and macOS (LF) or as on Windows (CR LF). Others look like a line break in one editor and \
      not in the next, so that line numbers would differ. Save the file with one of the two usual line breaks, or \
      delete the character where it came along with copied text.
      """)
}

// MARK: - Documents

extension DiagnosticKind {
  public static let emptyDocument = DiagnosticKind(
    "E0110", "the file holds nothing but blanks and comments",
    explanation: """
      A rule file needs at least one line like `format: 1`. If the file ought to hold more, it may not have been saved.
      """)

  public static let secondDocument = DiagnosticKind(
    "E0111", "a second document begins here; a rule file is one document",
    explanation: """
      A line `---` begins a new document in the same file, and what stands behind it would be lost.

      Bad:
        title: One
        ---
        title: Two

      Good: two files, or no line `---`.
      """)

  public static let anchor = DiagnosticKind(
    "E0112", "anchors such as `{name}` are not used in rule files",
    explanation: """
      In YAML `&name` marks a part that `*name` repeats elsewhere. Rule files do without: each place says what holds \
      for it. Write the part out in both places, or put the text in quotes if it only happens to begin with `&`.

      Bad:
        unit: &p points

      Good:
        unit: points
        note: "& is a sign"
      """)

  public static let alias = DiagnosticKind(
    "E0113", "aliases such as `{name}` are not used in rule files",
    explanation: """
      In YAML `*name` repeats a part that `&name` marks elsewhere. Write the part out, or put the text in quotes if it \
      only happens to begin with `*`.

      Bad:
        second: *first

      Good:
        second: "*first"
      """)

  public static let tag = DiagnosticKind(
    "E0114", "tags such as `{name}` are not used in rule files",
    explanation: """
      In YAML `!name` says what type a value has. In rule files the place of a value says that. Leave the tag out, or \
      put the text in quotes if it only happens to begin with `!`.

      Bad:
        count: !!int 5

      Good:
        count: 5
      """)

  public static let directive = DiagnosticKind(
    "E0115", "directives such as `{directive}` are not used in rule files",
    explanation: """
      A line that begins with `%` speaks to YAML programs. A rule file does not need one: delete the line. If it goes \
      on with a text of several lines, indent it.

      Bad:
        %YAML 1.1
        ---
        format: 1

      Good:
        format: 1
      """)
}

// MARK: - Keys

extension DiagnosticKind {
  public static let duplicateKey = DiagnosticKind(
    "E0116", "the key `{key}` stands twice in the same mapping",
    explanation: """
      Only one of the two values could hold, and nobody could tell which was meant. Delete one of them or rename it.

      Bad:
        weight: 10
        weight: 15

      Good:
        weight: 15
      """)

  public static let keyNotText = DiagnosticKind(
    "E0117", "a key must be a name, and this is {kind}",
    explanation: """
      What stands before the colon is a name on one line. A list, a mapping or a block of text cannot be one. Often \
      braces were meant as text: put them in quotes.

      Bad:
        [central, local]: 10

      Good:
        central: 10
        local: 10
      """)

  public static let emptyKey = DiagnosticKind(
    "E0118", "the key before the colon is missing",
    explanation: """
      A line begins with a colon, so that nothing says what the value is.

      Bad:
        : 10

      Good:
        weight: 10
      """)

  public static let mergeKey = DiagnosticKind(
    "E0119", "the merge key `<<` is not used in rule files",
    explanation: """
      In YAML `<<` copies the keys of another mapping. In a rule file each part says itself what holds for it, so that \
      a reader need not look elsewhere. Write the keys out.

      Bad:
        local: {<<: *central, weight: 23}

      Good:
        local: {unit: points, weight: 23}
      """)

  public static let blankInKey = DiagnosticKind(
    "E0124", "the key `{key}` holds a blank that looks like a space and is none ({code})",
    explanation: """
      Text copied from a word processor brings no-break spaces along. At the start of a line they do not indent it, \
      and within a key they make another key of it. Delete the blank and type a space.
      """)
}

// MARK: - Limits

extension DiagnosticKind {
  public static let tooDeep = DiagnosticKind(
    "E0120", "lists and mappings stand more than {limit} deep inside each other",
    explanation: """
      No rule needs such depth; most likely a bracket or a run of dashes was repeated by mistake.

      Bad:
        rows: [[[[[[ … ]]]]]]

      Good:
        rows: [[1, 2], [3, 4]]
      """)

  public static let tooManyNodes = DiagnosticKind(
    "E0121", "the file holds more than {limit} texts, lists and mappings",
    explanation: """
      No rule file comes near this number, so that most likely it was made by a program gone wrong. Tables of figures \
      belong in the data folder.
      """)

  public static let textTooLong = DiagnosticKind(
    "E0122", "the text that begins here is longer than {limit} bytes",
    explanation: """
      No formula or title is as long. Often a quotation mark or the indentation is missing, so that the rest of the \
      file became one text.

      Bad:
        title: "Quality of service
        weight: 10

      Good:
        title: "Quality of service"
        weight: 10
      """)

  public static let tooManyKeys = DiagnosticKind(
    "E0123", "the mapping has more than {limit} keys",
    explanation: """
      No part of a rule file comes near this number. Tables of figures belong in the data folder.
      """)

  public static let keyTooLong = DiagnosticKind(
    "E0125", "a key ends here that is longer than {limit} characters",
    explanation: """
      What stands before a colon is a short name. Most likely the colon belongs to a long text: put the text in quotes.

      Bad:
        note: a very long text: with a colon

      Good:
        note: "a very long text: with a colon"
      """)
}
