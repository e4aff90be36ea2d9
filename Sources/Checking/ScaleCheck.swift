import Exact
import Formula
import Methodology
import SourceText

/// Looks for holes and overlaps in scales and bands, and for values that can occur but that no row covers.
struct ScaleCheck {
  private let edition: Edition
  private let ranges: [RangeAnalysis]
  private let findings: Findings
  private let inverse: Inverse
  /// The values beyond a scale that were told, by the words of their findings.
  private var told: Set<[String: String]> = []

  init(edition: Edition, ranges: [RangeAnalysis], findings: Findings) {
    self.edition = edition
    self.ranges = ranges
    self.findings = findings
    inverse = Inverse(edition)
  }

  mutating func run() {
    for declaration in edition.declarations {
      guard case .scale(let scale) = declaration.content else { continue }
      for key in scale.cases { check(scale, key, declaration) }
    }
    if let bands = edition.bands {
      let rows = bands.rows.map { Row(lower: $0.lower, upper: $0.upper, span: $0.provenance.span) }
      check(rows, name: "bands", subject: "bands", step: bands.rounding?.step) { _ in nil }
      for range in ranges { checkEnds(bands, rows, range) }
    }
    for range in ranges { checkArguments(range) }
  }

  private struct Row {
    let lower: Scale.Bound?
    let upper: Scale.Bound?
    let span: Span

    var text: String { Scale.text(lower, upper) }
  }

  private func check(_ scale: Scale, _ key: [String], _ declaration: Declaration) {
    let rows = (scale.rows[key] ?? []).map { Row(lower: $0.lower, upper: $0.upper, span: $0.span) }
    let name = ([declaration.name] + key).joined(separator: ".")
    let step = scale.rounding?.step ?? (scale.argument.kind == .count ? .one : nil)
    check(rows, name: name, subject: declaration.subject, step: step) { value in
      inverse.test(scale: declaration.id, key: key, value: value)
    }
  }

  private func check(
    _ rows: [Row], name: String, subject: String, step: Rational?, test: (Rational) -> String?
  ) {
    let sorted = rows.sorted { Self.isLower($0.lower, $1.lower) }
    guard var top = sorted.first else { return }
    for row in sorted.dropFirst() {
      let boundary = Boundary(top: top, next: row, step: step)
      if let boundary { report(boundary, top, row, name, subject, step, test) }
      // A later row may end before an earlier one does.
      if Self.reachesHigher(row.upper, top.upper) { top = row }
    }
  }

  private func report(
    _ boundary: Boundary, _ row: Row, _ next: Row, _ name: String, _ subject: String, _ step: Rational?,
    _ test: (Rational) -> String?
  ) {
    func words(_ value: Rational) -> [String: String] {
      ["name": name, "value": value.description, "left": "`\(row.text)`", "right": "`\(next.text)`"]
    }
    switch boundary {
    case .hole(let value):
      let help =
        step == nil
        ? Message("if values are rounded before they are looked up, say so with `round: {to: …, mode: …}`") : nil
      findings.add(
        Diagnostic(
          .gap, words(value), at: next.span, notes: [Diagnostic.Note(Message("the row before it"), at: row.span)],
          help: help, subject: subject, counterExample: example(.gap, subject, value, test)))
    case .overlap(let value):
      findings.add(
        Diagnostic(
          .overlap, words(value), at: next.span, notes: [Diagnostic.Note(Message("the other row"), at: row.span)],
          subject: subject, counterExample: example(.overlap, subject, value, test)))
    }
  }

  private static func isLower(_ left: Scale.Bound?, _ right: Scale.Bound?) -> Bool {
    guard let right else { return false }
    guard let left else { return true }
    return left.value != right.value ? left.value < right.value : left.isIncluded && !right.isIncluded
  }

  private static func reachesHigher(_ left: Scale.Bound?, _ right: Scale.Bound?) -> Bool {
    guard let right else { return false }
    guard let left else { return true }
    return left.value != right.value ? left.value > right.value : left.isIncluded && !right.isIncluded
  }

  /// What lies between two rows of which the first begins no higher, with a value that shows it.
  private enum Boundary {
    case hole(Rational)
    case overlap(Rational)

    /// `nil` if the rows meet without hole or overlap.
    init?(top: Row, next: Row, step: Rational?) {
      guard let upper = top.upper, let lower = next.lower, Self.isHole(upper, lower) else {
        let upper = ScaleCheck.reachesHigher(top.upper, next.upper) ? next.upper : top.upper
        guard let value = Self.value(from: next.lower, to: upper, step) else { return nil }
        self = .overlap(value)
        return
      }
      // What the rows leave out begins where the first excludes its bound.
      let start = Scale.Bound(value: upper.value, isIncluded: !upper.isIncluded)
      let end = Scale.Bound(value: lower.value, isIncluded: !lower.isIncluded)
      guard let value = Self.value(from: start, to: end, step) else { return nil }
      self = .hole(value)
    }

    private static func isHole(_ upper: Scale.Bound, _ lower: Scale.Bound) -> Bool {
      upper.value < lower.value || (upper.value == lower.value && !(upper.isIncluded && lower.isIncluded))
    }

    /// A value between two bounds, on the grid of the rounding where there is one; `nil` if no value lies there.
    private static func value(from lower: Scale.Bound?, to upper: Scale.Bound?, _ step: Rational?) -> Rational? {
      guard let lower else {
        guard let upper else { return .zero }
        let below = step ?? .one
        let held = step.flatMap { upper.value.rounded(to: $0, mode: .floor) } ?? upper.value
        return upper.isIncluded || held < upper.value ? held : held - below
      }
      var value = lower.value
      if let step {
        guard let grid = value.rounded(to: step, mode: .ceil) else { return nil }
        value = grid == lower.value && !lower.isIncluded ? grid + step : grid
      } else if !lower.isIncluded {
        value =
          upper.map { $0.isIncluded ? $0.value : (lower.value + $0.value).divided(by: Rational(2)) ?? $0.value }
          ?? lower.value + .one
      }
      return Scale.covers(lower, upper, value) ? value : nil
    }
  }

  // MARK: Values beyond the rows

  private mutating func checkArguments(_ range: RangeAnalysis) {
    for declaration in edition.declarations {
      for term in declaration.terms { look(into: term, range, rows: []) }
    }
    for table in edition.tables {
      for field in table.fields {
        if let term = field.formula?.term { look(into: term, range, rows: [RangeAnalysis.Row(table: table.index)]) }
      }
    }
  }

  /// Looks at every use of a scale; `rows` are the record tables around the term.
  private mutating func look(into term: Term, _ range: RangeAnalysis, rows: [RangeAnalysis.Row]) {
    checkArgument(term, range, rows: rows)
    guard case .aggregate(_, let source, let condition, let arguments) = term.form else {
      for child in term.children { look(into: child, range, rows: rows) }
      return
    }
    let inner: [RangeAnalysis.Row] =
      if case .table(let table) = source { rows + [RangeAnalysis.Row(table: table)] } else { [] }
    if let condition { look(into: condition, range, rows: inner) }
    for (number, argument) in arguments.enumerated() {
      look(into: argument, range, rows: number == 0 ? inner : rows)
    }
  }

  private mutating func checkArgument(_ term: Term, _ range: RangeAnalysis, rows: [RangeAnalysis.Row]) {
    guard case .steps(let id, let keys, let argument) = term.form, case .scale(let scale) = edition[id].content else {
      return
    }
    let possible = range.possible(argument, rows).interval
    let values = Interval(
      least: Self.tighter(possible.least, scale.argument.from, max),
      greatest: Self.tighter(possible.greatest, scale.argument.to, min)
    ).map { value in scale.rounding.flatMap { value.rounded(to: $0.step, mode: $0.mode) } ?? value }
    let allowed = keys.map { range.possible($0, rows) }
    let step = scale.rounding?.step ?? .one
    for key in scale.cases where RangeAnalysis.matches(key, allowed) {
      let rows = (scale.rows[key] ?? []).map { Row(lower: $0.lower, upper: $0.upper, span: $0.span) }
      for value in Self.uncovered(values, by: rows, step) { report(id, key, value, range.situation) }
    }
  }

  /// A value below all rows and one above them, as far as such values can occur.
  private static func uncovered(_ values: Interval, by rows: [Row], _ step: Rational) -> [Rational] {
    var result: [Rational] = []
    if let lowest = rows.map(\.lower).min(by: isLower), let bound = lowest {
      let value = max(bound.isIncluded ? bound.value - step : bound.value, values.least ?? bound.value - step)
      if !Scale.covers(bound, nil, value) { result.append(value) }
    }
    if !rows.contains(where: { $0.upper == nil }),
      let bound = rows.compactMap(\.upper).max(by: { reachesHigher($1, $0) })
    {
      let value = min(bound.isIncluded ? bound.value + step : bound.value, values.greatest ?? bound.value + step)
      if !Scale.covers(nil, bound, value) { result.append(value) }
    }
    return result
  }

  // MARK: Bands

  /// Looks whether the bands cover all that the score is meant to reach.
  private func checkEnds(_ bands: Bands, _ rows: [Row], _ range: RangeAnalysis) {
    guard case .score(let score) = edition[bands.score].content, let clause = score.maximum,
      let greatest = range.possible(clause.formula.term).interval.single
    else { return }
    let least = score.minimum.map { range.possible($0.formula.term).interval.single } ?? .zero
    let step = bands.rounding?.step ?? .one
    for value in Self.uncovered(Interval(least: least ?? greatest, greatest: greatest), by: rows, step) {
      let words = ["name": "bands", "value": value.description, "case": range.situation.label]
      findings.add(Diagnostic(.argumentNotCovered, words, at: bands.provenance.span, subject: "bands"))
    }
  }

  private static func tighter(
    _ left: Rational?, _ right: Rational?, _ pick: (Rational, Rational) -> Rational
  ) -> Rational? {
    guard let left, let right else { return left ?? right }
    return pick(left, right)
  }

  private mutating func report(_ id: SymbolID, _ key: [String], _ value: Rational, _ situation: Case) {
    let name = ([edition[id].name] + key).joined(separator: ".")
    let words = ["name": name, "value": value.description, "case": key.isEmpty ? situation.label : ""]
    // The scale may be used in several places; one finding for each value is enough.
    guard told.insert(words).inserted else { return }
    findings.add(
      Diagnostic(
        .argumentNotCovered, words, at: edition[id].provenance.span, subject: edition[id].subject,
        counterExample: example(.argumentNotCovered, edition[id].subject, value) {
          inverse.test(scale: id, key: key, value: $0)
        }))
  }

  /// A rule test that shows a finding; what the edition's notes record needs none.
  private func example(
    _ kind: DiagnosticKind, _ subject: String, _ value: Rational, _ test: (Rational) -> String?
  ) -> String? {
    edition.records(kind, of: subject) ? nil : test(value)
  }
}
