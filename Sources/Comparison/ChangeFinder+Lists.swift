import Formula
import Methodology

/// Kinds, record tables and bands.
extension ChangeFinder {
  var kindChanges: [RuleChange] {
    func side(_ kind: BodyKind, _ edition: Edition) -> RuleChange.Side {
      RuleChange.Side(
        name: kind.name, titles: kind.titles, text: MarkedText(""), unit: nil,
        provenance: edition.declaration("kind")?.provenance ?? edition.wholeFile, symbol: nil)
    }
    let (old, new) = (before.kinds.map(\.name), after.kinds.map(\.name))
    return before.kinds.filter { !new.contains($0.name) }.map {
      RuleChange(.dropped, .kind, before: side($0, before), after: nil)
    }
      + after.kinds.filter { !old.contains($0.name) }.map {
        RuleChange(.added, .kind, before: nil, after: side($0, after))
      }
  }

  /// What is counted otherwise, though it goes by the same name.
  var unitChanges: [RuleChange] {
    func side(_ name: String, _ edition: Edition) -> RuleChange.Side {
      RuleChange.Side(
        name: name, titles: edition.units[name] ?? Titles(), text: MarkedText(""), unit: nil,
        provenance: edition.wholeFile, symbol: nil)
    }
    return before.units.keys.sorted().compactMap { name in
      guard let titles = before.units[name], let newTitles = after.units[name], !Words.isSame(titles, newTitles) else {
        return nil
      }
      return RuleChange(.renamed, .unit, before: side(name, before), after: side(name, after))
    }
  }

  // MARK: Record tables

  var tableChanges: [RuleChange] {
    let kept = before.tables.flatMap { table -> [RuleChange] in
      guard let partner = match.partner(ofTable: table.index) else {
        return [
          RuleChange(
            .dropped, .rows, before: side(table), after: nil,
            rows: table.fields.map { RuleChange.Row(label: $0.name, before: "", after: nil, titles: $0.titles) },
            tables: .init(before: table.index, after: nil, field: nil))
        ]
      }
      return changes(table, after.tables[partner])
    }
    return kept
      + after.tables.filter { match.origin(ofTable: $0.index) == nil }.map { table in
        RuleChange(
          .added, .rows, before: nil, after: side(table),
          rows: table.fields.map { RuleChange.Row(label: $0.name, before: nil, after: "", titles: $0.titles) },
          tables: .init(before: nil, after: table.index, field: nil))
      }
  }

  private func side(_ table: RecordTable) -> RuleChange.Side {
    RuleChange.Side(
      name: table.name, titles: table.titles, text: MarkedText(""), unit: nil, provenance: table.provenance,
      symbol: nil)
  }

  private func side(_ field: Field, of table: RecordTable, _ text: MarkedText = MarkedText("")) -> RuleChange.Side {
    RuleChange.Side(
      name: table.name + "." + field.name, titles: field.titles, text: text, unit: field.type.unit,
      provenance: field.provenance, symbol: nil)
  }

  private func changes(_ one: RecordTable, _ other: RecordTable) -> [RuleChange] {
    func properties(_ table: RecordTable, _ edition: Edition) -> [(String, String?)] {
      let complete = table.completeness.map { $0.parameter.map { edition[$0].name } ?? "yes" } ?? "no"
      let key = table.key.map { table.fields[$0].name }
      return [("key", key.isEmpty ? nil : key.joined(separator: ", ")), ("complete", complete)]
    }
    let rows = Self.rowChanges(properties(one, before), properties(other, after))
    let pair = { RuleChange.TablePair(before: one.index, after: other.index, field: $0) }
    let own =
      rows.isEmpty
      ? []
      : [RuleChange(.changed, .rows, before: side(one), after: side(other), rows: rows, tables: pair(nil))]
    let titles =
      Words.isSame(one.titles, other.titles)
      ? []
      : [RuleChange(.renamed, .rows, before: side(one), after: side(other), tables: pair(nil))]
    return titles + own
      + (one.fields.map(\.name) + other.fields.map(\.name)).unique.flatMap { name -> [RuleChange] in
        let (field, newField) = (one.fields.first { $0.name == name }, other.fields.first { $0.name == name })
        return changes(field.map { (one, $0) }, newField.map { (other, $0) }, pair(name))
      }
  }

  private typealias PlacedField = (table: RecordTable, field: Field)

  private func changes(
    _ one: PlacedField?, _ other: PlacedField?, _ pair: RuleChange.TablePair
  ) -> [RuleChange] {
    func whole(_ placed: PlacedField) -> RuleChange.Side {
      side(
        placed.field, of: placed.table,
        MarkedText(placed.field.formula.map { FormulaPrinter.print($0.expression) } ?? ""))
    }
    func aspect(_ field: Field) -> RuleChange.Aspect { field.formula == nil ? .input : .field }
    switch (one, other) {
    case (nil, nil): return []
    case (let one?, nil):
      return [RuleChange(.dropped, aspect(one.field), before: whole(one), after: nil, tables: pair)]
    case (nil, let other?):
      return [RuleChange(.added, aspect(other.field), before: nil, after: whole(other), tables: pair)]
    case (let one?, let other?):
      return titleChanges(one, other, pair) + contentChanges(one, other, pair)
    }
  }

  private func titleChanges(
    _ one: PlacedField, _ other: PlacedField, _ pair: RuleChange.TablePair
  ) -> [RuleChange] {
    let (titles, newTitles) = (one.field.titles, other.field.titles)
    guard !titles.texts.isEmpty, !newTitles.texts.isEmpty, !Words.isSame(titles, newTitles) else { return [] }
    return [
      RuleChange(
        .renamed, other.field.formula == nil ? .input : .field, before: side(one.field, of: one.table),
        after: side(other.field, of: other.table), tables: pair)
    ]
  }

  private func contentChanges(
    _ one: PlacedField, _ other: PlacedField, _ pair: RuleChange.TablePair
  ) -> [RuleChange] {
    func whole(_ placed: PlacedField) -> RuleChange.Side {
      side(
        placed.field, of: placed.table,
        MarkedText(placed.field.formula.map { FormulaPrinter.print($0.expression) } ?? ""))
    }
    switch (one.field.content, other.field.content) {
    case (.input(let first), .input(let second)):
      let rows = Self.inputRows(first, second)
      return rows.isEmpty
        ? []
        : [RuleChange(.changed, .input, before: whole(one), after: whole(other), rows: rows, tables: pair)]
    case (.derived(let formula), .derived(let newFormula)):
      let difference = FormulaDifference(formula.expression, newFormula.expression, rename: match.rename)
      guard !difference.isEmpty else { return [] }
      let text = FormulaPrinter.print(formula.expression, marking: difference.before)
      let newText = FormulaPrinter.print(newFormula.expression, marking: difference.after)
      return [
        RuleChange(
          .changed, .field, before: side(one.field, of: one.table, text),
          after: side(other.field, of: other.table, newText), tables: pair)
      ]
    default: return [RuleChange(.changed, .field, before: whole(one), after: whole(other), tables: pair)]
    }
  }

  // MARK: Bands

  var bandChanges: [RuleChange] {
    switch (before.bands, after.bands) {
    case (nil, nil): return []
    case (let bands?, nil):
      return [
        RuleChange(
          .dropped, .bands, before: side(bands, before), after: nil,
          rows: Self.rowChanges(rows(of: bands, before), []))
      ]
    case (nil, let bands?):
      return [
        RuleChange(
          .added, .bands, before: nil, after: side(bands, after), rows: Self.rowChanges([], rows(of: bands, after)))
      ]
    case (let bands?, let newBands?):
      let rename = match.rename
      var first = rows(of: bands, before)
      if let index = first.firstIndex(where: { $0.0 == "of" }) { first[index].1 = first[index].1.map { rename($0) } }
      let rows = Self.rowChanges(first, self.rows(of: newBands, after))
      return rows.isEmpty
        ? []
        : [RuleChange(.changed, .bands, before: side(bands, before), after: side(newBands, after), rows: rows)]
    }
  }

  private func rows(of bands: Bands, _ edition: Edition) -> [(String, String?)] {
    bands.rows.map { ($0.name, Scale.text($0.lower, $0.upper)) }
      + [("of", edition[bands.score].name), ("round", bands.rounding?.text)]
  }

  private func side(_ bands: Bands, _ edition: Edition) -> RuleChange.Side {
    RuleChange.Side(
      name: "bands", titles: edition[bands.score].titles, text: MarkedText(""), unit: edition[bands.score].type.unit,
      provenance: bands.provenance, symbol: nil)
  }
}

extension Edition {
  /// A source for what has none of its own.
  var wholeFile: Provenance { Provenance(citations: [], basis: .text, span: file.whole) }
}
