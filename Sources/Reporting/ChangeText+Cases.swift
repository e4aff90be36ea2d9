import Comparison
import Formula
import Methodology

/// Figures and rows by case: of the ways to read the act the one that is taken as a rule, kinds of bodies in words.
extension ChangeText {
  /// A side's text; figures by kind of body in the order that the overview names.
  func listed(_ side: RuleChange.Side, _ words: ValueText) -> String { shown(side, words).text }

  func shown(_ side: RuleChange.Side, _ words: ValueText) -> MarkedText {
    let text = side.text.text
    let short = side.symbol == nil ? listed(text, words) : conditionText(listed(text, words))
    return short == text ? side.text : MarkedText(short)
  }

  /// `3 / 5` for `central 3; local 5`; a text that is no list of figures as it is.
  func listed(_ text: String, _ words: ValueText) -> String {
    guard !hasKeys, let cases = figures(text) else { return text }
    let standing = cases.filter { !$0.keys.contains(where: isOtherReading) }
      .map { (keys: $0.keys.filter { !isStandardReading($0) }, value: $0.value) }
    guard !standing.isEmpty else { return text }
    if Set(standing.map(\.value)).count == 1 { return standing[0].value }
    let kinds = words.edition.kinds.map(\.name)
    if standing.map(\.keys) == kinds.map({ [$0] }) { return standing.map(\.value).joined(separator: " / ") }
    return standing.map { ($0.keys.map(caseTitle) + [$0.value]).joined(separator: " ") }.joined(separator: "; ")
  }

  private typealias Case = (keys: [String], value: String)

  private func figures(_ text: String) -> [Case]? {
    let items = text.split(separator: "; ").map { $0.split(separator: " ").map(String.init) }
    guard !items.isEmpty, items.contains(where: { $0.count > 1 }) else { return nil }
    let cases = items.compactMap { words -> Case? in
      guard let value = words.last, value.allSatisfy({ $0.isNumber || $0 == "." || $0 == "-" || $0 == "/" }),
        words.dropLast().allSatisfy(isCase)
      else { return nil }
      return (Array(words.dropLast()), value)
    }
    return cases.count == items.count ? cases : nil
  }

  private func isCase(_ name: String) -> Bool {
    [diff.before, diff.after].contains { edition in
      edition.kinds.contains { $0.name == name }
        || edition.readings.contains { $0.reading.choices.contains { $0.name == name } }
        || edition.inputs.contains { $0.input.choices.contains(name) }
        || edition.tables.flatMap(\.fields).contains { field in
          guard case .input(let input) = field.content else { return false }
          return input.choices.contains(name)
        }
    }
  }

  private func readings(_ name: String) -> [Reading] {
    (diff.before.readings + diff.after.readings).map(\.reading).filter { $0.choices.contains { $0.name == name } }
  }

  private func isStandardReading(_ name: String) -> Bool { readings(name).contains { $0.standard == name } }

  private func isOtherReading(_ name: String) -> Bool {
    let readings = readings(name)
    return !readings.isEmpty && readings.allSatisfy { $0.standard != name }
  }

  // MARK: Rows

  /// The rows of a change that hold as the act is read as a rule; all of them if only others differ.
  func toldRows(_ change: RuleChange) -> [RuleChange.Row] {
    guard !hasKeys, change.aspect == .scale else { return change.rows }
    var labels: [String] = []
    var texts: [String: (before: String?, after: String?)] = [:]
    for row in change.rows {
      let keys = row.label.split(separator: ", ").map(String.init)
      guard !keys.contains(where: isOtherReading) else { continue }
      let label = keys.filter { !isStandardReading($0) }.joined(separator: ", ")
      if !labels.contains(label) { labels.append(label) }
      let known = texts[label]
      texts[label] = (row.before ?? known?.before, row.after ?? known?.after)
    }
    let rows = labels.compactMap { label -> RuleChange.Row? in
      guard let text = texts[label], text.before != text.after else { return nil }
      return RuleChange.Row(label: label, before: text.before, after: text.after)
    }
    return rows.isEmpty ? change.rows : rows
  }
}

extension String {
  /// The parts between occurrences of a text.
  func components(of separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
