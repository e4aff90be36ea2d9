public import SourceText

// What can be wrong with the text of a rule file. The explanations are for people who write rules, not programs.

extension DiagnosticKind {
  /// All kinds of findings that reading YAML can give.
  public static let yamlKinds: [DiagnosticKind] = [
    notUTF8, controlCharacter, utf16Text, unusualLineBreak, emptyDocument, secondDocument, anchor, alias, tag,
    directive, duplicateKey, keyNotText, emptyKey, mergeKey, blankInKey, tooDeep, tooManyNodes, textTooLong,
    tooManyKeys,
    keyTooLong,
    tabIndentation, unclosedQuote, unclosedBracket, colonInText, missingColon, indentation, misplacedItem,
    unknownEscape, reservedCharacter, blockHeader, textAfterEnd, textAfterClosing, misplacedCharacter, otherForm,
    otherSyntax,
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
}

extension DiagnosticKind {
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
}

extension DiagnosticKind {
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

// MARK: - Syntax

extension DiagnosticKind {
  public static let tabIndentation = DiagnosticKind(
    "E0130", "a tab stands where the line is indented; indent with spaces",
    explanation: """
      How far a line is indented says what it belongs to, and a tab is as wide as each editor pleases. Put two spaces \
      in place of each tab; most editors have a setting for it.

      Bad (→ is a tab):
        weight:
        →central: 15

      Good:
        weight:
          central: 15
      """)

  public static let unclosedQuote = DiagnosticKind(
    "E0131", "the quotation mark that opens here is not closed",
    explanation: """
      A text in quotes ends with the same mark it began with. A mark inside such a text is written `\\"` within \
      double quotes and `''` within single ones.

      Bad:
        title: "Quality of service

      Good:
        title: "Quality of service"
      """)

  public static let unclosedBracket = DiagnosticKind(
    "E0132", "here a comma or the closing bracket is missing",
    explanation: """
      A list `[a, b]` or a mapping `{a: 1, b: 2}` in brackets needs a comma between its parts and its closing bracket \
      at the end. A text with commas, colons or brackets of its own stands in quotes.

      Bad:
        kinds: [central, local
        row: {from: 1 to: 2}

      Good:
        kinds: [central, local]
        row: {from: 1, to: 2}
      """)

  public static let colonInText = DiagnosticKind(
    "E0133", "a second colon in the same line; put the text in quotes",
    explanation: """
      A colon and a space make a key out of what stands before them, and one line holds one key. A text that has a \
      colon of its own stands in quotes. The other usual reason is a line that is indented too far.

      Bad:
        title: Direction 1: quality

      Good:
        title: "Direction 1: quality"
      """)

  public static let missingColon = DiagnosticKind(
    "E0134", "this is no `key: value`: a colon with a space behind it is missing",
    explanation: """
      In a mapping each line is a key, a colon, a space and the value. Without the space, or without the colon, there \
      is no key. If the line continues the text above it, indent it further than the key.

      Bad:
        weight 15
        unit:points

      Good:
        weight: 15
        unit: points
      """)

  public static let indentation = DiagnosticKind(
    "E0135", "the indentation of this line ({spaces}) is that of no list or mapping before it",
    explanation: """
      Lines that belong to the same list or mapping are indented by the same number of spaces.

      Bad:
        weights:
            central: 15
          local: 23

      Good:
        weights:
          central: 15
          local: 23
      """)

  public static let misplacedItem = DiagnosticKind(
    "E0136", "a list item with `- ` cannot begin here",
    explanation: """
      The items of a list stand below their key, each on a line of its own, or in brackets.

      Bad:
        kinds: - central

      Good:
        kinds:
          - central
        also: [central]
      """)

  public static let unknownEscape = DiagnosticKind(
    "E0137", "after a backslash in double quotes this is not understood",
    explanation: """
      Within double quotes a backslash begins a special character: `\\n` a line break, `\\"` a quotation mark, `\\\\` \
      a backslash. If you mean the backslash itself, write it twice or use single quotes.

      Bad:
        path: "C:\\data"

      Good:
        path: 'C:\\data'
      """)

  public static let reservedCharacter = DiagnosticKind(
    "E0138", "a text cannot begin with {character}; put it in quotes",
    explanation: """
      YAML keeps some characters for itself: a text that begins with `@`, a backtick, `%` or `? ` stands in \
      quotes.

      Bad:
        unit: % of services

      Good:
        unit: "% of services"
      """)

  public static let blockHeader = DiagnosticKind(
    "E0139", "the text block does not begin properly",
    explanation: """
      After `|` or `>` the line ends, and the text follows on the next lines, indented by spaces. A text that begins \
      with one of these signs stands in quotes.

      Bad:
        formula: | a + b

      Good:
        formula: |
          a + b
      """)

  public static let textAfterEnd = DiagnosticKind(
    "E0140", "this belongs to nothing: the list, mapping or text of the file has ended before it",
    explanation: """
      A file is one mapping whose keys all begin at the left edge. A line that is indented less than the first one, or \
      that stands behind a closing bracket, is outside of it.

      Bad:
          format: 1
        title: One

      Good:
        format: 1
        title: One
      """)

  public static let textAfterClosing = DiagnosticKind(
    "E0141", "behind the closing quotation mark or bracket nothing more may stand",
    explanation: """
      A text in quotes ends with the closing mark, and a list or mapping in brackets with its bracket. Put the whole \
      text in quotes; a quotation mark inside is written `\\"` within double quotes and `''` within single ones.

      Bad:
        title: "Quality" of service

      Good:
        title: '"Quality" of service'
      """)

  public static let misplacedCharacter = DiagnosticKind(
    "E0142", "{character} cannot stand here, where a value is expected",
    explanation: """
      Brackets and commas belong to lists `[a, b]` and mappings `{a: 1, b: 2}`. A value is missing before this one, or \
      it is meant as text and stands in quotes.

      Bad:
        kinds: [central,, local]
        sign: ]

      Good:
        kinds: [central, local]
        sign: "]"
      """)

  public static let otherForm = DiagnosticKind(
    "E0143", "this is no {form}, as the lines before it are",
    explanation: """
      The lines of a mapping are all `key: value`, and those of a list are all `- item`. If the list belongs to the \
      key above it, indent it further.

      Bad:
        kinds: central
        - local

      Good:
        kinds:
          - central
          - local
      """)

  public static let otherSyntax = DiagnosticKind(
    "E0149", "the file cannot be read from here on: {problem}",
    explanation: """
      The text is no well-formed YAML. Look at the line and the one before it: quotes, brackets, colons and \
      indentation.
      """)
}
