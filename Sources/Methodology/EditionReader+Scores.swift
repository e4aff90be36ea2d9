import Exact
import Formula
import RuleYAML
import SourceText

/// Derived quantities, the tree of scores, and what rests on it.
extension EditionReader {
  func readDerived(_ key: Scalar, _ node: Node, _ outer: Context) {
    let allowed = ["formula", "type", "of", "unit", "title", "cite", "basis"]
    guard isGoodName(key), let reader = MappingReader(node, "a derived quantity", allowed: allowed, findings: findings)
    else { return }
    let context = context(of: reader, within: outer)
    requireCitation(context, "the quantity", key.text, at: key.span)
    if !reader.has("formula") { reader.missing("formula") }
    compiler.declare(
      key.text, titles: reader.titles("title"), provenance(context, at: key.span),
      .derived(reader.scalar("formula").flatMap(readPendingFormula)), declared: readDeclaredType(reader))
  }

  private static let scoreKeys = [
    "title", "cite", "basis", "form", "unit", "formula", "of", "combine", "weight", "applies", "penalty", "at_least",
    "at_most", "round", "if_missing", "share_out", "min", "max",
  ]

  /// Declares a score and all scores inside it.
  func readScore(_ key: Scalar, _ node: Node, parent: PendingScore?, _ outer: Context) -> SymbolID? {
    guard isGoodName(key), let reader = MappingReader(node, "a score", allowed: Self.scoreKeys, findings: findings)
    else { return nil }
    let path = parent.map { $0.path + "." + key.text } ?? key.text
    guard path.split(separator: ".").count <= 16 else {
      findings.add(Diagnostic(.chainTooLong, ["name": path, "limit": "16"], at: key.span))
      return nil
    }
    let context = context(of: reader, within: outer)
    let score = PendingScore(path: path, parent: parent?.id)
    guard
      let id = compiler.declare(
        path, titles: reader.titles("title"), provenance(context, at: key.span), .score(score),
        declared: readUnit(reader).map { .number($0) })
    else { return nil }
    score.id = id
    readRule(reader, of: score, context)
    score.clauses = readClauses(reader, of: score, context)
    score.rounding = reader["round"].flatMap { readRounding($0, context) }
    score.sharesOut = reader.yesNo("share_out") ?? false
    reportIdleKeys(reader, parent: parent)
    for entry in reader.inner("of")?.entries() ?? [] {
      if let child = readScore(entry.key, entry.value, parent: score, context) {
        score.children.append(child)
      } else {
        compiler.refusedNames.insert(score.path + "." + entry.key.text)
      }
    }
    return id
  }

  /// Keys that a score may have do nothing without others.
  private func reportIdleKeys(_ reader: MappingReader, parent: PendingScore?) {
    let isSum = reader["combine"].map { $0.asScalar?.text == "sum" } ?? true
    if reader.has("formula") {
      reader.idle(["share_out"], because: Message("the formula says how the children are put together"))
    } else if !reader.has("of") {
      reader.idle(["combine", "share_out"], because: Message("there is nothing under `of`"))
    } else if !isSum {
      reader.idle(["share_out"], because: Message("only a sum is scaled up"))
    }
    let isWeighed = parent.map { $0.formula == nil && $0.combination == .weightedMean } ?? false
    if isWeighed {
      if !reader.has("weight") { reader.missing("weight") }
    } else {
      reader.idle(["weight"], because: Message("only the parts of a `weighted_mean` have weights"))
    }
  }

  private func readRule(_ reader: MappingReader, of score: PendingScore, _ context: Context) {
    if let scalar = reader.scalar("formula") {
      requireCitation(context, "the score", score.path, at: scalar.span)
      score.formula = readPendingFormula(scalar)
      if reader.has("combine") {
        let words = ["what": reader.what, "first": "formula", "second": "combine"]
        findings.add(Diagnostic(.conflictingKeys, words, at: reader.node.span))
      }
    } else {
      score.combination = reader.choice("combine", of: Score.Combination.self) ?? .sum
      if !reader.has("formula"), !reader.has("of") { reader.missing("formula") }
    }
  }

  private func readClauses(
    _ reader: MappingReader, of score: PendingScore, _ context: Context
  ) -> [Score.Part: PendingClause] {
    var clauses: [Score.Part: PendingClause] = [:]
    for part in Score.Part.allCases {
      guard let node = reader[part.rawValue] else { continue }
      clauses[part] = readClause(
        node, name: score.path + "." + part.rawValue, canBeConditional: part.canBeConditional, context)
    }
    return clauses
  }

  /// A clause is a formula, a formula with a source of its own, or a figure of the act.
  private func readClause(
    _ node: Node, name: String, canBeConditional: Bool, _ outer: Context
  ) -> PendingClause? {
    if let scalar = node.asScalar {
      requireCitation(outer, "the clause", name, at: node.span)
      return readPendingFormula(scalar).map {
        PendingClause(formula: $0, condition: nil, titles: Titles(), provenance: provenance(outer, at: node.span))
      }
    }
    guard let reader = MappingReader(node, "`\(name)`", findings: findings) else { return nil }
    let context = context(of: reader, within: outer)
    if reader.has("formula") {
      let allowed = ["formula", "title", "cite", "basis"] + (canBeConditional ? ["when"] : [])
      guard let reader = MappingReader(node, "`\(name)`", allowed: allowed, findings: findings),
        let scalar = reader.scalar("formula"), let formula = readPendingFormula(scalar)
      else { return nil }
      requireCitation(context, "the clause", name, at: node.span)
      return PendingClause(
        formula: formula, condition: reader.scalar("when").flatMap(readPendingFormula),
        titles: reader.titles("title"), provenance: provenance(context, at: node.span))
    }
    let titles = reader.titles("title")
    declareParameter(name, reader, titles: titles, provenance(context, at: node.span), context)
    let text = FormulaText(name) { _ in node.span }
    let expression = Expression(.name(name), 0..<name.utf8.count)
    return PendingClause(
      formula: PendingFormula(text: text, expression: expression), condition: nil, titles: titles,
      provenance: provenance(context, at: node.span))
  }

  // MARK: Bands

  func readBands(_ node: Node, _ outer: Context) -> Bands? {
    let allowed = ["of", "round", "rows", "cite", "basis"]
    guard let reader = MappingReader(node, "`bands`", allowed: allowed, findings: findings) else { return nil }
    let context = context(of: reader, within: outer)
    requireCitation(context, "the table", "bands", at: node.span)
    for key in ["of", "rows"] where !reader.has(key) { reader.missing(key) }
    let rounding = reader["round"].flatMap { readRounding($0, context) }
    let rows = reader.items("rows").compactMap { readBand($0, context) }
    var names: Set<String> = []
    for row in rows where !names.insert(row.name).inserted {
      findings.add(Diagnostic(.listedTwice, ["name": row.name, "key": "rows"], at: row.provenance.span))
    }
    guard let scalar = reader.scalar("of"), let score = reference(toScore: scalar) else { return nil }
    return Bands(score: score, rounding: rounding, rows: rows, provenance: provenance(context, at: node.span))
  }

  private func readBand(_ node: Node, _ outer: Context) -> Bands.Row? {
    let allowed = ["name", "title", "from", "above", "to", "below", "cite", "basis"]
    guard let reader = MappingReader(node, "a band", allowed: allowed, findings: findings) else { return nil }
    let (lower, upper) = readBounds(reader)
    guard let name = reader.requiredText("name") else { return nil }
    return Bands.Row(
      name: name, titles: reader.titles("title"), lower: lower, upper: upper,
      provenance: provenance(context(of: reader, within: outer), at: node.span))
  }

  private func reference(toScore scalar: Scalar) -> SymbolID? {
    if let id = compiler.scoreID(scalar.text) { return id }
    let help = Suggestion.of(scalar.text, among: compiler.scoreNames, findings: findings)
    findings.add(
      Diagnostic(.unknownReference, ["name": scalar.text, "expected": "a score"], at: scalar.span, help: help))
    return nil
  }

  // MARK: Assessors and notes

  func readAssessors(_ node: Node, _ outer: Context) -> Assessors {
    guard let reader = MappingReader(node, "`assessors`", allowed: ["names", "rules"], findings: findings) else {
      return .none
    }
    for key in ["names", "rules"] where !reader.has(key) { reader.missing(key) }
    let assessors = (reader.inner("names")?.entries() ?? []).filter { isGoodName($0.key) }.map {
      Assessors.Assessor(
        name: $0.key.text, titles: MappingReader.titles($0.value, what: "an assessor", findings: findings))
    }
    let rules = reader.items("rules").compactMap { readAssessorRule($0, assessors, outer) }
    return Assessors(assessors: assessors, rules: rules)
  }

  private func readAssessorRule(
    _ node: Node, _ assessors: [Assessors.Assessor], _ outer: Context
  ) -> Assessors.Rule? {
    let allowed = ["score", "where", "assessor", "cite", "basis"]
    guard let reader = MappingReader(node, "a rule", allowed: allowed, findings: findings) else { return nil }
    let context = context(of: reader, within: outer)
    requireCitation(context, "the rule", "assessors", at: node.span)
    for key in ["score", "assessor"] where !reader.has(key) { reader.missing(key) }
    let condition = reader.scalar("where").flatMap(readPendingFormula).flatMap { compiler.condition($0) }
    guard let scoreName = reader.scalar("score"), let assessor = reader.scalar("assessor"),
      let score = reference(toScore: scoreName)
    else { return nil }
    let names = assessors.map(\.name)
    guard names.contains(assessor.text) else {
      let help = Suggestion.of(assessor.text, among: names, findings: findings)
      let words = ["name": assessor.text, "expected": "one of the assessors \(Listing.quoted(names))"]
      findings.add(Diagnostic(.unknownReference, words, at: assessor.span, help: help))
      return nil
    }
    return Assessors.Rule(
      score: score, condition: condition, assessor: assessor.text, provenance: provenance(context, at: node.span))
  }

  func readNotes(_ root: MappingReader) -> [KnownSlip] {
    root.items("notes").compactMap { item in
      let allowed = ["about", "code", "cite", "text"]
      guard let reader = MappingReader(item, "a note", allowed: allowed, findings: findings) else { return nil }
      for key in ["cite", "text"] where !reader.has(key) { reader.missing(key) }
      guard let about = reader.requiredText("about") else { return nil }
      return KnownSlip(
        subject: about, code: reader.text("code"), citations: reader.texts("cite").map(\.text),
        texts: reader.titles("text"), span: item.span)
    }
  }
}
