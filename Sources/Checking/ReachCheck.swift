import Dataset
import Evaluation
import Exact
import Formula
import Methodology
import SourceText

/// Looks for scores that can leave their range.
///
/// Interval arithmetic says which scores may; since it can be too cautious, a finding needs a body whose figures show
/// it. Bodies are drawn from the ends of what the inputs allow, the same ones in every run.
struct ReachCheck {
  let edition: Edition
  let ranges: [RangeAnalysis]
  let findings: Findings

  /// The bodies of each kind that are tried, by turns.
  ///
  /// In the first two turns a body is alone, with all its figures at their least or at their greatest.
  private static let turns = [0..<1, 1..<2, 2..<8, 8..<14]

  private struct Suspect {
    let id: SymbolID
    let least: Rational
    let greatest: Rational
    let possible: Interval

    /// Whether a value lies outside of what the score is meant to reach; by more than the error of an approximation.
    func isLeft(by value: Value) -> Bool {
      guard let number = value.number else { return false }
      let excess = max(least - number.value, number.value - greatest)
      guard number.isApproximate else { return excess > .zero }
      return excess * ReachCheck.precision > max(.one, number.value.magnitude)
    }
  }

  private static let precision = Rational(1_000_000_000)

  func run() {
    let effort = Effort(6_000_000)
    for range in ranges {
      var suspects = edition.scores.compactMap { suspect($0, range) }
      suspects = suspects.filter { suspect in
        guard isNoted(suspect.id) else { return true }
        report(suspect, value: bound(suspect), range.situation, test: nil)
        return false
      }
      guard !suspects.isEmpty else { continue }
      search(suspects, range.situation, EvaluationCost(edition).perBody * 2, effort)
    }
  }

  private func suspect(_ declaration: Declaration, _ range: RangeAnalysis) -> Suspect? {
    guard case .score(let score) = declaration.content, let clause = score.maximum,
      range.applicable([declaration.id]) == [declaration.id],
      let greatest = range.possible(clause.formula.term).interval.single
    else { return nil }
    let least = score.minimum.map { range.possible($0.formula.term).interval.single } ?? .zero
    let possible = range.reach(declaration.id)
    guard let least else { return nil }
    let isInside = (possible.least.map { $0 >= least } ?? false) && (possible.greatest.map { $0 <= greatest } ?? false)
    return isInside ? nil : Suspect(id: declaration.id, least: least, greatest: greatest, possible: possible)
  }

  private func isNoted(_ id: SymbolID) -> Bool { edition.records(.outOfReach, of: edition[id].subject) }

  private func bound(_ suspect: Suspect) -> String {
    if let least = suspect.possible.least, least < suspect.least { return least.description }
    if let greatest = suspect.possible.greatest, greatest > suspect.greatest { return greatest.description }
    return suspect.possible.least == nil ? "-∞" : "∞"
  }

  // MARK: Search

  private func search(_ suspects: [Suspect], _ situation: Case, _ cost: Int, _ effort: Effort) {
    var open = suspects
    var draw = Draw(edition: edition, kind: situation.kind)
    for turn in Self.turns where !open.isEmpty {
      guard effort.spend(cost * turn.count) else { return }
      let witnesses = turn.map { draw.body($0) }
      // Each body has the figures of the next one in the period before.
      let earlier =
        turn.count == 1 ? [draw.body(turn.lowerBound + 1)] : Array(witnesses.dropFirst() + witnesses.prefix(1))
      let evaluation = Witness.evaluation(of: witnesses, before: earlier, under: edition)
      open = open.filter { suspect in
        !witnesses.indices.contains { body in
          suspect.isLeft(by: evaluation.value(suspect.id, body: body))
            && effort.spend(cost) && show(suspect, witnesses[body], earlier[body], situation)
        }
      }
    }
  }

  /// Reports a suspect with the figures that it rests on; false if these do not show it after all.
  private func show(_ suspect: Suspect, _ witness: Witness, _ earlier: Witness, _ situation: Case) -> Bool {
    let needs = Needs(of: suspect.id, in: edition)
    let own = witness.reduced(to: needs)
    let before = needs.readsEarlierPeriod ? earlier.reduced(to: needs) : nil
    let value = own.evaluation(of: edition, before: before).value(suspect.id, body: 0)
    guard suspect.isLeft(by: value), let number = value.number else { return false }
    let name = edition[suspect.id].name
    let test = own.ruleTest(
      name: "\(name) leaves its range", before: before, expecting: [(name, value)], in: edition)
    report(suspect, value: number.description, situation, test: test)
    return true
  }

  private func report(_ suspect: Suspect, value: String, _ situation: Case, test: String?) {
    let declaration = edition[suspect.id]
    let words = [
      "name": declaration.name, "value": value, "least": suspect.least.description,
      "greatest": suspect.greatest.description, "case": situation.label,
    ]
    findings.add(
      Diagnostic(
        .outOfReach, words, at: declaration.provenance.span, subject: declaration.subject, counterExample: test))
  }
}

/// Draws bodies whose figures lie at the ends of what is allowed.
private struct Draw {
  let edition: Edition
  let kind: String
  /// The inputs, each after the one that it cannot exceed.
  private let inputs: [(id: SymbolID, input: Input)]
  /// The fields that are reported of each table, in the same manner.
  private let fields: [[(field: Int, input: Input)]]
  /// The rows due in each table.
  private let due: [DueRows?]
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  init(edition: Edition, kind: String) {
    self.edition = edition
    self.kind = kind
    due = edition.tables.map { DueRows($0, in: edition) }
    inputs = Self.boundsFirst(edition.inputs.map { ($0.declaration.name, $0.declaration.id, $0.input) })
      .map { (id: $0, input: $1) }
    fields = edition.tables.map { table in
      Self.boundsFirst(
        table.fields.enumerated().compactMap { number, field in field.input.map { (field.name, number, $0) } }
      ).map { (field: $0, input: $1) }
    }
  }

  private static func boundsFirst<ID>(_ figures: [(name: String, id: ID, input: Input)]) -> [(ID, Input)] {
    let numbers = Dictionary(figures.enumerated().map { ($1.name, $0) }) { first, _ in first }
    var isTaken = [Bool](repeating: false, count: figures.count)
    var result: [(ID, Input)] = []
    for start in figures.indices {
      var chain: [Int] = []
      var next: Int? = start
      while let number = next, !isTaken[number] {
        isTaken[number] = true
        chain.append(number)
        next = figures[number].input.atMost.flatMap { numbers[$0] }
      }
      result += chain.reversed().map { (figures[$0].id, figures[$0].input) }
    }
    return result
  }

  /// Which ends the figures of a body are taken from; `nil` for now this end and now that.
  private struct Ends {
    var numbersAreLeast: Bool?
    var truth: Bool?
    var choosesFirst: Bool?

    /// The first bodies go through the ends in turn, with all figures of a sort at the same one.
    init(_ attempt: Int) {
      let turns: [(Bool?, Bool?, Bool?)] = [
        (true, false, true), (false, true, false), (true, true, true), (false, false, true), (true, true, false),
        (false, true, true), (true, true, nil), (false, true, nil),
      ]
      if attempt < turns.count { (numbersAreLeast, truth, choosesFirst) = turns[attempt] }
    }
  }

  mutating func body(_ attempt: Int) -> Witness {
    var witness = Witness(kind: kind)
    for (id, input) in inputs {
      let bound = input.atMost.flatMap { edition.declaration($0) }.flatMap { witness.inputs[$0.id]?.number?.value }
      witness.inputs[id] = value(of: input, atMost: bound, attempt)
    }
    for table in edition.tables { witness.rows[table.index] = rows(of: table, witness, attempt) }
    return witness
  }

  private mutating func rows(of table: RecordTable, _ witness: Witness, _ attempt: Int) -> [[Int: Value]] {
    let due = dueKeys(of: table, witness)
    let count = due?.count ?? [0, 5, 5, Int(next() % 3)][min(attempt, 3)]
    var rows: [[Int: Value]] = []
    var labels: Set<[Value?]> = []
    for number in 0..<count {
      var row: [Int: Value] = [:]
      for (field, input) in fields[table.index] {
        let bound = input.atMost.flatMap { table.field($0) }.flatMap { row[$0]?.number?.value }
        row[field] = value(of: input, atMost: bound, attempt)
        if input.kind == .text, table.key.contains(field) { row[field] = .text("a\(number + 1)") }
      }
      if let due { for (field, text) in zip(table.key, due[number]) { row[field] = .text(text) } }
      // Two rows of one key would be an error in the data.
      guard table.key.isEmpty || labels.insert(table.key.map { row[$0] }).inserted else { continue }
      rows.append(row)
    }
    return rows
  }

  private func dueKeys(of table: RecordTable, _ witness: Witness) -> [[String]]? {
    guard let due = due[table.index] else { return nil }
    let bodyCase = due.bodyCase { name in
      guard let declaration = edition.declaration(name) else { return nil }
      switch declaration.content {
      case .kind: return kind
      case .reading(let reading): return reading.standard
      default: return witness.inputs[declaration.id]?.text
      }
    }
    return bodyCase.map(due.keys)
  }

  private mutating func value(of input: Input, atMost bound: Rational?, _ attempt: Int) -> Value {
    let ends = Ends(attempt)
    switch input.kind {
    case .yesNo: return .truth(ends.truth ?? (next() % 2 == 0))
    case .choice:
      let any = Int(next() % UInt64(max(1, input.choices.count)))
      return .text(input.choices[ends.choosesFirst.map { $0 ? 0 : input.choices.count - 1 } ?? any])
    case .text: return .text("a\(next() % 3)")
    case .count, .number, .share, .percent:
      let least = input.from ?? (input.kind == .number ? Rational(-1000) : .zero)
      let far = [1, 10, 1000, 100_000][Int(next() % 4)]
      let greatest = [input.to, bound].compactMap { $0 }.min() ?? least + Rational(far)
      guard least < greatest else { return .number(Number(min(least, greatest))) }
      let choices = [least, greatest, least + .one, greatest - .one, .zero]
      let picked = ends.numbersAreLeast.map { $0 ? least : greatest } ?? choices[Int(next() % 5)]
      let held = min(max(picked, least), greatest)
      return .number(Number(input.kind == .count ? held.rounded(.ceil) : held))
    }
  }

  /// SplitMix64 (Steele, Lea and Flood 2014): the same numbers in every run.
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// The figures that a score rests on.
private struct Needs {
  private(set) var symbols: Set<SymbolID> = []
  private(set) var tables: Set<Int> = []
  private(set) var readsEarlierPeriod = false

  init(of score: SymbolID, in edition: Edition) {
    var open = [score]
    var terms: [Term] = []
    while !open.isEmpty || !terms.isEmpty {
      if let term = terms.popLast() {
        term.forEach { open += take($0, in: edition, &terms) }
      } else if let id = open.popLast(), symbols.insert(id).inserted {
        if case .score(let score) = edition[id].content { open += score.children }
        if case .scale(let scale) = edition[id].content { open += Self.ids(scale.otherwise?.keys ?? [], edition) }
        terms += edition[id].terms
      }
    }
  }

  /// The names that a term asks for; the formulas of a table that it opens go to `terms`.
  private mutating func take(_ term: Term, in edition: Edition, _ terms: inout [Term]) -> [SymbolID] {
    switch term.form {
    case .read(let id), .own(let id), .steps(let id, _, _): return [id]
    case .previous(let id):
      readsEarlierPeriod = true
      return [id]
    case .aggregate(_, .table(let table), _, _):
      guard tables.insert(table).inserted else { return [] }
      terms += edition.tables[table].fields.compactMap(\.formula?.term)
      return Self.ids(DueRows(edition.tables[table], in: edition)?.names ?? [], edition)
    default: return []
    }
  }

  private static func ids(_ names: [String], _ edition: Edition) -> [SymbolID] {
    names.compactMap { edition.declaration($0)?.id }
  }
}

extension Witness {
  /// The witness with only some of its figures.
  fileprivate func reduced(to needs: Needs) -> Witness {
    var result = self
    result.inputs = inputs.filter { needs.symbols.contains($0.key) }
    result.rows = rows.filter { needs.tables.contains($0.key) && !$0.value.isEmpty }
    return result
  }
}
