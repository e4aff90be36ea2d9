import ArgumentParser
import Metodika

/// The command `check`, which tells all that is wrong with rule files.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Loads and checks rule files and rule tests, and tells all that is wrong with them.")

  @Argument(help: "Rule files, or folders of them.")
  var paths = ["Rules"]

  @Option(help: "How findings are told: text or json.")
  var format = Format.text

  @Option(help: ArgumentHelp("Explain what a finding means and what to do about it.", valueName: "code"))
  var explain: String?

  func run() throws {
    if let explain { return try Self.explain(explain) }
    let findings = Findings()
    let editions = paths.flatMap(RuleFolder.files).compactMap { Self.check($0, findings: findings) }
    CatalogueCheck.check(editions, findings: findings)
    let report = FindingsReport(findings)
    switch format {
    case .text: Terminal.write(report.text(colour: Terminal.wantsColour(.standardError)), to: .standardError)
    case .json: Terminal.write(report.json.text(), to: .standardOutput)
    case .csv, .html: throw format.unsupported
    }
    if findings.hasErrors { throw ExitCode(1) }
  }

  /// Checks a rule file, or a file of rule tests with the rule file that it stands beside.
  private static func check(_ path: String, findings: Findings) -> Edition? {
    guard path.hasSuffix(RuleFolder.testSuffix) else {
      guard let edition = RuleFolder.edition(at: path, findings: findings) else { return nil }
      Checker.check(edition, findings: findings)
      return edition
    }
    guard let file = SourceFile.read(path: path, findings: findings),
      let rules = RuleFolder.ruleFile(forTests: path, findings: findings),
      let edition = RuleFolder.edition(at: rules, findings: Findings())
    else { return nil }
    _ = RuleTestFile.read(file, for: edition, findings: findings)
    return nil
  }

  private static func explain(_ code: String) throws {
    guard let kind = DiagnosticKind.kind(code) else {
      let nearest = NearestName.of(code.uppercased(), among: DiagnosticKind.all.map(\.code))
      throw ValidationError("there is no finding `\(code)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""))
    }
    Terminal.write("\(kind.code): \(kind.template)\n\n\(kind.explanation)\n", to: .standardOutput)
  }
}
