import Evaluation
import Formula
import Methodology

extension ExplanationReport {
  /// The whole tree, for other programs.
  public var json: JSON {
    let band: JSON? = edition.bands.flatMap { bands in
      subject?.id == bands.score ? self.band.map { .text($0.name) } ?? .null : nil
    }
    let body: JSON = .members([
      "id": .text(body.id), "kind": .text(body.kind), "titles": JSON(body.titles), "band": band,
    ])
    let rests: JSON = .object(Basis.allCases.map { JSON.Member($0.rawValue, .integer(tree.count($0))) })
    return .object(
      head.members + [
        JSON.Member("body", body), JSON.Member("restsOn", rests),
        JSON.Member("explanations", .array(explanations.map(Self.json))),
      ])
  }

  private static func json(_ node: Explanation) -> JSON {
    var members: [JSON.Member] = [
      JSON.Member("name", .text(node.name)), JSON.Member("role", .text(node.role.rawValue)),
    ]
    func add(_ name: String, _ value: JSON?) {
      if let value { members.append(JSON.Member(name, value)) }
    }
    add("titles", JSON(node.titles))
    if node.role != .field { members += JSON.status(node.value) }
    add("unit", node.unit.map { .text($0.description) })
    add("maximum", node.maximum.map { .object(JSON.status($0)) })
    add("appliesWhen", node.appliesWhen.map(JSON.text))
    add("formula", node.formula.map(JSON.text))
    add("figures", node.figures.map(JSON.text))
    add("base", node.base.map { .object(JSON.status($0)) })
    if !node.adjustments.isEmpty { add("adjustments", .array(node.adjustments.map(json))) }
    add("row", node.lookUp.map { .text($0.text) })
    if !node.contributions.isEmpty {
      add("contributions", .array(node.contributions.map(json)))
    }
    if let provenance = node.provenance { members += JSON.source(provenance) }
    add("assessor", node.assessor.flatMap { JSON($0) })
    if !node.children.isEmpty { add("children", .array(node.children.map(json))) }
    add("abridgement", node.abridgement.map { .text($0.rawValue) })
    return .object(members)
  }

  private static func json(_ contribution: Explanation.Contribution) -> JSON {
    var members = [JSON.Member("label", .text(contribution.label))] + JSON.status(contribution.value)
    if let figures = contribution.figures { members.append(JSON.Member("figures", .text(figures))) }
    return .object(members)
  }

  private static func json(_ adjustment: Explanation.Adjustment) -> JSON {
    var members = [JSON.Member("kind", .text(adjustment.kind.rawValue))]
    if let titles = JSON(adjustment.titles) { members.append(JSON.Member("titles", titles)) }
    members.append(JSON.Member("formula", .text(adjustment.formula)))
    if let figures = adjustment.figures { members.append(JSON.Member("figures", .text(figures))) }
    members += JSON.status(adjustment.value)
    if let provenance = adjustment.provenance { members += JSON.source(provenance) }
    return .object(members)
  }
}
