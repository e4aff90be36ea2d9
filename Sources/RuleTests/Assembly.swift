import Dataset
import Exact
import Formula
import Methodology
import RuleYAML
import SourceText

/// Puts the bodies of a test together from what `given` and the case say.
struct Assembly {
  static let tested = "tested"

  let edition: Edition
  let readings: [String: String]
  let findings: Findings
  /// Where a name goes that the edition does not have.
  let unknownNames: Findings

  /// The readers of what both places say, the stronger last; `nil` if neither says anything.
  func sources(_ nodes: Node?...) -> [MappingReader]? {
    let allowed = ["kind", "inputs", "records"]
    let readers = nodes.compactMap { $0 }.compactMap {
      MappingReader($0, "`previous`", allowed: allowed, findings: findings)
    }
    return readers.isEmpty ? nil : readers
  }

  func kind(_ readers: [MappingReader?]) -> String? {
    readers.compactMap { $0?.text("kind") }.last
  }

  /// The body that several mappings describe together, the stronger last.
  func body(_ readers: [MappingReader], kind inherited: String?, id: String, at span: Span) -> Body? {
    let kind = kind(readers) ?? inherited ?? edition.kinds.first?.name
    var inputs: [String: BodyReport.Figure] = [:]
    for reader in readers { inputs.merge(readInputs(reader)) { $1 } }
    var records: [String: [BodyReport.Row]] = [:]
    for reader in readers {
      guard let node = reader["records"], let inner = MappingReader(node, "`records`", findings: findings) else {
        continue
      }
      for entry in inner.entries() {
        guard let table = edition.tables.first(where: { $0.name == entry.key.text }) else {
          report(unknown: entry.key, "a record table", among: edition.tables.map(\.name))
          continue
        }
        records[table.name] = readRows(entry.value, table, kind: kind, inputs)
      }
    }
    let report = BodyReport(id: id, kind: kind, inputs: inputs, records: records, at: span)
    return BodyBuilder(edition, findings: findings).body(report)
  }

  private func readInputs(_ reader: MappingReader) -> [String: BodyReport.Figure] {
    guard let node = reader["inputs"], let inner = MappingReader(node, "`inputs`", findings: findings) else {
      return [:]
    }
    var figures: [String: BodyReport.Figure] = [:]
    for entry in inner.entries() {
      guard case .input(let input) = edition.declaration(entry.key.text)?.content else {
        report(unknown: entry.key, "an input", among: edition.inputs.map(\.declaration.name))
        continue
      }
      figures[entry.key.text] = figure(entry.value, input, entry.key.text)
    }
    return figures
  }

  private func report(unknown scalar: Scalar, _ expected: String, among names: [String]) {
    let help = NearestName.of(scalar.text, among: names).map { Message("did you mean `{name}`?", ["name": $0]) }
    unknownNames.add(
      Diagnostic(.unknownReference, ["name": scalar.text, "expected": expected], at: scalar.span, help: help))
  }

  /// The value of a scalar for an input, `missing` for a figure that is not reported; `nil` after a finding.
  private func figure(_ node: Node, _ input: Input, _ name: String) -> BodyReport.Figure? {
    guard let scalar = node.asScalar else {
      findings.add(
        Diagnostic(.wrongNode, ["what": name, "expected": "a value", "found": node.kindName], at: node.span))
      return nil
    }
    // A figure of its own, so that it takes the place of one that is given.
    if scalar.text == "missing", !scalar.isQuoted {
      return BodyReport.Figure(.missing(Absence(.input(name))), at: scalar.span)
    }
    switch input.kind {
    case .yesNo where scalar.text == "yes" || scalar.text == "no":
      return BodyReport.Figure(.truth(scalar.text == "yes"), at: scalar.span)
    case .yesNo:
      let words = ["key": name, "expected": "`yes` or `no`", "found": scalar.text]
      findings.add(Diagnostic(.wrongValue, words, at: scalar.span))
      return nil
    case .choice, .text:
      return BodyReport.Figure(.text(scalar.text), at: scalar.span)
    case .count, .number, .share, .percent:
      return MappingReader.number(scalar, key: name, findings: findings).map {
        BodyReport.Figure(.number(Number($0)), at: scalar.span)
      }
    }
  }

  // MARK: Records

  private func readRows(
    _ node: Node, _ table: RecordTable, kind: String?, _ inputs: [String: BodyReport.Figure]
  ) -> [BodyReport.Row] {
    if let rows = node.asSequence { return rows.compactMap { readRow($0, table) } }
    guard let reader = MappingReader(node, "`\(table.name)`", allowed: ["each", "except"], findings: findings) else {
      return []
    }
    guard let each = reader["each"].flatMap({ readRow($0, table) }) else {
      reader.missing("each")
      return []
    }
    let keys = dueKeys(table, kind: kind, inputs)
    if keys.isEmpty { findings.add(Diagnostic(.nothingToFill, ["name": table.name], at: node.span)) }
    var rows = keys.map { key -> BodyReport.Row in
      var row = each
      for (field, text) in zip(table.key, key) {
        row.fields[table.fields[field].name] = BodyReport.Figure(.text(text), at: node.span)
      }
      return row
    }
    if let node = reader["except"] {
      if node.asSequence == nil { reader.report(node, "a list of rows") }
      for exception in node.asSequence ?? [] {
        if let exception = readRow(exception, table) { apply(exception, table, to: &rows) }
      }
    }
    return rows
  }

  /// Changes every row whose key agrees with what the exception says of it.
  private func apply(_ exception: BodyReport.Row, _ table: RecordTable, to rows: inout [BodyReport.Row]) {
    let keys = table.key.map { table.fields[$0].name }.filter { exception.fields[$0] != nil }
    let hits = rows.indices.filter { row in
      keys.allSatisfy { rows[row].fields[$0]?.value == exception.fields[$0]?.value }
    }
    if hits.isEmpty { findings.add(Diagnostic(.nothingToFill, ["name": table.name], at: exception.span)) }
    for row in hits { rows[row].fields.merge(exception.fields) { $1 } }
  }

  private func readRow(_ node: Node, _ table: RecordTable) -> BodyReport.Row? {
    guard let reader = MappingReader(node, "a row", findings: findings) else { return nil }
    var fields: [String: BodyReport.Figure] = [:]
    for entry in reader.entries() {
      guard let field = table.fields.first(where: { $0.name == entry.key.text }), let input = field.input else {
        report(
          unknown: entry.key, "a field of `\(table.name)`", among: table.fields.filter { $0.input != nil }.map(\.name))
        continue
      }
      fields[field.name] = figure(entry.value, input, field.name)
    }
    return BodyReport.Row(fields, at: node.span)
  }

  private func dueKeys(
    _ table: RecordTable, kind: String?, _ inputs: [String: BodyReport.Figure]
  ) -> [[String]] {
    guard let due = DueRows(table, in: edition) else { return [] }
    let bodyCase = due.bodyCase { name in
      switch edition.declaration(name)?.content {
      case .kind: return kind
      case .reading(let reading):
        return readings[edition.declaration(name)?.shortName ?? name] ?? reading.standard
      case .input(let input): return inputs[name]?.value.text ?? input.fallback?.text
      default: return nil
      }
    }
    return bodyCase.map(due.keys) ?? []
  }
}
