import Exact
import Formula
import Methodology

/// Places for declarations, and inputs, figures, scales and readings in them.
extension EditionMerger {
  /// Gives every declaration its place, so that formulas can name it wherever it stands.
  func allocateAll() {
    if sources.dataCount > 1, !sources.hasSameBodies {
      let place = allocate("presence")
      presence = place.id
      inputs[place.id] = .presence
      declareInput(place, like: diff.after.declarations[0])
    }
    for entity in entities {
      guard let any = entity.any else { continue }
      switch any.content {
      case .parameter, .scale: if !allocateLookUp(entity) { allocateQuantity(entity, any) }
      case .kind, .input, .reading, .derived, .score: allocateQuantity(entity, any)
      }
    }
  }

  private func allocateQuantity(_ entity: Entity, _ any: Declaration) {
    let isApart = entity.before != nil && entity.after != nil && apart.contains(any.name)
    for side in isApart ? Side.allCases : [] {
      if let own = entity[side] { symbols[side]?[own.id] = allocate(any.name + " " + MergedTable.word(side)).id }
    }
    let place = allocate(any.name)
    places[any.id, default: [:]][entity.after == nil ? .before : .after] = place
    guard !isApart else { return }
    for side in Side.allCases { if let own = entity[side] { symbols[side]?[own.id] = place.id } }
  }

  /// The place of a declaration of both editions, or of the only one that has it.
  func place(_ entity: Entity) -> (id: SymbolID, name: String) {
    let side: Side = entity.after == nil ? .before : .after
    return entity.any.flatMap { places[$0.id]?[side] } ?? allocate("lost")
  }

  func merge(_ entity: Entity) {
    guard let any = entity.any else { return }
    switch (entity.before?.content, entity.after?.content) {
    case (.kind?, _), (_, .kind?): declare(place(entity), like: any, .kind)
    case (.reading?, _), (_, .reading?): mergeReading(entity, any)
    case (.scale?, _), (_, .scale?): mergeScale(entity)
    case (.score?, _), (_, .score?): mergeScore(entity, any)
    case (.parameter?, .parameter?), (.parameter?, nil), (nil, .parameter?): mergeFigure(entity)
    default: mergeQuantity(entity, any)
    }
  }

  // MARK: Readings

  /// A reading is taken one way; where the editions are read otherwise, the change of its default is the switch.
  private func mergeReading(_ entity: Entity, _ any: Declaration) {
    func choice(_ side: Side) -> Term? {
      guard let declared = entity[side], case .reading(let reading) = declared.content else { return nil }
      return .constant(choices[side]?[declared.name] ?? reading.standard)
    }
    declareDerived(entity, any, choice(.before), choice(.after), change(entity, [.reading]))
  }

  /// Declares a quantity that each edition computes in its own way.
  private func declareDerived(_ entity: Entity, _ any: Declaration, _ before: Term?, _ after: Term?, _ change: Int?) {
    let term: Term
    switch (before, after) {
    case (let before?, let after?):
      if let first = entity.before, let second = entity.after, apart.contains(any.name) {
        for (own, side, value) in [(first, Side.before, before), (second, .after, after)] {
          guard let id = symbols[side]?[own.id] else { continue }
          declare((id, own.name + " " + MergedTable.word(side)), like: own, .derived(Derived(formula: formula(value))))
        }
        stuck = []
        let sides = Side.allCases.compactMap { side in
          entity[side].flatMap { symbols[side]?[$0.id] }.map { Term(.read($0), any.type, 0..<0) }
        }
        term = sides.count == 2 ? merged(sides[0], sides[1], change) : after
      } else {
        term = merged(before, after, change)
      }
    case (let only?, nil), (nil, let only?):
      stuck = []
      term = only
    case (nil, nil): return
    }
    declare(place(entity), like: any, .derived(Derived(formula: formula(term))))
  }

  // MARK: Inputs and computed quantities

  private func mergeQuantity(_ entity: Entity, _ any: Declaration) {
    if Side.allCases.allSatisfy({ side in entity[side].map { $0.isInput } ?? true }), mergeSingleInput(entity, any) {
      return
    }
    let before = entity.before.flatMap { quantity($0, .before, entity) }
    let after = entity.after.flatMap { quantity($0, .after, entity) }
    let change = change(entity, [.input, .derived, .figure])
    declareDerived(entity, any, before, after, change)
  }

  /// What a declaration is for its own edition.
  private func quantity(_ declaration: Declaration, _ side: Side, _ entity: Entity) -> Term? {
    switch declaration.content {
    case .derived(let derived): return term(derived.formula.term, side)
    case .input: return input(declaration, side)
    case .parameter(let parameter):
      let keys = parameter.keys.compactMap { key -> Term? in
        guard let declared = edition(side).declaration(key), let id = symbols[side]?[declared.id] else { return nil }
        return Term(.read(id), declared.type, 0..<0)
      }
      let place = allocate(declaration.name + " " + MergedTable.word(side))
      declare(place, like: declaration, .parameter(parameter))
      return Term(.parameter(place.id, keys: keys), declaration.type, 0..<0)
    case .kind, .reading, .scale, .score: return nil
    }
  }

  /// An input that is the same whoever reads it: it stands for itself.
  private func mergeSingleInput(_ entity: Entity, _ any: Declaration) -> Bool {
    guard !apart.contains(any.name) else { return false }
    let all = sourcesOf(entity)
    guard let first = all.first, all.allSatisfy({ sources.isSame($0, first) }) else { return false }
    let place = place(entity)
    inputs[place.id] = .figure(all)
    declareInput(place, like: any)
    return true
  }

  private func sourcesOf(_ entity: Entity) -> [InputSource] {
    Side.allCases.flatMap { side in
      (0..<sources.dataCount).compactMap { data in
        entity[side].map { InputSource(symbol: $0.id, side: side, data: data) }
      }
    }
  }

  /// An input as an edition reads it; where sets of data differ, as a switch of its own says.
  private func input(_ declaration: Declaration, _ side: Side) -> Term {
    let own = (0..<sources.dataCount).map { InputSource(symbol: declaration.id, side: side, data: $0) }
    let terms = own.map { source -> Term in
      // The same figures are the same input, whichever edition reads them.
      if let known = inputPlaces.first(where: { sources.isSame($0.source, source) && isTwin($0.source, source) }) {
        inputs[known.id] = inputs[known.id]?.adding(source)
        return Term(.read(known.id), declaration.type, 0..<0)
      }
      let place = allocate("\(declaration.name) \(MergedTable.word(side)) \(source.data)")
      inputs[place.id] = .figure([source])
      inputPlaces.append((source, place.id))
      declareInput(place, like: declaration)
      return Term(.read(place.id), declaration.type, 0..<0)
    }
    guard terms.count > 1 else { return terms[0] }
    let name = match.rename(declaration.name)
    if terms[0].isSame(as: terms[1]) { return terms[0] }
    return .choice(
      isAfter(.data(side == .before ? name : declaration.name)), then: terms[1], otherwise: terms[0])
  }

  /// Whether two sources are of one input.
  private func isTwin(_ one: InputSource, _ other: InputSource) -> Bool {
    if one.side == other.side { return one.symbol == other.symbol }
    let (first, second) = one.side == .before ? (one, other) : (other, one)
    return match.partner(of: first.symbol) == second.symbol
  }

  private func declareInput(_ place: (id: SymbolID, name: String), like declaration: Declaration) {
    if case .input = declaration.content {
      declare(place, like: declaration, declaration.content)
    } else {
      declare(place, like: declaration, .input(Input(kind: .text)))
    }
  }

  // MARK: Figures

  private func allocateLookUp(_ entity: Entity) -> Bool {
    switch (entity.before?.content, entity.after?.content) {
    case (.parameter(let first)?, .parameter(let second)?):
      guard match.sameKeys(first.keys, second.keys) else { return allocateShaped(entity, [.figure]) }
      let id = place(for: entity)
      let changed = diff.changes.filter { $0.kind != .renamed && $0.tables == nil && isAbout($0, entity) }
      let groups = changed.filter { !$0.keys.isEmpty || first.keys.isEmpty }.map { ($0.keys, $0.id) }
      let lookUp: LookUp = groups.isEmpty ? .single(id) : .varied(id, groups)
      for side in Side.allCases { if let own = entity[side] { lookUps[side]?[own.id] = lookUp } }
      return true
    case (.scale(let first)?, .scale(let second)?):
      guard match.sameKeys(first.keys, second.keys), change(entity, [.scale]) == nil else {
        return allocateShaped(entity, [.scale])
      }
      let id = place(for: entity)
      for side in Side.allCases { if let own = entity[side] { lookUps[side]?[own.id] = .single(id) } }
      return true
    case (.parameter?, nil), (.scale?, nil):
      entity.before.map { lookUps[.before]?[$0.id] = .single(place(for: entity)) }
      return true
    case (nil, .parameter?), (nil, .scale?):
      entity.after.map { lookUps[.after]?[$0.id] = .single(place(for: entity)) }
      return true
    default: return false
    }
  }

  private func place(for entity: Entity) -> SymbolID {
    guard let any = entity.any else { return SymbolID(0) }
    let place = allocate(any.name)
    places[any.id, default: [:]][entity.after == nil ? .before : .after] = place
    return place.id
  }

  /// Two figures or scales side by side, since one cannot stand in the other's place everywhere.
  private func allocateShaped(_ entity: Entity, _ aspects: Set<RuleChange.Aspect>) -> Bool {
    guard let first = entity.before, let second = entity.after else { return false }
    guard let change = changes(entity).first else {
      // Keys may differ though all figures are the same.
      guard case .parameter(let parameter) = second.content, let value = parameter.onlyValue else { return false }
      lookUps[.before]?[first.id] = .constant(value)
      lookUps[.after]?[second.id] = .constant(value)
      return true
    }
    let ids = [
      Side.before: allocate(first.name + " before").id, .after: allocate(second.name).id,
    ]
    lookUps[.before]?[first.id] = .shaped(ids, change: change)
    lookUps[.after]?[second.id] = .shaped(ids, change: change)
    return true
  }

  private func mergeFigure(_ entity: Entity) {
    for side in Side.allCases {
      guard let own = entity[side], case .parameter(let parameter) = own.content, let lookUp = lookUps[side]?[own.id]
      else { continue }
      switch lookUp {
      case .constant: continue
      case .single(let id): declare((id, own.name), like: own, .parameter(parameter))
      case .shaped(let ids, _):
        if let id = ids[side] { declare((id, own.name), like: own, .parameter(parameter)) }
      case .varied(let id, _):
        guard side == .after, case .parameter(let first)? = entity.before?.content else { continue }
        declare((id, own.name), like: own, .parameter(Self.varied(first, parameter)))
      }
    }
  }

  /// The figures of both, with one more key that says whose they are.
  private static func varied(_ before: Parameter, _ after: Parameter) -> Parameter {
    var figures: [[String]: Figure] = [:]
    for (key, figure) in before.figures { figures[key + [Switches.before]] = figure }
    for (key, figure) in after.figures { figures[key + [Switches.after]] = figure }
    return Parameter(
      keys: after.keys + ["variant"], figures: figures, cases: figures.keys.sorted { $0.joined() < $1.joined() },
      unit: after.unit)
  }

  // MARK: Scales

  private func mergeScale(_ entity: Entity) {
    for side in Side.allCases {
      guard let own = entity[side], case .scale(let scale) = own.content, let lookUp = lookUps[side]?[own.id] else {
        continue
      }
      switch lookUp {
      case .constant: continue
      case .single(let id), .varied(let id, _): declare((id, own.name), like: own, .scale(renamed(scale, side)))
      case .shaped(let ids, _):
        if let id = ids[side] { declare((id, own.name), like: own, .scale(renamed(scale, side))) }
      }
    }
  }

  /// A scale whose figures for what no row covers are looked up under the names of the merged edition.
  private func renamed(_ scale: Scale, _ side: Side) -> Scale {
    guard let otherwise = scale.otherwise, !otherwise.keys.isEmpty else { return scale }
    let keys = otherwise.keys.map { key -> String in
      guard let declared = edition(side).declaration(key), let entity = entity(declared.id, side) else { return key }
      return place(entity).name
    }
    return scale.replacing(
      otherwise: Parameter(keys: keys, figures: otherwise.figures, cases: otherwise.cases, unit: otherwise.unit))
  }
}

extension Declaration {
  fileprivate var isInput: Bool {
    if case .input = content { return true }
    return false
  }
}
