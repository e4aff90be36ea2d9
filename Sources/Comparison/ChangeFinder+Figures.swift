import Exact
import Formula
import Methodology

/// Figures, scales, inputs and readings.
extension ChangeFinder {
  func figureChanges(
    _ one: Declaration, _ first: Parameter, _ other: Declaration, _ second: Parameter
  ) -> [RuleChange] {
    let aspect = partAspect(of: other) ?? .figure
    guard match.sameKeys(first.keys, second.keys) else {
      if let value = first.onlyValue, value == second.onlyValue { return [] }
      return [
        RuleChange(
          .changed, aspect, before: side(one, MarkedText(first.listed), first.provenance),
          after: side(other, MarkedText(second.listed), second.provenance))
      ]
    }
    var changes: [RuleChange] = []
    for key in (first.cases + second.cases).unique {
      let (figure, newFigure) = (first.figure(key), second.figure(key))
      guard figure?.value != newFigure?.value else { continue }
      let kind: RuleChange.Kind = figure == nil ? .added : newFigure == nil ? .dropped : .changed
      let change = RuleChange(
        kind, aspect, before: figure.map { side(one, $0) }, after: newFigure.map { side(other, $0) },
        keys: key.isEmpty ? [] : [key])
      if let last = changes.indices.last, changes[last].saysTheSame(as: change) {
        changes[last].keys += change.keys
      } else {
        changes.append(change)
      }
    }
    return changes
  }

  private func side(_ declaration: Declaration, _ figure: Figure) -> RuleChange.Side {
    side(declaration, MarkedText(figure.value.description), figure.provenance)
  }

  func scaleChanges(_ one: Declaration, _ first: Scale, _ other: Declaration, _ second: Scale) -> [RuleChange] {
    var rows = Self.rowChanges(
      first.listedRows.map { ($0.label, $0.figure.value.description) },
      second.listedRows.map { ($0.label, $0.figure.value.description) })
    rows += Self.rowChanges([("round", first.rounding?.text)], [("round", second.rounding?.text)])
    rows += Self.rowChanges(
      [("otherwise", first.otherwise?.listed)], [("otherwise", second.otherwise?.listed)])
    guard !rows.isEmpty else { return [] }
    return [RuleChange(.changed, .scale, before: side(one), after: side(other), rows: rows)]
  }

  func inputChanges(_ one: Declaration, _ first: Input, _ other: Declaration, _ second: Input) -> [RuleChange] {
    let rows = Self.inputRows(first, second)
    guard !rows.isEmpty else { return [] }
    return [RuleChange(.changed, .input, before: side(one), after: side(other), rows: rows)]
  }

  /// The properties of two inputs that differ; of choices those that only one has.
  static func inputRows(_ first: Input, _ second: Input) -> [RuleChange.Row] {
    rowChanges(properties(of: first), properties(of: second)) + choiceRows(first.choices, second.choices)
  }

  private static func choiceRows(_ first: [String], _ second: [String]) -> [RuleChange.Row] {
    func list(_ names: [String]) -> String? { names.isEmpty ? nil : names.joined(separator: ", ") }
    let gone = list(first.filter { !second.contains($0) })
    let new = list(second.filter { !first.contains($0) })
    return gone == nil && new == nil ? [] : [RuleChange.Row(label: "choices", before: gone, after: new)]
  }

  func readingChanges(
    _ one: Declaration, _ first: Reading, _ other: Declaration, _ second: Reading
  ) -> [RuleChange] {
    let rows =
      Self.rowChanges([("default", first.standard)], [("default", second.standard)])
      + Self.choiceRows(first.choices.map(\.name), second.choices.map(\.name))
    guard !rows.isEmpty else { return [] }
    return [RuleChange(.changed, .reading, before: side(one), after: side(other), rows: rows)]
  }

  /// What a rule file says of an input, but for its title and source.
  static func properties(of input: Input) -> [(String, String?)] {
    [
      ("type", input.kind.rawValue), ("unit", input.unit?.description),
      ("from", input.from?.description), ("to", input.to?.description), ("at_most", input.atMost),
      ("default", input.fallback.map(text)),
    ]
  }

  private static func text(of value: Value) -> String {
    switch value {
    case .number(let number): number.description
    case .truth(let truth): truth ? "yes" : "no"
    case .text(let text): text
    case .missing, .notApplicable: ""
    }
  }

  /// The rows of two lists that differ, matched by their labels.
  static func rowChanges(_ first: [(String, String?)], _ second: [(String, String?)]) -> [RuleChange.Row] {
    let (old, new) = (grouped(first), grouped(second))
    return (first.map(\.0) + second.map(\.0)).unique.flatMap { label -> [RuleChange.Row] in
      let (texts, newTexts) = (old[label] ?? [], new[label] ?? [])
      return (0..<max(texts.count, newTexts.count)).compactMap { index in
        let text = texts.indices.contains(index) ? texts[index] : nil
        let newText = newTexts.indices.contains(index) ? newTexts[index] : nil
        return text == newText ? nil : RuleChange.Row(label: label, before: text, after: newText)
      }
    }
  }

  /// The texts of each label; rows may share one.
  private static func grouped(_ rows: [(String, String?)]) -> [String: [String]] {
    rows.reduce(into: [:]) { result, row in
      if let text = row.1 { result[row.0, default: []].append(text) }
    }
  }
}

extension Parameter {
  /// `5`, or `central 5; local 10`.
  var listed: String {
    orderedFigures.map { key, figure in (key + [figure.value.description]).joined(separator: " ") }
      .joined(separator: "; ")
  }

  /// The source of all cases together.
  var provenance: Provenance? { Provenance(orderedFigures.map(\.figure.provenance)) }

  /// The figure, if it is the same in all cases.
  var onlyValue: Rational? {
    let values = Set(orderedFigures.map(\.figure.value))
    return values.count == 1 ? values.first : nil
  }
}

extension RuleChange {
  /// Whether another case of the same figure changes in the same way, by the same words of the act.
  fileprivate func saysTheSame(as other: RuleChange) -> Bool {
    func isSame(_ one: Side?, _ another: Side?) -> Bool {
      one?.text == another?.text && one?.provenance.citations == another?.provenance.citations
    }
    guard let key = keys.first, let otherKey = other.keys.first, key.dropLast() == otherKey.dropLast() else {
      return false
    }
    return kind == other.kind && isSame(before, other.before) && isSame(after, other.after)
  }
}

extension EditionMatch {
  /// Whether two lists of keys tell the same cases.
  func sameKeys(_ first: [String], _ second: [String]) -> Bool {
    let rename = rename
    return first.map { rename($0) } == second
  }
}
