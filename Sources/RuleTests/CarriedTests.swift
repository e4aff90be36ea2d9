import Evaluation
import Formula
import Methodology
import SourceText

/// What becomes of the rule tests of an edition under another one.
///
/// Only tests that hold under their own edition are asked.
public struct CarriedTests: Sendable {
  /// A test that no longer holds.
  public struct Failure: Sendable {
    public let name: String
    public let span: Span
    public let unmet: [Unmet]
    /// The figures of the test that the other edition does not have.
    public let passedOver: [String]
  }

  /// An expectation that is not met.
  public struct Unmet: Sendable {
    public let name: String
    public let expected: String
    public let found: String
  }

  /// A test that the other edition cannot be asked.
  public struct Refusal: Sendable {
    public let name: String
    public let span: Span
    /// What the test names and the other edition does not have.
    public let lacks: [String]
    /// What the other edition wants to know and the test cannot say, since its own edition does not have it.
    public let needs: [String]
    /// Why else it cannot be asked.
    public let findings: [Diagnostic]
  }

  public let before: Edition
  public let after: Edition
  public private(set) var held = 0
  public private(set) var failures: [Failure] = []
  public private(set) var refusals: [Refusal] = []
  /// Tests that do not hold under their own edition, so that nothing follows from them.
  public private(set) var broken = 0

  /// How many tests hold under their own edition.
  public var asked: Int { held + failures.count + refusals.count }

  /// Runs the tests that stand beside the rule file of the earlier edition; those that cannot be read are findings.
  public init(of before: Edition, under after: Edition, findings: Findings) {
    self.before = before
    self.after = after
    for path in RuleFolder.testFiles(beside: before.file.name, in: before.file.store) {
      guard let file = before.file.store.read(path: path, findings: findings),
        let suite = RuleTestSuite(file, of: before, findings: findings)
      else { continue }
      for (own, other) in zip(suite.read(for: before), suite.read(for: after, isForeign: true)) {
        findings.add(contentsOf: own.findings)
        if let test = own.test, Self.unmet(test, before, findings: findings)?.isEmpty == true {
          ask(other)
        } else {
          broken += 1
        }
      }
    }
  }

  private mutating func ask(_ reading: CaseReader.Reading) {
    let findings = Findings()
    findings.add(contentsOf: reading.findings)
    guard let test = reading.test, let unmet = Self.unmet(test, after, findings: findings) else {
      return refusals.append(refusal(of: reading, findings))
    }
    guard !unmet.isEmpty else { return held += 1 }
    let needed = unmet.map { needs(for: $0.value) }
    if needed.contains(where: \.isEmpty) {
      let failure = Failure(
        name: test.name, span: test.span, unmet: unmet.map(\.unmet), passedOver: reading.passedOver)
      failures.append(failure)
    } else {
      let names = needed.flatMap { $0 }.unique
      refusals.append(Refusal(name: test.name, span: test.span, lacks: [], needs: names, findings: []))
    }
  }

  private func refusal(of reading: CaseReader.Reading, _ findings: Findings) -> Refusal {
    let unknown = findings.all.filter { [DiagnosticKind.unknownExpectation.code, unknownReading].contains($0.code) }
    let others = findings.all.filter { finding in !unknown.contains { $0.message == finding.message } }
    return Refusal(
      name: reading.name, span: reading.span, lacks: unknown.compactMap { $0.message.arguments["name"] }.unique,
      needs: [], findings: others)
  }

  private var unknownReading: String { DiagnosticKind.unknownReading.code }

  /// The expectations that an edition does not meet, with what it gives; `nil` after findings.
  private static func unmet(
    _ test: RuleTestFile.Case, _ edition: Edition, findings: Findings
  ) -> [(unmet: Unmet, value: Value?)]? {
    guard let evaluator = Evaluator(edition).taking(test.readings, at: test.span, findings: findings) else {
      return nil
    }
    let evaluation = evaluator.evaluate(test.dataset)
    return test.expectations.filter { !$0.isMet(by: evaluation) }.map { expectation in
      let isBand = expectation.name == RuleTestFile.Expectation.band
      let id = isBand ? edition.bands?.score : edition.declaration(expectation.name)?.id
      let value = id.map { evaluation.value($0, body: 0) }
      let band = isBand ? evaluation.band(body: 0)?.name : nil
      let isWithoutBand = isBand && value?.absence == nil
      let found = band ?? (isWithoutBand ? "missing" : value.map(RuleTestRunner.text)) ?? "missing"
      return (Unmet(name: expectation.name, expected: expectation.text, found: found), value)
    }
  }

  /// The figures that a value is missing for and that no test of the earlier edition can have.
  private func needs(for value: Value?) -> [String] {
    (value?.absence?.reasons ?? []).compactMap { reason in
      switch reason {
      case .input(let name): before.declaration(name) == nil ? name : nil
      case .table(let table), .row(let table, _): before.tables.contains { $0.name == table } ? nil : table
      case .cell(let table, _, let field):
        before.tables.contains { $0.name == table && $0.fields.contains { $0.name == field } }
          ? nil : "\(table).\(field)"
      default: nil
      }
    }.unique
  }
}
