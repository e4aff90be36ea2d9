import ArgumentParser
import Metodika

/// The command `export`, which writes an edition as a query of another engine.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes an edition as one SQL query, for data that has outgrown one machine.")

  @Argument(help: "An edition: its id, its methodology and id, or a file.")
  var edition: String

  @Option(help: ArgumentHelp("The engine: postgres, duckdb or spark.", valueName: "engine"))
  var sql: SQLDialect

  @Flag(help: "Write the statements that make the tables which the query reads, instead of the query.")
  var schema = false

  @Option(
    help: ArgumentHelp("With --schema: also the statements that put a folder of data into them.", valueName: "dir"))
  var data: String?

  @Option(help: "With --data: the year under evaluation, which is taken with those that it looks back at.")
  var year: Int?

  @OptionGroup var readings: ReadingOptions
  @OptionGroup var rules: RulesOption

  @Option(help: "Write to a file instead of standard output; it appears whole or not at all.")
  var output: String?

  func validate() throws {
    if data != nil, !schema { throw ValidationError("--data goes with --schema") }
    if year != nil, data == nil { throw ValidationError("--year goes with --data") }
  }

  func run() throws {
    let findings = Findings()
    let edition = try require(rules.folder.edition(named: edition, findings: findings), findings)
    let evaluator = try require(Evaluator(edition).taking(readings.choices, findings: findings), findings)
    let export = SQLExport(edition, readings: evaluator.readings, for: sql)
    let text = try require(schema ? statements(export, findings) : export.query(findings: findings), findings)
    if let output { try WholeFile.write(text, to: output) } else { Terminal.write(text, to: .standardOutput) }
    try finish(findings)
  }

  private func statements(_ export: SQLExport, _ findings: Findings) -> String? {
    guard let data else { return export.schema }
    let dataset = DatasetReader.read(
      folder: data, for: export.edition, year: year,
      isForeign: DatasetReader.isForeign(year: year, inFolder: data, to: export.edition), findings: findings)
    return dataset.flatMap { export.rows(of: $0, findings: findings) }.map { export.schema + "\n" + $0 }
  }
}

extension SQLDialect: ExpressibleByArgument {}
