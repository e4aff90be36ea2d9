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
        ? Message("a comma inside braces begins a new key; a text with a comma is put into quotes")
        : NearestName.of(entry.key.text, among: allowed).map { Message("did you mean `{name}`?", ["name": $0]) }
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
    if let scalar = value.asScalar { return [scalar] }
    guard let items = value.asSequence else {
      report(value, "a text or a list of texts")
      return []
    }
    return items.compactMap { item in
      if item.asScalar == nil { report(item, "a text") }
      return item.asScalar
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

  package func choice<T: RawRepresentable & CaseIterable>(_ key: String, of type: T.Type) -> T? where T.RawValue == String {
    guard let scalar = scalar(key) else { return nil }
    if let value = T(rawValue: scalar.text) { return value }
    let names = T.allCases.map(\.rawValue)
    let help = NearestName.of(scalar.text, among: names).map { Message("did you mean `{name}`?", ["name": $0]) }
    let words = ["key": key, "expected": "one of \(Listing.quoted(names))", "found": scalar.text]
    findings.add(Diagnostic(.wrongValue, words, at: scalar.span, help: help))
    return nil
  }

  package func titles(_ key: String) -> Titles {
    guard let value = self[key] else { return Titles() }
    return Self.titles(value, what: key, findings: findings)
  }

  package static func titles(_ node: Node, what: String, findings: Findings) -> Titles {
    if let scalar = node.asScalar { return Titles(["en": scalar.text]) }
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
