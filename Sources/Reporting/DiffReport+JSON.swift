import Comparison
import Evaluation
import Exact
import Formula
import Methodology

/// The comparison as data for other programs.
extension DiffReport {
  public var json: JSON {
    .members([
      "methodology": .text(rules.after.methodology), "before": .text(rules.before.id), "after": .text(rules.after.id),
      "files": .members(["before": .text(rules.before.file.name), "after": .text(rules.after.file.name)]),
      "overview": overviewData, "changes": .array(rules.changes.map(json)), "tests": testsJSON,
      "outcome": outcome.map(json),
    ])
  }

  private func json(_ change: RuleChange) -> JSON {
    .members([
      "id": .integer(change.id), "kind": .text(change.kind.rawValue), "aspect": .text(change.aspect.rawValue),
      "scope": .texts(change.scope.map(\.name)),
      "amendedBy": change.amendedBy.isEmpty ? nil : .texts(change.amendedBy),
      "cases": change.keys.isEmpty ? nil : .array(change.keys.map(JSON.texts)),
      "before": change.before.map(json), "after": change.after.map(json),
      "rows": change.rows.isEmpty
        ? nil
        : .array(
          change.rows.map { row in
            .members([
              "label": .text(row.label), "titles": JSON(row.titles), "before": row.before.map(JSON.text),
              "after": row.after.map(JSON.text),
            ])
          }),
    ])
  }

  private func json(_ side: RuleChange.Side) -> JSON {
    .object(
      [
        JSON.Member("name", .text(side.name)), JSON(side.titles).map { JSON.Member("titles", $0) },
        side.text.text.isEmpty ? nil : JSON.Member("text", .text(side.text.text)),
        side.unit.map { JSON.Member("unit", .text($0.description)) },
      ].compactMap { $0 } + JSON.source(side.provenance))
  }

  private func json(_ outcome: OutcomeDiff) -> JSON {
    let asked = outcome.members.indices.filter { bodies.isEmpty || bodies.contains(outcome.members[$0].id) }
    return .members([
      "score": outcome.mainScore.map { .text(name($0)) },
      "missing": .members(["before": missing(outcome.before), "after": missing(outcome.after)]),
      "bodies": .array(asked.map { json(outcome, $0) }),
    ])
  }

  private func missing(_ evaluation: Evaluation) -> JSON {
    .array(
      MissingCause.all(of: evaluation).map { cause in
        .members([
          "reasons": .texts(cause.reasons.map(\.description)), "bodies": .texts(cause.bodies),
          "scores": .texts(cause.scores.map { evaluation.edition[$0].name }),
        ])
      })
  }

  private func name(_ score: OutcomeDiff.ScorePair) -> String {
    score.after.map { rules.after[$0].name } ?? score.before.map { rules.before[$0].name } ?? ""
  }

  private func json(_ outcome: OutcomeDiff, _ index: Int) -> JSON {
    let member = outcome.members[index]
    let (bands, ranks) = (outcome.bands(of: member), outcome.ranks(of: member))
    func side(_ band: Bands.Row?, _ rank: Int?, _ isThere: Bool) -> JSON? {
      isThere ? .members(["rank": rank.map(JSON.integer), "band": band.map { .text($0.name) }]) : nil
    }
    let scores = outcome.scores.compactMap { score -> JSON.Member? in
      let values = outcome.values(score, member)
      guard values.before != nil || values.after != nil else { return nil }
      return JSON.Member(
        name(score),
        .members([
          "before": values.before.map { .object(JSON.status($0)) },
          "after": values.after.map { .object(JSON.status($0)) },
          "difference": outcome.difference(score, member).map { .text(DecimalText.exact(Number($0))) },
        ]))
    }
    let attribution = outcome.attributions.indices.contains(index) ? outcome.attributions[index] : nil
    return .members([
      "id": .text(member.id), "kind": .text(member.kind),
      "before": side(bands.before, ranks.before, member.before != nil),
      "after": side(bands.after, ranks.after, member.after != nil), "scores": .object(scores),
      "attribution": attribution.map(json),
    ])
  }

  private func json(_ attribution: Attribution) -> JSON {
    .members([
      "difference": .text(DecimalText.exact(Number(attribution.difference))),
      "shares": .array(
        attribution.shares.map { share in
          .members([
            "changes": .array(share.changes.map(JSON.integer)),
            "figures": share.figures.isEmpty ? nil : .texts(share.figures),
            "cause": .text(share.cause.rawValue), "value": .text(DecimalText.exact(Number(share.value))),
            "standardError": share.standardError.map { .text(DecimalText.exact(Number($0))) },
          ])
        }),
    ])
  }
}
