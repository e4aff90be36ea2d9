import Exact
import Formula
import Methodology

/// Formulas of either edition, as they read in the merged one.
extension EditionMerger {
  /// A term with the names that the merged edition knows.
  func term(_ term: Term, _ side: Side) -> Term {
    let form: Term.Form =
      switch term.form {
      case .read(let id): .read(symbol(id, side))
      case .own(let id): .own(symbol(id, side))
      case .previous(let id): .previous(symbol(id, side))
      case .field(let table, let field, let level): self.field(table, field, level, side)
      case .parameter(let id, let keys):
        figure(id, keys.map { self.term($0, side) }, side, term.type).form
      case .steps(let id, let keys, let argument):
        steps(id, keys.map { self.term($0, side) }, self.term(argument, side), side, term.type).form
      case .aggregate(let function, let source, let condition, let arguments):
        aggregate(function, source, condition.map { self.term($0, side) }, arguments.map { self.term($0, side) }, side)
      default: term.form.mapChildren { self.term($0, side) }
      }
    return Term(form, term.type, term.range)
  }

  /// What a name of an edition is called; what is switched with its users brings its change along.
  private func symbol(_ id: SymbolID, _ side: Side) -> SymbolID {
    if let entity = entity(id, side), apart.contains(entity.any?.name ?? ""), entity.before != nil, entity.after != nil
    {
      stuck += changes(entity)
    }
    return symbols[side]?[id] ?? SymbolID(0)
  }

  func entity(_ id: SymbolID, _ side: Side) -> Entity? {
    switch side {
    case .before: Entity(before: diff.before[id], after: match.partner(of: id).map { diff.after[$0] })
    case .after: Entity(before: match.origin(of: id).map { diff.before[$0] }, after: diff.after[id])
    }
  }

  /// All changes of a declaration.
  func changes(_ entity: Entity) -> [Int] {
    diff.changes.filter { $0.kind != .renamed && $0.tables == nil && isAbout($0, entity) }.map(\.id)
  }

  private func field(_ table: Int, _ field: Int, _ level: Int, _ side: Side) -> Term.Form {
    guard let place = tablePlaces[side]?[table] else { return .field(table: table, field: field, level: level) }
    return .field(table: place.table, field: place.fields[field], level: level)
  }

  private func aggregate(
    _ function: AggregateFunction, _ source: Term.Source, _ condition: Term?, _ arguments: [Term], _ side: Side
  ) -> Term.Form {
    var merged = source
    var visible: Term?
    switch source {
    case .bodies: visible = presence.map(isPresent)
    case .table(let table):
      guard let place = tablePlaces[side]?[table] else { break }
      merged = .table(place.table)
      visible = place.isVisible(0)
    }
    let all = visible.map { visible in condition.map { visible.and($0) } ?? visible } ?? condition
    // `all(rows where x)` asks for x of every row that there is.
    if function == .all, let visible, let condition {
      let absent = Term(.not(visible), .truth, condition.range)
      return .aggregate(
        function, over: merged, condition: Term(.logic(.or, absent, condition), .truth, condition.range),
        arguments: arguments)
    }
    return .aggregate(function, over: merged, condition: all, arguments: arguments)
  }

  private func isPresent(_ presence: SymbolID) -> Term {
    let tag = Term(.read(presence), .text, 0..<0)
    return Self.isVisible(tag, isAfter(.data(Self.bodies)))
  }

  /// The name of the switch that says whose bodies there are.
  static let bodies = "bodies"

  /// Whether something with a tag is there, as a switch stands.
  static func isVisible(_ tag: Term, _ isAfter: Term) -> Term {
    func isNot(_ side: Side) -> Term {
      Term(.comparison(.unequal, tag, .constant(MergedTable.word(side))), .truth, 0..<0)
    }
    return .choice(isAfter, then: isNot(.before), otherwise: isNot(.after))
  }

  // MARK: Figures and scales

  private func figure(_ id: SymbolID, _ keys: [Term], _ side: Side, _ type: ValueType) -> Term {
    guard let lookUp = lookUps[side]?[id] else { return Term(.read(symbol(id, side)), type, 0..<0) }
    switch lookUp {
    case .single(let id): return Term(.parameter(id, keys: keys), type, 0..<0)
    case .constant(let value): return Term(.constant(.number(Number(value))), type, 0..<0)
    case .varied(let id, let groups):
      return Term(.parameter(id, keys: keys + [variant(keys, groups)]), type, 0..<0)
    case .shaped(let ids, let change):
      guard let own = ids[side], let other = ids[side.other], let otherKeys = self.keys(of: id, keys, side) else {
        stuck.append(change)
        return Term(.parameter(ids[side] ?? id, keys: keys), type, 0..<0)
      }
      let mine = Term(.parameter(own, keys: keys), type, 0..<0)
      let others = Term(.parameter(other, keys: otherKeys), type, 0..<0)
      let (before, after) = side == .before ? (mine, others) : (others, mine)
      return .choice(isAfter(.change(change)), then: after, otherwise: before)
    }
  }

  /// Whether the figure of a case stands as before or as after.
  private func variant(_ keys: [Term], _ groups: [(keys: [[String]], change: Int)]) -> Term {
    var result = Term.constant(Switches.before)
    for group in groups.reversed() {
      let own = Term.choice(
        isAfter(.change(group.change)), then: .constant(Switches.after), otherwise: .constant(Switches.before))
      result = keys.isEmpty ? own : .choice(Self.isCase(keys, group.keys), then: own, otherwise: result)
    }
    return result
  }

  private static func isCase(_ keys: [Term], _ cases: [[String]]) -> Term {
    let conditions = cases.map { names -> Term in
      let parts = zip(keys, names).map { key, name in
        Term(.comparison(.equal, key, .constant(name)), .truth, 0..<0)
      }
      return parts.dropFirst().reduce(parts[0]) { $0.and($1) }
    }
    return conditions.dropFirst().reduce(conditions[0]) { Term(.logic(.or, $0, $1), .truth, 0..<0) }
  }

  /// The keys of the other edition's figure or scale, at a place where one edition looks up its own.
  ///
  /// - Returns: the keys; `nil` if something of that is not known there.
  private func keys(of id: SymbolID, _ keys: [Term], _ side: Side) -> [Term]? {
    guard let entity = entity(id, side), let own = entity[side]?.keys, let others = entity[side.other]?.keys else {
      return nil
    }
    let rename = match.rename
    let names = side == .before ? own.map { rename($0) } : own
    return others.reduce(into: [Term]?([])) { result, key in
      let name = side == .before ? key : rename(key)
      if let place = names.firstIndex(of: name) {
        result?.append(keys[place])
      } else if let declared = edition(side.other).declaration(key), let id = symbols[side.other]?[declared.id] {
        result?.append(Term(.read(id), declared.type, 0..<0))
      } else {
        result = nil
      }
    }
  }

  private func steps(_ id: SymbolID, _ keys: [Term], _ argument: Term, _ side: Side, _ type: ValueType) -> Term {
    func looked(_ id: SymbolID, _ keys: [Term]) -> Term { Term(.steps(id, keys: keys, argument), type, 0..<0) }
    switch lookUps[side]?[id] {
    case .shaped(let ids, let change):
      guard let own = ids[side], let other = ids[side.other], let otherKeys = self.keys(of: id, keys, side) else {
        stuck.append(change)
        return looked(ids[side] ?? id, keys)
      }
      let (before, after) =
        side == .before ? (looked(own, keys), looked(other, otherKeys)) : (looked(other, otherKeys), looked(own, keys))
      return .choice(isAfter(.change(change)), then: after, otherwise: before)
    case .single(let id), .varied(let id, _): return looked(id, keys)
    case .constant, nil: return looked(id, keys)
    }
  }
}

extension Side {
  var other: Side { self == .before ? .after : .before }
}

extension Declaration {
  /// What tells the case of a figure or scale.
  var keys: [String]? {
    switch content {
    case .parameter(let parameter): parameter.keys
    case .scale(let scale): scale.keys
    case .kind, .input, .reading, .derived, .score: nil
    }
  }
}
