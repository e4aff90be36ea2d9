import Evaluation
import Exact
import Formula
import Methodology
import SourceText

/// Puts two editions into one.
///
/// What both say is there once; what they say differently is there as a choice that a switch makes. Where one cannot
/// stand in the other's place, both are there side by side, and what uses them is switched with them.
final class EditionMerger {
  let diff: RuleDiff
  let sources: MergedSources
  /// The choices that readings are taken with, by edition and declared name.
  let choices: [Side: [String: String]]
  /// What stands in circles if it is switched for itself, by the name in the later edition.
  let apart: Set<String>

  var switches = Switches()
  var declarations: [Declaration?] = []
  /// What inputs stand for, by their symbols.
  var inputs: [SymbolID: MergedInput] = [:]
  /// The symbols that formulas of each edition read names by.
  var symbols: [Side: [SymbolID: SymbolID]] = [.before: [:], .after: [:]]
  /// How figures and scales are looked up.
  var lookUps: [Side: [SymbolID: LookUp]] = [.before: [:], .after: [:]]
  var tables: [MergedTable] = []
  var recordTables: [RecordTable] = []
  /// By edition and table, where the table and its fields are.
  var tablePlaces: [Side: [Int: TablePlace]] = [.before: [:], .after: [:]]
  var presence: SymbolID?
  /// Where declarations are, by the edition whose symbol it is.
  var places: [SymbolID: [Side: (id: SymbolID, name: String)]] = [:]
  /// The inputs that are read already.
  var inputPlaces: [(source: InputSource, id: SymbolID)] = []
  /// The names of an edition that a formula in the making cannot use under the other one's rules.
  var stuck: [Int] = []
  private var names: Set<String> = []

  enum LookUp {
    /// The same in both editions, or in one only.
    case single(SymbolID)
    /// The same figure in all cases, whatever the cases are.
    case constant(Rational)
    /// Figures with one more key, which says whether they stand as before or as after.
    case varied(SymbolID, [(keys: [[String]], change: Int)])
    /// Two of different shape, and the change from one to the other.
    case shaped([Side: SymbolID], change: Int)
  }

  struct TablePlace {
    let table: Int
    let fields: [Int]
    /// Whether a row belongs to what is looked at; always if absent.
    let isVisible: (_ level: Int) -> Term?
  }

  init(_ diff: RuleDiff, _ sources: MergedSources, choices: [Side: [String: String]], apart: Set<String>) {
    self.diff = diff
    self.sources = sources
    self.choices = choices
    self.apart = apart
  }

  var match: EditionMatch { diff.match }

  func edition(_ side: Side) -> Edition { side == .before ? diff.before : diff.after }

  // MARK: Entities

  /// A declaration of both editions, or of one.
  struct Entity {
    let before: Declaration?
    let after: Declaration?

    subscript(side: Side) -> Declaration? { side == .before ? before : after }
    /// What it is called.
    var any: Declaration? { after ?? before }
  }

  /// The declarations of both editions: those of the later one, then those that only the earlier one has.
  lazy var entities: [Entity] =
    diff.after.declarations.map { declaration in
      Entity(before: match.origin(of: declaration.id).map { diff.before[$0] }, after: declaration)
    }
    + diff.before.declarations.filter { match.partner(of: $0.id) == nil }.map { Entity(before: $0, after: nil) }

  // MARK: Declaring

  /// Takes a place among the declarations under a name that nothing else has.
  func allocate(_ name: String) -> (id: SymbolID, name: String) {
    var free = name
    while !names.insert(free).inserted { free += "'" }
    declarations.append(nil)
    return (SymbolID(declarations.count - 1), free)
  }

  func declare(
    _ place: (id: SymbolID, name: String), like declaration: Declaration, _ content: Declaration.Content
  ) {
    declarations[place.id.index] = Declaration(
      id: place.id, name: place.name, titles: declaration.titles, provenance: declaration.provenance,
      type: declaration.type, content: content)
  }

  /// A switch, as a condition that it stands as after.
  func isAfter(_ subject: Switches.Subject) -> Term {
    let span = diff.after.file.whole
    let symbol = switches.symbol(subject) {
      let place = allocate("reading.switch_\(declarations.count)")
      let provenance = Provenance(citations: [], basis: .text, span: span)
      declarations[place.id.index] = Declaration(
        id: place.id, name: place.name, titles: Titles(), provenance: provenance, type: .text,
        content: .reading(Switches.reading(at: span)))
      return place.id
    }
    return .isAfter(symbol)
  }

  /// A term as before or as after, as a change says; one term if both are the same.
  ///
  /// What neither could be told apart from is joined to the change.
  func merged(_ before: Term, _ after: Term, _ change: Int?) -> Term {
    let involved = Array(Set(stuck)).sorted()
    stuck = []
    guard !before.isSame(as: after) else { return before }
    let all = (change.map { [$0] } ?? []) + involved
    guard let first = all.first else { return .choice(isAfter(.change(Self.unknown)), then: after, otherwise: before) }
    for other in all { _ = isAfter(.change(other)) }
    switches.join(all.map { .change($0) })
    return .choice(isAfter(.change(first)), then: after, otherwise: before)
  }

  /// Stands for a difference that no change tells of.
  static let unknown = -1

  func formula(_ term: Term, like formula: Formula) -> Formula {
    Formula(text: formula.text, expression: formula.expression, term: term)
  }

  func formula(_ term: Term) -> Formula {
    Formula(text: FormulaText("merged"), expression: Expression(.truth(true), 0..<0), term: term)
  }

  // MARK: Changes

  /// The change of an aspect of a declaration.
  func change(_ entity: Entity, _ aspects: Set<RuleChange.Aspect>, _ matches: (RuleChange) -> Bool = { _ in true })
    -> Int?
  {
    diff.changes.first { change in
      change.kind != .renamed && aspects.contains(change.aspect) && change.tables == nil
        && isAbout(change, entity) && matches(change)
    }?.id
  }

  func isAbout(_ change: RuleChange, _ entity: Entity) -> Bool {
    (change.before?.symbol != nil && change.before?.symbol == entity.before?.id)
      || (change.after?.symbol != nil && change.after?.symbol == entity.after?.id)
  }

  // MARK: Putting together

  /// The merged edition; `nil` after names that stand in circles.
  func edition(onCircle: (Set<String>) -> Void) -> MergedEdition? {
    allocateAll()
    mergeTables()
    for entity in entities { merge(entity) }
    completeTables()
    joinData()
    let done = declarations.compactMap { $0 }
    let roots = scoreSymbols.filter { $0.key.depth == 0 }.map(\.value).sorted { $0.index < $1.index }
    var circle: Set<String> = []
    let kinds =
      diff.after.kinds
      + diff.before.kinds.filter { kind in
        !diff.after.kinds.contains { $0.name == kind.name }
      }
    let edition = Edition(
      like: diff.after, kinds: kinds, declarations: done, tables: recordTables, roots: roots
    ) { steps in
      for case .symbol(let id) in steps { circle.insert(done[id.index].name) }
    }
    guard let edition else {
      onCircle(circle)
      return nil
    }
    return MergedEdition(
      before: diff.before, after: diff.after, edition: edition, switches: switches, scores: scoreSymbols,
      inputs: inputs.sorted { $0.key.index < $1.key.index }.map(\.value),
      tables: tables, sources: sources)
  }

  /// Makes the data of a criterion one switch, so that switches are few and say what a reader asks for.
  ///
  /// Where the rules are the same it is just the figures that matter, each for itself. What only one edition has data for
  /// stays apart from the rest, since it can only be switched with the rules.
  private func joinData() {
    guard !diff.changes.isEmpty else { return }
    let scopes = ChangeScopes(match)
    var groups: [String: [Switches.Subject]] = [:]
    for subject in switches.order {
      guard case .data(let name) = subject else { continue }
      let isShared = has(name, .before) == has(name, .after)
      groups["\(scopes.innermost(ofData: name) ?? "") \(isShared)", default: []].append(subject)
    }
    for subjects in groups.values { switches.join(subjects) }
  }

  private func has(_ name: String, _ side: Side) -> Bool {
    edition(side).declaration(name) != nil || edition(side).tables.contains { $0.name == name }
  }

  /// The scores of either edition.
  var scoreSymbols: [OutcomeDiff.ScorePair: SymbolID] {
    var result: [OutcomeDiff.ScorePair: SymbolID] = [:]
    for entity in entities where entity.any?.score != nil {
      let pair = OutcomeDiff.ScorePair(
        before: entity.before?.id, after: entity.after?.id,
        depth: entity.after.map { diff.after.depth(of: $0.id) } ?? entity.before.map { diff.before.depth(of: $0.id) }
          ?? 0)
      let side = entity.after == nil ? Side.before : .after
      if let id = entity[side].flatMap({ symbols[side]?[$0.id] }) { result[pair] = id }
    }
    return result
  }
}
