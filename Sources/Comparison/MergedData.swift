import Dataset
import Evaluation
import Formula
import Methodology
import SourceText

extension MergedEdition {
  /// The data of all sources as the merged edition asks for it.
  var rows: CompleteRows {
    let layout = InputLayout(edition)
    var periods: [PeriodData] = []
    var reported: [[[Int]]] = []
    for period in sources.bodies.indices {
      let bodies = sources.bodies[period].map { body($0, period) }
      reported.append(bodies.map(\.reported))
      // No name is a year, so that each period follows upon the one before.
      periods.append(PeriodData(name: String(period), bodies: bodies.map(\.body), lacks: lacks(period)))
    }
    return CompleteRows(Dataset(layout: layout, periods: periods), reported: reported)
  }

  /// The record tables of which no source knows anything.
  private func lacks(_ period: Int) -> [Lack] {
    tables.enumerated().compactMap { index, table in
      let isLacking = table.tables.allSatisfy { side, own in
        (0..<sources.dataCount).allSatisfy { data in
          sources.lacks(table: edition(side).tables[own].name, period, side, data)
        }
      }
      return isLacking ? .table(edition.tables[index].name) : nil
    }
  }

  private func edition(_ side: Side) -> Edition { side == .before ? before : after }

  private func body(_ id: String, _ period: Int) -> (body: Body, reported: [Int]) {
    let known = Side.allCases.reversed().lazy.flatMap { side in
      (0..<sources.dataCount).reversed().lazy.compactMap { sources.body(id, period, side, $0) }
    }.first
    let values = inputs.map { input -> Value in
      switch input {
      case .figure(let all):
        all.lazy.compactMap { sources.input($0.symbol, of: id, period, $0.side, $0.data) }.first
          ?? .missing(Absence(.input(id)))
      case .presence: .text(MergedTable.word(of: (0..<sources.dataCount).map { sources.has(id, period, $0) }))
      }
    }
    var records: [[Body.Row]] = []
    var reported: [Int] = []
    for table in tables.indices {
      let (there, due) = tableRows(table, id, period)
      records.append(there + due)
      reported.append(there.count)
    }
    return (
      Body(
        id: id, kind: known?.kind ?? "", titles: known?.titles ?? Titles(), inputs: values, records: records, span: nil),
      reported
    )
  }

  // MARK: Rows

  /// The rows of a table that are there, and those that are only due.
  private func tableRows(_ index: Int, _ id: String, _ period: Int) -> (there: [Body.Row], due: [Body.Row]) {
    let table = tables[index]
    var (there, due): ([Body.Row], [Body.Row]) = ([], [])
    func add(_ row: MergedSources.PairedRow, _ presence: String, _ data: Int) {
      let merged = merged(row, table, presence, data)
      if row.isAbsent { due.append(merged) } else { there.append(merged) }
    }
    let sets = (0..<sources.dataCount).map { data in
      sources.paired(table.tables[.before], table.tables[.after], of: id, period, data)
        + unknown(table, id, period, data)
    }
    guard sets.count > 1 else {
      for row in sets[0] { add(row, MergedTable.both, 0) }
      return (there, due)
    }
    let isAligned = sets[0].count == sets[1].count
    for (place, row) in sets[0].enumerated() {
      let isSame = isAligned && row.isSame(as: sets[1][place])
      add(row, isSame ? MergedTable.both : Switches.before, 0)
    }
    for (place, row) in sets[1].enumerated() where !(isAligned && row.isSame(as: sets[0][place])) {
      add(row, Switches.after, 1)
    }
    return (there, due)
  }

  /// Stands for a table of which one set of data knows nothing: a row that is due, so that nothing can be said of all.
  private func unknown(_ table: MergedTable, _ id: String, _ period: Int, _ data: Int) -> [MergedSources.PairedRow] {
    guard sources.dataCount > 1 else { return [] }
    let isThere = sources.has(id, period, data)
    let rows = Side.allCases.map { side -> MergedSources.Row? in
      guard let own = table.tables[side],
        !isThere || sources.lacks(table: edition(side).tables[own].name, period, side, data)
      else { return nil }
      let shape = edition(side).tables[own]
      let nothing = Value.missing(Absence(.table(shape.name)))
      return MergedSources.Row(
        row: Body.Row(label: "", values: shape.fields.map { _ in nothing }, span: nil), isAbsent: true)
    }
    guard rows.contains(where: { $0 != nil }) else { return [] }
    return [MergedSources.PairedRow(before: rows[0], after: rows[1])]
  }

  private func merged(_ row: MergedSources.PairedRow, _ table: MergedTable, _ presence: String, _ data: Int)
    -> Body.Row
  {
    // The edition that the data was made for knows best what it says.
    let readers = data == 0 ? Side.allCases : Side.allCases.reversed()
    let values = table.fields.map { field -> Value in
      switch field {
      case .knownTo: .text(MergedTable.word(of: [row.before != nil, row.after != nil]))
      case .presence: .text(presence)
      case .computed: .notApplicable
      case .reported(let fields):
        readers.lazy.compactMap { side in
          fields[side].flatMap { row[side]?.row.values[$0] }
        }.first ?? .missing(Absence(.row(table: row.label, key: row.label)))
      }
    }
    return Body.Row(label: row.label, values: values, span: nil)
  }
}

extension MergedTable {
  /// The word for what the earlier has, the later, or both.
  fileprivate static func word(of isThere: [Bool]) -> String {
    guard isThere.count > 1, isThere[0] != isThere[1] else { return both }
    return isThere[0] ? Switches.before : Switches.after
  }
}

extension MergedSources.PairedRow {
  /// Whether another set of data has the very same row.
  fileprivate func isSame(as other: MergedSources.PairedRow) -> Bool {
    Side.allCases.allSatisfy { side in
      guard let own = self[side], let others = other[side] else { return self[side] == nil && other[side] == nil }
      return own.isAbsent == others.isAbsent
        && zip(own.row.values, others.row.values).allSatisfy { Optional($0).isSame(as: $1) }
    }
  }
}
