import Exact
import SourceText

/// Resolves the names of a formula and checks its types and units.
///
/// All that is wrong with a formula is found, not just the first: a part that makes no sense yields `nil`, and its
/// neighbours are looked at all the same.
public struct TermBuilder {
  private let formula: FormulaText
  private let scope: any Scope
  private let findings: Findings

  /// What is around the place at hand.
  private struct Surroundings {
    var tables: [TableShape] = []
    var isInsideBodies = false
    /// The list that a bare name may be a value of, since it is compared with such a choice.
    var choices: ChoiceDomain?
  }

  /// Builds the term of a formula; `nil` after findings.
  ///
  /// `table` is the record table whose field the formula defines, if it does; `expected` is the type that the formula
  /// must have, if that is known.
  public static func build(
    _ expression: Expression, of formula: FormulaText, in scope: any Scope, table: TableShape? = nil,
    expecting expected: ValueType? = nil, findings: Findings
  ) -> Term? {
    let builder = TermBuilder(formula: formula, scope: scope, findings: findings)
    var around = Surroundings(tables: table.map { [$0] } ?? [])
    if case .choice(let domain) = expected { around.choices = domain }
    guard let term = builder.build(expression, around) else { return nil }
    guard let expected else { return term }
    return builder.require(term, expected) ? term : nil
  }

  // MARK: Constructs

  private func build(_ expression: Expression, _ around: Surroundings) -> Term? {
    let range = expression.range
    var plain = around
    plain.choices = nil
    switch expression.form {
    case .number(let value):
      return Term(.constant(.number(Number(value))), .bareNumber, range)
    case .truth(let truth):
      return Term(.constant(.truth(truth)), .truth, range)
    case .text(let text):
      guard let domain = around.choices else { return Term(.constant(.text(text)), .text, range) }
      return choice(text, of: domain, range)
    case .name(let name):
      return buildName(name, range, around)
    case .negation(let operand):
      guard let operand = number(operand, plain) else { return nil }
      return Term(.negation(operand), operand.type, range)
    case .not(let operand):
      guard let operand = truth(operand, plain) else { return nil }
      return Term(.not(operand), .truth, range)
    case .arithmetic(let symbol, let left, let right):
      return buildArithmetic(symbol, left, right, range, plain)
    case .comparison(let symbol, let left, let right):
      return buildComparison(symbol, left, right, range, plain)
    case .logic(let symbol, let left, let right):
      let (left, right) = (truth(left, plain), truth(right, plain))
      guard let left, let right else { return nil }
      return Term(.logic(symbol, left, right), .truth, range)
    case .conditional(let condition, let then, let otherwise):
      let condition = truth(condition, plain)
      let (then, otherwise) = (build(then, around), build(otherwise, around))
      guard let condition, let then, let otherwise, let type = common(then, otherwise) else { return nil }
      return Term(.conditional(condition: condition, then: then, otherwise: otherwise), type, range)
    case .membership(let member, let list, let negated):
      return buildMembership(member, list, negated, range, plain)
    case .fallback(let left, let right):
      let (left, right) = (build(left, around), build(right, around))
      guard let left, let right, let type = common(left, right) else { return nil }
      return Term(.fallback(left, right), type, range)
    case .call(let function, let arguments):
      return buildCall(function, arguments, range, plain)
    case .aggregate(let function, let source, let condition, let arguments):
      return buildAggregate(function, source, condition, arguments, range, plain)
    }
  }

  // MARK: Names

  private func buildName(_ name: String, _ range: Range<Int>, _ around: Surroundings) -> Term? {
    let isChoice = around.choices?.values.contains(name) ?? false
    if let term = field(name, range, around) {
      guard let domain = around.choices, isChoice else { return term }
      return fail(.ambiguousName, ["name": name, "values": Listing.quoted(domain.values)], range)
    }
    if let rest = name.dropping(prefix: "previous.") { return related(rest, name, range) { .previous($0) } }
    if let rest = name.dropping(prefix: "own.") {
      guard around.isInsideBodies else {
        let reason = Message("`own.` is the body being scored, as seen from inside an aggregate over `bodies`")
        return fail(.nameNotHere, ["name": name, "reason": reason.text], range)
      }
      return related(rest, name, range) { .own($0) }
    }
    guard let symbol = scope.symbol(name) else {
      if isChoice { return Term(.constant(.text(name)), .choice(around.choices ?? ChoiceDomain([])), range) }
      return unknown(name, range, around)
    }
    if isChoice, let domain = around.choices {
      return fail(.ambiguousName, ["name": name, "values": Listing.quoted(domain.values)], range)
    }
    switch symbol.role {
    case .quantity:
      return Term(.read(symbol.id), symbol.type, range)
    case .parameter(let keys):
      guard let keys = build(keys: keys, of: name, range, around) else { return nil }
      return Term(.parameter(symbol.id, keys: keys), symbol.type, range)
    case .steps:
      let reason = Message("a scale is used as `steps({name}, value)`", ["name": name])
      return fail(.nameNotHere, ["name": name, "reason": reason.text], range)
    }
  }

  private func field(_ name: String, _ range: Range<Int>, _ around: Surroundings) -> Term? {
    for (level, table) in around.tables.reversed().enumerated() {
      guard let field = table.fields.firstIndex(where: { $0.name == name }) else { continue }
      return Term(.field(table: table.index, field: field, level: level), table.fields[field].type, range)
    }
    return nil
  }

  private func related(
    _ name: String, _ whole: String, _ range: Range<Int>, _ form: (SymbolID) -> Term.Form
  ) -> Term? {
    guard let symbol = scope.symbol(name) else { return unknown(name, range, Surroundings(), shown: whole) }
    guard case .quantity = symbol.role else {
      let reason = Message("only inputs, derived quantities and scores are asked for so, not figures of the act")
      return fail(.nameNotHere, ["name": whole, "reason": reason.text], range)
    }
    return Term(form(symbol.id), symbol.type, range)
  }

  private func unknown(
    _ name: String, _ range: Range<Int>, _ around: Surroundings, shown: String? = nil
  ) -> Term? {
    if let domain = around.choices { return choice(name, of: domain, range) }
    if scope.table(name) != nil || name == "bodies" {
      let reason = Message("it has many rows; write `count({name})` or `sum({name}: figure)`", ["name": name])
      return fail(.nameNotHere, ["name": name, "reason": reason.text], range)
    }
    if let word = OtherWords.keyword(meantBy: name) {
      let help = Message("`{name}` is written `{instead}`", ["name": name, "instead": word.rawValue])
      return fail(.unknownName, ["name": shown ?? name], range, help: help)
    }
    if let table = table(withField: name) {
      let reason = Message(
        "it is a field of `{table}` and known only in its rows: `sum({table}: {name})`", ["name": name, "table": table])
      return fail(.nameNotHere, ["name": shown ?? name, "reason": reason.text], range)
    }
    let fields = around.tables.flatMap { $0.fields.map(\.name) }
    let prefix = shown.map { String($0.dropLast(name.count)) } ?? ""
    let help = nearest(name, among: scope.names + fields, prefix: prefix)
    return fail(.unknownName, ["name": (shown ?? name).excerpt], range, help: help)
  }

  /// A record table that has a field of the name.
  private func table(withField name: String) -> String? {
    guard hasRoom else { return nil }
    return scope.names.filter { scope.table($0)?.fields.contains { $0.name == name } ?? false }.min()
  }

  private func build(keys: [String], of name: String, _ range: Range<Int>, _ around: Surroundings) -> [Term]? {
    var terms: [Term] = []
    for key in keys {
      if let term = field(key, range, around) {
        terms.append(term)
      } else if let symbol = scope.symbol(key), case .quantity = symbol.role {
        terms.append(Term(.read(symbol.id), symbol.type, range))
      } else {
        return fail(.keyNotKnown, ["name": name, "key": key], range)
      }
    }
    return terms
  }

  private func choice(_ text: String, of domain: ChoiceDomain, _ range: Range<Int>) -> Term? {
    guard domain.values.contains(text) else {
      let help = nearest(text, among: domain.values)
      return fail(.unknownChoice, ["name": text.excerpt, "values": Listing.quoted(domain.values)], range, help: help)
    }
    return Term(.constant(.text(text)), .choice(domain), range)
  }

  // MARK: Operators

  private func buildArithmetic(
    _ symbol: ArithmeticOperator, _ left: Expression, _ right: Expression, _ range: Range<Int>,
    _ around: Surroundings
  ) -> Term? {
    let (left, right) = (number(left, around), number(right, around))
    guard let left, let right, case .number(let first) = left.type, case .number(let second) = right.type else {
      return nil
    }
    let unit: Unit?
    switch symbol {
    case .plus, .minus:
      guard let type = common(left, right) else { return nil }
      return Term(.arithmetic(symbol, left, right), type, range)
    case .times:
      unit = Self.scaled(first, second) { $0 * $1 }
    case .over:
      unit = Self.scaled(first, second) { $0 / $1 }
    case .power:
      guard require(right, .number(.share)) else { return nil }
      guard let base = first, !base.isShare else {
        unit = first
        break
      }
      guard let exponent = Self.wholeExponent(right) else {
        let help = Message("only a share can be raised to a power that is not a whole number written out")
        return mismatch(left, .number(.share), help: help)
      }
      unit = base.raised(to: exponent)
    }
    return Term(.arithmetic(symbol, left, right), .number(unit), range)
  }

  private static func wholeExponent(_ term: Term) -> Int? {
    switch term.form {
    case .constant(.number(let number)): number.value.exactInt
    case .negation(let operand): wholeExponent(operand).map { -$0 }
    default: nil
    }
  }

  /// The unit of a product or quotient.
  ///
  /// A bare number is a coefficient: it leaves a unit as it is, and turns a share into whatever is asked for.
  private static func scaled(_ left: Unit?, _ right: Unit?, _ combine: (Unit, Unit) -> Unit) -> Unit? {
    switch (left, right) {
    case (nil, nil): return nil
    case (let left?, let right?): return combine(left, right)
    case (let left?, nil): return left.isShare ? nil : left
    case (nil, let right?): return right.isShare ? nil : combine(.share, right)
    }
  }

  private func buildComparison(
    _ symbol: ComparisonOperator, _ left: Expression, _ right: Expression, _ range: Range<Int>,
    _ around: Surroundings
  ) -> Term? {
    let (leftTerm, rightTerm) = (
      build(left, hinted(around, by: right)), build(right, hinted(around, by: left))
    )
    guard let leftTerm, let rightTerm else { return nil }
    switch symbol {
    case .equal, .unequal: guard common(leftTerm, rightTerm) != nil else { return nil }
    default:
      let (first, second) = (require(leftTerm, .bareNumber), require(rightTerm, .bareNumber))
      guard first, second, common(leftTerm, rightTerm) != nil else { return nil }
    }
    return Term(.comparison(symbol, leftTerm, rightTerm), .truth, range)
  }

  private func buildMembership(
    _ member: Expression, _ list: [Expression], _ negated: Bool, _ range: Range<Int>, _ around: Surroundings
  ) -> Term? {
    let memberTerm = build(member, around)
    let inner = hinted(around, by: member)
    let terms = list.map { build($0, inner) }
    guard let memberTerm, !terms.contains(where: { $0 == nil }) else { return nil }
    let listTerms = terms.compactMap { $0 }
    guard listTerms.allSatisfy({ common(memberTerm, $0) != nil }) else { return nil }
    return Term(.membership(memberTerm, of: listTerms, negated: negated), .truth, range)
  }

  /// The surroundings of one side of a comparison, given the other side.
  private func hinted(_ around: Surroundings, by other: Expression) -> Surroundings {
    var result = around
    result.choices = choices(of: other, around)
    return result
  }

  /// The list that an expression picks from, as far as that is plain before it is built.
  private func choices(of expression: Expression, _ around: Surroundings) -> ChoiceDomain? {
    switch expression.form {
    case .name(let name):
      if case .choice(let domain) = type(of: name, around) { return domain }
      return nil
    case .fallback(let left, let right), .conditional(_, let left, let right):
      return choices(of: left, around) ?? choices(of: right, around)
    default: return nil
    }
  }

  private func type(of name: String, _ around: Surroundings) -> ValueType? {
    if let field = field(name, 0..<0, around) { return field.type }
    let bare = name.dropping(prefix: "previous.") ?? name.dropping(prefix: "own.") ?? name
    return scope.symbol(bare)?.type
  }

  // MARK: Functions

  private func buildCall(
    _ word: Expression.Word, _ arguments: [Expression], _ range: Range<Int>, _ around: Surroundings
  ) -> Term? {
    guard let function = Function(rawValue: word.text) else {
      guard let aggregate = AggregateFunction(rawValue: word.text) else { return unknownFunction(word) }
      let reason = Message(
        "it runs over the rows of a record table, or over `bodies`: `{signature}`", ["signature": aggregate.signature])
      return fail(.nameNotHere, ["name": word.text, "reason": reason.text], word.range)
    }
    guard function.arity.contains(arguments.count) else {
      let (least, most) = (function.arity.lowerBound, function.arity.upperBound)
      let expected = least == most ? Self.figures(least) : "\(least) to \(Self.figures(most))"
      let help = Message("it is called as `{signature}`", ["signature": function.signature])
      let words = ["name": word.text, "expected": expected, "found": Self.count(arguments.count)]
      return fail(.wrongArgumentCount, words, range, help: help)
    }
    switch function {
    case .steps: return buildSteps(arguments, range, around)
    case .round: return buildRounding(arguments, range, around)
    case .reported, .applicable:
      guard let argument = build(arguments[0], around) else { return nil }
      return Term(.call(function, [argument]), .truth, range)
    case .min, .max, .sum, .mean, .abs, .clamp:
      let terms = arguments.map { number($0, around) }
      guard !terms.contains(where: { $0 == nil }) else { return nil }
      let numbers = terms.compactMap { $0 }
      // The first figure with a unit is the one that the others are held against; bare numbers go with any.
      let model = numbers.first { $0.type != .bareNumber } ?? numbers[0]
      guard numbers.allSatisfy({ common(model, $0) != nil }) else { return nil }
      return Term(.call(function, numbers), model.type, range)
    case .sqrt:
      guard let argument = number(arguments[0], around), case .number(let unit) = argument.type else { return nil }
      guard let unit else { return Term(.call(function, [argument]), .bareNumber, range) }
      guard let root = unit.squareRoot else {
        let help = Message("a root is taken of a share, a bare number or the square of a unit")
        return mismatch(argument, .number(.share), help: help)
      }
      return Term(.call(function, [argument]), .number(root), range)
    case .ln, .exp:
      guard let argument = number(arguments[0], around), require(argument, .number(.share)) else { return nil }
      return Term(.call(function, [argument]), .number(.share), range)
    case .percent:
      guard let argument = number(arguments[0], around), require(argument, .number(.share)) else { return nil }
      return Term(.call(function, [argument]), .number(.percent), range)
    case .share:
      guard let argument = number(arguments[0], around), require(argument, .number(.percent)) else { return nil }
      return Term(.call(function, [argument]), .number(.share), range)
    }
  }

  private func buildSteps(_ arguments: [Expression], _ range: Range<Int>, _ around: Surroundings) -> Term? {
    let argument = number(arguments[1], around)
    guard case .name(let name) = arguments[0].form else {
      return fail(
        .wrongType, ["expected": "the name of a scale", "found": "a formula"], arguments[0].range, help: stepsHelp)
    }
    guard let symbol = scope.symbol(name) else { return unknown(name, arguments[0].range, Surroundings()) }
    guard case .steps(let keys, let expected) = symbol.role else {
      return fail(
        .wrongType, ["expected": "the name of a scale", "found": symbol.type.description], arguments[0].range,
        help: stepsHelp)
    }
    let keyTerms = build(keys: keys, of: name, arguments[0].range, around)
    guard let argument, let keyTerms, require(argument, expected) else { return nil }
    return Term(.steps(symbol.id, keys: keyTerms, argument), symbol.type, range)
  }

  private var stepsHelp: Message {
    Message("it is called as `{signature}`", ["signature": Function.steps.signature])
  }

  private func buildRounding(_ arguments: [Expression], _ range: Range<Int>, _ around: Surroundings) -> Term? {
    let (operand, step) = (number(arguments[0], around), number(arguments[1], around))
    guard case .name(let name) = arguments[2].form, let mode = RoundingMode(rawValue: name) else {
      let modes = Listing.quoted(RoundingMode.allCases.map(\.rawValue))
      let found = formula.text(in: arguments[2].range)
      let help = nearest(found, among: RoundingMode.allCases.map(\.rawValue))
      return fail(.unknownRounding, ["name": found.excerpt, "values": modes], arguments[2].range, help: help)
    }
    guard let operand, let step, let type = common(operand, step) else { return nil }
    return Term(.rounding(operand, step: step, mode: mode), type, range)
  }

  private func buildAggregate(
    _ word: Expression.Word, _ source: Expression.Word, _ condition: Expression?, _ arguments: [Expression],
    _ range: Range<Int>, _ around: Surroundings
  ) -> Term? {
    guard let function = AggregateFunction(rawValue: word.text) else {
      guard let plain = Function(rawValue: word.text) else { return unknownFunction(word) }
      let reason = Message("it takes figures, not rows: `{signature}`", ["signature": plain.signature])
      return fail(.nameNotHere, ["name": word.text, "reason": reason.text], word.range)
    }
    var inner = around
    let over: Term.Source
    var countUnit: Unit?
    if source.text == "bodies" {
      over = .bodies
      inner = Surroundings(isInsideBodies: true)
    } else if let table = scope.table(source.text) {
      over = .table(table.index)
      inner.tables.append(table)
      countUnit = table.unit
    } else {
      let tables = scope.names.filter { scope.table($0) != nil }
      let help = nearest(source.text, among: tables + ["bodies"])
      return fail(.notATable, ["name": source.text], source.range, help: help)
    }
    if function.isRelative, over != .bodies {
      let reason = Message("a place is taken among bodies: `{name} over bodies: figure`", ["name": word.text])
      return fail(.nameNotHere, ["name": word.text, "reason": reason.text], word.range)
    }
    let signature = Message("it is called as `{signature}`", ["signature": function.signature])
    guard arguments.count == function.arguments else {
      let expected = Self.figures(function.arguments) + " after the colon"
      let words = ["name": word.text, "expected": expected, "found": Self.count(arguments.count)]
      return fail(.wrongArgumentCount, words, range, help: signature)
    }
    if condition == nil, function == .any || function == .all {
      let words = ["name": word.text, "expected": "a condition after `where`", "found": "none"]
      return fail(.wrongArgumentCount, words, range, help: signature)
    }
    let conditionTerm = condition.map { truth($0, inner) }
    // Only the first figure is taken from each row; the percentage of `percentile` is one for all.
    let argumentTerms = arguments.enumerated().map { number($1, $0 == 0 ? inner : around) }
    if let conditionTerm, conditionTerm == nil { return nil }
    guard !argumentTerms.contains(where: { $0 == nil }) else { return nil }
    let terms = argumentTerms.compactMap { $0 }
    if function == .percentile, !require(terms[1], .number(.percent)) { return nil }
    let type: ValueType =
      switch function {
      case .any, .all: .truth
      case .count: .number(countUnit)
      case .rank: .bareNumber
      case .percentile_rank: .number(.percent)
      default: terms.first?.type ?? .bareNumber
      }
    return Term(.aggregate(function, over: over, condition: conditionTerm ?? nil, arguments: terms), type, range)
  }

  private func unknownFunction(_ word: Expression.Word) -> Term? {
    let names = Function.allCases.map(\.rawValue) + AggregateFunction.allCases.map(\.rawValue)
    let help: Message?
    if let meant = OtherWords.function(meantBy: word.text) {
      help = didYouMean(meant, word.text)
    } else if let keyword = OtherWords.keyword(meantBy: word.text) {
      help = Message(
        keyword == .if ? "write `if … then … else …`" : "`{name}` is written `{instead}`",
        ["name": word.text, "instead": keyword.rawValue])
    } else {
      help = nearest(word.text, among: names)
    }
    return fail(.unknownFunction, ["name": word.text.excerpt], word.range, help: help)
  }

  /// `no figure`, `1 figure`, `3 figures`.
  private static func figures(_ count: Int) -> String {
    count == 0 ? "no figure" : count == 1 ? "1 figure" : "\(count) figures"
  }

  private static func count(_ count: Int) -> String { count == 0 ? "none" : String(count) }

  // MARK: Types

  private func number(_ expression: Expression, _ around: Surroundings) -> Term? {
    guard let term = build(expression, around), require(term, .bareNumber) else { return nil }
    return term
  }

  private func truth(_ expression: Expression, _ around: Surroundings) -> Term? {
    guard let term = build(expression, around), require(term, .truth) else { return nil }
    return term
  }

  /// Whether a term can stand where a type is asked for; a bare number asks for a number of any unit.
  private func require(_ term: Term, _ type: ValueType) -> Bool {
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
  private func common(_ left: Term, _ right: Term) -> ValueType? {
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

  private func failTypes(_ left: Term, _ right: Term) -> ValueType? {
    fail(.wrongType, ["expected": left.type.description, "found": right.type.description], right.range)
  }

  private func mismatch(_ term: Term, _ asked: ValueType, help: Message? = nil) -> Term? {
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
  private func unitHelp(_ first: Unit, _ second: Unit) -> Message? {
    let units = [first, second]
    if units.contains(.share), units.contains(.percent) {
      return Message("`percent(a)` turns a share into a percentage, `share(a)` a percentage into a share")
    }
    guard units.contains(.share), let other = units.first(where: { $0 != .share }) else { return nil }
    return Message(
      "a coefficient turns a share into {unit}: a parameter with `unit: {unit}`, or a number after the share",
      ["unit": other.description])
  }

  private func typeHelp(_ term: Term, _ asked: ValueType) -> Message? {
    switch (term.type, asked) {
    case (.number, .truth): Message("compare it with a number, such as `… > 0`")
    case (.truth, .number): Message("say what it counts for: `if … then 1 else 0`")
    default: nil
    }
  }

  private func note(_ term: Term) -> Diagnostic.Note {
    Diagnostic.Note(Message("this is {type}", ["type": term.type.description]), at: formula.span(term.range))
  }

  /// Whether a finding would still be kept; a hostile formula must not have thousands of guesses made for it.
  private var hasRoom: Bool { findings.all.count < Findings.limit }

  private func nearest(_ typed: String, among names: [String], prefix: String = "") -> Message? {
    guard hasRoom else { return nil }
    return NearestName.of(typed, among: names).map { didYouMean(prefix + $0, typed) }
  }

  /// A letter of another alphabet that looks like the right one cannot be seen, so it is named.
  private func didYouMean(_ name: String, _ typed: String) -> Message {
    let letters = Set(name.unicodeScalars)
    guard name.utf8.count == name.unicodeScalars.count, typed.unicodeScalars.contains(where: \.isASCII),
      let foreign = typed.unicodeScalars.first(where: { (0x0400...0x052F).contains($0.value) && !letters.contains($0) })
    else { return Message("did you mean `{name}`?", ["name": name]) }
    return Message(
      "did you mean `{name}`? The `{letter}` in what is written here is a Cyrillic letter",
      ["name": name, "letter": String(Character(foreign))])
  }

  private func fail<T>(
    _ kind: DiagnosticKind, _ arguments: [String: String], _ range: Range<Int>, help: Message? = nil,
    notes: [Diagnostic.Note] = []
  ) -> T? {
    findings.add(Diagnostic(kind, arguments, at: formula.span(range), notes: notes, help: help))
    return nil
  }
}

extension FormulaText {
  /// The part of the formula in a range of UTF-8 offsets.
  public func text(in range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range.clamped(to: 0..<text.utf8.count)], as: UTF8.self)
  }
}

extension String {
  fileprivate func dropping(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
