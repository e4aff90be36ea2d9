import Checking
import Dataset
import Evaluation
import Exact
import Formula
import Methodology
import RuleTests
import SourceText
import TestSupport
import Testing

func load(_ text: String, name: String = "test.yaml", findings: Findings = Findings()) -> Edition? {
  EditionLoader.load(SourceFile(name: name, text: text), findings: findings)
}

/// A rule file with the sections given after its head.
func edition(_ sections: String, kinds: String = "{central: central, local: local}") throws -> Edition {
  let head = """
    format: 1
    methodology: example
    edition: 2018-01
    act: {number: "№1"}
    in_force: {from: 2018-01-10}
    bodies: {kinds: \(kinds)}

    """
  let findings = Findings()
  return try #require(load(head + sections, findings: findings), "\(rendered(findings))\n\(sections)")
}

func check(_ edition: Edition) -> [Diagnostic] {
  let findings = Findings()
  Checker.check(edition, findings: findings)
  return findings.sorted
}

/// The findings of a few kinds, each as its code and message.
func messages(_ edition: Edition, _ codes: String...) -> [String] {
  check(edition).filter { codes.isEmpty || codes.contains($0.code) }.map { "\($0.code) \($0.message.text)" }
}

/// Runs the rule tests that findings print, pasted under the cases of a test file.
func runExamples(_ findings: [Diagnostic], of edition: Edition) -> (passed: Int, failures: String) {
  let examples = findings.compactMap(\.counterExample)
  guard !examples.isEmpty else { return (0, "") }
  let cases = examples.flatMap { $0.split(separator: "\n").map { "  " + $0 } }.joined(separator: "\n")
  let text = "format: 1\ntests: \(edition.id)\ncases:\n\(cases)\n"
  let problems = Findings()
  var runner = RuleTestRunner(edition)
  let file = SourceFile(name: "example.tests.yaml", text: text)
  if let tests = RuleTestFile.read(file, for: edition, findings: problems) { runner.run(tests, findings: problems) }
  return (runner.passed, problems.all.isEmpty ? "" : rendered(problems) + text)
}
