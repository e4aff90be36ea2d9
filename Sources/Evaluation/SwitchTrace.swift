import Dataset
import Exact
import Formula
import Methodology

/// What every value becomes as switches are thrown, alone and together.
///
/// A switch is a reading with two choices, or several that are thrown at once. As in ``ReadingTrace`` the columns are gone
/// through in the order in which they are computed, each value under the combinations of the switches that it hangs on.
/// A sum is not tabulated, since it hangs on far too many: it is kept as its parts, each with its own few switches.
package struct SwitchTrace {
  /// What a value is under the combinations of the switches that it hangs on.
  enum Cell {
    /// By combination; of a field one value a row. Bit n of a combination is the n-th switch.
    case table(support: [Int], contents: [[Value]])
    /// A number that is the sum of its parts.
    case sum([SwitchedNumber])
    /// Hangs on too many switches in a way that is no sum.
    case unknown(support: [Int])

    var support: [Int] {
      switch self {
      case .table(let support, _), .unknown(let support): support
      case .sum(let parts): Set(parts.flatMap(\.support)).sorted()
      }
    }
  }

  /// The most switches by which a value is tabulated.
  static let tableLimit = 12
  /// The switches by which a sum is tabulated rather than kept as its parts.
  static let smallTable = 4

  let edition: Edition
  let evaluator: Evaluator
  private let switches: [[SymbolID]]
  private let owners: [SymbolID: Int]
  var calculator: Calculator
  /// By period and column; `nil` for a value that hangs on nothing.
  var cells: [[EvaluationStep: [Cell?]]]
  private let needs: [EvaluationStep: [EvaluationStep]]
  private let earlierNeeds: [EvaluationStep: [EvaluationStep]]
  private let isAcross: Set<EvaluationStep>

  /// - Parameters:
  ///   - edition: the edition.
  ///   - rows: the data.
  ///   - switches: the readings that are thrown at once, for each switch; their first choice is where they stand before.
  ///   - targets: the scores that are asked for.
  package init(_ edition: Edition, _ rows: CompleteRows, switches: [[SymbolID]], targets: [SymbolID]) {
    self.edition = edition
    self.switches = switches
    evaluator = Evaluator(edition)
    var owners: [SymbolID: Int] = [:]
    for (index, symbols) in switches.enumerated() { for symbol in symbols { owners[symbol] = index } }
    self.owners = owners
    let graph = ColumnGraph(edition)
    let columns = graph.columns(under: targets)
    let steps = columns.map { graph.order[$0] }
    needs = Dictionary(uniqueKeysWithValues: steps.map { ($0, edition.needs(of: $0)) })
    earlierNeeds = Dictionary(uniqueKeysWithValues: steps.map { ($0, edition.earlierNeeds(of: $0)) })
    isAcross = Set(steps.filter(edition.looksAcrossBodies))
    calculator = Calculator(
      program: Program(edition, rows), columns: Columns(rows.dataset, edition: edition))
    cells = rows.dataset.periods.map { _ in [:] }
    for period in rows.dataset.periods.indices {
      let isLast = period == rows.dataset.periods.count - 1
      for column in columns where isLast || graph.isNeededEarlier[column] {
        evaluator.fill(graph.order[column], period, &calculator, nil)
      }
    }
    for period in rows.dataset.periods.indices {
      let isLast = period == rows.dataset.periods.count - 1
      for column in columns where isLast || graph.isNeededEarlier[column] { trace(graph.order[column], period) }
    }
  }

  private var lastPeriod: Int { cells.count - 1 }

  // MARK: What comes of it

  /// What a score of a body is, as far as switches have to do with it.
  package enum Outcome {
    /// No number, or no number at one of the ends.
    case none
    case sum([SwitchedNumber])
    /// It has to be computed for each combination; these are the switches that it may hang on.
    case open(support: [Int])
  }

  package func outcome(_ id: SymbolID, body: Int) -> Outcome {
    guard let cell = cells[lastPeriod][.symbol(id)]?[body] else {
      return calculator.columns.value(lastPeriod, id, body).number == nil ? .none : .sum([])
    }
    switch cell {
    case .table(let support, let contents):
      return .sum([SwitchedNumber(support: support, values: contents.map { $0[0].number?.value })])
    case .sum(let parts): return .sum(parts)
    case .unknown(let support): return .open(support: support)
    }
  }

  /// The value of a score of a body with some switches thrown.
  package mutating func value(_ id: SymbolID, body: Int, on: Set<Int>) -> Value {
    var known: [Place: [Value]] = [:]
    return contents(Place(period: lastPeriod, step: .symbol(id), body: body), on, &known)[0]
  }

  private struct Place: Hashable {
    let period: Int
    let step: EvaluationStep
    let body: Int
  }

  private mutating func contents(_ place: Place, _ on: Set<Int>, _ known: inout [Place: [Value]]) -> [Value] {
    if let contents = known[place] { return contents }
    guard let cell = cells[place.period][place.step]?[place.body] else {
      return calculator.columns.contents(of: place.step, place.period, place.body)
    }
    let result: [Value]
    switch cell {
    case .table(let support, let contents): result = contents[Self.combination(support, on)]
    case .sum(let parts): result = [Self.total(parts, on)]
    case .unknown:
      let sources = sources(of: place.step, place.period, place.body)
      for source in sources {
        let contents = contents(Place(period: source.period, step: source.step, body: source.body), on, &known)
        put(contents, source)
      }
      result = compute(place.step, place.period, place.body)
      for source in sources { put(source.standard, source) }
    }
    known[place] = result
    return result
  }

  static func combination(_ support: [Int], _ on: Set<Int>) -> Int {
    support.enumerated().reduce(0) { on.contains($1.element) ? $0 | 1 << $1.offset : $0 }
  }

  static func total(_ parts: [SwitchedNumber], _ on: Set<Int>) -> Value {
    var sum = Rational.zero
    for part in parts {
      guard let value = part.values[combination(part.support, on)] else { return .missing(Absence(.input("sum"))) }
      sum = sum + value
    }
    return .number(Number(sum))
  }

  // MARK: Going through

  /// A cell that another is computed from.
  struct Source {
    let period: Int
    let step: EvaluationStep
    let body: Int
    let cell: Cell
    /// What stands in its place with all switches as before.
    let standard: [Value]
  }

  private mutating func trace(_ step: EvaluationStep, _ period: Int) {
    let bodies = calculator.dataset.periods[period].bodies.indices
    if case .symbol(let id) = step, let owner = owners[id], case .reading(let reading) = edition[id].content {
      let contents = reading.choices.map { [Value.text($0.name)] }
      cells[period][step] = bodies.map { _ in .table(support: [owner], contents: contents) }
      return
    }
    let column = bodies.map { body -> Cell? in
      let sources = sources(of: step, period, body)
      return sources.isEmpty ? nil : cell(step, period, body, sources)
    }
    if column.contains(where: { $0 != nil }) { cells[period][step] = column }
  }

  func sources(of step: EvaluationStep, _ period: Int, _ body: Int) -> [Source] {
    let bodies = calculator.dataset.periods
    let id = bodies[period].bodies[body].id
    func varying(_ need: EvaluationStep, _ period: Int) -> [Source] {
      guard let column = cells[period][need] else { return [] }
      let own = isAcross.contains(step) ? Array(column.indices) : bodies[period].position(of: id).map { [$0] } ?? []
      return own.compactMap { body in
        column[body].map {
          Source(
            period: period, step: need, body: body, cell: $0,
            standard: calculator.columns.contents(of: need, period, body))
        }
      }
    }
    let same = (needs[step] ?? []).flatMap { varying($0, period) }
    guard let earlier = calculator.dataset.previous(ofPeriodAt: period) else { return same }
    return same + (earlierNeeds[step] ?? []).flatMap { varying($0, earlier) }
  }

  private mutating func cell(_ step: EvaluationStep, _ period: Int, _ body: Int, _ sources: [Source]) -> Cell? {
    let support = Set(sources.flatMap(\.cell.support)).sorted()
    if support.count > Self.smallTable, case .symbol(let id) = step,
      let parts = parts(of: edition[id], Calculator.Place(period: period, body: body, owner: edition[id].name), sources)
    {
      return Self.joined(parts)
    }
    guard let contents = tabulated(support, sources, { $0.compute(step, period, body) }) else {
      return .unknown(support: support)
    }
    return Self.pruned(support, contents)
  }

  /// The contents under all combinations of some switches; `nil` if they are too many.
  mutating func tabulated(
    _ support: [Int], _ sources: [Source], _ compute: (SwitchTrace) -> [Value]
  ) -> [[Value]]? {
    guard support.count <= Self.tableLimit else { return nil }
    let tables = sources.compactMap { source in Self.table(source.cell).map { (source, $0) } }
    guard tables.count == sources.count else { return nil }
    let masks = tables.map { _, table in table.support.compactMap { support.firstIndex(of: $0) } }
    var contents: [[Value]] = []
    var placed = [Int](repeating: -1, count: tables.count)
    for combination in 0..<(1 << support.count) {
      for (place, (source, table)) in tables.enumerated() {
        let wanted = masks[place].enumerated().reduce(0) { $0 | (combination >> $1.element & 1) << $1.offset }
        if placed[place] != wanted { put(table.contents[wanted], source) }
        placed[place] = wanted
      }
      contents.append(compute(self))
    }
    for source in sources { put(source.standard, source) }
    return contents
  }

  /// A cell as a table; `nil` if it hangs on too many switches.
  private static func table(_ cell: Cell) -> (support: [Int], contents: [[Value]])? {
    switch cell {
    case .table(let support, let contents): return (support, contents)
    case .unknown: return nil
    case .sum(let parts):
      let support = cell.support
      guard support.count <= tableLimit else { return nil }
      return (
        support,
        (0..<(1 << support.count)).map { combination in
          [total(parts, Set(support.indices.filter { combination >> $0 & 1 == 1 }.map { support[$0] }))]
        }
      )
    }
  }

  mutating func put(_ contents: [Value], _ source: Source) {
    switch source.step {
    case .symbol(let id): calculator.columns.set(contents[0], source.period, id, source.body)
    case .field(let id):
      for (row, value) in contents.enumerated() { calculator.columns.set(value, source.period, id, source.body, row) }
    }
  }

  func compute(_ step: EvaluationStep, _ period: Int, _ body: Int) -> [Value] {
    switch step {
    case .symbol(let id):
      let declaration = edition[id]
      return [
        evaluator.value(
          of: declaration, Calculator.Place(period: period, body: body, owner: declaration.name), calculator)
      ]
    case .field(let id):
      guard let formula = edition.tables[id.table].fields[id.field].formula else { return [] }
      return calculator.dataset.periods[period].bodies[body].records[id.table].indices.map { row in
        calculator.value(formula.term, at: Calculator.Place(period: period, body: body, owner: "", rows: [row]))
      }
    }
  }

  /// A table without the switches that make no difference to it; `nil` if none does.
  static func pruned(_ support: [Int], _ contents: [[Value]]) -> Cell? {
    let (kept, table) = prune(support, contents)
    return kept.isEmpty ? nil : .table(support: kept, contents: table)
  }

  static func prune<Content: Equatable>(_ support: [Int], _ contents: [Content]) -> ([Int], [Content]) {
    var (support, contents) = (support, contents)
    for place in support.indices.reversed() {
      let off = contents.indices.filter { $0 >> place & 1 == 0 }
      guard off.allSatisfy({ contents[$0] == contents[$0 | 1 << place] }) else { continue }
      contents = off.map { contents[$0] }
      support.remove(at: place)
    }
    return (support, contents)
  }

  private static func joined(_ parts: [SwitchedNumber]) -> Cell? {
    let parts = SwitchedNumber.compacted(parts)
    if parts.allSatisfy(\.support.isEmpty) { return nil }
    if parts.count == 1, let only = parts.first {
      return .table(
        support: only.support,
        contents: only.values.map { [$0.map { .number(Number($0)) } ?? .missing(Absence(.input("sum")))] })
    }
    return .sum(parts)
  }
}

extension Columns {
  /// What a body has in a column: one value, of a field one a row.
  func contents(of step: EvaluationStep, _ period: Int, _ body: Int) -> [Value] {
    switch step {
    case .symbol(let id): [value(period, id, body)]
    case .field: values(of: step, period)[body]
    }
  }
}
