import Formula
import RuleYAML
import SourceText

/// Resolves the names and types of a rule file's formulas.
///
/// A name's type may follow from its formula, which names others; so formulas are resolved in the order in which
/// they are asked for.
final class Compiler {
  /// Chains of definitions longer than this are refused, so that no recursion over them runs out of stack.
  static let longestChain = 100
  static let mostFields = 200

  var units: [String: Titles] = [:]
  var roots: [SymbolID] = []
  /// The `at_most` of inputs (and of fields, with their table), to be looked up when all names are known.
  var limits: [InputLimit] = []
  /// Names that stand in the file but could not be declared; what was wrong with them is told already.
  var refusedNames: Set<String> = []
  private(set) var declarations: [Declaration] = []
  private(set) var tables: [RecordTable] = []

  let findings: Findings
  var pending: [PendingDeclaration] = []
  var pendingTables: [PendingTable] = []
  var index: [String: SymbolID] = [:]
  private var tableIndex: [String: Int] = [:]
  private var firstPlaces: [String: Span] = [:]

  private enum Progress {
    case untouched
    case running
    case done(ValueType)
  }

  private var symbolProgress: [Progress] = []
  private var fieldProgress: [[Progress]] = []
  var symbolFormulas: [Int: Formula] = [:]
  var fieldFormulas: [FieldID: Formula] = [:]
  /// The values of each choice among the fields of all tables.
  private var fieldChoices: [String: [String]] = [:]
  private var depth = 0

  init(findings: Findings) {
    self.findings = findings
  }

  // MARK: Declaring

  @discardableResult
  func declare(
    _ name: String, titles: Titles, _ provenance: Provenance, _ content: PendingDeclaration.Content,
    declared: ValueType?
  ) -> SymbolID? {
    guard claim(name, at: provenance.span) else { return nil }
    let id = SymbolID(pending.count)
    index[name] = id
    pending.append(
      PendingDeclaration(name: name, titles: titles, provenance: provenance, content: content, declared: declared))
    symbolProgress.append(.untouched)
    return id
  }

  /// Declares a name whose type is known at once.
  func declare(
    _ name: String, titles: Titles, _ provenance: Provenance, _ content: PendingDeclaration.Content, type: ValueType
  ) {
    declare(name, titles: titles, provenance, content, declared: type)
  }

  func declareKind(_ domain: ChoiceDomain, _ context: EditionReader.Context, at span: Span) {
    let provenance = Provenance(citations: context.citations, basis: context.basis, span: span)
    declare("kind", titles: Titles(), provenance, .kind, type: .choice(domain))
  }

  /// Whether the name of the table was free.
  func declareTable(_ table: PendingTable) -> Bool {
    guard claim(table.name, at: table.provenance.span) else { return false }
    tableIndex[table.name] = pendingTables.count
    pendingTables.append(table)
    fieldProgress.append(table.fields.map { _ in .untouched })
    for field in table.fields { fieldChoices[field.name, default: []] += field.possibleChoices }
    return true
  }

  /// Whether something is declared under a name.
  func isTaken(_ name: String) -> Bool { firstPlaces[name] != nil }

  private func claim(_ name: String, at span: Span) -> Bool {
    guard let first = firstPlaces[name] else {
      firstPlaces[name] = span
      return true
    }
    let note = Diagnostic.Note(Message("it is declared here first"), at: first)
    findings.add(Diagnostic(.nameTaken, ["name": name], at: span, notes: [note]))
    return false
  }

  /// The number of tables declared so far.
  var tableCount: Int { pendingTables.count }

  // MARK: What the reader asks

  /// The values of a choice: the kind, an input, a reading, or a field of any table.
  func choices(of name: String) -> ChoiceDomain? {
    if let id = index[name] {
      guard case .choice(let domain) = pending[id.index].declared else { return nil }
      return domain
    }
    guard let values = fieldChoices[name], !values.isEmpty else { return nil }
    return ChoiceDomain(values.unique)
  }

  var choiceNames: [String] { (Array(index.keys) + Array(fieldChoices.keys)).filter { choices(of: $0) != nil } }

  /// Whether a name stands for something that is the same in all rows of a body.
  func isDeclared(_ name: String) -> Bool { index[name] != nil }

  func scoreID(_ name: String) -> SymbolID? {
    guard let id = index[name], case .score = pending[id.index].content else { return nil }
    return id
  }

  var scoreNames: [String] { index.keys.filter { scoreID($0) != nil } }

  /// A condition that stands outside of all scores.
  func condition(_ formula: PendingFormula) -> Formula? {
    build(formula, table: nil, expecting: .truth)
  }

  // MARK: Resolving

  /// Resolves everything that was declared.
  func compile() {
    checkFieldNames()
    let figures = [Self.inputs(pending.map(\.asInput))] + pendingTables.map { Self.inputs($0.fields.map(\.asInput)) }
    LimitCheck(figures: figures, limits: limits, findings: findings).check()
    for id in pending.indices { _ = type(ofSymbol: id) }
    for table in pendingTables.indices {
      for field in pendingTables[table].fields.indices { _ = type(ofField: field, in: table) }
    }
    tables = pendingTables.indices.map(resolveTable)
    declarations = pending.indices.map(resolveDeclaration)
  }

  func type(ofSymbol id: Int) -> ValueType {
    switch symbolProgress[id] {
    case .done(let type): return type
    case .running: return pending[id].declared ?? .bareNumber
    case .untouched: break
    }
    symbolProgress[id] = .running
    let type = guarded(pending[id].name, pending[id].provenance.span) { inferType(ofSymbol: id) }
    symbolProgress[id] = .done(type)
    return type
  }

  private func inferType(ofSymbol id: Int) -> ValueType {
    let declaration = pending[id]
    switch declaration.content {
    case .kind, .input, .reading, .parameter, .scale:
      return declaration.declared ?? .bareNumber
    case .derived(let formula):
      return resolve(formula, ofSymbol: id, expecting: declaration.declared)
    case .score(let score):
      if score.formula != nil {
        return resolve(score.formula, ofSymbol: id, expecting: declaration.declared ?? .bareNumber)
      }
      return inferType(ofChildrenOf: score) ?? declaration.declared ?? .bareNumber
    }
  }

  private func resolve(_ formula: PendingFormula?, ofSymbol id: Int, expecting: ValueType?) -> ValueType {
    guard let formula, let built = build(formula, table: nil, expecting: expecting) else {
      return expecting ?? .bareNumber
    }
    symbolFormulas[id] = built
    return pending[id].declared ?? built.term.type
  }

  private func inferType(ofChildrenOf score: PendingScore) -> ValueType? {
    var first: (name: String, unit: Unit)?
    if case .number(let unit?) = pending[score.id.index].declared { first = (score.path, unit) }
    for child in score.children {
      guard case .number(let unit?) = type(ofSymbol: child.index) else { continue }
      if let known = first, known.unit != unit {
        let words = [
          "name": score.path, "first": "\(known.name) (\(known.unit))",
          "second": "\(pending[child.index].name) (\(unit))",
        ]
        findings.add(Diagnostic(.childrenDisagree, words, at: pending[child.index].provenance.span))
      }
      first = first ?? (pending[child.index].name, unit)
    }
    return first.map { .number($0.unit) }
  }

  func type(ofField field: Int, in table: Int) -> ValueType {
    switch fieldProgress[table][field] {
    case .done(let type): return type
    case .running: break
    case .untouched:
      fieldProgress[table][field] = .running
      let pending = pendingTables[table].fields[field]
      let type = guarded(pending.name, pending.provenance.span) { inferType(ofField: field, in: table) }
      fieldProgress[table][field] = .done(type)
      return type
    }
    guard case .derived(_, let declared) = pendingTables[table].fields[field].content else { return .bareNumber }
    return declared ?? .bareNumber
  }

  private func inferType(ofField field: Int, in table: Int) -> ValueType {
    switch pendingTables[table].fields[field].content {
    case .input(let input): return EditionReader.type(of: input)
    case .derived(let formula, let declared):
      guard let formula, let built = build(formula, table: table, expecting: declared) else {
        return declared ?? .bareNumber
      }
      fieldFormulas[FieldID(table: table, field: field)] = built
      return declared ?? built.term.type
    }
  }

  func build(_ formula: PendingFormula, table: Int?, expecting: ValueType?) -> Formula? {
    let shape = table.map(shape)
    findTypes(in: formula.expression)
    let own = Findings()
    let term = TermBuilder.build(
      formula.expression, of: formula.text, in: self, table: shape, expecting: expecting, findings: own)
    findings.add(contentsOf: own.all.filter { !isAboutRefusedName($0) })
    return term.map { Formula(text: formula.text, expression: formula.expression, term: $0) }
  }

  /// Finds the types of what a formula names before the formula itself is looked at.
  ///
  /// Else a chain of definitions would be followed from the bottom of each deep formula, and run out of stack.
  private func findTypes(in expression: Expression) {
    var open = [expression]
    while let next = open.popLast() {
      open += next.children
      switch next.form {
      case .name(let name):
        let bare = ["previous.", "own."].first(where: name.hasPrefix).map { String(name.dropFirst($0.count)) } ?? name
        if let id = index[bare] { _ = type(ofSymbol: id.index) }
      case .aggregate(_, let source, _, _):
        if let table = tableIndex[source.text] { _ = shape(table) }
      default: break
      }
    }
  }

  private func isAboutRefusedName(_ finding: Diagnostic) -> Bool {
    guard finding.code == DiagnosticKind.unknownName.code, let name = finding.message.arguments["name"] else {
      return false
    }
    return refusedNames.contains(name)
  }

  private func guarded(_ name: String, _ span: Span, _ body: () -> ValueType) -> ValueType {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.longestChain else {
      findings.add(Diagnostic(.chainTooLong, ["name": name, "limit": String(Self.longestChain)], at: span))
      return .bareNumber
    }
    return body()
  }

  // MARK: Checks that need all names

  private func checkFieldNames() {
    for table in pendingTables {
      for field in table.fields where firstPlaces[field.name] != nil {
        let note = Diagnostic.Note(Message("it is declared here first"), at: firstPlaces[field.name])
        findings.add(Diagnostic(.nameTaken, ["name": field.name], at: field.provenance.span, notes: [note]))
      }
    }
  }

  private static func inputs(_ all: [(name: String, input: Input)?]) -> [String: Input] {
    Dictionary(all.compactMap { $0 }.map { ($0.name, $0.input) }) { first, _ in first }
  }

  func evaluationOrder() -> [EvaluationStep] {
    EvaluationOrder(declarations: declarations, tables: tables).steps(findings: findings)
  }
}

extension Compiler: Scope {
  func symbol(_ name: String) -> Symbol? {
    guard let id = index[name] else { return nil }
    let role: Symbol.Role
    switch pending[id.index].content {
    case .kind, .input, .reading, .derived, .score: role = .quantity
    case .parameter(let parameter): role = .parameter(keys: parameter.keys)
    case .scale(let scale): role = .steps(keys: scale.keys, argument: EditionReader.type(of: scale.argument))
    }
    return Symbol(id, name, role, type(ofSymbol: id.index))
  }

  func table(_ name: String) -> TableShape? { tableIndex[name].map(shape) }

  /// None if a file has so many names and findings that looking for the nearest name would take long.
  var names: [String] {
    guard Suggestion.isAffordable(index.count + tableIndex.count, findings: findings) else { return [] }
    return Array(index.keys) + Array(tableIndex.keys)
  }

  private func shape(_ table: Int) -> TableShape {
    let fields = pendingTables[table].fields.enumerated().map { offset, field in
      (name: field.name, type: type(ofField: offset, in: table))
    }
    return TableShape(index: table, name: pendingTables[table].name, unit: pendingTables[table].unit, fields: fields)
  }
}

extension PendingDeclaration {
  fileprivate var asInput: (name: String, input: Input)? {
    guard case .input(let input) = content else { return nil }
    return (name, input)
  }
}

extension PendingField {
  fileprivate var asInput: (name: String, input: Input)? {
    guard case .input(let input) = content else { return nil }
    return (name, input)
  }

  var choices: [String] { asInput?.input.choices ?? [] }

  /// The values of a choice, reported or computed.
  fileprivate var possibleChoices: [String] {
    if case .derived(_, .choice(let domain)) = content { return domain.values }
    return choices
  }
}
