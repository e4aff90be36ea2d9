import Exact
import Formula
import Methodology

/// Which declarations of two editions are the same thing.
///
/// A name that both have is the same thing. What is left over is looked at by its title, citation and content, and by
/// where it stands in formulas that are the same but for it: so a criterion or figure is found again under another name.
public struct EditionMatch: Sendable {
  public let before: Edition
  public let after: Edition
  private var partners: [SymbolID: SymbolID] = [:]
  private var origins: [SymbolID: SymbolID] = [:]
  /// The tables of the one edition that the other has, by index.
  private let tables: [Int: Int]

  public init(_ before: Edition, _ after: Edition) {
    self.before = before
    self.after = after
    let places = Dictionary(after.tables.map { ($0.name, $0.index) }) { first, _ in first }
    tables = Dictionary(
      before.tables.compactMap { table in places[table.name].map { (table.index, $0) } }, uniquingKeysWith: { $1 })
    for declaration in before.declarations {
      if let other = after.declaration(declaration.name), other.family == declaration.family {
        join(declaration.id, other.id)
      }
    }
    // A matched score can tell what its children are, and a matched formula what its names are.
    var count: Int
    repeat {
      count = partners.count
      matchScores()
      matchByFormulas()
    } while partners.count > count
  }

  /// What a declaration is in the later edition.
  public func partner(of id: SymbolID) -> SymbolID? { partners[id] }

  /// What a declaration was in the earlier edition.
  public func origin(of id: SymbolID) -> SymbolID? { origins[id] }

  /// What a table is in the later edition.
  public func partner(ofTable index: Int) -> Int? { tables[index] }

  /// What a table was in the earlier edition.
  public func origin(ofTable index: Int) -> Int? { tables.first { $0.value == index }?.key }

  /// What a formula of the earlier edition calls something, as the later one calls it.
  public var rename: @Sendable (String) -> String {
    var names: [String: String] = [:]
    for (id, other) in partners where before[id].name != after[other].name {
      names[before[id].name] = after[other].name
    }
    guard !names.isEmpty else { return { $0 } }
    return { [names] name in
      for prefix in ["", "own.", "previous."] where name.hasPrefix(prefix) {
        if let other = names[String(name.dropFirst(prefix.count))] { return prefix + other }
      }
      return name
    }
  }

  private mutating func join(_ id: SymbolID, _ other: SymbolID) {
    partners[id] = other
    origins[other] = id
  }

  private var leftBefore: [Declaration] { before.declarations.filter { partners[$0.id] == nil } }
  private var leftAfter: [Declaration] { after.declarations.filter { origins[$0.id] == nil } }

  // MARK: Scores

  private mutating func matchScores() {
    let (first, second) = (leftBefore.filter { $0.score != nil }, leftAfter.filter { $0.score != nil })
    var pairs: [(likeness: Int, before: SymbolID, after: SymbolID)] = []
    for one in first {
      for other in second {
        let likeness = likeness(one, other)
        if likeness >= Self.likenessOfSame { pairs.append((likeness, one.id, other.id)) }
      }
    }
    for pair in pairs.highestFirst(by: \.likeness) where partners[pair.before] == nil && origins[pair.after] == nil {
      join(pair.before, pair.after)
    }
  }

  private static let likenessOfSame = 4

  /// How much speaks for two scores being the same.
  private func likeness(_ one: Declaration, _ other: Declaration) -> Int {
    var points = 0
    switch Words.likeness(one.titles, other.titles) {
    case .same: points += 3
    case .close: points += 2
    case .different: break
    }
    if one.shortName == other.shortName { points += 2 }
    if !Set(one.provenance.citations).isDisjoint(with: other.provenance.citations) { points += 1 }
    if let parent = one.score?.parent, let otherParent = other.score?.parent, partners[parent] == otherParent {
      points += 1
    }
    if let formula = one.ownFormula, let otherFormula = other.ownFormula,
      FormulaDifference(formula.expression, otherFormula.expression, rename: rename).isEmpty
    {
      points += 2
    }
    return points
  }

  // MARK: Names in formulas

  /// Names at the same place of formulas that are the same in all else are one thing, unless other formulas gainsay it.
  private mutating func matchByFormulas() {
    var candidates: [String: Set<String>] = [:]
    var backwards: [String: Set<String>] = [:]
    for (id, other) in partners {
      for (one, another) in zip(before[id].placedForms, after[other].placedForms) where one.key == another.key {
        for (name, newName) in Self.differingNames(one.formula.expression, another.formula.expression) ?? [] {
          candidates[name, default: []].insert(newName)
          backwards[newName, default: []].insert(name)
        }
      }
    }
    for (name, newNames) in candidates.sorted(by: { $0.key < $1.key }) {
      guard newNames.count == 1, let newName = newNames.first, backwards[newName]?.count == 1,
        let one = before.declaration(name), let other = after.declaration(newName),
        partners[one.id] == nil, origins[other.id] == nil, one.family == other.family, one.type == other.type,
        isOfOneReach(one, other)
      else { continue }
      join(one.id, other.id)
    }
  }

  /// Whether neither is a figure of one clause while the other is one that several formulas share.
  private func isOfOneReach(_ one: Declaration, _ other: Declaration) -> Bool {
    func isOwned(_ declaration: Declaration, _ edition: Edition) -> Bool { edition.owner(of: declaration) != nil }
    func isShared(_ declaration: Declaration, _ edition: Edition) -> Bool {
      let users = edition.declarations.filter { user in
        user.placedForms.contains { form in form.formula.term.names.contains(.symbol(declaration.id)) }
      }
      return users.count > 1
    }
    switch (isOwned(one, before), isOwned(other, after)) {
    case (true, false): return !isShared(other, after)
    case (false, true): return !isShared(one, before)
    default: return true
    }
  }

  /// The names that differ in two trees of one shape; `nil` if more than names differs.
  private static func differingNames(_ one: Expression, _ other: Expression) -> [(String, String)]? {
    if case .name(let name) = one.form, case .name(let newName) = other.form {
      return name == newName ? [] : [(name, newName)]
    }
    guard one.label == other.label, one.children.count == other.children.count else { return nil }
    var names: [(String, String)] = []
    for (child, otherChild) in zip(one.children, other.children) {
      guard let inner = differingNames(child, otherChild) else { return nil }
      names += inner
    }
    return names
  }
}

extension Declaration {
  /// The sorts of things of which one can take another's place.
  enum Family {
    case kind, figure, reading, scale, score
  }

  var family: Family {
    switch content {
    case .kind: .kind
    case .input, .parameter, .derived: .figure
    case .reading: .reading
    case .scale: .scale
    case .score: .score
    }
  }

  /// The formula that its value is, before penalties and limits.
  var ownFormula: Formula? {
    switch content {
    case .derived(let derived): derived.formula
    case .score(let score): if case .formula(let formula) = score.rule { formula } else { nil }
    case .kind, .input, .reading, .parameter, .scale: nil
    }
  }

  /// The formulas of a declaration by what they are for.
  fileprivate var placedForms: [(key: String, formula: Formula)] {
    (ownFormula.map { [("", $0)] } ?? []) + (score?.clauses.map { ($0.key, $0.clause.formula) } ?? [])
  }
}

extension Sequence {
  /// The elements by a figure, the highest first; those of one figure in their order.
  func highestFirst(by figure: (Element) -> Int) -> [Element] {
    enumerated().sorted { left, right in
      let (first, second) = (figure(left.element), figure(right.element))
      return first == second ? left.offset < right.offset : first > second
    }.map(\.element)
  }
}
