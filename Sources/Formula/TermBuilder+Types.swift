import Exact
import SourceText

/// What types and units ask of terms, and what is told if they do not fit.
extension TermBuilder {
  func number(_ expression: Expression, _ around: Surroundings) -> Term? {
    guard let term = build(expression, around), require(term, .bareNumber) else { return nil }
    return term
  }

  func truth(_ expression: Expression, _ around: Surroundings) -> Term? {
    guard let term = build(expression, around), require(term, .truth) else { return nil }
    return term
  }

  /// Whether a term can stand where a type is asked for; a bare number asks for a number of any unit.
  func require(_ term: Term, _ type: ValueType) -> Bool {
    switch (term.type, type) {
    case (.number, .number(nil)), (.number(nil), .number), (.choice, .text), (.text, .text), (.truth, .truth):
      return true
    case (.number(let own?), .number(let asked?)):
      if own == asked { return true }
      _ = mismatch(term, type)
      return false
    case (.choice(let own), .choice(let asked)) where !Set(own.values).isDisjoint(with: asked.values):
      return true
    default:
      let words = ["expected": type.description, "found": term.type.description]
      findings.add(Diagnostic(.wrongType, words, at: formula.span(term.range), help: typeHelp(term, type)))
      return false
    }
  }

  /// The type that two terms share.
  func common(_ left: Term, _ right: Term) -> ValueType? {
    switch (left.type, right.type) {
    case (.number(nil), .number): return right.type
    case (.number, .number(nil)): return left.type
    case (.number(let first?), .number(let second?)) where first != second:
      return fail(
        .wrongUnit, ["left": left.type.description, "right": right.type.description],
        left.range.lowerBound..<right.range.upperBound, help: unitHelp(first, second),
        notes: [note(left), note(right)])
    case (.choice(let first), .choice(let second)) where first != second:
      let both = ChoiceDomain(first.values + second.values.filter { !first.values.contains($0) })
      return Set(first.values).isDisjoint(with: second.values) ? failTypes(left, right) : .choice(both)
    case (.choice, .text), (.text, .choice): return .text
    default: return left.type == right.type ? left.type : failTypes(left, right)
    }
  }

  func failTypes(_ left: Term, _ right: Term) -> ValueType? {
    fail(.wrongType, ["expected": left.type.description, "found": right.type.description], right.range)
  }

  func mismatch(_ term: Term, _ asked: ValueType, help: Message? = nil) -> Term? {
    var help = help
    if help == nil, case .number(let own?) = term.type, case .number(let unit?) = asked {
      help =
        unit.isShare && own != .percent
        ? Message("a share is needed here: divide by a figure in {unit}", ["unit": own.description])
        : unitHelp(own, unit) ?? Message("{type} is needed here", ["type": asked.description])
    }
    return fail(.wrongUnit, ["left": term.type.description, "right": asked.description], term.range, help: help)
  }

  /// How figures of two units can be brought together, if there is a common way.
  func unitHelp(_ first: Unit, _ second: Unit) -> Message? {
    let units = [first, second]
    if units.contains(.share), units.contains(.percent) {
      return Message("`percent(a)` turns a share into a percentage, `share(a)` a percentage into a share")
    }
    guard units.contains(.share), let other = units.first(where: { $0 != .share }) else { return nil }
    return Message(
      "a coefficient turns a share into {unit}: a parameter with `unit: {unit}`, or a number after the share",
      ["unit": other.description])
  }

  func typeHelp(_ term: Term, _ asked: ValueType) -> Message? {
    switch (term.type, asked) {
    case (.number, .truth): Message("compare it with a number, such as `… > 0`")
    case (.truth, .number): Message("say what it counts for: `if … then 1 else 0`")
    default: nil
    }
  }

  func note(_ term: Term) -> Diagnostic.Note {
    Diagnostic.Note(Message("this is {type}", ["type": term.type.description]), at: formula.span(term.range))
  }

  /// Whether a finding would still be kept; a hostile formula must not have thousands of guesses made for it.
  var hasRoom: Bool { findings.all.count < Findings.limit }

  func nearest(_ typed: String, among names: [String], prefix: String = "") -> Message? {
    guard hasRoom else { return nil }
    return NearestName.of(typed, among: names).map { didYouMean(prefix + $0, typed) }
  }

  /// A letter of another alphabet that looks like the right one cannot be seen, so it is named.
  func didYouMean(_ name: String, _ typed: String) -> Message {
    let letters = Set(name.unicodeScalars)
    guard name.utf8.count == name.unicodeScalars.count, typed.unicodeScalars.contains(where: \.isASCII),
      let foreign = typed.unicodeScalars.first(where: { (0x0400...0x052F).contains($0.value) && !letters.contains($0) })
    else { return Message("did you mean `{name}`?", ["name": name]) }
    return Message(
      "did you mean `{name}`? The `{letter}` in what is written here is a Cyrillic letter",
      ["name": name, "letter": String(Character(foreign))])
  }

  func fail<T>(
    _ kind: DiagnosticKind, _ arguments: [String: String], _ range: Range<Int>, help: Message? = nil,
    notes: [Diagnostic.Note] = []
  ) -> T? {
    findings.add(Diagnostic(kind, arguments, at: formula.span(range), notes: notes, help: help))
    return nil
  }
}
