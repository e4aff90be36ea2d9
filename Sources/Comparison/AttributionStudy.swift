import Dataset
import Evaluation
import Exact
import Formula
import Methodology

/// Finds out which change moved which score by how much.
///
/// A class, since it holds all values under all combinations of changes; it is asked score by score.
public final class AttributionStudy {
  private let rules: RuleDiff
  private let outcome: OutcomeDiff
  let merged: MergedEdition
  /// The changes that are made together.
  let groups: [[Switches.Subject]]
  private var trace: SwitchTrace
  private let positions: [String: Int]

  /// Studies what lies between two evaluations.
  ///
  /// - Parameters:
  ///   - outcome: the evaluations, under the editions that are compared.
  ///   - crossed: the data as the respective other edition reads it: that of the earlier evaluation by the later
  ///     edition, and that of the later one by the earlier edition. `nil` if both evaluations are of one set of data.
  public init?(_ outcome: OutcomeDiff, crossed: Crossed? = nil) {
    self.outcome = outcome
    rules = outcome.rules
    let (before, after) = (outcome.before, outcome.after)
    func complete(_ data: Dataset, _ evaluation: Evaluation) -> CompleteRows {
      CompleteRows(data, for: evaluation.edition, readings: evaluation.readings)
    }
    let sources: MergedSources
    if let crossed {
      sources = MergedSources([
        [complete(before.dataset, before), complete(crossed.laterByEarlier, before)],
        [complete(crossed.earlierByLater, after), complete(after.dataset, after)],
      ])
    } else {
      sources = MergedSources([[complete(before.dataset, before)], [complete(after.dataset, after)]])
    }
    let choices: [Side: [String: String]] = [.before: before.readings, .after: after.readings]
    guard let merged = Self.merge(outcome.rules, sources, choices) else { return nil }
    self.merged = merged
    groups = merged.switches.groups
    let symbols = groups.map { $0.compactMap { merged.switches.symbols[$0] } }
    let rows = merged.rows
    trace = SwitchTrace(merged.edition, rows, switches: symbols, targets: Array(merged.scores.values))
    let bodies = rows.dataset.periods.last?.bodies ?? []
    positions = Dictionary(bodies.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  /// Two sets of data, each as the edition reads it that it was not evaluated under.
  public struct Crossed: Sendable {
    let earlierByLater: Dataset
    let laterByEarlier: Dataset

    public init(earlierByLater: Dataset, laterByEarlier: Dataset) {
      self.earlierByLater = earlierByLater
      self.laterByEarlier = laterByEarlier
    }
  }

  /// The merged edition; what stands in circles is taken apart until nothing does.
  private static func merge(
    _ rules: RuleDiff, _ sources: MergedSources, _ choices: [Side: [String: String]]
  ) -> MergedEdition? {
    var apart: Set<String> = []
    while true {
      var found: Set<String> = []
      let merger = EditionMerger(rules, sources, choices: choices, apart: apart)
      if let merged = merger.edition(onCircle: { found.formUnion($0) }) { return merged }
      guard !found.isSubset(of: apart) else { return nil }
      apart.formUnion(found)
    }
  }

  /// What moved a score of a body; `nil` if it has no number on both sides.
  public func attribution(of score: OutcomeDiff.ScorePair, _ member: OutcomeDiff.Member) -> Attribution? {
    guard let id = merged.scores[score], let body = positions[member.id],
      let difference = outcome.difference(score, member)
    else { return nil }
    let found = trace.parts(of: id, body: body).flatMap(shares)
    // The rules in between must begin and end at what the editions say themselves.
    guard let found, found.difference == difference else { return nil }
    return found
  }

  /// A score of a body with some groups of changes made.
  func value(of score: OutcomeDiff.ScorePair, _ member: OutcomeDiff.Member, on: Set<Int>) -> Rational? {
    guard let id = merged.scores[score], let body = positions[member.id], let parts = trace.parts(of: id, body: body)
    else { return nil }
    return trace.total(parts, on: on)
  }

  /// The attributions of the main score, by member.
  public var attributions: [Attribution?] {
    guard let main = outcome.mainScore else { return outcome.members.map { _ in nil } }
    return outcome.members.map { attribution(of: main, $0) }
  }

  private var unions: [Int] {
    groups.map { subjects in
      let causes = Set(subjects.map { if case .data = $0 { 1 } else { 0 } })
      return causes.count == 1 ? causes.first ?? 0 : 2
    }
  }

  /// The shares of a sum: exact those of its parts, estimated that of what is open.
  private func shares(of parts: [SwitchedNumber]) -> Attribution? {
    let (open, closed) = (parts.filter { $0.open != nil }, parts.filter { $0.open == nil })
    guard var shares = OwenValue(unions: unions).shares(of: closed) else { return nil }
    var errors: [[Int]: Rational] = [:]
    if !open.isEmpty {
      let support = Set(open.flatMap(\.wholeSupport)).sorted()
      let sampled = SampledValue.shares(of: support, unions: unions) { trace.total(open, on: $0) }
      guard let sampled else { return nil }
      for (place, sample) in sampled {
        let own = shares.firstIndex { $0.switches.contains(place) } ?? shares.count
        if own == shares.count { shares.append(OwenValue.Share(switches: [place], value: .zero)) }
        let switches = shares[own].switches
        shares[own] = OwenValue.Share(switches: switches, value: shares[own].value + sample.mean)
        // Of switches that count as one the errors may add up.
        errors[switches] = (errors[switches] ?? .zero) + sample.standardError
      }
    }
    return Attribution(
      shares.sorted { $0.switches[0] < $1.switches[0] }.map { share($0.switches, $0.value, errors[$0.switches]) })
  }

  private func share(_ places: [Int], _ value: Rational, _ standardError: Rational?) -> Attribution.Share {
    let subjects = places.flatMap { groups[$0] }
    var (changes, figures): ([Int], [String]) = ([], [])
    for subject in subjects {
      switch subject {
      case .change(let id): changes.append(id)
      case .data(let name): figures.append(name)
      }
    }
    return Attribution.Share(
      changes: changes.filter { $0 >= 0 }.sorted(), figures: figures.sorted(), value: value,
      standardError: standardError)
  }
}
