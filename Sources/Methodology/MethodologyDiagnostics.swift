import SourceText

/// The findings on the structure of a rule file.
extension DiagnosticKind {
  /// Every kind of finding of this module.
  public static let methodologyKinds: [DiagnosticKind] = [
    unknownKey, missingKey, wrongNode, wrongValue, badName, nameTaken, unknownReference, circularDefinition,
    chainTooLong, noCitation, unknownCase, missingCase, unknownUnit, unknownFormat, conflictingKeys, tooManyFigures,
    emptyRange, childrenDisagree, idleKey, tooMany, listedTwice, emptyPart, unlikeLimit, caseIsKey, changeMisses,
  ]

  public static let unknownKey = DiagnosticKind(
    "E0301", "{what} has no key `{key}`; its keys are {keys}",
    explanation: """
      A key that the format does not know is never ignored: it may be a misspelt one that somebody counts on.

      Bad: `formul: a + b`. Good: `formula: a + b`.
      """)
  public static let missingKey = DiagnosticKind(
    "E0302", "{what} needs the key `{key}`",
    explanation: """
      Something that the format cannot do without is left out.

      Bad: a parameter with `unit: points` only. Good: `{value: 5, unit: points, cite: "п. 15"}`.
      """)
  public static let wrongNode = DiagnosticKind(
    "E0303", "{what}: expected {expected}, found {found}",
    explanation: """
      YAML has texts, lists (`- a`) and mappings (`key: value`); here one stands where another is needed. Often the \
      indentation is off by a space.

      Bad: `inputs: services_total`. Good: `inputs: {services_total: {type: count}}`.
      """)
  public static let wrongValue = DiagnosticKind(
    "E0304", "`{key}`: expected {expected}, found `{found}`",
    explanation: """
      The value is not of the form that the key takes. Numbers are written with a decimal point and without \
      thousands signs, dates as 2018-01-10, truth as `yes` and `no`.

      Bad: `value: 0,2`. Good: `value: 0.2`.
      """)
  public static let badName = DiagnosticKind(
    "E0305", "`{name}` cannot be a name: {reason}",
    explanation: """
      Names are made of letters (of any alphabet), digits and `_`, and begin with a letter, so that formulas can use \
      them. Words of the formula language (`if`, `then`, `else`, `and`, `or`, `not`, `in`, `where`, `over`, `yes`, \
      `no`) and `bodies`, `previous`, `own`, `kind`, `reading` are taken.

      Bad: `services-late`. Good: `services_late`.
      """)
  public static let nameTaken = DiagnosticKind(
    "E0306", "`{name}` is declared twice",
    explanation: """
      Inputs, parameters, derived quantities, scales, record tables and top-level scores share one space of names, \
      so that a formula can mean only one thing. A field of a record table may not have the name of any of them.

      Bad: an input and a parameter `total`. Good: `services_total` and `total_weight`.
      """)
  public static let unknownReference = DiagnosticKind(
    "E0307", "`{name}` is not {expected}",
    explanation: """
      The key names something that must be declared elsewhere in the file.

      Bad: `at_most: services_totl`. Good: `at_most: services_total`.
      """)
  public static let circularDefinition = DiagnosticKind(
    "E0308", "`{name}` is defined by itself: {path}",
    explanation: """
      To compute the first name one would already have to know it. A name may rest on itself only through an earlier \
      period (`previous.x`).

      Bad: `a: {formula: b + 1}` with `b: {formula: a - 1}`.
      """)
  public static let chainTooLong = DiagnosticKind(
    "E0309", "the definition of `{name}` goes through more than {limit} others",
    explanation: "No methodology needs a chain of definitions this long; a person could not follow it.")
  public static let noCitation = DiagnosticKind(
    "E0310", "{what} `{name}` has no citation",
    explanation: """
      Every figure and formula says where in the act it stands, so that a score can be defended. A citation given to \
      a table or score holds for what is inside it.

      Bad: `{value: 5}`. Good: `{value: 5, cite: "п. 15"}`.
      """)
  public static let unknownCase = DiagnosticKind(
    "E0311", "`{name}` is not a value of `{key}`; its values are {values}",
    explanation: """
      A figure with `by:` is given for each value of its key, and this is none of them.

      Bad: `{by: kind, centre: 15, local: 23}`. Good: `{by: kind, central: 15, local: 23}`.
      """)
  public static let missingCase = DiagnosticKind(
    "E0312", "`{name}` has no figure for {case}",
    explanation: """
      A figure with `by:` a single key must say what holds for each value of it. If the act sets no figure for a \
      value, write `none` for it.

      Bad: `{by: kind, central: 15}`. Good: `{by: kind, central: 15, local: none}`.
      """)
  public static let unknownUnit = DiagnosticKind(
    "E0313", "the unit `{unit}` is not declared",
    explanation: """
      Units are declared under `units`, so that a misspelt one is not taken for a new one. `share` and `percent` are \
      always there. A ratio is written `points / services`.

      Bad: `unit: ponts`. Good: `unit: points`.
      """)
  public static let unknownFormat = DiagnosticKind(
    "E0314", "the file is of format {found}; this program reads format {expected}",
    explanation: "The first key of a rule file is `format: 1`. A file of a later format needs a later program.")
  public static let conflictingKeys = DiagnosticKind(
    "E0315", "{what} has both `{first}` and `{second}`",
    explanation: """
      Two keys that exclude one another were given.

      Bad: a score with `formula` and `combine`. Good: one of them.
      """)
  public static let tooManyFigures = DiagnosticKind(
    "E0316", "`{name}` is set by more than {limit} keys",
    explanation: "A figure that depends on this many things cannot be checked by a person. Split the parameter.")
  public static let emptyRange = DiagnosticKind(
    "E0317", "the range from {from} to {to} holds nothing",
    explanation: """
      The lower bound is above the upper one.

      Bad: `{from: 5, to: 4.8}`. Good: `{from: 4.8, to: 5}`.
      """)
  public static let childrenDisagree = DiagnosticKind(
    "E0318", "`{name}` cannot be put together from {first} and {second}",
    explanation: """
      The children of a score are added up or averaged, so they must be of one unit.

      Bad: a child in points beside one in services. Good: all in points.
      """)
  public static let idleKey = DiagnosticKind(
    "E0319", "`{key}` has no effect on {what}: {reason}",
    explanation: """
      The key is known, but it does nothing where it stands, so what its author counted on would not happen. Drop it, or \
      write what it needs.

      Bad: `{formula: …, share_out: yes}`, since only children share out. Good: `share_out` beside `of`.
      """)
  public static let tooMany = DiagnosticKind(
    "E0320", "{what} of `{name}` are more than {limit}",
    explanation: """
      No methodology has this many. Where a body is told from others by so many values, let it report them in a record \
      table with a field of type `text`.
      """)
  public static let listedTwice = DiagnosticKind(
    "E0321", "`{name}` stands twice in `{key}`",
    explanation: """
      A list holds the same name twice: often one of them should have been another name.

      Bad: `of: [openness, openness]`. Good: `of: [openness, complaints]`.
      """)
  public static let emptyPart = DiagnosticKind(
    "E0322", "`{key}` of {what} holds nothing",
    explanation: """
      An empty list or mapping stands where at least one entry is needed. Fill it, or leave the key out.

      Bad: `of: {}`. Good: `of: {timeliness: {formula: …}}`.
      """)
  public static let unlikeLimit = DiagnosticKind(
    "E0323", "`{name}` cannot be held against `{limit}`: {reason}",
    explanation: """
      `at_most` compares two figures that a body reports, so both must be numbers of one unit.

      Bad: `at_most: days_total` for a figure in services. Good: `at_most: services_total`.
      """)
  public static let caseIsKey = DiagnosticKind(
    "E0324", "a figure cannot be given `by: {key}`: its value `{name}` is also a key of the format",
    explanation: """
      Beside the cases of a figure stand keys such as `title`, `unit` and `cite`. If a case has the name of one of them, \
      nobody can tell which is meant. Rename the value of the choice.

      Bad: a choice of `[unit, title]`. Good: a choice of `[one_unit, its_title]`.
      """)
  public static let changeMisses = DiagnosticKind(
    "E0350", "the change cannot be made at `{path}`: {reason}",
    explanation: """
      A change of an amendment names a part of the edition that it amends. `set` and `remove` need a part that is there, \
      `add` one that is not, and `was`, where it is given, must be what the part reads.

      Bad: `{at: parameters.penalty_capp, set: …}`. Good: `{at: parameters.penalty_cap, set: …}`.
      """)
}
