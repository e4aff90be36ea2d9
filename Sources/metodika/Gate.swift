import ArgumentParser
import Metodika

/// What a draft must not do to any body: `rank`, `band`, `score` or `score>1.5`.
enum Gate {
  case rank, band
  /// A score may move by so much and no more.
  case score(Rational)

  init(_ argument: String) throws {
    switch argument {
    case "rank": self = .rank
    case "band": self = .band
    case "score": self = .score(.zero)
    default:
      guard argument.hasPrefix("score>"), let limit = Rational(decimal: argument.dropFirst("score>".count)),
        limit >= .zero
      else { throw ValidationError("`\(argument)` is no gate; write rank, band, score or score>1.5") }
      self = .score(limit)
    }
  }

  /// Whether some body moves as it must not; one that has a score on one side only has moved.
  func isTripped(by outcome: OutcomeDiff) -> Bool {
    outcome.members.contains { member in
      switch self {
      case .rank:
        let ranks = outcome.ranks(of: member)
        return ranks.before != ranks.after
      case .band:
        let bands = outcome.bands(of: member)
        return bands.before?.name != bands.after?.name
      case .score(let limit):
        guard let main = outcome.mainScore else { return false }
        let values = outcome.values(main, member)
        guard let difference = outcome.difference(main, member) else {
          return (values.before?.number == nil) != (values.after?.number == nil)
        }
        return difference.magnitude > limit
      }
    }
  }
}
