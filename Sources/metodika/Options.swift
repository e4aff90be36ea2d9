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

/// A report that can be written in every form.
protocol EveryForm {
  var text: String { get }
  var json: JSON { get }
  var csv: String { get }
  var html: String { get }
}

extension EvaluationReport: EveryForm {}
extension ReplayReport: EveryForm {}
extension SlipsReport: EveryForm {}
extension SourcesReport: EveryForm {}

extension OutputOptions {
  func write(_ report: some EveryForm, as format: Format) throws {
    switch format {
    case .text: try write(report.text)
    case .json: try write(report.json.text())
    case .csv: try write(report.csv)
    case .html: try write(report.html)
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
