import Exact
import Formula
import Methodology
import SourceText

/// Looks for holes and overlaps in scales and bands, and for values that can occur but that no row covers.
struct ScaleCheck {
  let edition: Edition
  let ranges: [RangeAnalysis]
  let findings: Findings

  func run() {
    for declaration in edition.declarations {
      guard case .scale(let scale) = declaration.content else { continue }
      for key in scale.cases { check(scale, key, declaration) }
    }
    if let bands = edition.bands {
      let rows = bands.rows.map { Row(lower: $0.lower, upper: $0.upper, span: $0.provenance.span) }
      check(rows, name: "bands", subject: "bands", step: bands.rounding?.step, span: bands.provenance.span) { _ in nil }
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
    check(rows, name: name, subject: declaration.subject, step: step, span: declaration.provenance.span) { value in
      Inverse(edition).test(scale: declaration.id, key: key, value: value)
    }
  }

  private func check(
    _ rows: [Row], name: String, subject: String, step: Rational?, span: Span, test: (Rational) -> String?
  ) {
    let sorted = rows.sorted { Self.isLower($0.lower, $1.lower) }
    for (row, next) in zip(sorted, sorted.dropFirst()) {
      guard let boundary = Boundary(upper: row.upper, lower: next.lower, step: step) else { continue }
      switch boundary {
      case .hole(let value):
        let words = [
          "name": name, "value": value.description, "left": "`\(row.text)`", "right": "`\(next.text)`",
        ]
        let help =
          step == nil
          ? Message("if values are rounded before they are looked up, say so with `round: {to: …, mode: …}`") : nil
        findings.add(
          Diagnostic(
            .gap, words, at: next.span, notes: [Diagnostic.Note(Message("the row before it"), at: row.span)],
            help: help, subject: subject, counterExample: test(value)))
      case .overlap(let value):
        let words = ["name": name, "value": value.description, "left": "`\(row.text)`", "right": "`\(next.text)`"]
        findings.add(
          Diagnostic(
            .overlap, words, at: next.span, notes: [Diagnostic.Note(Message("the other row"), at: row.span)],
            subject: subject, counterExample: test(value)))
      }
    }
  }

  private static func isLower(_ left: Scale.Bound?, _ right: Scale.Bound?) -> Bool {
    guard let right else { return false }
    guard let left else { return true }
    return left.value != right.value ? left.value < right.value : left.isIncluded && !right.isIncluded
  }

  /// What lies between two neighbouring rows, with a value that shows it.
  private enum Boundary {
    case hole(Rational)
    case overlap(Rational)

    /// `nil` if the rows meet without hole or overlap.
    init?(upper: Scale.Bound?, lower: Scale.Bound?, step: Rational?) {
      guard let upper, let lower else {
        self = .overlap(lower?.value ?? upper?.value ?? .zero)
        return
      }
      if lower.value < upper.value {
        self = .overlap(Self.inside(lower, upper))
      } else if lower.value == upper.value {
        if lower.isIncluded, upper.isIncluded { self = .overlap(lower.value) }
        else if !lower.isIncluded, !upper.isIncluded { self = .hole(lower.value) }
        else { return nil }
      } else if let value = Self.uncovered(upper, lower, step) {
        self = .hole(value)
      } else {
        return nil
      }
    }

    private static func inside(_ lower: Scale.Bound, _ upper: Scale.Bound) -> Rational {
      if lower.isIncluded { return lower.value }
      return upper.isIncluded ? upper.value : middle(lower.value, upper.value)
    }

    /// A value between the rows; on the grid of the rounding, where there is one.
    private static func uncovered(_ upper: Scale.Bound, _ lower: Scale.Bound, _ step: Rational?) -> Rational? {
      guard let step else { return middle(upper.value, lower.value) }
      let first = upper.value.rounded(to: step, mode: .floor).map { floor -> Rational in
        floor < upper.value || (floor == upper.value && upper.isIncluded) ? floor + step : floor
      }
      guard let first, first < lower.value || (first == lower.value && !lower.isIncluded) else { return nil }
      return first
    }

    private static func middle(_ left: Rational, _ right: Rational) -> Rational {
      (left + right).divided(by: Rational(2)) ?? left
    }
  }

  // MARK: Values beyond the rows

  private func checkArguments(_ range: RangeAnalysis) {
    for declaration in edition.declarations {
      for term in declaration.terms { term.forEach { checkArgument($0, range, rows: []) } }
    }
    for table in edition.tables {
      for field in table.fields {
        field.formula?.term.forEach { checkArgument($0, range, rows: [RangeAnalysis.Row(table: table.index)]) }
      }
    }
  }

  private func checkArgument(_ term: Term, _ range: RangeAnalysis, rows: [RangeAnalysis.Row]) {
    guard case .steps(let id, let keys, let argument) = term.form, case .scale(let scale) = edition[id].content,
      argument.isIndependentOfRows || !rows.isEmpty
    else { return }
    var values = range.possible(argument, rows).interval
    values = Interval(
      least: Self.tighter(values.least, scale.argument.from, max),
      greatest: Self.tighter(values.greatest, scale.argument.to, min))
    let allowed = keys.map { range.possible($0, rows) }
    for key in scale.cases where RangeAnalysis.matches(key, allowed) {
      let rows = scale.rows[key] ?? []
      let step = scale.rounding?.step ?? .one
      if let lowest = rows.map(\.lower).min(by: Self.isLower), let bound = lowest {
        let isBelow = values.least.map { $0 < bound.value || ($0 == bound.value && !bound.isIncluded) } ?? true
        if isBelow { report(id, key, bound.isIncluded ? bound.value - step : bound.value, range.situation) }
      }
      let isOpenAbove = rows.contains { $0.upper == nil }
      if !isOpenAbove, let bound = rows.compactMap(\.upper).max(by: { $0.value < $1.value }) {
        let isAbove = values.greatest.map { $0 > bound.value || ($0 == bound.value && !bound.isIncluded) } ?? true
        if isAbove { report(id, key, bound.isIncluded ? bound.value + step : bound.value, range.situation) }
      }
    }
  }

  private static func tighter(
    _ left: Rational?, _ right: Rational?, _ pick: (Rational, Rational) -> Rational
  ) -> Rational? {
    guard let left, let right else { return left ?? right }
    return pick(left, right)
  }

  private func report(_ id: SymbolID, _ key: [String], _ value: Rational, _ situation: Case) {
    let name = ([edition[id].name] + key).joined(separator: ".")
    let words = ["name": name, "value": value.description, "case": key.isEmpty ? situation.label : ""]
    let finding = Diagnostic(
      .argumentNotCovered, words, at: edition[id].provenance.span, subject: edition[id].subject,
      counterExample: Inverse(edition).test(scale: id, key: key, value: value))
    // The scale may be used in several places; one finding for each value is enough.
    guard !findings.all.contains(where: { $0.code == finding.code && $0.message.text == finding.message.text }) else {
      return
    }
    findings.add(finding)
  }
}

extension Term {
  /// Whether the term can be looked at outside of any record table.
  fileprivate var isIndependentOfRows: Bool {
    if case .field = form { return false }
    if case .aggregate = form { return true }
    return children.allSatisfy(\.isIndependentOfRows)
  }
}
