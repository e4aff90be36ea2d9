/// Why something could not be loaded: every finding, not just the first.
public struct FindingsError: Error, CustomStringConvertible {
  public let findings: [Diagnostic]

  /// The findings as the command line prints them.
  public var description: String { FindingsReport(findings).text() }
}

extension Findings {
  fileprivate func value<T>(_ value: T?) throws(FindingsError) -> T {
    guard let value, !hasErrors else { throw FindingsError(findings: sorted) }
    return value
  }
}

extension Edition {
  /// Loads an edition from its rule file.
  ///
  /// - Parameter path: the path of the file.
  /// - Returns: the edition.
  /// - Throws: what is wrong with the file.
  public static func load(_ path: String) throws(FindingsError) -> Edition {
    let findings = Findings()
    return try findings.value(RuleFolder.edition(at: path, findings: findings))
  }

  /// What the checker finds in the edition's substance; slips of the act that its notes record are `known`.
  public func check() -> [Diagnostic] {
    let findings = Findings()
    Checker.check(self, findings: findings)
    return findings.sorted
  }

  /// Computes every score of every body.
  ///
  /// - Parameters:
  ///   - data: what the bodies reported.
  ///   - readings: choices for ambiguous places of the act, where they are not the standard ones.
  /// - Returns: the scores.
  /// - Throws: a reading or choice that the edition does not declare.
  public func evaluate(_ data: Dataset, readings: [String: String] = [:]) throws(FindingsError) -> Evaluation {
    let findings = Findings()
    return try findings.value(Evaluator(self).taking(readings, findings: findings)).evaluate(data)
  }
}

extension Dataset {
  /// Loads the data of a folder.
  ///
  /// - Parameters:
  ///   - folder: the folder: `bodies.csv` and the record tables, or a sub-folder a year.
  ///   - edition: the edition that says what bodies report.
  ///   - year: the year under evaluation; the last one if it is not named.
  /// - Returns: the data.
  /// - Throws: what is wrong with it, cell by cell.
  public static func load(
    _ folder: String, for edition: Edition, year: Int? = nil
  ) throws(FindingsError) -> Dataset {
    let findings = Findings()
    return try findings.value(DatasetReader.read(folder: folder, for: edition, year: year, findings: findings))
  }
}

extension Evaluation {
  /// The reasons of a value.
  ///
  /// - Parameters:
  ///   - name: a score by its path, or a derived quantity.
  ///   - body: the body's id.
  /// - Returns: the reasons; `nil` if there is no such name or body.
  public func explain(_ name: String, body: String) -> Explanation? {
    guard let id = edition.declaration(name)?.id, let position = bodies.firstIndex(where: { $0.id == body }) else {
      return nil
    }
    return explain(id, body: position)
  }
}
