import Evaluation
import Exact
import Methodology
import RuleTests

/// The places of editions that no rule test reaches, and how many are reached.
public struct CoverageReport: Sendable {
  private let coverages: [Coverage]
  private let wording: Wording

  public init(_ coverages: [Coverage], language: Wording.Language = .english) {
    self.coverages = coverages
    wording = Wording(language)
  }

  /// Whether tests reach every place of every edition.
  public var isWhole: Bool { coverages.allSatisfy(\.missed.isEmpty) }

  /// A line for each place, under the edition.
  public var text: String {
    coverages.map { coverage in
      let counts = ["reached": String(coverage.reached), "total": String(coverage.total)]
      let head = "\(coverage.edition.name): \(wording(.reachedOf, counts))\n"
      return head + coverage.missed.map { "  \($0.span.place): \($0.path): \(words($0))\n" }.joined()
    }.joined()
  }

  private func words(_ point: CoveragePoint) -> String {
    wording(phrase(point.kind), ["text": point.text])
  }

  private func phrase(_ kind: CoveragePoint.Kind) -> StrengthPhrase {
    switch kind {
    case .value: .neverComputed
    case .holds: .neverHolds
    case .fails: .alwaysHolds
    case .isThere: .neverThere
    case .isMissing: .neverMissing
    case .bites: .neverBites
    case .isIdle: .alwaysBites
    case .stepsIn: .neverStepsIn
    case .figure: .neverUsed
    case .row: .rowNeverHit
    case .otherwise: .otherwiseNeverUsed
    case .band: .bandNeverGiven
    case .reading: .readingNeverTaken
    }
  }

  public var json: JSON {
    .members([
      "editions": .array(
        coverages.map { coverage in
          .members([
            "methodology": .text(coverage.edition.methodology), "edition": .text(coverage.edition.id),
            "total": .integer(coverage.total), "reached": .integer(coverage.reached),
            "missed": .array(
              coverage.missed.map { point in
                .object(
                  [
                    JSON.Member("path", .text(point.path)), JSON.Member("kind", .text(point.kind.rawValue)),
                    JSON.Member("text", .text(point.text)),
                  ] + JSON.place(point.span))
              }),
          ])
        })
    ])
  }
}
