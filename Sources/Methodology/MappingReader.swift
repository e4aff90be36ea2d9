import Exact
import Formula
import RuleYAML
import SourceText

/// Reads the keys of one mapping of a rule file, and reports what is there but should not be.
package struct MappingReader {
  package let node: Node
  /// What the mapping is, for messages: "an input".
  package let what: String
  package let findings: Findings
  private let entries: [Node.Entry]

  /// A reader of a node; `nil` after a finding if the node is no mapping.
  ///
  /// `allowed` are the keys that it may have; `nil` if its keys are names of the author's choosing.
  package init?(_ node: Node, _ what: String, allowed: [String]? = nil, findings: Findings) {
    guard let entries = node.asMapping else {
      findings.add(
        Diagnostic(.wrongNode, ["what": what, "expected": "a mapping", "found": node.kindName], at: node.span))
      return nil
    }
    self.node = node
    self.what = what
    self.findings = findings
    self.entries = entries
    guard let allowed else { return }
    for entry in entries where !allowed.contains(entry.key.text) {
      let help =
        entry.value.isEmpty
        ? Message(
          "a comma inside braces begins a new key: the decimal sign is a point, and a text with a comma is put into quotes"
        )
        : Suggestion.of(entry.key.text, among: allowed, findings: findings)
      findings.add(
        Diagnostic(
          .unknownKey, ["what": what, "key": entry.key.text, "keys": Listing.quoted(allowed, limit: 40)],
          at: entry.key.span, help: help))
    }
  }

  package subscript(key: String) -> Node? { entries.first { $0.key.text == key }?.value }

  package func has(_ key: String) -> Bool { self[key] != nil }

  /// The entries whose keys are names of the author's choosing.
  package func entries(except attributes: [String] = []) -> [Node.Entry] {
    attributes.isEmpty ? entries : entries.filter { !attributes.contains($0.key.text) }
  }

  package func missing(_ key: String) {
    findings.add(Diagnostic(.missingKey, ["what": what, "key": key], at: node.span))
  }

  // MARK: Values

  package func scalar(_ key: String) -> Scalar? {
    guard let value = self[key] else { return nil }
    guard let scalar = value.asScalar else {
      report(value, "a text")
      return nil
    }
    return scalar
  }

  package func text(_ key: String) -> String? {
    guard let scalar = scalar(key) else { return nil }
    guard !scalar.text.isEmpty else {
      findings.add(Diagnostic(.wrongValue, ["key": key, "expected": "a text", "found": ""], at: scalar.span))
      return nil
    }
    return scalar.text
  }

  package func requiredText(_ key: String) -> String? {
    if !has(key) { missing(key) }
    return text(key)
  }

  package func texts(_ key: String) -> [Scalar] {
    guard let value = self[key] else { return [] }
    if value.asScalar != nil { return [filled(value, key)].compactMap { $0 } }
    guard let items = value.asSequence else {
      report(value, "a text or a list of texts")
      return []
    }
    if items.isEmpty { reportEmpty(key, at: value.span) }
    return items.compactMap { filled($0, key) }
  }

  /// A list of names, in which none stands twice.
  package func names(_ key: String) -> [Scalar] {
    var seen: Set<String> = []
    return texts(key).filter { scalar in
      let isNew = seen.insert(scalar.text).inserted
      if !isNew { findings.add(Diagnostic(.listedTwice, ["name": scalar.text, "key": key], at: scalar.span)) }
      return isNew
    }
  }

  private func filled(_ node: Node, _ key: String) -> Scalar? {
    guard let scalar = node.asScalar else {
      report(node, "a text")
      return nil
    }
    guard !scalar.text.isEmpty else {
      findings.add(Diagnostic(.wrongValue, ["key": key, "expected": "a text", "found": ""], at: scalar.span))
      return nil
    }
    return scalar
  }

  /// The items of a list; none after a finding if it is no list, or an empty one.
  package func items(_ key: String) -> [Node] {
    guard let value = self[key] else { return [] }
    guard let items = value.asSequence else {
      findings.add(
        Diagnostic(.wrongNode, ["what": "`\(key)`", "expected": "a list", "found": value.kindName], at: value.span))
      return []
    }
    if items.isEmpty { reportEmpty(key, at: value.span) }
    return items
  }

  /// A reader of the mapping under a key, whose keys are names of the author's choosing and which is not empty.
  package func inner(_ key: String) -> MappingReader? {
    guard let value = self[key], let reader = MappingReader(value, "`\(key)`", findings: findings) else { return nil }
    if reader.entries.isEmpty { reportEmpty(key, at: value.span) }
    return reader
  }

  private func reportEmpty(_ key: String, at span: Span) {
    findings.add(Diagnostic(.emptyPart, ["what": what, "key": key], at: span))
  }

  /// A finding on each of some keys that is there but does nothing.
  package func idle(_ keys: [String], because reason: Message) {
    for entry in entries where keys.contains(entry.key.text) {
      let words = ["key": entry.key.text, "what": what, "reason": reason.text]
      findings.add(Diagnostic(.idleKey, words, at: entry.key.span))
    }
  }

  package func number(_ key: String) -> Rational? {
    guard let scalar = scalar(key) else { return nil }
    return Self.number(scalar, key: key, findings: findings)
  }

  package static func number(_ scalar: Scalar, key: String, findings: Findings) -> Rational? {
    if scalar.plainKind.isNumber, let value = Rational(decimal: scalar.text) { return value }
    let words = ["key": key, "expected": "a number", "found": scalar.text]
    findings.add(Diagnostic(.wrongValue, words, at: scalar.span, help: scalar.plainKind.advice))
    return nil
  }

  package func yesNo(_ key: String) -> Bool? {
    guard let scalar = scalar(key) else { return nil }
    switch scalar.text {
    case "yes" where !scalar.isQuoted: return true
    case "no" where !scalar.isQuoted: return false
    default:
      let words = ["key": key, "expected": "`yes` or `no`", "found": scalar.text]
      findings.add(Diagnostic(.wrongValue, words, at: scalar.span))
      return nil
    }
  }

  package func date(_ key: String) -> CalendarDate? {
    guard let scalar = scalar(key) else { return nil }
    if let date = CalendarDate(text: scalar.text) { return date }
    let words = ["key": key, "expected": "a date such as 2018-01-10", "found": scalar.text]
    findings.add(Diagnostic(.wrongValue, words, at: scalar.span))
    return nil
  }

  package func choice<T: RawRepresentable & CaseIterable>(_ key: String, of type: T.Type) -> T?
  where T.RawValue == String {
    guard let scalar = scalar(key) else { return nil }
    if let value = T(rawValue: scalar.text) { return value }
    let names = T.allCases.map(\.rawValue)
    let help = Suggestion.of(scalar.text, among: names, findings: findings)
    let words = ["key": key, "expected": "one of \(Listing.quoted(names))", "found": scalar.text]
    findings.add(Diagnostic(.wrongValue, words, at: scalar.span, help: help))
    return nil
  }

  package func titles(_ key: String) -> Titles {
    guard let value = self[key] else { return Titles() }
    return Self.titles(value, what: "`\(key)`", findings: findings)
  }

  package static func titles(_ node: Node, what: String, findings: Findings) -> Titles {
    if let scalar = node.asScalar {
      guard scalar.text.isEmpty else { return Titles(["en": scalar.text]) }
      findings.add(
        Diagnostic(.wrongNode, ["what": what, "expected": "a text", "found": "nothing"], at: node.span))
      return Titles()
    }
    guard let reader = MappingReader(node, what, allowed: Titles.languages, findings: findings) else {
      return Titles()
    }
    var texts: [String: String] = [:]
    for language in Titles.languages { texts[language] = reader.text(language) }
    return Titles(texts)
  }

  package func report(_ value: Node, _ expected: String) {
    findings.add(
      Diagnostic(.wrongNode, ["what": what, "expected": expected, "found": value.kindName], at: value.span))
  }
}

/// Guesses what a mistyped name meant, as long as that takes no time to speak of.
package enum Suggestion {
  /// How many names are compared with all mistyped ones of a file together.
  private static let mostComparisons = 200_000

  /// Whether there is still time to compare a name with so many others.
  package static func isAffordable(_ count: Int, findings: Findings) -> Bool {
    findings.all.count < Findings.limit && (findings.all.count + 1) * count <= mostComparisons
  }

  package static func of(_ name: String, among names: [String], findings: Findings) -> Message? {
    guard isAffordable(names.count, findings: findings) else { return nil }
    return NearestName.of(name, among: names).map { Message("did you mean `{name}`?", ["name": $0]) }
  }
}
