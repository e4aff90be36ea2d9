import ArgumentParser
import Metodika

/// The command `test`, which runs rule tests.
struct Test: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs the rule tests that stand beside rule files, and says which rules no test reaches.")

  @Argument(help: "Rule files, or folders of them.")
  var paths = ["Rules"]

  @OptionGroup var strength: StrengthOptions

  func validate() throws { try strength.check() }

  func run() async throws {
    let findings = Findings()
    var (passed, failed) = (0, 0)
    var suites: [TestSuite] = []
    for (path, tests) in testFiles(findings: findings) {
      guard let edition = RuleFolder.edition(at: path, findings: findings) else {
        failed += 1
        continue
      }
      var runner = RuleTestRunner(edition)
      let files = tests.compactMap { path in
        SourceFile.read(path: path, findings: findings).flatMap {
          RuleTestFile.read($0, for: edition, findings: findings)
        }
      }
      for file in files { runner.run(file, findings: findings) }
      let isBroken = files.count < tests.count || files.contains { $0.unreadable > 0 }
      if !strength.isAsked { report(runner, isBroken: isBroken) }
      suites.append(TestSuite(edition: edition, tests: files.flatMap(\.cases)))
      passed += runner.passed
      failed += runner.failed + tests.count - files.count
    }
    Terminal.print(findings)
    let isStrong = try await strength.measure(suites)
    if !strength.isAsked { Terminal.write("\(passed) passed, \(failed) failed\n", to: .standardOutput) }
    if findings.hasErrors || failed > 0 || !isStrong { throw ExitCode(1) }
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
