/// The columns of the bodies or of a record table, in layers of which each is computed from those before it.
///
/// A class, since all parts of a query add to it while it is written.
final class Relation {
  struct Column {
    let name: String
    let sql: String
    let reach: Reach
  }

  /// The prefix of its columns in expressions.
  let alias: String
  /// The layers after the first, which holds what was reported.
  private(set) var layers: [[Column]] = []
  /// The first layer: what was reported.
  private(set) var base: [Column] = []
  private let isBodies: Bool
  private let dialect: SQLDialect
  private var names: NameList
  private var known: [String: SQLTerm] = [:]

  init(alias: String, isBodies: Bool, taken: [String], _ dialect: SQLDialect) {
    self.alias = alias
    self.isBodies = isBodies
    self.dialect = dialect
    names = NameList(taken)
  }

  /// Adds a column of what was reported.
  func addBase(_ name: String, _ sql: String, _ kind: SQLTerm.Kind, isNullable: Bool) -> SQLTerm {
    let name = names.take(name)
    base.append(Column(name: name, sql: sql, reach: Reach()))
    return SQLTerm(reference(name), kind, isNullable: isNullable, reach: own(0))
  }

  /// Makes a term a column, so that it can be read many times; a term that is one already, or a constant, stays.
  func bind(_ term: SQLTerm, as name: String) -> SQLTerm {
    if term.constant != nil || term.binding == .atom && term.sql.hasPrefix(alias + ".") && term.notApplicable == nil {
      return term
    }
    let key = term.sql + "\u{0}" + (term.notApplicable ?? "")
    if let known = known[key] { return known }
    let level = term.reach.next
    while layers.count < level { layers.append([]) }
    var result = term
    result.sql = add(term.sql, term.reach, as: name, at: level)
    result.binding = .atom
    result.reach = own(level)
    result.notApplicable = term.notApplicable.map { add($0, term.reach, as: name + " not applicable", at: level) }
    known[key] = result
    return result
  }

  private func add(_ sql: String, _ reach: Reach, as name: String, at level: Int) -> String {
    let name = names.take(name)
    layers[level - 1].append(Column(name: name, sql: sql, reach: reach))
    return reference(name)
  }

  private func reference(_ name: String) -> String { alias + "." + dialect.quoted(name) }

  private func own(_ level: Int) -> Reach { isBodies ? Reach(bodies: level) : Reach(rows: level) }
}

/// Hands out names that no engine takes for one another.
struct NameList {
  /// PostgreSQL cuts longer names off.
  private static let mostBytes = 63

  private var taken: Set<String>

  init(_ taken: [String] = []) {
    self.taken = Set(taken.map { $0.lowercased() })
  }

  /// The name, or one much like it that is still free.
  mutating func take(_ name: String) -> String {
    var number = 1
    while true {
      let suffix = number == 1 ? "" : " \(number)"
      var candidate = name
      while candidate.utf8.count + suffix.utf8.count > Self.mostBytes { candidate.removeLast() }
      candidate += suffix
      if taken.insert(candidate.lowercased()).inserted { return candidate }
      number += 1
    }
  }
}
