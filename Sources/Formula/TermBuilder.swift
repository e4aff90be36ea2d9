import Exact
import SourceText

/// Resolves the names of a formula and checks its types and units.
///
/// All that is wrong with a formula is found, not just the first: a part that makes no sense yields `nil`, and its
/// neighbours are looked at all the same.
public struct TermBuilder {
  let formula: FormulaText
  let scope: any Scope
  let findings: Findings

  /// What is around the place at hand.
  struct Surroundings {
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

  func build(_ expression: Expression, _ around: Surroundings) -> Term? {
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

  func buildName(_ name: String, _ range: Range<Int>, _ around: Surroundings) -> Term? {
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

  func field(_ name: String, _ range: Range<Int>, _ around: Surroundings) -> Term? {
    for (level, table) in around.tables.reversed().enumerated() {
      guard let field = table.fields.firstIndex(where: { $0.name == name }) else { continue }
      return Term(.field(table: table.index, field: field, level: level), table.fields[field].type, range)
    }
    return nil
  }

  func related(
    _ name: String, _ whole: String, _ range: Range<Int>, _ form: (SymbolID) -> Term.Form
  ) -> Term? {
    guard let symbol = scope.symbol(name) else { return unknown(name, range, Surroundings(), shown: whole) }
    guard case .quantity = symbol.role else {
      let reason = Message("only inputs, derived quantities and scores are asked for so, not figures of the act")
      return fail(.nameNotHere, ["name": whole, "reason": reason.text], range)
    }
    return Term(form(symbol.id), symbol.type, range)
  }

  func unknown(
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
  func table(withField name: String) -> String? {
    guard hasRoom else { return nil }
    return scope.names.filter { scope.table($0)?.fields.contains { $0.name == name } ?? false }.min()
  }

  func build(keys: [String], of name: String, _ range: Range<Int>, _ around: Surroundings) -> [Term]? {
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

  func choice(_ text: String, of domain: ChoiceDomain, _ range: Range<Int>) -> Term? {
    guard domain.values.contains(text) else {
      let help = nearest(text, among: domain.values)
      return fail(.unknownChoice, ["name": text.excerpt, "values": Listing.quoted(domain.values)], range, help: help)
    }
    return Term(.constant(.text(text)), .choice(domain), range)
  }

  // MARK: Operators

  func buildArithmetic(
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

  static func wholeExponent(_ term: Term) -> Int? {
    switch term.form {
    case .constant(.number(let number)): number.value.exactInt
    case .negation(let operand): wholeExponent(operand).map { -$0 }
    default: nil
    }
  }

  /// The unit of a product or quotient.
  ///
  /// A bare number is a coefficient: it leaves a unit as it is, and turns a share into whatever is asked for.
  static func scaled(_ left: Unit?, _ right: Unit?, _ combine: (Unit, Unit) -> Unit) -> Unit? {
    switch (left, right) {
    case (nil, nil): return nil
    case (let left?, let right?): return combine(left, right)
    case (let left?, nil): return left.isShare ? nil : left
    case (nil, let right?): return right.isShare ? nil : combine(.share, right)
    }
  }

  func buildComparison(
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

  func buildMembership(
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
  func hinted(_ around: Surroundings, by other: Expression) -> Surroundings {
    var result = around
    result.choices = choices(of: other, around)
    return result
  }

  /// The list that an expression picks from, as far as that is plain before it is built.
  func choices(of expression: Expression, _ around: Surroundings) -> ChoiceDomain? {
    switch expression.form {
    case .name(let name):
      if case .choice(let domain) = type(of: name, around) { return domain }
      return nil
    case .fallback(let left, let right), .conditional(_, let left, let right):
      return choices(of: left, around) ?? choices(of: right, around)
    default: return nil
    }
  }

  func type(of name: String, _ around: Surroundings) -> ValueType? {
    if let field = field(name, 0..<0, around) { return field.type }
    let bare = name.dropping(prefix: "previous.") ?? name.dropping(prefix: "own.") ?? name
    return scope.symbol(bare)?.type
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
