import Dataset
import Evaluation
import Exact
import Formula
import Methodology

/// What a change of the rules, of the data or of both does to the scores of every body.
public struct OutcomeDiff: Sendable {
  public let rules: RuleDiff
  public let before: Evaluation
  public let after: Evaluation
  /// The bodies of both sides: those of the later one in their order, then those that only the earlier one has.
  public let members: [Member]
  /// The scores of both editions in the order of the later one; those that only the earlier one has come last.
  public let scores: [ScorePair]

  /// A body of either side.
  public struct Member: Sendable {
    public let id: String
    public let titles: Titles
    public let kind: String
    /// Its position among the bodies of each side; `nil` where it is not evaluated.
    public let before: Int?
    public let after: Int?
  }

  /// A score as each edition knows it.
  public struct ScorePair: Sendable, Hashable {
    public let before: SymbolID?
    public let after: SymbolID?
    /// How many scores stand around it.
    public let depth: Int
  }

  /// What moved the main score of each member, in their order; `nil` where there is no difference to be told.
  public let attributions: [Attribution?]

  public init(
    _ rules: RuleDiff, before: Evaluation, after: Evaluation, attributions: [Attribution?] = []
  ) {
    self.rules = rules
    self.attributions = attributions
    self.before = before
    self.after = after
    let positions = Dictionary(before.bodies.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let later = after.bodies.enumerated().map { index, body in
      Member(id: body.id, titles: body.titles, kind: body.kind, before: positions[body.id], after: index)
    }
    let known = Set(later.map(\.id))
    members =
      later
      + before.bodies.enumerated().filter { !known.contains($0.element.id) }.map { index, body in
        Member(id: body.id, titles: body.titles, kind: body.kind, before: index, after: nil)
      }
    let pairs = rules.after.scores.map { score in
      ScorePair(before: rules.match.origin(of: score.id), after: score.id, depth: rules.after.depth(of: score.id))
    }
    scores =
      pairs
      + rules.before.scores.filter { rules.match.partner(of: $0.id) == nil }.map { score in
        ScorePair(before: score.id, after: nil, depth: rules.before.depth(of: score.id))
      }
    places = (Self.places(before), Self.places(after))
  }

  /// The same with what moved the main score of each member.
  public func with(attributions: [Attribution?]) -> OutcomeDiff {
    OutcomeDiff(rules, before: before, after: after, attributions: attributions)
  }

  private let places: (before: [Int?], after: [Int?])

  /// The score that bodies are judged by.
  public var mainScore: ScorePair? {
    scores.first { $0.after != nil && $0.after == rules.after.mainScore }
      ?? scores.first { $0.before != nil && $0.before == rules.before.mainScore }
  }

  /// What a body has on each side; `nil` where it or the score is not there.
  public func values(_ score: ScorePair, _ member: Member) -> (before: Value?, after: Value?) {
    (Self.value(score.before, member.before, before), Self.value(score.after, member.after, after))
  }

  private static func value(_ score: SymbolID?, _ body: Int?, _ evaluation: Evaluation) -> Value? {
    guard let score, let body else { return nil }
    return evaluation.value(score, body: body)
  }

  /// The later value less the earlier one; `nil` unless both are numbers.
  public func difference(_ score: ScorePair, _ member: Member) -> Rational? {
    let (first, second) = values(score, member)
    guard let first = first?.number, let second = second?.number else { return nil }
    return second.value - first.value
  }

  /// The place of a body among those of its kind by the main score, from 1; equal scores share a place.
  public func ranks(of member: Member) -> (before: Int?, after: Int?) {
    (member.before.flatMap { places.before[$0] }, member.after.flatMap { places.after[$0] })
  }

  /// The band of a body on each side.
  public func bands(of member: Member) -> (before: Bands.Row?, after: Bands.Row?) {
    (member.before.flatMap { before.band(body: $0) }, member.after.flatMap { after.band(body: $0) })
  }

  /// The members whose main score moved, the greatest move first.
  public var moves: [(member: Member, difference: Rational)] {
    guard let main = mainScore else { return [] }
    return members.compactMap { member in difference(main, member).map { (member, $0) } }.filter { !$0.1.isZero }
      .enumerated().sorted { left, right in
        let (first, second) = (left.element.1.magnitude, right.element.1.magnitude)
        return first == second ? left.offset < right.offset : first > second
      }.map(\.element)
  }

  private static func places(_ evaluation: Evaluation) -> [Int?] {
    guard let main = evaluation.edition.mainScore else { return evaluation.bodies.map { _ in nil } }
    let values = evaluation.bodies.indices.map { evaluation.value(main, body: $0).number?.value }
    var sorted: [String: [Rational]] = [:]
    for (body, value) in zip(evaluation.bodies, values) {
      if let value { sorted[body.kind, default: []].append(value) }
    }
    var places: [String: [Rational: Int]] = [:]
    for (kind, numbers) in sorted {
      for (index, number) in numbers.sorted(by: >).enumerated() where places[kind]?[number] == nil {
        places[kind, default: [:]][number] = index + 1
      }
    }
    return zip(evaluation.bodies, values).map { body, value in value.flatMap { places[body.kind]?[$0] } }
  }
}

extension Edition {
  /// How many scores stand around one.
  func depth(of score: SymbolID) -> Int {
    var depth = 0
    var next = self[score].score?.parent
    while let parent = next {
      depth += 1
      next = self[parent].score?.parent
    }
    return depth
  }
}
