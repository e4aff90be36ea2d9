import ArgumentParser
import Metodika

/// Where rule files are.
struct RulesOption: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of rule files.", valueName: "dir"))
  var rules = "Rules"

  var folder: RuleFolder { RuleFolder(rules) }
}

/// How results are written.
struct OutputOptions: ParsableArguments {
  @Option(help: "Write to a file instead of standard output; it appears whole or not at all.")
  var output: String?

  @Option(help: "The language of titles.")
  var language = Wording.Language.english

  /// Writes a result where the user wants it.
  func write(_ text: String) throws {
    guard let output else { return Terminal.write(text, to: .standardOutput) }
    try WholeFile.write(text, to: output)
  }
}

extension Wording.Language: ExpressibleByArgument {}

/// A report that can be written in every form but as a page.
protocol DataForms {
  var text: String { get }
  var json: JSON { get }
  var csv: String { get }
}

/// A report that can be written in every form.
protocol EveryForm: DataForms {
  var html: String { get }
}

extension EditionsReport: DataForms {}
extension ReadingsReport: DataForms {}
extension VerificationReport: DataForms {}

extension EvaluationReport: EveryForm {}
extension ReplayReport: EveryForm {}
extension SlipsReport: EveryForm {}
extension SourcesReport: EveryForm {}

extension OutputOptions {
  func write(_ report: some EveryForm, as format: Format) throws {
    try write(report, as: format) { report.html }
  }

  func write(_ report: some DataForms, as format: Format) throws {
    try write(report, as: format) { throw format.unsupported }
  }

  private func write(_ report: some DataForms, as format: Format, page: () throws -> String) throws {
    switch format {
    case .text: try write(report.text)
    case .json: try write(report.json.text())
    case .csv: try write(report.csv)
    case .html: try write(page())
    }
  }
}

/// A form that results are written in.
enum Format: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv, html
}

extension ParsableCommand {
  /// Prints findings and ends with exit status 1 if any is an error.
  func finish(_ findings: Findings) throws {
    Terminal.print(findings)
    if findings.hasErrors { throw ExitCode(1) }
  }

  /// The value, or the findings and exit status 1.
  func require<T>(_ value: T?, _ findings: Findings) throws -> T {
    if let value, !findings.hasErrors { return value }
    Terminal.print(findings)
    throw ExitCode(1)
  }
}

extension Format {
  /// The error of a command that does not write in this form.
  var unsupported: ValidationError { ValidationError("this command does not write \(rawValue)") }
}
