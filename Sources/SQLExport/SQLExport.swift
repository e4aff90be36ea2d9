import Dataset
import Formula
import Methodology
import SourceText

/// An edition as a query of another engine.
public struct SQLExport {
  public let edition: Edition
  public let dialect: SQLDialect
  private let readings: [String: String]

  /// - Parameters:
  ///   - edition: the edition.
  ///   - readings: the choice taken for each reading, by its declared name; the standard one where it is not named.
  ///   - dialect: the engine.
  public init(_ edition: Edition, readings: [String: String] = [:], for dialect: SQLDialect) {
    self.edition = edition
    self.readings = readings
    self.dialect = dialect
  }

  /// One query that gives every score of every body of every period in the tables.
  ///
  /// - Parameter findings: takes what the engine cannot say.
  /// - Returns: the query; `nil` after findings.
  public func query(findings: Findings) -> String? {
    let own = Findings()
    let parts = QueryParts(edition, dialect, readings: readings, findings: own)
    let writer = QueryWriter(parts)
    writer.write()
    findings.add(contentsOf: own)
    guard !own.hasErrors else { return nil }
    var text = QueryText(parts, writer.shape)
    return SQLHeader(edition, readings, dialect).text(unknownTables: !parts.unknownTables.isEmpty) + text.text()
  }

  /// A query that also gives the derived quantities, and leaves out what the engine cannot say: for tests.
  func widestQuery(findings: Findings) -> (text: String, names: [String]) {
    let parts = QueryParts(edition, dialect, readings: readings, findings: findings)
    parts.results += edition.declarations.filter { if case .derived = $0.content { true } else { false } }
    let writer = QueryWriter(parts)
    writer.write()
    parts.results = parts.results.filter { parts.columns[.symbol($0.id)] != nil }
    var text = QueryText(parts, writer.shape)
    return (text.text(), parts.results.map(\.name))
  }

  /// The statements that make the tables that the query reads.
  public var schema: String { SchemaText(edition, dialect).text }

  /// The statements that put data into the tables.
  ///
  /// - Parameters:
  ///   - data: what the bodies reported.
  ///   - findings: takes the figures that the tables cannot hold.
  /// - Returns: the statements; `nil` after findings.
  public func rows(of data: Dataset, findings: Findings) -> String? {
    let own = Findings()
    let text = RowsText(edition, dialect, own).text(of: data)
    findings.add(contentsOf: own)
    return own.hasErrors ? nil : text
  }
}
