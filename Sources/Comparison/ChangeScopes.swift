import Formula
import Methodology

/// Tells which scores a change bears on.
struct ChangeScopes {
  private let match: EditionMatch
  private let before: Users
  private let after: Users

  init(_ match: EditionMatch) {
    self.match = match
    before = Users(match.before)
    after = Users(match.after)
  }

  /// The scores around what a change is about, the outermost first.
  func scope(of change: RuleChange) -> [RuleChange.ScopeEntry] {
    let later = change.after.flatMap { after.path(of: step(change, $0.symbol, change.tables?.after, match.after)) }
    let earlier = change.before.flatMap {
      before.path(of: step(change, $0.symbol, change.tables?.before, match.before))
    }
    if let later, !later.isEmpty { return entries(later, in: match.after) }
    guard let earlier else { return [] }
    return earlier.map { id in
      let declaration = match.partner(of: id).map { match.after[$0] } ?? match.before[id]
      return RuleChange.ScopeEntry(name: declaration.name, titles: declaration.titles)
    }
  }

  /// The innermost score that all uses of an input or record table stand under; `nil` if they have none in common.
  func innermost(ofData name: String) -> String? {
    for (users, edition) in [(after, match.after), (before, match.before)] {
      let steps: [EvaluationStep]
      if let declaration = edition.declaration(name) {
        steps = [.symbol(declaration.id)]
      } else if let table = edition.tables.first(where: { $0.name == name }) {
        steps = table.fields.indices.map { .field(FieldID(table: table.index, field: $0)) }
      } else {
        continue
      }
      return users.path(of: steps).last.map { edition[$0].name }
    }
    return nil
  }

  private func entries(_ path: [SymbolID], in edition: Edition) -> [RuleChange.ScopeEntry] {
    path.map { RuleChange.ScopeEntry(name: edition[$0].name, titles: edition[$0].titles) }
  }

  private func step(_ change: RuleChange, _ symbol: SymbolID?, _ table: Int?, _ edition: Edition) -> [EvaluationStep] {
    if let symbol { return [.symbol(symbol)] }
    guard let table else { return [] }
    let fields = edition.tables[table].fields
    return fields.indices.filter { change.tables?.field == nil || fields[$0].name == change.tables?.field }
      .map { .field(FieldID(table: table, field: $0)) }
  }
}

/// Which scores use what.
private struct Users {
  private let edition: Edition
  private var scores: [EvaluationStep: Set<SymbolID>] = [:]

  init(_ edition: Edition) {
    self.edition = edition
    // Later steps use earlier ones, so that users are known before what they use.
    for step in edition.order.reversed() {
      if case .symbol(let id) = step, edition[id].score != nil { scores[step] = [id] }
      let own = scores[step] ?? []
      for formula in edition.formulas(of: step) {
        // What belongs to a score around or beneath is that score's.
        guard formula.place.step == step else { continue }
        for name in formula.formula.term.names where !isScore(name) { scores[name, default: []].formUnion(own) }
      }
    }
    for declaration in edition.declarations {
      guard case .parameter = declaration.content, let owner = edition.owner(of: declaration) else { continue }
      scores[.symbol(declaration.id)] = [owner]
    }
  }

  private func isScore(_ step: EvaluationStep) -> Bool {
    guard case .symbol(let id) = step else { return false }
    return edition[id].score != nil
  }

  /// The innermost score that has all users of something beneath it, with those around it.
  func path(of steps: [EvaluationStep]) -> [SymbolID] {
    let users = steps.reduce(into: Set<SymbolID>()) { $0.formUnion(scores[$1] ?? []) }
    let paths = users.map(path)
    guard let first = paths.first else { return [] }
    var common: [SymbolID] = []
    for (depth, id) in first.enumerated() {
      guard paths.allSatisfy({ $0.indices.contains(depth) && $0[depth] == id }) else { break }
      common.append(id)
    }
    return common
  }

  private func path(to score: SymbolID) -> [SymbolID] {
    var path = [score]
    while let parent = edition[path[0]].score?.parent { path.insert(parent, at: 0) }
    return path
  }
}

extension Edition {
  /// The score whose clause a figure is, if it stands in one.
  func owner(of declaration: Declaration) -> SymbolID? {
    guard let dot = declaration.name.lastIndex(of: "."), let score = self.declaration(String(declaration.name[..<dot])),
      score.score != nil
    else { return nil }
    return score.id
  }
}

extension Term {
  /// The columns and figures that a formula names.
  var names: [EvaluationStep] {
    var names: [EvaluationStep] = []
    forEach { term in
      switch term.form {
      case .read(let id), .own(let id), .previous(let id), .parameter(let id, _), .steps(let id, _, _):
        names.append(.symbol(id))
      case .field(let table, let field, _): names.append(.field(FieldID(table: table, field: field)))
      default: break
      }
    }
    return names
  }
}
