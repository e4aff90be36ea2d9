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

  /// How many bodies of each kind are tried.
  private static let attempts = 60

  private struct Suspect {
    let id: SymbolID
    let least: Rational
    let greatest: Rational
    let possible: Interval
  }

  func run() {
    for range in ranges {
      var suspects = edition.scores.compactMap { suspect($0, range) }
      suspects = suspects.filter { suspect in
        guard isNoted(suspect.id) else { return true }
        report(suspect, value: bound(suspect), range.situation, test: nil)
        return false
      }
      search(suspects, range.situation)
    }
  }

  private func suspect(_ declaration: Declaration, _ range: RangeAnalysis) -> Suspect? {
    guard case .score(let score) = declaration.content, let clause = score.maximum,
      range.applicable([declaration.id]) == [declaration.id],
      let greatest = range.possible(clause.formula.term).interval.single
    else { return nil }
    let least = score.minimum.map { range.possible($0.formula.term).interval.single } ?? .zero
    let possible = range.range(declaration.id).interval
    guard let least else { return nil }
    let isInside = (possible.least.map { $0 >= least } ?? false) && (possible.greatest.map { $0 <= greatest } ?? false)
    return isInside ? nil : Suspect(id: declaration.id, least: least, greatest: greatest, possible: possible)
  }

  private func isNoted(_ id: SymbolID) -> Bool {
    edition.notes.contains { $0.code == DiagnosticKind.outOfReach.code && $0.subject == edition[id].subject }
  }

  private func bound(_ suspect: Suspect) -> String {
    if let least = suspect.possible.least, least < suspect.least { return least.description }
    if let greatest = suspect.possible.greatest, greatest > suspect.greatest { return greatest.description }
    return suspect.possible.least == nil ? "-∞" : "∞"
  }

  // MARK: Search

  private func search(_ suspects: [Suspect], _ situation: Case) {
    var open = suspects
    var draw = Draw(edition: edition, kind: situation.kind)
    for attempt in 0..<Self.attempts where !open.isEmpty {
      let (witness, earlier) = (draw.body(attempt), draw.body(attempt + 1))
      let evaluation = witness.evaluation(of: edition, before: earlier)
      open = open.filter { suspect in
        guard let value = evaluation.value(suspect.id, body: 0).number?.value,
          value < suspect.least || value > suspect.greatest
        else { return true }
        let test = witness.reduced(to: suspect.id, in: edition).ruleTest(
          name: "\(edition[suspect.id].name) leaves its range", expecting: [(edition[suspect.id].name, .number(Number(value)))],
          in: edition)
        report(suspect, value: value.description, situation, test: test)
        return false
      }
    }
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
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  init(edition: Edition, kind: String) {
    self.edition = edition
    self.kind = kind
  }

  /// The first bodies have all figures at their least, at their greatest, and at their least but the upper bounds.
  mutating func body(_ attempt: Int) -> Witness {
    var witness = Witness(kind: kind)
    for (declaration, input) in edition.inputs {
      let bound = input.atMost.flatMap { edition.declaration($0) }.flatMap { witness.inputs[$0.id]?.number?.value }
      witness.inputs[declaration.id] = value(of: input, atMost: bound, attempt)
    }
    for (declaration, input) in edition.inputs {
      // An upper bound declared after the figure that it bounds.
      guard let name = input.atMost, let bound = edition.declaration(name),
        let value = witness.inputs[declaration.id]?.number, let limit = witness.inputs[bound.id]?.number, value > limit
      else { continue }
      witness.inputs[bound.id] = .number(value)
    }
    for table in edition.tables { witness.rows[table.index] = rows(of: table, witness, attempt) }
    return witness
  }

  private mutating func rows(of table: RecordTable, _ witness: Witness, _ attempt: Int) -> [[Int: Value]] {
    let due = dueKeys(of: table, witness)
    let count = due?.count ?? Int(next() % 3)
    var rows: [[Int: Value]] = []
    for number in 0..<count {
      var row: [Int: Value] = [:]
      for (index, field) in table.fields.enumerated() {
        guard let input = field.input else { continue }
        let bound = input.atMost.flatMap { table.field($0) }.flatMap { row[$0]?.number?.value }
        row[index] = value(of: input, atMost: bound, attempt)
      }
      if let due { for (field, text) in zip(table.key, due[number]) { row[field] = .text(text) } }
      rows.append(row)
    }
    return rows
  }

  private func dueKeys(of table: RecordTable, _ witness: Witness) -> [[String]]? {
    guard let due = DueRows(table, in: edition) else { return nil }
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
    switch input.kind {
    case .yesNo: return .truth(attempt == 1 || (attempt != 0 && next() % 2 == 0))
    case .choice: return .text(input.choices[attempt == 0 ? 0 : Int(next() % UInt64(max(1, input.choices.count)))])
    case .text: return .text("a\(next() % 3)")
    case .count, .number, .share, .percent:
      let least = input.from ?? (input.kind == .number ? Rational(-1000) : .zero)
      let greatest = [input.to, bound].compactMap { $0 }.min() ?? Rational([1, 10, 1000, 100_000][Int(next() % 4)])
      guard least < greatest else { return .number(Number(least)) }
      let choices = [least, greatest, least + .one, greatest - .one]
      let picked = attempt == 0 ? least : attempt == 1 ? greatest : choices[Int(next() % 4)]
      return .number(Number(min(max(picked, least), greatest)))
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

extension Witness {
  /// The witness with only those figures that a score rests on.
  fileprivate func reduced(to score: SymbolID, in edition: Edition) -> Witness {
    var seen: Set<SymbolID> = []
    var tables: Set<Int> = []
    var open = [score]
    while let id = open.popLast() {
      guard seen.insert(id).inserted else { continue }
      if case .score(let score) = edition[id].content { open += score.children }
      for term in edition[id].terms {
        term.forEach { open += Self.reads($0, &tables) }
      }
      for table in tables {
        for field in edition.tables[table].fields {
          field.formula?.term.forEach { term in open += Self.reads(term, &tables).filter { !seen.contains($0) } }
        }
      }
    }
    var result = self
    result.inputs = inputs.filter { seen.contains($0.key) }
    result.rows = rows.filter { tables.contains($0.key) && !$0.value.isEmpty }
    return result
  }

  private static func reads(_ term: Term, _ tables: inout Set<Int>) -> [SymbolID] {
    switch term.form {
    case .read(let id), .own(let id), .previous(let id): return [id]
    case .aggregate(_, .table(let table), _, _):
      tables.insert(table)
      return []
    default: return []
    }
  }
}
