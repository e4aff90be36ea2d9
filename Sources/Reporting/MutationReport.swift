import Exact
import Methodology
import RuleTests

/// The small changes of editions that no rule test notices, and how many are noticed.
public struct MutationReport: Sendable {
  private let mutations: [Mutation]
  private let wording: Wording

  public init(_ mutations: [Mutation], language: Wording.Language = .english) {
    self.mutations = mutations
    wording = Wording(language)
  }

  /// Whether the tests of every edition miss no more of the changes than a limit in percent.
  public func isWithin(limit: Rational) -> Bool { mutations.allSatisfy { $0.missedPercent <= limit } }

  /// A line for each change that is missed, under the edition.
  public var text: String {
    mutations.map { mutation in
      let counts = [
        "noticed": String(mutation.noticed), "total": String(mutation.total), "missed": String(mutation.missed.count),
        "percent": mutation.missedPercent.fixed(places: 1),
      ]
      let head = "\(mutation.edition.name): \(wording(.noticedOf, counts))\n"
      return head + mutation.missed.map { "  \($0.span.place): \($0.path): \($0.from) → \($0.to)\n" }.joined()
    }.joined()
  }

  public var json: JSON {
    .members([
      "editions": .array(
        mutations.map { mutation in
          .members([
            "methodology": .text(mutation.edition.methodology), "edition": .text(mutation.edition.id),
            "total": .integer(mutation.total), "noticed": .integer(mutation.noticed),
            "missedPercent": .text(mutation.missedPercent.fixed(places: 1)),
            "missed": .array(
              mutation.missed.map { mutant in
                .object(
                  [
                    JSON.Member("path", .text(mutant.path)), JSON.Member("kind", .text(mutant.kind.rawValue)),
                    JSON.Member("from", .text(mutant.from)), JSON.Member("to", .text(mutant.to)),
                  ] + JSON.place(mutant.span))
              }),
          ])
        })
    ])
  }
}
