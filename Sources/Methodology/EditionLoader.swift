import Exact
import Formula
import RuleYAML
import SourceText

/// Turns the tree of a rule file into an edition.
///
/// It goes on after a finding wherever it can, so that one run tells all that is wrong with a file.
public enum EditionLoader {
  /// The format of rule files that this program reads.
  public static let format = "1"

  /// Loads the edition in a file.
  ///
  /// - Returns: the edition, or `nil` if findings of severity error stand against it.
  public static func load(_ file: SourceFile, findings: Findings) -> Edition? {
    let own = Findings()
    let written = YAMLReader.read(file, findings: own)
    let node = written.flatMap { Consolidation(findings: own).consolidated($0, of: file) }
    var edition = node.flatMap { load($0, of: file, findings: own) }
    edition?.amendment = written.flatMap { Amendment($0) }
    findings.add(contentsOf: own.all)
    return own.hasErrors ? nil : edition
  }

  /// Loads the edition that a tree describes.
  public static func load(_ node: Node, of file: SourceFile, findings: Findings) -> Edition? {
    let own = Findings()
    let edition = EditionReader(file: file, findings: own).read(node)
    findings.add(contentsOf: own)
    return own.hasErrors ? nil : edition
  }
}

/// Reads one rule file, section by section.
///
/// A class, since the sections build on what earlier ones declared; it lives as long as one load.
final class EditionReader {
  let findings: Findings
  let compiler: Compiler
  private let file: SourceFile

  static let sections = [
    "format", "methodology", "edition", "basis", "title", "act", "in_force", "evaluates", "partial", "units", "bodies",
    "readings", "inputs", "records", "parameters", "steps", "derived", "scores", "bands", "assessors", "notes",
  ]

  init(file: SourceFile, findings: Findings) {
    self.file = file
    self.findings = findings
    compiler = Compiler(findings: findings)
  }

  func read(_ node: Node) -> Edition? {
    guard let root = MappingReader(node, "a rule file", allowed: Self.sections, findings: findings),
      isOfKnownFormat(root)
    else { return nil }
    let header = readHeader(root)
    let context = Context(citations: [], basis: root.choice("basis", of: Basis.self) ?? .text)
    compiler.units = readUnits(root)
    let kinds = readKinds(root)
    compiler.declareKind(ChoiceDomain(kinds.map(\.name)), context, at: root["bodies"]?.span ?? node.span)
    section(root, "readings") { readReading($0, $1, context) }
    section(root, "inputs") { readInputDeclaration($0, $1, context) }
    section(root, "records") { readTable($0, $1, context) }
    section(root, "parameters") { readParameterDeclaration($0, $1, context) }
    section(root, "steps") { readScaleDeclaration($0, $1, context) }
    section(root, "derived") { readDerived($0, $1, context) }
    if root["scores"]?.asMapping?.isEmpty == true { _ = root.inner("scores") }
    section(root, "scores") { key, value in
      if let id = readScore(key, value, parent: nil, context) { compiler.roots.append(id) }
    }
    if !root.has("scores") { root.missing("scores") }
    compiler.compile()
    let bands = root["bands"].flatMap { readBands($0, context) }
    let assessors = root["assessors"].map { readAssessors($0, context) } ?? .none
    let notes = readNotes(root)
    let order = compiler.evaluationOrder()
    guard let header else { return nil }
    return Edition(
      header: header, kinds: kinds, units: compiler.units, declarations: compiler.declarations,
      tables: compiler.tables, roots: compiler.roots, bands: bands, assessors: assessors, notes: notes,
      order: order, file: file, tree: node)
  }

  private func section(_ root: MappingReader, _ name: String, _ body: (Scalar, Node) -> Void) {
    guard let node = root[name], let reader = MappingReader(node, "`\(name)`", findings: findings) else { return }
    for entry in reader.entries() {
      body(entry.key, entry.value)
      if !compiler.isTaken(entry.key.text) { compiler.refusedNames.insert(entry.key.text) }
    }
  }

  // MARK: The head of the file

  /// A file of another format may mean other things by the same keys, so that nothing more is said of it.
  private func isOfKnownFormat(_ root: MappingReader) -> Bool {
    guard let format = root.requiredText("format"), format != EditionLoader.format else { return true }
    let words = ["found": format, "expected": EditionLoader.format]
    findings.add(Diagnostic(.unknownFormat, words, at: root["format"]?.span))
    return false
  }

  private func readHeader(_ root: MappingReader) -> Header? {
    let methodology = root.requiredText("methodology")
    let id = root.requiredText("edition")
    let period = readPeriod(root)
    let titles = root.titles("title")
    let act = readAct(root)
    let years = readYears(root)
    let partial = root["partial"].map { MappingReader.titles($0, what: "`partial`", findings: findings) }
    guard let methodology, let id, let period else { return nil }
    var header = Header(inForce: period)
    header.methodology = methodology
    header.id = id
    header.titles = titles
    header.act = act
    header.years = years
    header.partial = partial
    return header
  }

  private func readPeriod(_ root: MappingReader) -> Period? {
    guard let node = root["in_force"] else {
      root.missing("in_force")
      return nil
    }
    guard let reader = MappingReader(node, "`in_force`", allowed: ["from", "to"], findings: findings) else {
      return nil
    }
    if !reader.has("from") { reader.missing("from") }
    let to = reader.date("to")
    guard let from = reader.date("from") else { return nil }
    if let to, to < from {
      findings.add(Diagnostic(.emptyRange, ["from": from.description, "to": to.description], at: node.span))
    }
    return Period(from: from, to: to)
  }

  private func readAct(_ root: MappingReader) -> Act {
    let keys = ["number", "adopted", "registered", "source"]
    guard let node = root["act"] else {
      root.missing("act")
      return Act(number: "", adopted: nil, registered: nil, source: nil)
    }
    guard let reader = MappingReader(node, "`act`", allowed: keys, findings: findings) else {
      return Act(number: "", adopted: nil, registered: nil, source: nil)
    }
    return Act(
      number: reader.requiredText("number") ?? "", adopted: reader.date("adopted"),
      registered: reader.text("registered"), source: reader.text("source"))
  }

  private func readYears(_ root: MappingReader) -> [Int] {
    guard let node = root["evaluates"],
      let reader = MappingReader(node, "`evaluates`", allowed: ["years"], findings: findings)
    else { return [] }
    if !reader.has("years") { reader.missing("years") }
    // An edition may have been in force without any year being evaluated under it.
    if reader["years"]?.asSequence?.isEmpty == true { return [] }
    return reader.names("years").compactMap { scalar in
      if scalar.text.utf8.count == 4, scalar.plainKind == .integer, let year = Int(scalar.text) { return year }
      let words = ["key": "years", "expected": "a year such as 2018", "found": scalar.text]
      findings.add(Diagnostic(.wrongValue, words, at: scalar.span))
      return nil
    }
  }

  private func readUnits(_ root: MappingReader) -> [String: Titles] {
    var units: [String: Titles] = [:]
    section(root, "units") { key, value in
      guard isGoodName(key) else { return }
      units[key.text] = MappingReader.titles(value, what: "a unit", findings: findings)
    }
    return units
  }

  private func readKinds(_ root: MappingReader) -> [BodyKind] {
    guard let node = root["bodies"] else {
      root.missing("bodies")
      return []
    }
    guard let reader = MappingReader(node, "`bodies`", allowed: ["kinds"], findings: findings) else { return [] }
    if !reader.has("kinds") { reader.missing("kinds") }
    let entries = reader.inner("kinds")?.entries() ?? []
    guard entries.count <= Self.mostKinds else {
      let words = ["what": "the kinds", "name": "bodies", "limit": String(Self.mostKinds)]
      findings.add(Diagnostic(.tooMany, words, at: reader["kinds"]?.span))
      return []
    }
    return entries.compactMap { entry in
      guard isGoodName(entry.key) else { return nil }
      return BodyKind(
        name: entry.key.text, titles: MappingReader.titles(entry.value, what: "a kind", findings: findings))
    }
  }

  // MARK: Names and sources

  /// Each kind of body is checked for itself.
  static let mostKinds = 50
  static let mostChoices = 500

  /// The names that a choice picks from.
  func readChoices(_ reader: MappingReader, _ key: String) -> [Scalar] {
    let names = reader.names(key).filter(isGoodName)
    guard names.count > Self.mostChoices else { return names }
    let words = ["what": "the values", "name": key, "limit": String(Self.mostChoices)]
    findings.add(Diagnostic(.tooMany, words, at: reader[key]?.span))
    return Array(names.prefix(Self.mostChoices))
  }

  static let reservedNames = [
    "if", "then", "else", "and", "or", "not", "in", "where", "over", "yes", "no", "bodies", "previous", "own", "kind",
    "reading", "none", "id", "body",
  ]

  func isGoodName(_ scalar: Scalar) -> Bool {
    let name = scalar.text
    let reason: Message
    if Self.reservedNames.contains(name) {
      reason = Message("the word has a meaning of its own")
    } else if !Self.isWellFormed(name) {
      reason = Message("a name is letters, digits and `_`, and begins with a letter")
    } else {
      return true
    }
    findings.add(Diagnostic(.badName, ["name": name, "reason": reason.text], at: scalar.span))
    return false
  }

  private static func isWellFormed(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first == "_" || first.isLetter, name.utf8.count <= 200
    else { return false }
    return name.unicodeScalars.allSatisfy {
      $0 == "_" || $0.isLetter || $0.properties.numericType == .decimal
        || $0.properties.generalCategory == .nonspacingMark
    }
  }

  /// What a part of the file inherits from the part around it.
  struct Context {
    var citations: [String]
    var basis: Basis
  }

  /// The context inside a mapping that may cite and say its basis.
  func context(of reader: MappingReader, within outer: Context) -> Context {
    let citations = reader.texts("cite").map(\.text)
    return Context(
      citations: citations.isEmpty ? outer.citations : citations,
      basis: reader.choice("basis", of: Basis.self) ?? outer.basis)
  }

  func provenance(_ context: Context, at span: Span) -> Provenance {
    Provenance(citations: context.citations, basis: context.basis, span: span)
  }

  func requireCitation(_ context: Context, _ what: String, _ name: String, at span: Span) {
    guard context.citations.isEmpty else { return }
    findings.add(Diagnostic(.noCitation, ["what": what, "name": name], at: span))
  }

  /// The unit that a mapping names; `nil` if it names none.
  func readUnit(_ reader: MappingReader, _ key: String = "unit") -> Unit? {
    guard let scalar = reader.scalar(key) else { return nil }
    guard let unit = Unit(text: scalar.text) else {
      findings.add(Diagnostic(.unknownUnit, ["unit": scalar.text], at: scalar.span))
      return nil
    }
    for name in unit.exponents.keys.sorted() where name != "percent" && compiler.units[name] == nil {
      let known = Array(compiler.units.keys) + ["share", "percent"]
      let help = Suggestion.of(name, among: known, findings: findings)
      findings.add(Diagnostic(.unknownUnit, ["unit": name], at: scalar.span, help: help))
    }
    return unit
  }

  /// The formula in a scalar.
  func formulaText(_ scalar: Scalar) -> FormulaText {
    FormulaText(scalar.text) { scalar.span(of: $0) }
  }
}
