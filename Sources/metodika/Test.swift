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
    for path in paths.flatMap(RuleFolder.files) where !path.hasSuffix(RuleFolder.testSuffix) {
      guard let edition = RuleFolder.edition(at: path, findings: findings) else {
        failed += 1
        continue
      }
      var runner = RuleTestRunner(edition)
      let before = findings.all.count
      for path in RuleFolder.testFiles(beside: path) {
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
