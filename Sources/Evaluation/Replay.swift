import Dataset
import Methodology
import SourceText

/// Years of data, each scored under the edition that holds for it.
public struct Replay: Sendable {
  /// One year of the series.
  public struct Year: Sendable {
    public let year: Int
    public let evaluation: Evaluation

    public var edition: Edition { evaluation.edition }
  }

  /// Where a series goes on under another edition than before.
  public struct Break: Sendable, Equatable {
    /// The first year under the new edition.
    public let year: Int
    public let from: String
    public let to: String
  }

  /// The years in their order.
  public let years: [Year]

  /// A body as the series knows it.
  public struct Member: Sendable {
    public let id: String
    /// Its position among the bodies of each year; `nil` for a year without it.
    public let positions: [Int?]
    /// Its titles and kind, as the last year that has it gives them.
    public let titles: Titles
    public let kind: String
  }

  /// The bodies of all years: first those of the last year, then those that vanished before it.
  public var members: [Member] {
    var seen: Set<String> = []
    let bodies = years.reversed().flatMap { $0.evaluation.bodies }.filter { seen.insert($0.id).inserted }
    return bodies.map { body in
      let positions = years.map { year in year.evaluation.bodies.firstIndex { $0.id == body.id } }
      return Member(id: body.id, positions: positions, titles: body.titles, kind: body.kind)
    }
  }

  public var breaks: [Break] {
    zip(years, years.dropFirst()).compactMap { earlier, later in
      guard earlier.edition.id != later.edition.id else { return nil }
      return Break(year: later.year, from: earlier.edition.id, to: later.edition.id)
    }
  }

  /// Scores the years of a data folder.
  ///
  /// - Parameters:
  ///   - path: the data folder, with a sub-folder a year.
  ///   - range: the years to score; all that there are if left out.
  ///   - findings: takes what is found.
  ///   - choose: gives the edition for a year, or `nil` after findings.
  /// - Returns: the series, or `nil` if nothing could be scored.
  public static func run(
    folder path: String, years range: ClosedRange<Int>?, findings: Findings, choose: (Int) -> Evaluator?
  ) -> Replay? {
    let available = DatasetReader.years(inFolder: path).filter { range?.contains($0) ?? true }
    guard !available.isEmpty else {
      findings.add(Diagnostic(.noYears, ["folder": path], at: SourceFile(name: path, bytes: []).whole))
      return nil
    }
    let years = available.compactMap { year -> Year? in
      guard let evaluator = choose(year),
        let dataset = DatasetReader.read(folder: path, for: evaluator.edition, year: year, findings: findings)
      else { return nil }
      let evaluation = evaluator.evaluate(dataset)
      findings.add(contentsOf: evaluation.findings)
      return Year(year: year, evaluation: evaluation)
    }
    return years.isEmpty ? nil : Replay(years: years)
  }
}

extension DiagnosticKind {
  /// The findings on the replay of years.
  public static let replayKinds: [DiagnosticKind] = [noYears]

  static let noYears = DiagnosticKind(
    "E0605", "`{folder}` has no year to replay",
    explanation: """
      The replay of years needs a data folder with a sub-folder for each year, named by its four digits, and at least one \
      of them among the years that were asked for.

      Bad: `data/bodies.csv`. Good: `data/2017/bodies.csv` and `data/2018/bodies.csv`.
      """)
}
