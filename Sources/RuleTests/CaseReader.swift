import Dataset
import Exact
import Formula
import Methodology
import RuleYAML
import SourceText

/// Reads one case of a file of rule tests.
struct CaseReader {
  let edition: Edition
  let given: Node?
  /// Whether the tests were written for another edition, so that figures which this one does not have are passed over.
  var isForeign = false

  /// What came of reading a case.
  struct Reading {
    let name: String
    let span: Span
    /// `nil` after findings of severity error.
    let test: RuleTestFile.Case?
    let findings: Findings
    /// The figures that were passed over.
    let passedOver: [String]
  }

  private static let bodyKeys = ["kind", "inputs", "records"]
  private static let givenKeys = bodyKeys + ["previous", "bodies", "readings"]

  func read(_ node: Node) -> Reading {
    let own = Findings()
    let unknownNames = isForeign ? Findings() : own
    let test = read(node, own, unknownNames)
    return Reading(
      name: test?.name ?? node["name"]?.asScalar?.text ?? "", span: node.span, test: test, findings: own,
      passedOver: isForeign ? unknownNames.all.compactMap { $0.message.arguments["name"] }.unique : [])
  }

  private func read(_ node: Node, _ own: Findings, _ unknownNames: Findings) -> RuleTestFile.Case? {
    let allowed = ["name", "cite", "expect"] + Self.givenKeys
    guard let reader = MappingReader(node, "a test", allowed: allowed, findings: own) else { return nil }
    let base = given.flatMap { MappingReader($0, "`given`", allowed: Self.givenKeys, findings: own) }
    guard let name = reader.requiredText("name") else { return nil }
    let readings = readReadings(base, own).merging(readReadings(reader, own)) { $1 }
    let figures = Assembly(edition: edition, readings: readings, findings: own, unknownNames: unknownNames)

    var periods: [PeriodData] = []
    if let previous = figures.sources(base?["previous"], reader["previous"]) {
      let body = figures.body(previous, kind: figures.kind([base, reader]), id: Assembly.tested, at: node.span)
      periods.append(PeriodData(name: "", bodies: [body].compactMap { $0 }))
    }
    let tested = figures.body([base, reader].compactMap { $0 }, kind: nil, id: Assembly.tested, at: node.span)
    let others = reader["bodies"] ?? base?["bodies"]
    if let others, others.asSequence == nil { reader.report(others, "a list of bodies") }
    let bodies = (others?.asSequence ?? []).enumerated().map { number, node in
      MappingReader(node, "a body", allowed: Self.bodyKeys, findings: own).flatMap {
        figures.body([$0], kind: nil, id: "other-\(number + 1)", at: node.span)
      }
    }
    periods.append(PeriodData(name: "", bodies: ([tested] + bodies).compactMap { $0 }))
    let expectations = readExpectations(reader, own)
    if reader["expect"].map({ $0.asMapping?.isEmpty ?? false }) ?? true {
      own.add(Diagnostic(.emptyCase, ["name": name], at: reader["expect"]?.span ?? node.span))
    }
    guard !own.hasErrors else { return nil }
    return RuleTestFile.Case(
      name: name, span: node.span, dataset: Dataset(layout: InputLayout(edition), periods: periods),
      readings: readings, expectations: expectations)
  }

  private func readReadings(_ reader: MappingReader?, _ findings: Findings) -> [String: String] {
    guard let node = reader?["readings"], let inner = MappingReader(node, "`readings`", findings: findings) else {
      return [:]
    }
    return Dictionary(
      inner.entries().compactMap { entry in inner.text(entry.key.text).map { (entry.key.text, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: Expectations

  private func readExpectations(_ reader: MappingReader, _ findings: Findings) -> [RuleTestFile.Expectation] {
    guard let node = reader["expect"], let inner = MappingReader(node, "`expect`", findings: findings) else {
      return []
    }
    return inner.entries().compactMap { entry in
      let name = entry.key.text
      guard name == "band" || isValue(name) else {
        let names = edition.declarations.map(\.name).filter(isValue) + ["band"]
        let help = NearestName.of(name, among: names).map { Message("did you mean `{name}`?", ["name": $0]) }
        findings.add(Diagnostic(.unknownExpectation, ["name": name], at: entry.key.span, help: help))
        return nil
      }
      guard let result = readResult(entry.value, name, findings) else { return nil }
      return RuleTestFile.Expectation(
        name: name, result: result, span: entry.span, text: entry.value.asScalar?.text ?? entry.value.span.text)
    }
  }

  private func isValue(_ name: String) -> Bool {
    switch edition.declaration(name)?.content {
    case .score, .derived: true
    default: false
    }
  }

  private func readResult(
    _ node: Node, _ name: String, _ findings: Findings
  ) -> RuleTestFile.Expectation.Result? {
    guard let scalar = node.asScalar else { return readDetailedResult(node, name, findings) }
    if name == "band" { return scalar.text == "missing" ? .missing([]) : .text(scalar.text) }
    let type = edition.declaration(name)?.type
    switch (scalar.text, type) {
    case ("missing", _) where !scalar.isQuoted: return .missing([])
    case ("not_applicable", _) where !scalar.isQuoted: return .notApplicable
    case ("yes", .truth), ("no", .truth): return .truth(scalar.text == "yes")
    case (let text, .text): return .text(text)
    case (let text, .choice(let domain)) where domain.values.contains(text): return .text(text)
    case (_, .number): if let number = number(scalar) { return .number(number, within: .zero) }
    default: break
    }
    findings.add(Diagnostic(.malformedExpectation, ["name": name], at: scalar.span))
    return nil
  }

  private func readDetailedResult(
    _ node: Node, _ name: String, _ findings: Findings
  ) -> RuleTestFile.Expectation.Result? {
    let allowed = ["missing", "value", "within"]
    guard let reader = MappingReader(node, "an expectation", allowed: allowed, findings: findings) else { return nil }
    if reader.has("missing") { return .missing(reader.texts("missing").map(\.text)) }
    guard let scalar = reader.scalar("value"), let value = number(scalar), let within = reader.number("within"),
      within >= .zero, case .number = edition.declaration(name)?.type
    else {
      findings.add(Diagnostic(.malformedExpectation, ["name": name], at: node.span))
      return nil
    }
    return .number(value, within: within)
  }

  /// The value of a number or of a formula of numbers such as `100 / 3`.
  private func number(_ scalar: Scalar) -> Rational? {
    let text = FormulaText(scalar.text) { scalar.span(of: $0) }
    return Parser.parse(text, findings: Findings())?.constantValue
  }
}

extension Expression {
  /// The value of a formula that is made of numbers only.
  fileprivate var constantValue: Rational? {
    switch form {
    case .number(let value): return value
    case .negation(let operand): return operand.constantValue.map { -$0 }
    case .arithmetic(let symbol, let left, let right):
      guard let left = left.constantValue, let right = right.constantValue else { return nil }
      switch symbol {
      case .plus: return left + right
      case .minus: return left - right
      case .times: return left * right
      case .over: return left.divided(by: right)
      case .power: return right.exactInt.flatMap { try? left.power($0) }
      }
    default: return nil
    }
  }
}
