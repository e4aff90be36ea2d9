import Comparison
import Exact
import Methodology

/// The overview as data: in words, and direction by direction what criteria are worth.
extension DiffReport {
  var overviewData: JSON {
    let overview = overview
    return .members([
      "amends": .truth(rules.isAmendment),
      "amendedBy": rules.isAmendment ? rules.after.amendment.map { .texts($0.citations) } : nil,
      "lines": .array(
        overview.lines.map { .members(["label": .text($0.label), "text": .text($0.text)]) }),
      "directions": .array(overview.facts.directions.map(json)),
    ])
  }

  private func json(_ direction: RuleOverview.Direction) -> JSON {
    .members([
      "name": .text(direction.name), "maxima": json(direction.direction.maxima),
      "criteria": .array(direction.criteria.map(json)), "inside": .array(direction.inner.map(json)),
    ])
  }

  private func json(_ criterion: RuleOverview.Criterion) -> JSON {
    .members([
      "before": criterion.before.map { .text($0.name) }, "after": criterion.after.map { .text($0.name) },
      "titles": criterion.any.flatMap { JSON($0.titles) }, "maxima": json(criterion.maxima),
    ])
  }

  /// What is worth how much, by kind of body.
  private func json(_ maxima: [RuleOverview.Maximum]) -> JSON {
    func figure(_ value: Rational?) -> JSON? { value.map { .text(DecimalText.exact(Number($0))) } }
    return .object(
      maxima.map { maximum in
        JSON.Member(
          maximum.kind, .members(["before": figure(maximum.before), "after": figure(maximum.after)]))
      })
  }
}
