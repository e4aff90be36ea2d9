import Dataset
import Exact
import Formula
import Methodology
import SourceText

/// Computed results held against official ones, body by body and score by score.
public struct Verification: Sendable {
  /// A place where the two do not agree.
  public struct Difference: Sendable {
    public let year: Int
    public let body: String
    /// The score; `nil` where it is the band that differs.
    public let score: SymbolID?
    /// The score's path, or `band`.
    public let name: String
    public let official: String
    public let computed: Computed
    /// Whether nothing else that differs goes into it: whatever is wrong lies here, or in what was not published.
    public let isOrigin: Bool
    public let edition: Edition
    public let span: Span
  }

  /// What the rules give in place of the official figure.
  public enum Computed: Sendable {
    /// Another number, which exceeds the official one by `by`.
    case number(Number, by: Rational)
    /// No number.
    case value(Value)
    case band(Bands.Row?)
  }

  /// In the order of years, then of the official table, then of the scores of the edition.
  public let differences: [Difference]
  /// How many figures and bands were compared.
  public let compared: Int
  /// How many bodies' years were compared.
  public let bodies: Int
  /// The bodies' years that were scored, and of which nothing was published.
  public let unpublished: [(year: Int, body: String)]

  /// Compares a replay with official results of its years.
  ///
  /// - Parameters:
  ///   - replay: the years as they were computed.
  ///   - official: the results; those of years that were not replayed are passed over.
  ///   - years: all years that the data has; results of any other cannot be meant.
  ///   - findings: takes years, bodies, scores and bands that the data and its editions do not know.
  public init(_ replay: Replay, against official: OfficialResults, years: [Int], findings: Findings) {
    for row in official.rows where !years.contains(row.year) {
      findings.add(Diagnostic(.unknownOfficialYear, ["year": String(row.year)], at: row.span))
    }
    var differences: [Difference] = []
    var (compared, bodies) = (0, 0)
    var unpublished: [(year: Int, body: String)] = []
    var wrongBefore: (year: Int, scores: [String: Set<String>])?
    for year in replay.years {
      let rows = official.rows.filter { $0.year == year.year }
      let comparison = YearComparison(
        year, wrongBefore: wrongBefore?.year == year.year - 1 ? wrongBefore?.scores ?? [:] : [:], findings: findings)
      let first = differences.count
      for row in rows {
        guard let result = comparison.compare(row) else { continue }
        bodies += 1
        compared += result.compared
        differences += result.differences
      }
      let wrong = Dictionary(grouping: differences[first...], by: \.body).mapValues { Set($0.map(\.name)) }
      wrongBefore = (year.year, wrong)
      let published = Set(rows.map(\.body))
      unpublished += year.evaluation.bodies.filter { !published.contains($0.id) }.map { (year.year, $0.id) }
    }
    self.differences = differences
    self.compared = compared
    self.bodies = bodies
    self.unpublished = unpublished
    if compared == 0, !findings.hasErrors { findings.add(Diagnostic(.nothingCompared, at: official.span)) }
  }
}

/// The comparison of one year.
private struct YearComparison {
  let year: Replay.Year
  let findings: Findings
  /// The scores of the year before that differ, by body.
  private let wrongBefore: [String: Set<String>]
  private let positions: [String: Int]

  init(_ year: Replay.Year, wrongBefore: [String: Set<String>], findings: Findings) {
    self.year = year
    self.wrongBefore = wrongBefore
    self.findings = findings
    positions = Dictionary(
      year.evaluation.bodies.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private var edition: Edition { year.edition }

  /// How many figures of a row were compared and which differ; `nil` after a finding if the body is not known.
  func compare(_ row: OfficialResults.Row) -> (compared: Int, differences: [Verification.Difference])? {
    guard let body = positions[row.body] else {
      let help = NearestName.of(row.body, among: positions.keys).map { Message("did you mean `{name}`?", ["name": $0]) }
      let words = ["body": row.body, "year": String(year.year)]
      findings.add(Diagnostic(.unknownOfficialBody, words, at: row.span, help: help))
      return nil
    }
    let figures = row.figures.compactMap { figure in score(of: figure).map { (figure: figure, score: $0) } }
    let wrong = figures.compactMap { figure, score in
      computed(score, body, unlike: figure).map { (figure: figure, score: score, computed: $0) }
    }
    let wrongScores = Set(wrong.map(\.score))
    let order = edition.scores.map(\.id)
    var differences = wrong.map { figure, score, computed in
      Verification.Difference(
        year: year.year, body: row.body, score: score, name: edition[score].name, official: figure.text,
        computed: computed, isOrigin: !rests(score, on: wrongScores, of: row.body), edition: edition, span: figure.span)
    }
    differences.sort { left, right in
      (left.score.flatMap(order.firstIndex) ?? 0) < (right.score.flatMap(order.firstIndex) ?? 0)
    }
    guard let official = row.band else { return (figures.count, differences) }
    guard let bands = edition.bands else {
      let words = ["name": "band", "edition": edition.id, "year": String(year.year)]
      findings.add(Diagnostic(.unknownOfficialScore, words, at: row.span))
      return (figures.count, differences)
    }
    guard let published = bands.rows.first(where: { $0.isCalled(official) }) else {
      let words = ["name": official, "edition": edition.id, "bands": Listing.quoted(bands.rows.map(\.name))]
      findings.add(Diagnostic(.unknownOfficialBand, words, at: row.span))
      return (figures.count, differences)
    }
    let band = year.evaluation.band(body: body)
    if band?.name != published.name {
      differences.append(
        Verification.Difference(
          year: year.year, body: row.body, score: nil, name: "band", official: official, computed: .band(band),
          isOrigin: !wrongScores.contains(bands.score), edition: edition, span: row.span))
    }
    return (figures.count + 1, differences)
  }

  private func score(of figure: OfficialResults.Figure) -> SymbolID? {
    if let declaration = edition.declaration(figure.score), declaration.score != nil { return declaration.id }
    let names = edition.scores.map(\.name)
    let help = NearestName.of(figure.score, among: names).map { Message("did you mean `{name}`?", ["name": $0]) }
    let words = ["name": figure.score, "edition": edition.id, "year": String(year.year)]
    findings.add(Diagnostic(.unknownOfficialScore, words, at: figure.span, help: help))
    return nil
  }

  private func computed(
    _ score: SymbolID, _ body: Int, unlike figure: OfficialResults.Figure
  ) -> Verification.Computed? {
    let value = year.evaluation.value(score, body: body)
    guard let number = value.number else { return .value(value) }
    return figure.agrees(with: number.value) ? nil : .number(number, by: number.value - figure.value)
  }

  /// Whether a score of a body is computed from any that differs, in this year or the one before, however far down.
  private func rests(_ score: SymbolID, on scores: Set<SymbolID>, of body: String) -> Bool {
    struct Column: Hashable {
      let step: EvaluationStep
      let isEarlier: Bool
    }
    func needs(of column: Column) -> [Column] {
      let same = edition.needs(of: column.step).map { Column(step: $0, isEarlier: column.isEarlier) }
      guard !column.isEarlier else { return same }
      return same + edition.earlierNeeds(of: column.step).map { Column(step: $0, isEarlier: true) }
    }
    let before = wrongBefore[body] ?? []
    var seen: Set<Column> = []
    var open = needs(of: Column(step: .symbol(score), isEarlier: false))
    while let column = open.popLast() {
      guard seen.insert(column).inserted else { continue }
      if case .symbol(let id) = column.step, column.isEarlier ? before.contains(edition[id].name) : scores.contains(id)
      {
        return true
      }
      open += needs(of: column)
    }
    return false
  }
}

extension Bands.Row {
  /// Whether people or programs call the band so, in capitals or not.
  fileprivate func isCalled(_ text: String) -> Bool {
    ([name] + titles.texts.values).contains { $0.lowercased() == text.lowercased() }
  }
}

extension DiagnosticKind {
  static let verificationKinds = [
    unknownOfficialBody, unknownOfficialScore, unknownOfficialYear, nothingCompared, unknownOfficialBand,
  ]

  static let unknownOfficialYear = DiagnosticKind(
    "E0608", "the official results name the year {year}, which the data has not",
    explanation: """
      Nothing can be compared for a year that was not scored.

      Bad: a row of 2031 beside the folders `2017` and `2018`. Good: rows of 2017 and 2018.
      """)

  static let nothingCompared = DiagnosticKind(
    "E0609", "nothing was compared: there is no official figure for the years that were scored",
    explanation: """
      Either the table has no figures at all, or only those of years that were left out with `--years`.

      Bad: a table with its header only. Good: one with a row for each body and year that was published.
      """)

  static let unknownOfficialBand = DiagnosticKind(
    "E0610", "`{name}` is no band of the edition {edition}; its bands are {bands}",
    explanation: """
      A band is given by its name in the rule file or by its title in any language.

      Bad: `higt`. Good: `high`.
      """)

  static let unknownOfficialBody = DiagnosticKind(
    "E0606", "the official results name `{body}` for {year}, which the data of that year has not",
    explanation: """
      Nothing can be compared for a body that was not scored. Either the data lacks it, or it is named otherwise there.

      Bad: `2018,Ministry A`. Good: `2018,ministry-a`, as `bodies.csv` of 2018 has it.
      """)

  static let unknownOfficialScore = DiagnosticKind(
    "E0607", "the edition {edition}, which {year} is scored under, has no score `{name}`",
    explanation: """
      The columns of official results are named by the paths of scores. A score that only some editions have is left \
      empty for the years of the others.

      Bad: the column `services` for `service_quality`. Good: `service_quality`, or `service_quality.timeliness`.
      """)
}
