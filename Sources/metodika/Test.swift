import ArgumentParser
import Metodika

/// The command `test`, which runs rule tests.
struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs the rule tests that stand beside rule files, and says which rules no test reaches.")

  @Argument(help: "Rule files, or folders of them.")
  var paths = ["Rules"]

  func run() throws {
    let findings = Findings()
    var (passed, failed) = (0, 0)
    for (path, tests) in testFiles(findings: findings) {
      guard let edition = RuleFolder.edition(at: path, findings: findings) else {
        failed += 1
        continue
      }
      var runner = RuleTestRunner(edition)
      let before = findings.all.count
      for path in tests {
        guard let file = SourceFile.read(path: path, findings: findings),
          let tests = RuleTestFile.read(file, for: edition, findings: findings)
        else { continue }
        runner.run(tests, findings: findings)
      }
      report(runner, isBroken: findings.all.count > before + runner.failed)
      passed += runner.passed
      failed += runner.failed
    }
    Terminal.print(findings)
    Terminal.write("\(passed) passed, \(failed) failed\n", to: .standardOutput)
    if findings.hasErrors || failed > 0 { throw ExitCode(1) }
  }

  /// The rule files with their tests: all of them, or just those files of tests that were named.
  private func testFiles(findings: Findings) -> [(rules: String, tests: [String])] {
    var result: [(rules: String, tests: [String])] = []
    for path in paths {
      if path.hasSuffix(RuleFolder.testSuffix), !RuleFolder.isFolder(path) {
        if let rules = RuleFolder.ruleFile(forTests: path, findings: findings) { result.append((rules, [path])) }
      } else {
        let rules = RuleFolder.files(in: path).filter { !$0.hasSuffix(RuleFolder.testSuffix) }
        result += rules.map { ($0, RuleFolder.testFiles(beside: $0)) }
      }
    }
    return result
  }

  private func report(_ runner: RuleTestRunner, isBroken: Bool) {
    let edition = runner.edition
    Terminal.write(
      "\(edition.methodology)/\(edition.id): \(runner.passed) of \(runner.passed + runner.failed) tests pass\n",
      to: .standardOutput)
    guard !isBroken, !runner.unreached.isEmpty else { return }
    let names = runner.unreached.map(\.subject)
    Terminal.write("  no test reaches: \(names.joined(separator: ", "))\n", to: .standardOutput)
  }
}
