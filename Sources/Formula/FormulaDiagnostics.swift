import SourceText

/// The findings on formulas.
extension DiagnosticKind {
  /// Every kind of finding of this module.
  public static let formulaKinds: [DiagnosticKind] = [
    unexpectedToken, strangeCharacter, unknownName, unknownFunction, wrongArgumentCount, wrongType, wrongUnit,
    malformedNumber, unclosedText, chainedComparison, nameNotHere, unknownChoice, keyNotKnown, formulaTooLong,
    formulaTooDeep, unknownRounding, notATable, ambiguousName, decimalComma,
  ]

  static let unexpectedToken = DiagnosticKind(
    "E0201", "expected {expected}, found {found}",
    explanation: """
      The formula breaks off or goes on where it cannot. Read it aloud up to the mark: what stands there does not \
      follow from what stands before it. Often a sign (`+`, `*`), a bracket or `else` is missing; an `if` or `not` that \
      is part of a sum or a comparison needs brackets of its own.

      Bad: `late / total 10000`. Good: `late / total * 10000`.
      """)
  static let strangeCharacter = DiagnosticKind(
    "E0202", "{found} means nothing in a formula",
    explanation: """
      Formulas know the signs `+ - * / ^ ( ) [ ] , : == != < <= > >= ??`. Text processors like to replace them by \
      others that look nicer.

      Bad: `3 × 4`, `a ≤ b`, `a = b`. Good: `3 * 4`, `a <= b`, `a == b`.
      """)
  public static let unknownName = DiagnosticKind(
    "E0203", "`{name}` is not declared",
    explanation: """
      Every name in a formula must be declared in the rule file: under `inputs`, `parameters`, `derived`, `records`, \
      `steps`, `scores` or `readings`. A score inside another is named by its path.

      Bad: `services_lat / services_total`. Good: `services_late / services_total`.
      """)
  static let unknownFunction = DiagnosticKind(
    "E0204", "there is no function `{name}`",
    explanation: """
      The functions are a fixed list; `metodika language` prints it with examples.

      Bad: `average(a, b)`. Good: `mean(a, b)`.
      """)
  static let wrongArgumentCount = DiagnosticKind(
    "E0205", "`{name}` takes {expected}, found {found}",
    explanation: """
      A function was given too many or too few figures. Commas stand between them; the decimal sign is a point. \
      An aggregate takes its figures after a colon.

      Bad: `clamp(x, 1)`. Good: `clamp(x, 0, 1)`.
      """)
  public static let wrongType = DiagnosticKind(
    "E0206", "expected {expected}, found {found}",
    explanation: """
      Numbers can be added and compared, conditions joined by `and` and `or`, and names of a list compared with \
      `==` and `in`. Here one stands where another is needed.

      Bad: `if services_late then 0 else 1`. Good: `if services_late > 0 then 0 else 1`.
      """)
  public static let wrongUnit = DiagnosticKind(
    "E0207", "{left} cannot be combined with {right}",
    explanation: """
      Figures that are added, subtracted or compared must be of one unit: points are not added to services, and a \
      share (0.7) is not compared with a percentage (70). A ratio of two figures of one unit is a share; \
      `percent(share)` turns it into a percentage; a coefficient that turns a share into points is a parameter with \
      `unit: points`.

      Bad: `weight - services_late`. Good: `weight - services_late / services_total * per_10000`.
      """)
  static let malformedNumber = DiagnosticKind(
    "E0208", "`{found}` is not a number",
    explanation: """
      A number is digits, and after a point more digits: `10000`, `0.02`. No spaces, no thousands sign, no exponent, \
      no leading zero, no unit that touches it.

      Bad: `10_000`, `1e4`, `.5`, `007`. Good: `10000`, `0.5`, `7`.
      """)
  static let decimalComma = DiagnosticKind(
    "E0219", "`{found}` can be one number or two: write `{decimal}` or `{list}`",
    explanation: """
      In a formula the comma parts the figures of a list, and decimals are written with a point. Between two digits a \
      comma without a space may be meant either way, and is not accepted.

      Bad: `min(0,5, share)`. Good: `min(0.5, share)`, or `min(0, 5, share)`.
      """)
  static let unclosedText = DiagnosticKind(
    "E0209", "the text that begins here has no end",
    explanation: """
      A text in a formula stands between two equal quotes.

      Bad: `direction == 'openness`. Good: `direction == 'openness'`.
      """)
  static let chainedComparison = DiagnosticKind(
    "E0210", "a comparison has two sides, and here `{second}` follows `{first}`",
    explanation: """
      A comparison takes two sides; two comparisons are joined by `and`.

      Bad: `70 < share < 100`. Good: `70 < share and share < 100`.
      """)
  static let nameNotHere = DiagnosticKind(
    "E0211", "`{name}` cannot be used here: {reason}",
    explanation: """
      Fields of a record table are known only inside an aggregate over it: `sum(services where one_day: late)`. \
      `own.x` is known only inside an aggregate over bodies, where it means the `x` of the body that asks. A scale \
      is used with `steps(scale, value)`, a record table with `count`, `sum` and the like.

      Bad: `late / total` with `late` a field of `services`. Good: `sum(services: late) / total`.
      """)
  public static let unknownChoice = DiagnosticKind(
    "E0212", "`{name}` is not one of {values}",
    explanation: """
      A choice is compared with a name that is not on its list, so the comparison could never hold.

      Bad: `kind == centre`. Good: `kind == central`.
      """)
  static let keyNotKnown = DiagnosticKind(
    "E0213", "`{name}` has a figure for each `{key}`, and which `{key}` is meant is not known here",
    explanation: """
      A parameter or scale with `by:` has a figure for each value of a key, and takes the key from where it is used. \
      A key that is a field of a record table is known only inside an aggregate over that table.

      Bad: `points_of_way` (by `way`) outside of any table. Good: `mean(services: points_of_way)`.
      """)
  static let formulaTooLong = DiagnosticKind(
    "E0214", "the formula is longer than {limit} bytes (a Cyrillic letter takes two)",
    explanation: "A formula of this length cannot be checked by a person. Give its parts names under `derived`.")
  static let formulaTooDeep = DiagnosticKind(
    "E0215", "the formula has more than {limit} parts one inside another",
    explanation: """
      Each pair of brackets and each `else if` is inside the one before it; each sign in a row such as `a + b + c` \
      takes what stands before it inside. A formula of this depth cannot be checked by a person. Give its parts names \
      under `derived`, make a scale of a long `else if`, and write a long sum as `sum(a, b, …)`.
      """)
  static let unknownRounding = DiagnosticKind(
    "E0216", "`{name}` is not a way of rounding; the ways are {values}",
    explanation: """
      `half_up` takes a half away from zero, `half_even` to the even neighbour, `up` and `down` away from and towards \
      zero, `floor` and `ceil` towards less and towards more.

      Bad: `round(x, 0.01, nearest)`. Good: `round(x, 0.01, half_up)`.
      """)
  static let notATable = DiagnosticKind(
    "E0217", "`{name}` is not a record table",
    explanation: """
      An aggregate runs over the rows of a record table, declared under `records`, or over `bodies`.

      Bad: `sum(service: late)`. Good: `sum(services: late)`.
      """)
  public static let ambiguousName = DiagnosticKind(
    "E0218", "`{name}` is both a declared name and one of {values}",
    explanation: """
      The name could mean a figure or a value of the choice. Put the value into quotes.

      Bad: `direction == openness` with a score `openness`. Good: `direction == 'openness'`.
      """)
}
