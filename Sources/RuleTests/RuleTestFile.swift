import Dataset
import Exact
import Formula
import Methodology
import RuleYAML
import SourceText

/// The rule tests of one file: figures of bodies, and what the rules must make of them.
public struct RuleTestFile: Sendable {
  public struct Case: Sendable {
    public let name: String
    public let span: Span
    /// The body that the expectations are about, first in the last period.
    let dataset: Dataset
    let readings: [String: String]
    public let expectations: [Expectation]
  }

  public struct Expectation: Sendable {
    public enum Result: Sendable {
      case number(Rational, within: Rational)
      case truth(Bool)
      case text(String)
      case missing([String])
      case notApplicable
    }

    /// A score, a derived quantity, or `band`.
    public let name: String
    public let result: Result
    public let span: Span
    public let text: String
  }

  public let file: SourceFile
  public let cases: [Case]
  /// How many cases could not be read, which is told.
  public let unreadable: Int

  /// Reads the tests of an edition; cases with findings are left out.
  public static func read(_ file: SourceFile, for edition: Edition, findings: Findings) -> RuleTestFile? {
    guard let suite = RuleTestSuite(file, of: edition, findings: findings) else { return nil }
    let readings = suite.read(for: edition)
    for reading in readings { findings.add(contentsOf: reading.findings) }
    let cases = readings.compactMap(\.test)
    return RuleTestFile(file: file, cases: cases, unreadable: readings.count - cases.count)
  }
}

/// The cases of a file as they stand there, to be read for the edition that they test or for another.
struct RuleTestSuite {
  private let given: Node?
  private let nodes: [Node]

  /// - Returns: `nil` after findings.
  init?(_ file: SourceFile, of edition: Edition, findings: Findings) {
    guard let node = YAMLReader.read(file, findings: findings),
      let root = MappingReader(
        node, "a file of rule tests", allowed: ["format", "tests", "given", "cases"], findings: findings)
    else { return nil }
    for key in ["format", "tests", "cases"] where !root.has(key) { root.missing(key) }
    if let scalar = root.scalar("format"), scalar.text != EditionLoader.format {
      let words = ["found": scalar.text, "expected": EditionLoader.format]
      findings.add(Diagnostic(.unknownFormat, words, at: scalar.span))
    }
    if let scalar = root.scalar("tests"), scalar.text != edition.id {
      let words = ["found": scalar.text, "expected": edition.id]
      findings.add(Diagnostic(.otherEdition, words, at: scalar.span))
      return nil
    }
    if let node = root["cases"], node.asSequence == nil { root.report(node, "a list of tests") }
    given = root["given"]
    nodes = root["cases"]?.asSequence ?? []
  }

  func read(for edition: Edition, isForeign: Bool = false) -> [CaseReader.Reading] {
    let reader = CaseReader(edition: edition, given: given, isForeign: isForeign)
    return nodes.map(reader.read)
  }
}
