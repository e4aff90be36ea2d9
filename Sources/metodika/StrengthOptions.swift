import ArgumentParser
import Metodika

/// The rule tests of an edition.
struct TestSuite {
  let edition: Edition
  let tests: [RuleTestFile.Case]
}

/// What `test` finds out about the tests themselves.
struct StrengthOptions: ParsableArguments {
  @Flag(help: "List what no test reaches: rules, branches, rows, figures and bands.")
  var coverage = false

  @Flag(help: "Change figures, comparisons and edges a little, one by one, and list the changes that no test notices.")
  var mutate = false

  @Option(
    help: ArgumentHelp("With --mutate: the most percent of changes that may go unnoticed (5).", valueName: "percent"),
    transform: Self.percent)
  var limit: Rational?

  @Option(help: "With --coverage or --mutate: text or json.")
  var format: Format?

  @Option(help: "With --coverage or --mutate: the language of the report.")
  var language: Wording.Language?

  var isAsked: Bool { coverage || mutate }

  func check() throws {
    if coverage, mutate { throw ValidationError("--coverage and --mutate are two reports; ask for one at a time") }
    if limit != nil, !mutate { throw ValidationError("--limit belongs to --mutate") }
    if !isAsked, format != nil || language != nil {
      throw ValidationError("--format and --language belong to --coverage and --mutate")
    }
    if let format, format != .text, format != .json { throw format.unsupported }
  }

  /// Prints what was asked for; false if the tests are not strong enough.
  func measure(_ suites: [TestSuite]) async throws -> Bool {
    let language = language ?? .english
    if coverage {
      let report = CoverageReport(
        await results(suites) { await Coverage.of($0.tests, in: $0.edition, progress: $1) }, language: language)
      write(text: report.text, json: report.json)
      return report.isWhole
    }
    if mutate {
      let report = MutationReport(
        await results(suites) { await Mutation.of($0.tests, in: $0.edition, progress: $1) }, language: language)
      write(text: report.text, json: report.json)
      return report.isWithin(limit: limit ?? Rational(5))
    }
    return true
  }

  private func results<Result>(
    _ suites: [TestSuite], _ measure: (TestSuite, (Int) -> Void) async -> Result
  ) async -> [Result] {
    var results: [Result] = []
    for suite in suites {
      let progress = Progress("\(suite.edition.methodology)/\(suite.edition.id)")
      results.append(await measure(suite, progress.show))
      progress.clear()
    }
    return results
  }

  private func write(text: @autoclosure () -> String, json: @autoclosure () -> JSON) {
    Terminal.write(format == .json ? json().text() : text(), to: .standardOutput)
  }

  private static func percent(_ text: String) throws -> Rational {
    guard let value = Rational(decimal: text), value >= .zero else {
      throw ValidationError("expected a number of percent, found `\(text)`")
    }
    return value
  }
}
