public import SourceText

// What libyaml refuses, told apart by what the writer most likely meant.

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
