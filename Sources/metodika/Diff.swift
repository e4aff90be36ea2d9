import ArgumentParser
import Metodika

/// The command `diff`, which tells what two editions say differently.
struct Diff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tells what two editions say differently; with data, what that does to scores, and which change did it.",
    discussion: """
      An edition is named by its id, its methodology and id, or a file. REVISION:FILE and REVISION:EDITION take it \
      from a revision of git, as in `metodika diff HEAD~3:2023-07 2023-07`. Two folders, which may be those of \
      revisions as well, are compared edition by edition.
      """)

  @Argument(help: "The earlier edition.")
  var before: String

  @Argument(help: "The later edition.")
  var after: String

  @OptionGroup var data: DiffData
  @OptionGroup var rules: RulesOption
  @OptionGroup var output: OutputOptions

  @Option(help: "How the comparison is written: text, json or html.")
  var format = Format.text

  @Flag(help: "Also tell whole what the text else only counts: computed quantities, readings, reported data.")
  var details = false

  @Option(
    help: ArgumentHelp(
      "A body to tell of in full, criterion by criterion; may be given several times.", valueName: "id"))
  var body: [String] = []

  @Option(
    help: ArgumentHelp(
      "End with exit status 1 if a body moves (rank, band, score, score>x) or a rule test no longer holds (tests); may be given several times.",
      valueName: "what"),
    transform: Gate.named)
  var failOn: [Gate] = []

  func validate() throws {
    if data.data.isEmpty, let gate = failOn.first(where: \.needsData) {
      throw ValidationError("--fail-on \(gate.text) goes with --data")
    }
    if format == .csv { throw format.unsupported }
    if !body.isEmpty, data.data.isEmpty { throw ValidationError("--body goes with --data") }
    if !body.isEmpty, format == .html {
      throw ValidationError("--body goes with --format text or json; a page tells of every body")
    }
  }

  func run() async throws {
    let findings = Findings()
    let folders = (
      await RuleFolder.named(before, findings: findings), await RuleFolder.named(after, findings: findings)
    )
    if let first = folders.0, let second = folders.1 { return try compare(first, second, findings) }
    let first = await rules.edition(named: before, findings: findings)
    let second = await rules.edition(named: after, findings: findings)
    let diff = RuleDiff(try require(first, findings), try require(second, findings))
    let outcome = try data.outcome(of: diff, findings: findings)
    if let outcome { try requireBodies(in: outcome) }
    let tests = CarriedTests(of: diff.before, under: diff.after, findings: findings)
    let report = DiffReport(
      diff, outcome: outcome, tests: tests, bodies: body, language: output.language, details: details)
    switch format {
    case .text: try output.write(report.text(colour: Terminal.wantsColour(.standardOutput)))
    case .html: try output.write(report.html)
    case .json, .csv: try output.write(report.json.text())
    }
    for gate in failOn {
      let finding = gate.needsData ? outcome.flatMap(gate.finding) : gate.finding(tests)
      if let finding { findings.add(finding) }
    }
    try finish(findings)
  }

  /// Compares all editions of two folders.
  private func compare(_ first: RuleFolder, _ second: RuleFolder, _ findings: Findings) throws {
    if !data.data.isEmpty { throw ValidationError("--data goes with two editions, not with folders of them") }
    let folders = FolderDiff(first, second, findings: findings)
    let report = FolderDiffReport(folders, language: output.language)
    switch format {
    case .text: try output.write(report.text(colour: Terminal.wantsColour(.standardOutput)))
    case .json: try output.write(report.json.text())
    case .html, .csv: throw ValidationError("a comparison of folders is written as text or json")
    }
    if let gate = failOn.first {
      for tests in folders.entries.map(\.tests) where !tests.failures.isEmpty {
        if let finding = gate.finding(tests) { findings.add(finding) }
      }
    }
    try finish(findings)
  }

  private func requireBodies(in outcome: OutcomeDiff) throws {
    let known = outcome.members.map(\.id)
    guard let unknown = body.first(where: { !known.contains($0) }) else { return }
    let help = NearestName.of(unknown, among: known).map { "; did you mean `\($0)`?" } ?? ""
    throw ValidationError("there is no body `\(unknown)`\(help)")
  }
}

extension Gate {
  fileprivate static func named(_ text: String) throws -> Gate {
    guard let gate = Gate(text) else {
      throw ValidationError("`\(text)` is no gate; write rank, band, score, score>1.5 or tests")
    }
    return gate
  }
}
