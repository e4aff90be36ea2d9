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
    guard reader.has("choices") else { return reader.missing("choices") }
    guard let choicesReader = reader.inner("choices") else { return }
    let choices = choicesReader.entries().prefix(Self.mostChoices).compactMap { entry -> Reading.Choice? in
      guard isGoodName(entry.key) else { return nil }
      let titles = MappingReader.titles(entry.value, what: "a choice", findings: findings)
      return Reading.Choice(name: entry.key.text, titles: titles, span: entry.key.span)
    }
    guard reader.has("default") else { return reader.missing("default") }
    guard let standard = reader.scalar("default") else { return }
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
    if let scalar = reader.scalar("at_most") { compiler.limits.append(InputLimit(scalar, of: key.text)) }
  }

  /// What kind of figure a mapping describes.
  func readInput(_ reader: MappingReader, typeKey: String = "type") -> Input? {
    if !reader.has(typeKey) { reader.missing(typeKey) }
    let unit = readUnit(reader, typeKey == "type" ? "unit" : "of_unit")
    let (from, to) = (reader.number("from"), reader.number("to"))
    guard let kind = reader.choice(typeKey, of: Input.Kind.self) else { return nil }
    let choices = typeKey == "type" && kind == .choice ? readChoices(reader, "of").map(\.text) : []
    if typeKey == "type", kind == .choice, !reader.has("of") { reader.missing("of") }
    reportIdleKeys(reader, of: kind, typeKey: typeKey)
    let (least, greatest) = (from ?? kind.least, to ?? kind.greatest)
    if let least, let greatest, greatest < least {
      findings.add(
        Diagnostic(.emptyRange, ["from": least.description, "to": greatest.description], at: reader.node.span))
    } else if kind == .count, let from, from < .zero {
      let words = ["key": "from", "expected": "a number that is not negative, as no count is", "found": "\(from)"]
      findings.add(Diagnostic(.wrongValue, words, at: reader["from"]?.span))
    }
    var input = Input(
      kind: kind, unit: unit, choices: choices, from: least, to: greatest,
      atMost: typeKey == "type" ? reader.text("at_most") : nil, fallback: nil, form: reader.text("form"))
    if typeKey == "type", let scalar = reader.scalar("default") {
      input = input.with(fallback: readDefault(scalar, for: input))
    }
    return input
  }

  /// Keys that a figure of one type may have do nothing for another.
  private func reportIdleKeys(_ reader: MappingReader, of kind: Input.Kind, typeKey: String) {
    if kind != .choice, typeKey == "type" {
      reader.idle(["of"], because: Message("only a `choice` has a list of values"))
    }
    let words = ["type": kind.rawValue]
    let unitKey = typeKey == "type" ? "unit" : "of_unit"
    switch kind {
    case .count, .number: break
    case .share, .percent: reader.idle([unitKey], because: Message("`{type}` is its unit", words))
    case .yesNo, .choice, .text:
      reader.idle([unitKey, "from", "to", "at_most"], because: Message("`{type}` is no number", words))
    }
  }

  private func readDefault(_ scalar: Scalar, for input: Input) -> Value? {
    switch input.kind {
    case .yesNo where !scalar.isQuoted && (scalar.text == "yes" || scalar.text == "no"):
      return .truth(scalar.text == "yes")
    case .choice where input.choices.contains(scalar.text), .text: return .text(scalar.text)
    case .yesNo, .choice:
      let expected = input.kind == .yesNo ? "`yes` or `no`" : "one of \(Listing.quoted(input.choices))"
      let words = ["key": "default", "expected": expected, "found": scalar.text]
      findings.add(Diagnostic(.wrongValue, words, at: scalar.span))
      return nil
    default:
      guard let number = MappingReader.number(scalar, key: "default", findings: findings) else { return nil }
      if input.allows(number) { return .number(Number(number)) }
      let bounds = [input.from.map { "from \($0)" }, input.to.map { "to \($0)" }].compactMap { $0 }
      let kind = input.kind == .count ? "a whole number" : "a number"
      let words = ["key": "default", "expected": ([kind] + bounds).joined(separator: " "), "found": scalar.text]
      findings.add(Diagnostic(.wrongValue, words, at: scalar.span))
      return nil
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
    guard reader.has("fields") else { return reader.missing("fields") }
    guard let fieldsReader = reader.inner("fields") else { return }
    let firstLimit = compiler.limits.count
    var fields: [PendingField] = []
    for entry in fieldsReader.entries() {
      guard isGoodName(entry.key), let field = readField(entry.key, entry.value, context) else {
        compiler.refusedNames.insert(entry.key.text)
        continue
      }
      guard !fields.contains(where: { $0.name == field.name }) else { continue }
      if fields.count == Compiler.mostFields {
        let words = ["name": key.text, "limit": String(Compiler.mostFields)]
        findings.add(Diagnostic(.chainTooLong, words, at: entry.key.span))
        break
      }
      fields.append(field)
    }
    let names = fields.map(\.name)
    let keyFields = reader.names("key").compactMap { scalar -> Int? in
      if let index = names.firstIndex(of: scalar.text) { return index }
      let help = Suggestion.of(scalar.text, among: names, findings: findings)
      let words = ["name": scalar.text, "expected": "a field of `\(key.text)`"]
      findings.add(Diagnostic(.unknownReference, words, at: scalar.span, help: help))
      return nil
    }
    let table = PendingTable(
      name: key.text, titles: reader.titles("title"), provenance: provenance(context, at: key.span), unit: unit,
      fields: fields, key: keyFields, complete: reader.scalar("complete"), form: reader.text("form"))
    // The limits of a table that is refused have nothing to be held against.
    if !compiler.declareTable(table) { compiler.limits.removeSubrange(firstLimit...) }
  }

  private func readField(_ key: Scalar, _ node: Node, _ outer: Context) -> PendingField? {
    guard let reader = MappingReader(node, "a field", findings: findings) else { return nil }
    let isDerived = reader.has("formula")
    let allowed =
      isDerived
      ? ["formula", "type", "of", "unit", "title", "cite", "basis"] : Self.inputKeys + Self.sourceKeys
    guard let reader = MappingReader(node, "a field", allowed: allowed, findings: findings) else { return nil }
    let context = context(of: reader, within: outer)
    let content: PendingField.Content
    if isDerived {
      guard let formula = reader.scalar("formula") else { return nil }
      requireCitation(context, "the field", key.text, at: key.span)
      content = .derived(readPendingFormula(formula), declared: readDeclaredType(reader))
    } else {
      guard let input = readInput(reader) else { return nil }
      if let scalar = reader.scalar("at_most") {
        compiler.limits.append(InputLimit(scalar, of: key.text, in: compiler.tableCount))
      }
      content = .input(input)
    }
    return PendingField(
      name: key.text, titles: reader.titles("title"), provenance: provenance(context, at: key.span), content: content)
  }

  /// The type that a derived quantity says it has.
  func readDeclaredType(_ reader: MappingReader) -> ValueType? {
    guard reader.has("type") else {
      reader.idle(["of"], because: Message("only `type: choice` has a list of values"))
      return readUnit(reader).map { .number($0) }
    }
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
  /// Whether a body may report a number, as far as the figure itself says.
  public func allows(_ value: Rational) -> Bool {
    (kind != .count || value.isInteger) && (from.map { $0 <= value } ?? true) && (to.map { value <= $0 } ?? true)
  }

  fileprivate func with(fallback: Value?) -> Input {
    Input(
      kind: kind, unit: unit, choices: choices, from: from, to: to, atMost: atMost, fallback: fallback, form: form)
  }
}
