import Exact
import Formula
import RuleYAML
import SourceText

/// Parameters, scales and what else holds figures of the act.
extension EditionReader {
  private static let figureKeys = ["value", "by", "unit", "title", "cite", "basis", "also"]
  /// No figure of an act depends on more things at once.
  private static let mostKeys = 4

  func readParameterDeclaration(_ key: Scalar, _ node: Node, _ outer: Context) {
    guard isGoodName(key), let reader = MappingReader(node, "a parameter", findings: findings) else { return }
    let context = context(of: reader, within: outer)
    declareParameter(key.text, reader, titles: reader.titles("title"), provenance(context, at: key.span), context)
  }

  /// Declares the figure that a mapping holds under a name.
  func declareParameter(
    _ name: String, _ reader: MappingReader, titles: Titles, _ provenance: Provenance, _ context: Context
  ) {
    guard let parameter = readParameter(reader, name: name, context) else { return }
    compiler.declare(
      name, titles: titles, provenance, .parameter(parameter), type: .number(parameter.unit))
  }

  /// Reads a figure, or one for each case; `context` is that inside the mapping.
  func readParameter(_ reader: MappingReader, name: String, _ context: Context) -> Parameter? {
    guard let keys = readKeys(reader, name: name, attributes: Self.figureKeys) else { return nil }
    var table = FigureTable(name: name, keys: keys)
    readCases(reader, keys: keys[...], path: [], context, into: &table, attributes: Self.figureKeys)
    if keys.count == 1, let key = keys.first { requireAllCases(table.name, table.cases, key, at: reader.node.span) }
    let unit = readUnit(reader)
    let elsewhere = reader.items("also").compactMap { node -> Parameter? in
      guard let other = MappingReader(node, "a figure", findings: findings) else { return nil }
      var second = FigureTable(name: name, keys: keys)
      let context = self.context(of: other, within: Context(citations: [], basis: context.basis))
      readCases(
        other, keys: keys[...], path: [], context, into: &second, attributes: ["value", "cite", "basis"])
      return second.parameter(unit: unit, elsewhere: [])
    }
    return table.parameter(unit: unit, elsewhere: elsewhere)
  }

  /// A key of a figure with the values it can have.
  struct Key {
    let name: String
    let domain: ChoiceDomain
  }

  /// What a figure depends on; `attributes` are the keys of the format that stand beside its cases.
  private func readKeys(_ reader: MappingReader, name: String, attributes: [String]) -> [Key]? {
    let scalars = reader.names("by")
    guard scalars.count <= Self.mostKeys else {
      let words = ["name": name, "limit": String(Self.mostKeys)]
      findings.add(Diagnostic(.tooManyFigures, words, at: reader["by"]?.span))
      return nil
    }
    var keys: [Key] = []
    for scalar in scalars {
      guard let domain = compiler.choices(of: scalar.text) else {
        let expected = "a choice: the kind, an input or field of type `choice`, or a reading"
        let help = Suggestion.of(scalar.text, among: compiler.choiceNames, findings: findings)
        findings.add(
          Diagnostic(.unknownReference, ["name": scalar.text, "expected": expected], at: scalar.span, help: help))
        return nil
      }
      if let clash = domain.values.first(where: { attributes.contains($0) }) {
        findings.add(Diagnostic(.caseIsKey, ["key": scalar.text, "name": clash], at: scalar.span))
        return nil
      }
      keys.append(Key(name: scalar.text, domain: domain))
    }
    return keys
  }

  /// Figures as they are read.
  private struct FigureTable {
    let name: String
    let keys: [Key]
    var figures: [[String]: Figure] = [:]
    var cases: [[String]] = []

    func parameter(unit: Unit?, elsewhere: [Parameter]) -> Parameter {
      Parameter(
        keys: keys.map(\.name), figures: figures, cases: cases.filter { figures[$0] != nil }, elsewhere: elsewhere,
        unit: unit)
    }
  }

  private func readCases(
    _ reader: MappingReader, keys: ArraySlice<Key>, path: [String], _ context: Context, into table: inout FigureTable,
    attributes: [String]
  ) {
    guard let key = keys.first else {
      _ = MappingReader(reader.node, reader.what, allowed: attributes, findings: findings)
      guard let scalar = reader.scalar("value") else {
        return reader.has("value") ? () : reader.missing("value")
      }
      return readFigure(scalar, path: path, context, into: &table)
    }
    if reader.has("value"), attributes.contains("value") {
      let words = ["what": reader.what, "first": "by", "second": "value"]
      findings.add(Diagnostic(.conflictingKeys, words, at: reader.node.span))
    }
    for entry in reader.entries(except: attributes) {
      guard isCase(entry.key, of: key, table.name, attributes: attributes) else { continue }
      let path = path + [entry.key.text]
      if let scalar = entry.value.asScalar, keys.count == 1 {
        readFigure(scalar, path: path, context, into: &table)
      } else if let inner = MappingReader(entry.value, "`\(entry.key.text)`", findings: findings) {
        let attributes = keys.count == 1 ? ["value", "cite", "basis"] : ["cite", "basis"]
        readCases(
          inner, keys: keys.dropFirst(), path: path, self.context(of: inner, within: context), into: &table,
          attributes: attributes)
      }
    }
  }

  private func isCase(_ scalar: Scalar, of key: Key, _ name: String, attributes: [String]) -> Bool {
    guard !key.domain.values.contains(scalar.text) else { return true }
    let help = Suggestion.of(scalar.text, among: key.domain.values + attributes, findings: findings)
    let words = ["name": scalar.text, "key": key.name, "values": Listing.quoted(key.domain.values)]
    findings.add(Diagnostic(.unknownCase, words, at: scalar.span, help: help))
    return false
  }

  private func readFigure(_ scalar: Scalar, path: [String], _ context: Context, into table: inout FigureTable) {
    table.cases.append(path)
    if scalar.text == "none", !path.isEmpty { return }
    guard let value = MappingReader.number(scalar, key: path.last ?? "value", findings: findings) else { return }
    requireCitation(context, "the figure", ([table.name] + path).joined(separator: "."), at: scalar.span)
    table.figures[path] = Figure(value: value, provenance: provenance(context, at: scalar.span))
  }

  private func requireAllCases(_ name: String, _ cases: [[String]], _ key: Key, at span: Span) {
    let given = Set(cases.compactMap(\.first))
    let missing = key.domain.values.filter { !given.contains($0) }
    guard !missing.isEmpty else { return }
    findings.add(Diagnostic(.missingCase, ["name": name, "case": Listing.quoted(missing)], at: span))
  }

  // MARK: Scales

  func readScaleDeclaration(_ key: Scalar, _ node: Node, _ outer: Context) {
    let allowed = [
      "title", "cite", "basis", "by", "unit", "of", "of_unit", "from", "to", "round", "rows", "otherwise",
    ]
    guard isGoodName(key), let reader = MappingReader(node, "a scale", allowed: allowed, findings: findings),
      let argument = readArgument(reader),
      let keys = readKeys(reader, name: key.text, attributes: Self.boundKeys)
    else { return }
    let context = context(of: reader, within: outer)
    guard let rowsNode = reader["rows"] else { return reader.missing("rows") }
    var table = RowTable(name: key.text, keys: keys)
    readRows(rowsNode, keys: keys[...], path: [], context, into: &table)
    if keys.count == 1, let only = keys.first { requireAllCases(key.text, table.asked, only, at: rowsNode.span) }
    let otherwise = reader["otherwise"].flatMap { node -> Parameter? in
      guard let inner = MappingReader(node, "`otherwise`", findings: findings) else { return nil }
      inner.idle(["unit", "title", "also"], because: Message("it belongs to the scale around it"))
      return readParameter(inner, name: key.text + ".otherwise", self.context(of: inner, within: context))
    }
    if let otherwise { checkKeys(ofOtherwise: otherwise, at: reader["otherwise"]?.span) }
    let scale = Scale(
      keys: keys.map(\.name), rows: table.rows, cases: table.cases, argument: argument,
      rounding: reader["round"].flatMap { readRounding($0, context) }, otherwise: otherwise, unit: readUnit(reader))
    compiler.declare(
      key.text, titles: reader.titles("title"), provenance(context, at: key.span), .scale(scale),
      type: .number(scale.unit))
  }

  /// What a scale says of the value that is looked up, which must be a number.
  private func readArgument(_ reader: MappingReader) -> Input? {
    guard let argument = readInput(reader, typeKey: "of") else { return nil }
    switch argument.kind {
    case .count, .number, .share, .percent: return argument
    case .yesNo, .choice, .text:
      let words = ["key": "of", "expected": "`count`, `number`, `share` or `percent`", "found": argument.kind.rawValue]
      findings.add(Diagnostic(.wrongValue, words, at: reader["of"]?.span))
      return nil
    }
  }

  /// `otherwise` is asked outside of all rows, so that no field of a record can tell its case.
  private func checkKeys(ofOtherwise parameter: Parameter, at span: Span?) {
    for key in parameter.keys where !compiler.isDeclared(key) {
      let expected = "known to `otherwise`: the kind, an input of type `choice`, or a reading"
      findings.add(Diagnostic(.unknownReference, ["name": key, "expected": expected], at: span))
    }
  }

  private struct RowTable {
    let name: String
    let keys: [Key]
    var rows: [[String]: [Scale.Row]] = [:]
    var cases: [[String]] = []
    /// The cases that the file speaks of, with a figure or with `none`.
    var asked: [[String]] = []

    mutating func add(_ row: Scale.Row, _ path: [String]) {
      if rows[path] == nil { cases.append(path) }
      rows[path, default: []].append(row)
    }
  }

  /// Rows stand in one list with a column for each case, or in a list for each case.
  private func readRows(
    _ node: Node, keys: ArraySlice<Key>, path: [String], _ context: Context, into table: inout RowTable
  ) {
    if let rows = node.asSequence {
      if rows.isEmpty { findings.add(Diagnostic(.emptyPart, ["what": "a scale", "key": "rows"], at: node.span)) }
      if !path.isEmpty { table.asked.append(path) }
      for row in rows { readRow(row, keys: keys, path: path, context, into: &table) }
      return
    }
    guard let key = keys.first else {
      findings.add(
        Diagnostic(.wrongNode, ["what": "`rows`", "expected": "a list", "found": node.kindName], at: node.span))
      return
    }
    guard let reader = MappingReader(node, "`rows`", findings: findings) else { return }
    for entry in reader.entries() where isCase(entry.key, of: key, table.name, attributes: []) {
      if entry.value.asScalar?.text == "none" {
        table.asked.append(path + [entry.key.text])
        continue
      }
      readRows(entry.value, keys: keys.dropFirst(), path: path + [entry.key.text], context, into: &table)
    }
  }

  private static let boundKeys = ["from", "above", "to", "below", "cite", "basis"]

  private func readRow(
    _ node: Node, keys: ArraySlice<Key>, path: [String], _ outer: Context, into table: inout RowTable
  ) {
    guard let reader = MappingReader(node, "a row", findings: findings) else { return }
    let context = context(of: reader, within: outer)
    let attributes = Self.boundKeys
    let (lower, upper) = readBounds(reader)
    var figures = FigureTable(name: table.name, keys: Array(keys))
    readCases(
      reader, keys: keys, path: [], context, into: &figures,
      attributes: keys.isEmpty ? attributes + ["value"] : attributes)
    if path.isEmpty { table.asked += figures.cases }
    for key in figures.cases {
      guard let figure = figures.figures[key] else { continue }
      table.add(Scale.Row(lower: lower, upper: upper, figure: figure, span: node.span), path + key)
    }
  }

  func readBounds(_ reader: MappingReader) -> (lower: Scale.Bound?, upper: Scale.Bound?) {
    let lower = readBound(reader, included: "from", excluded: "above")
    let upper = readBound(reader, included: "to", excluded: "below")
    if let lower, let upper {
      let isEmpty =
        upper.value < lower.value
        || (upper.value == lower.value && !(lower.isIncluded && upper.isIncluded))
      if isEmpty {
        let words = ["from": lower.value.description, "to": upper.value.description]
        findings.add(Diagnostic(.emptyRange, words, at: reader.node.span))
      }
    }
    return (lower, upper)
  }

  private func readBound(_ reader: MappingReader, included: String, excluded: String) -> Scale.Bound? {
    if reader.has(included), reader.has(excluded) {
      let words = ["what": reader.what, "first": included, "second": excluded]
      findings.add(Diagnostic(.conflictingKeys, words, at: reader.node.span))
    }
    if let value = reader.number(included) { return Scale.Bound(value: value, isIncluded: true) }
    return reader.number(excluded).map { Scale.Bound(value: $0, isIncluded: false) }
  }

  func readRounding(_ node: Node, _ outer: Context) -> Rounding? {
    let allowed = ["to", "mode", "cite", "basis"]
    guard let reader = MappingReader(node, "`round`", allowed: allowed, findings: findings) else { return nil }
    let context = context(of: reader, within: outer)
    for key in ["to", "mode"] where !reader.has(key) { reader.missing(key) }
    let mode = reader.choice("mode", of: RoundingMode.self)
    guard let step = reader.number("to"), let mode else { return nil }
    guard step > .zero else {
      let words = ["key": "to", "expected": "a step above zero", "found": step.description]
      findings.add(Diagnostic(.wrongValue, words, at: reader["to"]?.span))
      return nil
    }
    return Rounding(step: step, mode: mode, provenance: provenance(context, at: node.span))
  }
}
