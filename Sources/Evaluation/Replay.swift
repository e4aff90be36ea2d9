import Dataset
import Exact
import Formula
import Methodology
import SourceText

/// Years of data, each scored under an edition.
public struct Replay: Sendable {
  /// One year of the series.
  public struct Year: Sendable {
    public let year: Int
    public let evaluation: Evaluation
    /// Whether the data of the year was made for another edition.
    public let isForeign: Bool

    public init(year: Int, evaluation: Evaluation, isForeign: Bool = false) {
      self.year = year
      self.evaluation = evaluation
      self.isForeign = isForeign
    }

    public var edition: Edition { evaluation.edition }

    /// What the edition asks for and the data has no place for; told of data that was made for another edition.
    public var lacks: [Lack] { evaluation.dataset.periods.last?.lacks ?? [] }

    /// What the data says and the edition has no word for; told of data that was made for another edition.
    public var strangeValues: [StrangeValue] { evaluation.dataset.periods.last?.strangeValues ?? [] }
  }

  /// The edition that a year is scored under.
  public struct Choice {
    let evaluator: Evaluator
    let isForeign: Bool

    /// - Parameters:
    ///   - evaluator: the edition with its readings.
    ///   - isForeign: whether the data of the year was made for another edition.
    public init(_ evaluator: Evaluator, isForeign: Bool = false) {
      self.evaluator = evaluator
      self.isForeign = isForeign
    }
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
  /// The bodies of all years: first those of the last year, then those that vanished before it.
  public let members: [Member]

  /// A body as the series knows it.
  public struct Member: Sendable {
    public let id: String
    /// Its position among the bodies of each year; `nil` for a year without it.
    public let positions: [Int?]
    /// Its titles and kind, as the last year that has it gives them.
    public let titles: Titles
    public let kind: String
    /// The index of that year.
    public let lastYear: Int
  }

  public init(years: [Year]) {
    self.years = years
    let positions = years.map { year in
      Dictionary(year.evaluation.bodies.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
    var seen: Set<String> = []
    members = years.indices.reversed().flatMap { index in
      years[index].evaluation.bodies.filter { seen.insert($0.id).inserted }.map { body in
        Member(
          id: body.id, positions: positions.map { $0[body.id] }, titles: body.titles, kind: body.kind, lastYear: index)
      }
    }
  }

  public var breaks: [Break] {
    zip(years, years.dropFirst()).compactMap { earlier, later in
      guard earlier.edition.id != later.edition.id || earlier.edition.methodology != later.edition.methodology else {
        return nil
      }
      return Break(year: later.year, from: earlier.edition.id, to: later.edition.id)
    }
  }

  /// The value of a score for a body in each year; `nil` for a year without the body or without such a score.
  ///
  /// Scores of different editions are the same if their paths are. Without a path it is the year's main score.
  public func series(_ score: String? = nil, of member: Member) -> [Value?] {
    zip(years, member.positions).map { year, position in
      let id = score.map { year.edition.declaration($0)?.id } ?? year.edition.mainScore
      guard let id, let position else { return nil }
      return year.evaluation.value(id, body: position)
    }
  }

  /// The band of a body in each year.
  public func bands(of member: Member) -> [Bands.Row?] {
    zip(years, member.positions).map { year, position in position.flatMap { year.evaluation.band(body: $0) } }
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
    folder path: String, years range: ClosedRange<Int>? = nil, findings: Findings, choose: (Int) -> Choice?
  ) -> Replay? {
    let before = findings.all.count
    let available = DatasetReader.years(inFolder: path, findings: findings).filter { range?.contains($0) ?? true }
    guard findings.all.count == before else { return nil }
    guard !available.isEmpty else {
      findings.add(Diagnostic(.noYears, ["folder": path], at: SourceFile(name: path, bytes: []).whole))
      return nil
    }
    let years = available.compactMap { year -> Year? in
      guard let choice = choose(year),
        let dataset = DatasetReader.read(
          folder: path, for: choice.evaluator.edition, year: year, isForeign: choice.isForeign, findings: findings)
      else { return nil }
      let evaluation = choice.evaluator.evaluate(dataset)
      findings.add(contentsOf: evaluation.told)
      return Year(year: year, evaluation: evaluation, isForeign: choice.isForeign)
    }
    return years.isEmpty ? nil : Replay(years: years)
  }
}

extension DiagnosticKind {
  /// The findings on the replay of years and on its comparison with official results.
  public static let replayKinds: [DiagnosticKind] = [noYears] + verificationKinds

  static let noYears = DiagnosticKind(
    "E0605", "`{folder}` has no year to replay",
    explanation: """
      The replay of years needs a data folder with a sub-folder for each year, named by its four digits, and at least one \
      of them among the years that were asked for.

      Bad: `data/bodies.csv`. Good: `data/2017/bodies.csv` and `data/2018/bodies.csv`.
      """)
}
