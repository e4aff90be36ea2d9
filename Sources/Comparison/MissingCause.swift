import Evaluation
import Formula
import Methodology

/// What scores are missing for: reasons that the same scores of the same bodies are missing for, told once.
public struct MissingCause: Sendable {
  /// Each once for all rows of a table, which then stand without their names.
  public let reasons: [Reason]
  public let bodies: [String]
  /// The scores, those within others first.
  public let scores: [SymbolID]

  /// Why scores of an evaluation are missing, what concerns most bodies first.
  public static func all(of evaluation: Evaluation) -> [MissingCause] {
    var order: [Reason] = []
    var found: [Reason: (bodies: Set<Int>, scores: Set<SymbolID>)] = [:]
    for body in evaluation.bodies.indices {
      for score in evaluation.edition.scores {
        for reason in evaluation.value(score.id, body: body).absence?.reasons ?? [] {
          let reason = reason.ofAllRows
          if found[reason] == nil { order.append(reason) }
          found[reason, default: ([], [])].bodies.insert(body)
          found[reason, default: ([], [])].scores.insert(score.id)
        }
      }
    }
    var groups: [Effect: [Reason]] = [:]
    var effects: [Effect] = []
    for reason in order {
      guard let (bodies, scores) = found[reason] else { continue }
      let effect = Effect(bodies: bodies, scores: scores)
      if groups[effect] == nil { effects.append(effect) }
      groups[effect, default: []].append(reason)
    }
    return effects.enumerated().sorted {
      ($1.element.bodies.count, $0.offset) < ($0.element.bodies.count, $1.offset)
    }.map { _, effect in
      MissingCause(
        reasons: groups[effect] ?? [], bodies: effect.bodies.sorted().map { evaluation.bodies[$0].id },
        scores: inwardFirst(effect.scores, evaluation.edition))
    }
  }

  private static func inwardFirst(_ scores: Set<SymbolID>, _ edition: Edition) -> [SymbolID] {
    let known = edition.scores.map(\.id).filter(scores.contains)
    return known.enumerated().sorted {
      (edition.depth(of: $1.element), $0.offset) < (edition.depth(of: $0.element), $1.offset)
    }.map(\.element)
  }

  private struct Effect: Hashable {
    let bodies: Set<Int>
    let scores: Set<SymbolID>
  }
}

extension Reason {
  /// The reason without the row that it was met in.
  fileprivate var ofAllRows: Reason {
    switch self {
    case .cell(let table, _, let field): .cell(table: table, row: "", field: field)
    case .row(let table, _): .row(table: table, key: "")
    default: self
    }
  }
}
