import Evaluation
import Exact
import Formula
import SourceText

extension ReplayReport {
  private static let nameWidth = 34
  private static let lineWidth = 110
  private static let reasonLimit = 2
  /// Stands before a year under another edition.
  private static let mark = "│"

  /// The series for a terminal: a row a body, a column a year.
  public var text: String {
    [
      Printable.text(line) + "\n" + Printable.text(wording(.seriesOf, ["score": scoreTitle])) + "\n", table, missing,
      closing,
    ]
    .compactMap { $0 }.joined(separator: "\n")
  }

  private var table: String {
    let breaks = breaks
    let hasNames = replay.members.contains { title($0) != nil }
    let hasBands = score == nil && replay.years.last?.edition.bands != nil
    var heads = [TextTable.Column(wording(.body))]
    if hasNames { heads.append(TextTable.Column(wording(.name), limit: Self.nameWidth)) }
    for (index, year) in replay.years.enumerated() {
      if breaks.contains(index) { heads.append(TextTable.Column(Self.mark)) }
      heads.append(TextTable.Column(String(year.year), isNumeric: true))
    }
    heads.append(TextTable.Column(wording(.change), isNumeric: true))
    if hasBands { heads.append(TextTable.Column(wording(.band))) }
    var table = TextTable(heads)
    let groups = groups
    let places = places
    for group in groups {
      if groups.count > 1 { table.section(group.title) }
      for member in group.members {
        let series = replay.series(score, of: member)
        var cells = [member.id]
        if hasNames { cells.append(title(member) ?? "") }
        for (index, value) in series.enumerated() {
          if breaks.contains(index) { cells.append(Self.mark) }
          cells.append(value.map { cell($0, index, places) } ?? gap(member, index))
        }
        cells.append(change(series, places))
        if hasBands { cells.append(band(replay.bands(of: member).last ?? nil) ?? "") }
        table.add(cells)
      }
    }
    return table.text
  }

  private func cell(_ value: Value, _ index: Int, _ places: Int) -> String {
    switch value {
    case .number(let number): number.value.fixed(places: places)
    case .missing: "—"
    case .notApplicable: wording(.notApplicableShort)
    case .truth, .text: heads[index].words.shown(value)
    }
  }

  private var missing: String? {
    let note = MissingNote(wording: wording, limit: Self.reasonLimit, width: Self.lineWidth)
    return note.text(
      replay.members.flatMap { member in
        absences(of: member).map { year, reasons in
          (wording(.bodyInYear, ["body": member.id, "year": String(year)]), reasons)
        }
      })
  }

  private var closing: String {
    var lines: [String] = []
    if !breaks.isEmpty { lines.append(wording(.newEdition)) }
    if replay.members.contains(where: { $0.positions.contains(nil) }) {
      lines.append(wording(.notEvaluatedShort) + " " + wording(.notEvaluated))
    }
    if let foreignEdition {
      lines.append(wording(.allUnder, ["edition": foreignEdition]))
      lines += misfits
    }
    lines += notes
    lines += heads.map(\.yearFingerprintLine)
    return lines.flatMap { TextWrapping.lines($0, width: Self.lineWidth, rest: Self.lineWidth) }.map { $0 + "\n" }
      .joined()
  }
}
