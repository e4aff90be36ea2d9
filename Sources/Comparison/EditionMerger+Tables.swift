import Formula
import Methodology

/// Record tables of both editions in one.
extension EditionMerger {
  /// Gives tables and their fields their places; the formulas of fields follow when all names have theirs.
  func mergeTables() {
    for table in diff.after.tables {
      declareTable(match.origin(ofTable: table.index).map { diff.before.tables[$0] }, table)
    }
    for table in diff.before.tables where match.partner(ofTable: table.index) == nil { declareTable(table, nil) }
  }

  private func declareTable(_ before: RecordTable?, _ after: RecordTable?) {
    guard let any = after ?? before else { return }
    let index = tables.count
    let pairs = (after?.fields.map(\.name) ?? []) + (before?.fields.map(\.name) ?? [])
    var fields: [MergedTable.Field] = [.knownTo, .presence]
    var places: [Side: [Int]] = [
      .before: Array(repeating: 0, count: before?.fields.count ?? 0),
      .after: Array(repeating: 0, count: after?.fields.count ?? 0),
    ]
    for name in pairs.unique {
      let (first, second) = (before?.field(name), after?.field(name))
      let isShared = isSameReport(before, first, after, second)
      if let first, let second, isShared {
        places[.before]?[first] = fields.count
        places[.after]?[second] = fields.count
        fields.append(.reported([.before: first, .after: second]))
        continue
      }
      // What is computed or read otherwise has a field for either edition, and one that is switched between them.
      let raw = [(Side.before, before, first), (.after, after, second)].compactMap { side, table, field in
        field.map { (side, table?.fields[$0], $0) }
      }
      for (side, field, place) in raw where field?.input != nil { fields.append(.reported([side: place])) }
      let effective = raw.count == 1 && raw[0].1?.input != nil ? fields.count - 1 : fields.count
      if effective == fields.count { fields.append(.computed) }
      for (side, _, place) in raw { places[side]?[place] = effective }
    }
    tables.append(
      MergedTable(
        tables: [Side.before: before?.index, .after: after?.index].compactMapValues { $0 }, fields: fields))
    let visible = visibility(before, after, index)
    for (side, table) in [(Side.before, before), (.after, after)] {
      guard let table else { continue }
      tablePlaces[side]?[table.index] = TablePlace(table: index, fields: places[side] ?? [], isVisible: visible)
    }
    recordTables.append(
      RecordTable(
        index: index, name: any.name, titles: any.titles, provenance: any.provenance, unit: any.unit, fields: [],
        key: [], completeness: nil, form: nil))
  }

  /// Whether a field says the same under both editions in all rows that both know.
  private func isSameReport(_ before: RecordTable?, _ first: Int?, _ after: RecordTable?, _ second: Int?) -> Bool {
    guard let before, let first, let after, let second, before.fields[first].input != nil,
      after.fields[second].input != nil
    else { return false }
    return sources.isSameField(first, of: before.index, second, of: after.index)
  }

  private func fieldChange(_ before: Int?, _ after: Int?, _ field: String) -> Int? {
    diff.changes.first { change in
      change.kind != .renamed && change.tables?.field == field && change.tables?.before == before
        && change.tables?.after == after
    }?.id
  }

  // MARK: Rows

  /// A condition on the rows that count, where the editions or sets of data do not have the same.
  private func visibility(
    _ before: RecordTable?, _ after: RecordTable?, _ index: Int
  ) -> (_ level: Int) -> Term? {
    let known = before != nil && after != nil && !sources.hasSameRows(before?.index, after?.index)
    let present = sources.dataCount > 1
    let rowChanges = known ? self.rowChanges(before, after) : []
    let name = (after ?? before)?.name ?? ""
    return { [self] level in
      func tag(_ field: Int) -> Term { Term(.field(table: index, field: field, level: level), .text, 0..<0) }
      var conditions: [Term] = []
      if known {
        for other in rowChanges { _ = isAfter(.change(other)) }
        switches.join(rowChanges.map { .change($0) })
        conditions.append(Self.isVisible(tag(0), isAfter(.change(rowChanges.first ?? Self.unknown))))
      }
      if present { conditions.append(Self.isVisible(tag(1), isAfter(.data(name)))) }
      return conditions.first.map { first in conditions.dropFirst().reduce(first) { $0.and($1) } }
    }
  }

  /// The changes that say which rows a table has.
  private func rowChanges(_ before: RecordTable?, _ after: RecordTable?) -> [Int] {
    let figures = [(Side.before, before), (.after, after)].compactMap { side, table -> Entity? in
      table?.completeness?.parameter.flatMap { entity($0, side) }
    }
    return diff.changes.filter { change in
      guard change.kind != .renamed else { return false }
      if let pair = change.tables {
        let isOwn = pair.before == before?.index && pair.after == after?.index
        return isOwn && (pair.field == nil || change.rows.contains { $0.label == "choices" })
      }
      return change.kind != .changed && figures.contains { isAbout(change, $0) }
    }.map(\.id)
  }

  // MARK: Fields

  /// Writes the formulas of fields.
  func completeTables() {
    for (index, table) in tables.enumerated() {
      let (before, after) = (
        table.tables[.before].map { diff.before.tables[$0] }, table.tables[.after].map { diff.after.tables[$0] }
      )
      guard let any = after ?? before else { continue }
      let fields = table.fields.enumerated().map { place, kind -> Field in
        field(index, place, kind, before, after)
      }
      recordTables[index] = RecordTable(
        index: index, name: recordTables[index].name, titles: any.titles, provenance: any.provenance, unit: any.unit,
        fields: fields, key: [], completeness: nil, form: nil)
    }
  }

  private func field(
    _ merged: Int, _ place: Int, _ kind: MergedTable.Field, _ before: RecordTable?, _ after: RecordTable?
  ) -> Field {
    func hidden(_ name: String) -> Field {
      Field(
        name: name, titles: Titles(), provenance: (after ?? before)?.provenance ?? diff.after.wholeFile, type: .text,
        content: .input(Input(kind: .text)))
    }
    switch kind {
    case .knownTo: return hidden("known_to")
    case .presence: return hidden("presence")
    case .reported(let fields):
      let side: Side = fields[.after] == nil ? .before : .after
      let own = side == .before ? before : after
      guard let own, let index = fields[side] else { return hidden("lost") }
      return own.fields[index]
    case .computed:
      func own(_ side: Side, _ table: RecordTable?) -> (field: Field, term: Term)? {
        guard let table, let index = tablePlaces[side]?[table.index]?.fields.firstIndex(of: place) else { return nil }
        let field = table.fields[index]
        if let formula = field.formula { return (field, term(formula.term, side)) }
        let raw = tables[merged].fields.firstIndex { kind in
          if case .reported(let fields) = kind { fields == [side: index] } else { false }
        }
        return raw.map { (field, Term(.field(table: merged, field: $0, level: 0), field.type, 0..<0)) }
      }
      let (first, second) = (own(.before, before), own(.after, after))
      let name = (second ?? first)?.field.name ?? "lost"
      let change = fieldChange(before?.index, after?.index, name)
      let value: Term
      switch (first?.term, second?.term) {
      case (let one?, let other?): value = self.merged(one, other, change)
      case (let only?, nil), (nil, let only?):
        stuck = []
        value = only
      case (nil, nil): value = .constant(.notApplicable)
      }
      guard let any = second?.field ?? first?.field else { return hidden("lost") }
      return Field(
        name: any.name, titles: any.titles, provenance: any.provenance, type: any.type,
        content: .derived(formula(value)))
    }
  }
}

extension Term {
  fileprivate static func constant(_ value: Value) -> Term { Term(.constant(value), .bareNumber, 0..<0) }
}
