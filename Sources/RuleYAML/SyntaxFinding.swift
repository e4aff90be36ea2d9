import SourceText

/// Says in plain words what libyaml found wrong with a text.
struct SyntaxFinding {
  private let file: SourceFile
  private let problem: SyntaxProblem
  private let problemOffset: Int
  private let contextOffset: Int?

  init(file: SourceFile, _ problem: SyntaxProblem, problemOffset: Int, contextOffset: Int?) {
    self.file = file
    self.problem = problem
    self.problemOffset = problemOffset
    self.contextOffset = contextOffset
  }

  var diagnostic: Diagnostic {
    if let tab = tabInIndentation { return Diagnostic(.tabIndentation, at: Span(file, tab)) }
    let (kind, place) = translation
    var notes: [Diagnostic.Note] = []
    let offset =
      switch place {
      case .problem, .problemWithContext: problemOffset
      case .context: contextOffset ?? problemOffset
      }
    if place == .problemWithContext, let contextOffset, contextOffset != problemOffset {
      let what =
        kind.code == DiagnosticKind.unclosedBracket.code ? "the bracket opens here" : "the list or mapping begins here"
      notes = [Diagnostic.Note(Message(what), at: mark(contextOffset))]
    }
    return Diagnostic(kind, arguments, at: mark(offset), notes: notes)
  }

  /// Which of libyaml's two marks a person should look at first.
  private enum Place { case problem, problemWithContext, context }

  /// libyaml's own limit for a key, in characters.
  private static let longestKey = 1024

  private var translation: (DiagnosticKind, Place) {
    switch (problem.problem, problem.context) {
    case ("mapping values are not allowed in this context", _):
      (column(problemOffset) > Self.longestKey ? .keyTooLong : .colonInText, .problem)
    case ("mapping keys are not allowed in this context", _): (.reservedCharacter, .problem)
    case ("block sequence entries are not allowed in this context", _): (.misplacedItem, .problem)
    case ("could not find expected ':'", _): (.missingColon, .context)
    case ("found character that cannot start any token", _): (.reservedCharacter, .problem)
    case (_, "while scanning a quoted scalar"): (.unclosedQuote, .context)
    case (_, "while parsing a quoted scalar"), (_, "while scanning an escape sequence"): (.unknownEscape, .problem)
    case (_, "while scanning a block scalar"): (.blockHeader, .problem)
    case (_, "while scanning an anchor"): (.anchor, .context)
    case (_, "while scanning an alias"): (.alias, .context)
    case (_, "while scanning a tag"), (_, "while parsing a tag"), ("found undefined tag handle", _): (.tag, .context)
    case (_, "while parsing a flow sequence"), (_, "while parsing a flow mapping"):
      (.unclosedBracket, .problemWithContext)
    case (_, "while parsing a block mapping"), (_, "while parsing a block collection"): blockTranslation
    case (_, "while parsing a block node"), (_, "while parsing a flow node"):
      (problemOffset < file.bytes.count ? .misplacedCharacter : .unclosedBracket, .problem)
    case ("did not find expected <document start>", _): (.textAfterEnd, .problem)
    default: (.otherSyntax, .problemWithContext)
    }
  }

  /// The ways in which a line does not fit the lines of its list or mapping.
  private var blockTranslation: (DiagnosticKind, Place) {
    let line = file.lineRange(file.position(at: problemOffset).line)
    let before = file.bytes[line.lowerBound..<max(line.lowerBound, problemOffset)]
    if let last = before.last(where: { !$0.isBlank }), "\"']}".utf8.contains(last) {
      return (.textAfterClosing, .problem)
    }
    if file.bytes[line].dropFirst(before.count).first == UInt8(ascii: ":") { return (.emptyKey, .problem) }
    let isSameColumn = contextOffset.map { column($0) == column(problemOffset) } ?? false
    return (isSameColumn ? .otherForm : .indentation, .problemWithContext)
  }

  private func column(_ offset: Int) -> Int { file.position(at: offset).column }

  private var arguments: [String: String] {
    let form = problem.context == "while parsing a block mapping" ? "`key: value`" : "`- item`"
    return [
      "problem": problem.problem, "name": word, "character": character, "form": form,
      "spaces": String(column(problemOffset) - 1), "limit": String(Self.longestKey),
    ]
  }

  private var character: String {
    let end = min(problemOffset + 4, file.bytes.count)
    let character = file.text(min(problemOffset, end)..<end).unicodeScalars.first
    return character.map { $0 == "`" ? "a backtick" : "`\($0)`" } ?? "the end of the file"
  }

  private var word: String {
    let start = contextOffset ?? problemOffset
    let line = file.lineRange(file.position(at: start).line)
    return String(file.clippedText(start..<max(start, line.upperBound)).prefix { $0 != " " && $0 != "," })
  }

  /// The tab among the blanks before the text of the line that libyaml stopped at.
  private var tabInIndentation: Range<Int>? {
    let line = file.lineRange(file.position(at: problemOffset).line)
    guard let tab = file.bytes[line].prefix(while: \.isBlank).firstIndex(of: .tab) else { return nil }
    return tab..<tab + 1
  }

  /// One character at an offset.
  private func mark(_ offset: Int) -> Span {
    var end = min(offset + 1, file.bytes.count)
    while end < file.bytes.count, UTF8Bytes.isContinuation(file.bytes[end]) { end += 1 }
    return Span(file, min(offset, end)..<end)
  }
}
