import Exact
import Formula
import RuleYAML
import SourceText

/// Readings, inputs and record tables.
extension EditionReader {
  func readReading(_ key: Scalar, _ node: Node, _ outer: Context) {
    guard isGoodName(key),
      let reader = MappingReader(
        node, "a reading", allowed: ["title", "cite", "basis", "default", "choices"], findings: findings)
    else { return }
    let context = context(of: reader, within: outer)
    requireCitation(context, "the reading", key.text, at: key.span)
    guard let choicesNode = reader["choices"] else { return reader.missing("choices") }
    guard let choicesReader = MappingReader(choicesNode, "`choices`", findings: findings) else { return }
    let choices = choicesReader.entries().compactMap { entry -> Reading.Choice? in
      guard isGoodName(entry.key) else { return nil }
      let titles = MappingReader.titles(entry.value, what: "a choice", findings: findings)
      return Reading.Choice(name: entry.key.text, titles: titles, span: entry.key.span)
    }
    guard let standard = reader.scalar("default") else { return reader.missing("default") }
    let names = choices.map(\.name)
    guard names.contains(standard.text) else {
      let words = ["name": standard.text, "expected": "one of the choices \(Listing.quoted(names))"]
      findings.add(Diagnostic(.unknownReference, words, at: standard.span))
      return
    }
    compiler.declare(
      "reading." + key.text, titles: reader.titles("title"), provenance(context, at: key.span),
      .reading(Reading(choices: choices, standard: standard.text)), type: .choice(ChoiceDomain(names)))
  }

  private static let inputKeys = ["type", "unit", "of", "from", "to", "at_most", "default"]
  private static let sourceKeys = ["title", "cite", "basis", "form"]

  func readInputDeclaration(_ key: Scalar, _ node: Node, _ outer: Context) {
    let allowed = Self.inputKeys + Self.sourceKeys
    guard isGoodName(key), let reader = MappingReader(node, "an input", allowed: allowed, findings: findings),
      let input = readInput(reader)
    else { return }
    let context = context(of: reader, within: outer)
    compiler.declare(
      key.text, titles: reader.titles("title"), provenance(context, at: key.span), .input(input),
      type: Self.type(of: input))
    if let scalar = reader.scalar("at_most") { compiler.limits.append((scalar, nil)) }
  }

  /// What kind of figure a mapping describes.
  func readInput(_ reader: MappingReader, typeKey: String = "type") -> Input? {
    if !reader.has(typeKey) { reader.missing(typeKey) }
    let unit = readUnit(reader, typeKey == "type" ? "unit" : "of_unit")
    let (from, to) = (reader.number("from"), reader.number("to"))
    guard let kind = reader.choice(typeKey, of: Input.Kind.self) else { return nil }
    let choices = typeKey == "type" ? reader.texts("of").filter(isGoodName).map(\.text) : []
    if kind == .choice, choices.isEmpty { reader.missing("of") }
    if let from, let to, to < from {
      findings.add(
        Diagnostic(.emptyRange, ["from": from.description, "to": to.description], at: reader.node.span))
    }
    var input = Input(
      kind: kind, unit: unit, choices: choices, from: from ?? kind.least, to: to ?? kind.greatest,
      atMost: typeKey == "type" ? reader.text("at_most") : nil, fallback: nil, form: reader.text("form"))
    if typeKey == "type", let scalar = reader.scalar("default") {
      input = input.with(fallback: readDefault(scalar, for: input))
    }
    return input
  }

  private func readDefault(_ scalar: Scalar, for input: Input) -> Value? {
    switch input.kind {
    case .yesNo where scalar.text == "yes" || scalar.text == "no": return .truth(scalar.text == "yes")
    case .choice where input.choices.contains(scalar.text), .text: return .text(scalar.text)
    case .yesNo, .choice:
      let expected = input.kind == .yesNo ? "`yes` or `no`" : "one of \(Listing.quoted(input.choices))"
      let words = ["key": "default", "expected": expected, "found": scalar.text]
      findings.add(Diagnostic(.wrongValue, words, at: scalar.span))
      return nil
    default:
      return MappingReader.number(scalar, key: "default", findings: findings).map { .number(Number($0)) }
    }
  }

  /// The type in formulas of a figure.
  static func type(of input: Input) -> ValueType {
    switch input.kind {
    case .count, .number: .number(input.unit)
    case .share: .number(.share)
    case .percent: .number(.percent)
    case .yesNo: .truth
    case .choice: .choice(ChoiceDomain(input.choices))
    case .text: .text
    }
  }

  // MARK: Record tables

  func readTable(_ key: Scalar, _ node: Node, _ outer: Context) {
    let allowed = ["title", "cite", "basis", "form", "unit", "key", "complete", "fields"]
    guard isGoodName(key), let reader = MappingReader(node, "a record table", allowed: allowed, findings: findings)
    else { return }
    let context = context(of: reader, within: outer)
    let unit = readUnit(reader)
    guard let fieldsNode = reader["fields"] else { return reader.missing("fields") }
    guard let fieldsReader = MappingReader(fieldsNode, "`fields`", findings: findings) else { return }
    var fields: [PendingField] = []
    for entry in fieldsReader.entries() {
      guard isGoodName(entry.key), let field = readField(entry.key, entry.value, context) else { continue }
      if fields.count == Compiler.mostFields {
        let words = ["name": key.text, "limit": String(Compiler.mostFields)]
        findings.add(Diagnostic(.chainTooLong, words, at: entry.key.span))
        break
      }
      fields.append(field)
    }
    let names = fields.map(\.name)
    let keyFields = reader.texts("key").compactMap { scalar -> Int? in
      if let index = names.firstIndex(of: scalar.text) { return index }
      let help = NearestName.of(scalar.text, among: names).map { Message("did you mean `{name}`?", ["name": $0]) }
      let words = ["name": scalar.text, "expected": "a field of `\(key.text)`"]
      findings.add(Diagnostic(.unknownReference, words, at: scalar.span, help: help))
      return nil
    }
    compiler.declareTable(
      PendingTable(
        name: key.text, titles: reader.titles("title"), provenance: provenance(context, at: key.span), unit: unit,
        fields: fields, key: keyFields, complete: reader.scalar("complete"), form: reader.text("form")))
  }

  private func readField(_ key: Scalar, _ node: Node, _ outer: Context) -> PendingField? {
    guard let reader = MappingReader(node, "a field", findings: findings) else { return nil }
    let isDerived = reader.has("formula")
    let allowed = (isDerived ? ["formula", "type", "of", "unit"] : Self.inputKeys) + Self.sourceKeys
    guard let reader = MappingReader(node, "a field", allowed: allowed, findings: findings) else { return nil }
    let context = context(of: reader, within: outer)
    let content: PendingField.Content
    if isDerived {
      guard let formula = reader.scalar("formula") else { return nil }
      requireCitation(context, "the field", key.text, at: key.span)
      content = .derived(readPendingFormula(formula), declared: readDeclaredType(reader))
    } else {
      guard let input = readInput(reader) else { return nil }
      if let scalar = reader.scalar("at_most") { compiler.limits.append((scalar, compiler.tableCount)) }
      content = .input(input)
    }
    return PendingField(
      name: key.text, titles: reader.titles("title"), provenance: provenance(context, at: key.span), content: content)
  }

  /// The type that a derived quantity says it has.
  func readDeclaredType(_ reader: MappingReader) -> ValueType? {
    let unit = readUnit(reader)
    guard reader.has("type") else { return unit.map { .number($0) } }
    return readInput(reader).map(Self.type)
  }

  func readPendingFormula(_ scalar: Scalar) -> PendingFormula? {
    let text = formulaText(scalar)
    return Parser.parse(text, findings: findings).map { PendingFormula(text: text, expression: $0) }
  }
}

extension Input.Kind {
  /// The least value that a figure of the kind can have.
  fileprivate var least: Rational? {
    switch self {
    case .count, .share, .percent: .zero
    default: nil
    }
  }

  fileprivate var greatest: Rational? {
    switch self {
    case .share: .one
    case .percent: Rational(100)
    default: nil
    }
  }
}

extension Input {
  fileprivate func with(fallback: Value?) -> Input {
    Input(
      kind: kind, unit: unit, choices: choices, from: from, to: to, atMost: atMost, fallback: fallback, form: form)
  }
}
