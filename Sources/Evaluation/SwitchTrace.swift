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
    /// By combination: bit n of a combination is the n-th switch.
    case table(support: [Int], values: [Value])
    /// A number that is the sum of its parts.
    case sum([SwitchedNumber])
    /// Such a number where an indicator is one; where it is zero the score does not concern the body.
    case occasional([SwitchedNumber], when: SwitchedNumber)
    /// Hangs on too many switches in a way that is no sum.
    case unknown(support: [Int])

    var support: [Int] {
      switch self {
      case .table(let support, _), .unknown(let support): support
      case .sum(let parts): Set(parts.flatMap(\.wholeSupport)).sorted()
      case .occasional(let parts, let indicator): Set((parts + [indicator]).flatMap(\.wholeSupport)).sorted()
      }
    }
  }

  /// One value among all: of a column, a period and a body; of a field also of a row.
  package struct Spot: Hashable, Sendable {
    let period: Int
    let step: EvaluationStep
    let body: Int
    let row: Int
  }

  /// The most switches by which a value is tabulated.
  static let tableLimit = 12
  /// The switches by which a sum is tabulated rather than kept as its parts.
  static let smallTable = 4

  let edition: Edition
  let evaluator: Evaluator
  private let owners: [SymbolID: Int]
  /// The terms that the values of a column come out of.
  private let terms: [EvaluationStep: [Term]]
  var calculator: Calculator
  /// By period and column, then body and row; `nil` for a value that hangs on nothing.
  private var cells: [[EvaluationStep: [[Cell?]]]]
  /// The sources of spots that are computed again and again.
  private var openSources: [Spot: [Spot]] = [:]
  var memory = Memory()

  /// - Parameters:
  ///   - edition: the edition.
  ///   - rows: the data.
  ///   - switches: the readings that are thrown at once, for each switch; their first choice is where they stand before.
  ///   - targets: the scores that are asked for.
  package init(_ edition: Edition, _ rows: CompleteRows, switches: [[SymbolID]], targets: [SymbolID]) {
    self.edition = edition
    evaluator = Evaluator(edition)
    var owners: [SymbolID: Int] = [:]
    for (index, symbols) in switches.enumerated() { for symbol in symbols { owners[symbol] = index } }
    self.owners = owners
    let graph = ColumnGraph(edition)
    let columns = graph.columns(under: targets)
    let steps = columns.map { graph.order[$0] }
    terms = Dictionary(uniqueKeysWithValues: steps.map { ($0, edition.formulas(of: $0).map(\.formula.term)) })
    calculator = Calculator(
      program: Program(edition, rows), columns: Columns(rows.dataset, edition: edition))
    cells = rows.dataset.periods.map { _ in [:] }
    for period in rows.dataset.periods.indices {
      let isLast = period == rows.dataset.periods.count - 1
      let needed = columns.filter { isLast || graph.isNeededEarlier[$0] }
      for column in needed { evaluator.fill(graph.order[column], period, &calculator, nil) }
      for column in needed { trace(graph.order[column], period) }
    }
  }

  private var lastPeriod: Int { cells.count - 1 }

  func cell(_ spot: Spot) -> Cell? { cells[spot.period][spot.step]?[spot.body][spot.row] }

  /// What stands in a spot with all switches as before.
  func standard(_ spot: Spot) -> Value {
    switch spot.step {
    case .symbol(let id): calculator.columns.value(spot.period, id, spot.body)
    case .field(let id): calculator.columns.field(spot.period, id.table, spot.body, spot.row, id.field)
    }
  }

  // MARK: What comes of it

  /// A score of a body as a sum of parts; `nil` if it is no number however switches stand.
  package func parts(of id: SymbolID, body: Int) -> [SwitchedNumber]? {
    let spot = Spot(period: lastPeriod, step: .symbol(id), body: body, row: 0)
    switch cell(spot) {
    case nil: return standard(spot).number.map { [SwitchedNumber($0.value)] }
    case .table(let support, let values)?:
      return [SwitchedNumber(support: support, values: values.map { $0.number?.value })]
    case .sum(let parts)?: return parts
    case .occasional(let parts, let indicator)?:
      // Where it does not apply there is no number.
      return parts + [indicator.map { $0.isZero ? nil : .zero }]
    case .unknown(let support)?: return [SwitchedNumber(open: spot, support: support)]
    }
  }

  /// A sum of parts with some switches thrown; `nil` if it is no number then.
  package mutating func total(_ parts: [SwitchedNumber], on: Set<Int>) -> Rational? {
    var known: [Spot: Value] = [:]
    return Self.total(parts, on) { worth($0, on, &known) }
  }

  private mutating func worth(_ open: SwitchedNumber.Open, _ on: Set<Int>, _ known: inout [Spot: Value]) -> Rational? {
    switch open {
    case .value(let spot, _): return value(spot, on, &known).number?.value
    case .excess(let parts): return Self.total(parts, on) { worth($0, on, &known) }.map { max($0, .zero) }
    }
  }

  private mutating func value(_ spot: Spot, _ on: Set<Int>, _ known: inout [Spot: Value]) -> Value {
    switch cell(spot) {
    case nil: return standard(spot)
    case .table(let support, let values)?: return values[Self.combination(support, on)]
    case .sum(let parts)?: return Self.number(Self.total(parts, on) { worth($0, on, &known) })
    case .occasional(let parts, let indicator)?:
      if indicator.value(on) == .zero { return .notApplicable }
      return Self.number(Self.total(parts, on) { worth($0, on, &known) })
    case .unknown?:
      if let value = known[spot] { return value }
      let sources = openSources[spot] ?? sources(of: spot)
      openSources[spot] = sources
      let standards = sources.map(standard)
      for source in sources { put(value(source, on, &known), source) }
      let result = compute(spot)
      for (source, value) in zip(sources, standards) { put(value, source) }
      known[spot] = result
      return result
    }
  }

  static func combination(_ support: [Int], _ on: Set<Int>) -> Int {
    support.enumerated().reduce(0) { on.contains($1.element) ? $0 | 1 << $1.offset : $0 }
  }

  /// A sum of parts with some switches thrown; `worth` computes what is open.
  private static func total(
    _ parts: [SwitchedNumber], _ on: Set<Int>, _ worth: (SwitchedNumber.Open) -> Rational?
  ) -> Rational? {
    var sum = Rational.zero
    for part in parts {
      guard let value = part.value(on) else { return nil }
      guard let open = part.open, !value.isZero else {
        sum = sum + value
        continue
      }
      guard let number = worth(open) else { return nil }
      sum = sum + value * number
    }
    return sum
  }

  private static func number(_ number: Rational?) -> Value { number.map { .number(Number($0)) } ?? noNumber }

  /// Stands where a part of a sum is no number; why, the parts do not say.
  static let noNumber = Value.missing(Absence(.nothingToAggregate("sum")))

  // MARK: Going through

  private mutating func trace(_ step: EvaluationStep, _ period: Int) {
    memory = Memory()
    let bodies = calculator.dataset.periods[period].bodies
    var column: [[Cell?]]
    switch step {
    case .symbol(let id):
      if let owner = owners[id], case .reading(let reading) = edition[id].content {
        let values = reading.choices.map { Value.text($0.name) }
        column = bodies.map { _ in [.table(support: [owner], values: values)] }
      } else {
        column = bodies.indices.map { [cell(at: Spot(period: period, step: step, body: $0, row: 0))] }
      }
    case .field(let id):
      guard edition.tables[id.table].fields[id.field].formula != nil else { return }
      column = bodies.indices.map { body in
        bodies[body].records[id.table].indices.map {
          cell(at: Spot(period: period, step: step, body: body, row: $0))
        }
      }
    }
    if column.contains(where: { $0.contains { $0 != nil } }) { cells[period][step] = column }
  }

  private mutating func cell(at spot: Spot) -> Cell? {
    let sources = sources(of: spot)
    guard !sources.isEmpty else { return nil }
    let support = support(of: sources)
    if support.count > Self.smallTable, case .symbol(let id) = spot.step, case .number = edition[id].type {
      if let score = edition[id].score, !isApplicable(score, place(spot)) {
        if let cell = occasional(score, place(spot)) { return cell }
      } else if let parts = parts(of: edition[id], place(spot)) {
        return Self.joined(parts)
      }
    }
    guard let values = tabulated(support, sources, { $0.compute(spot) }) else { return .unknown(support: support) }
    let (kept, table) = Self.prune(support, values)
    return kept.isEmpty ? nil : .table(support: kept, values: table)
  }

  func place(_ spot: Spot) -> Calculator.Place {
    switch spot.step {
    case .symbol(let id): Calculator.Place(period: spot.period, body: spot.body, owner: edition[id].name)
    case .field: Calculator.Place(period: spot.period, body: spot.body, owner: "", rows: [spot.row])
    }
  }

  func support(of sources: [Spot]) -> [Int] { Set(sources.flatMap { cell($0)?.support ?? [] }).sorted() }

  func compute(_ spot: Spot) -> Value {
    switch spot.step {
    case .symbol(let id): return evaluator.value(of: edition[id], place(spot), calculator)
    case .field(let id):
      guard let formula = edition.tables[id.table].fields[id.field].formula else { return standard(spot) }
      return calculator.value(formula.term, at: place(spot))
    }
  }

  // MARK: Sources

  /// The spots that a spot is computed from, as far as they hang on switches.
  private func sources(of spot: Spot) -> [Spot] {
    let place = place(spot)
    var sources = (terms[spot.step] ?? []).flatMap { self.sources(of: $0, place) }
    if case .symbol(let id) = spot.step {
      for child in edition[id].score?.children ?? [] {
        let source = Spot(period: spot.period, step: .symbol(child), body: spot.body, row: 0)
        if cell(source) != nil { sources.append(source) }
      }
    }
    return sources.unique
  }

  /// The spots that a term reads, as far as they hang on switches.
  func sources(of term: Term, _ place: Calculator.Place) -> [Spot] {
    var sources: [Spot] = []
    collect(term, place, isInBodies: false, tables: [], &sources)
    return sources.unique
  }

  /// Inside an aggregate all rows and bodies that it runs over are sources.
  private func collect(
    _ term: Term, _ place: Calculator.Place, isInBodies: Bool, tables: [Int], _ sources: inout [Spot]
  ) {
    func add(_ step: EvaluationStep, _ period: Int, _ bodies: [Int], _ row: Int? = nil) {
      guard let column = cells[period][step] else { return }
      for body in bodies {
        for index in row.map({ [$0] }) ?? Array(column[body].indices) where column[body][index] != nil {
          sources.append(Spot(period: period, step: step, body: body, row: index))
        }
      }
    }
    let all = Array(calculator.dataset.periods[place.period].bodies.indices)
    let own = isInBodies ? all : [place.body]
    switch term.form {
    case .read(let id): add(.symbol(id), place.period, own)
    case .own(let id): add(.symbol(id), place.period, [place.asking ?? place.body])
    case .previous(let id):
      for body in own {
        var there = place
        there.body = body
        if let (period, earlier) = calculator.earlier(there) { add(.symbol(id), period, [earlier]) }
      }
    case .field(let table, let field, let level):
      let isOutside = level >= tables.count && !isInBodies
      let row = isOutside ? place.rows[place.rows.count - 1 - (level - tables.count)] : nil
      add(.field(FieldID(table: table, field: field)), place.period, own, row)
    case .steps(let id, _, _):
      guard case .scale(let scale) = edition[id].content else { break }
      for key in scale.otherwise?.keys ?? [] {
        if let declared = edition.declaration(key) { add(.symbol(declared.id), place.period, own) }
      }
    case .call(.applicable, let arguments):
      for case .read(let id) in arguments.map(\.form) {
        if let applies = edition[id].score?.applies {
          collect(applies.formula.term, place, isInBodies: isInBodies, tables: tables, &sources)
        }
      }
    default: break
    }
    switch term.form {
    case .conditional(let condition, let then, let otherwise) where !isInBodies && tables.isEmpty:
      // What a condition rules out, however switches stand, is never read.
      let before = sources.count
      collect(condition, place, isInBodies: false, tables: [], &sources)
      let isOpen = sources.count > before
      let truth = isOpen ? nil : calculator.value(condition, at: place).truth
      for (branch, wanted) in [(then, true), (otherwise, false)] where isOpen || truth == wanted {
        collect(branch, place, isInBodies: false, tables: [], &sources)
      }
    case .aggregate(_, let source, let condition, let arguments):
      var (inner, isOverBodies) = (tables, isInBodies)
      switch source {
      case .bodies: (inner, isOverBodies) = ([], true)
      case .table(let table): inner.append(table)
      }
      for child in (condition.map { [$0] } ?? []) + arguments {
        collect(child, place, isInBodies: isOverBodies, tables: inner, &sources)
      }
    case .call(.applicable, let arguments) where arguments.allSatisfy({ alwaysConcerns($0, place) }): break
    default:
      for child in term.children { collect(child, place, isInBodies: isInBodies, tables: tables, &sources) }
    }
  }

  /// Whether a score concerns the body however switches stand, whatever its value is.
  private func alwaysConcerns(_ term: Term, _ place: Calculator.Place) -> Bool {
    guard case .read(let id) = term.form else { return false }
    if case .sum? = cell(Spot(period: place.period, step: .symbol(id), body: place.body, row: 0)) { return true }
    return false
  }

  // MARK: Tables

  /// The values under all combinations of some switches; `nil` if they are too many.
  mutating func tabulated(
    _ support: [Int], _ sources: [Spot], _ compute: (SwitchTrace) -> Value
  ) -> [Value]? {
    guard support.count <= Self.tableLimit else { return nil }
    var tables: [(places: [Int], values: [Value])] = []
    for source in sources {
      guard let table = cell(source).flatMap(Self.table) else { return nil }
      tables.append((table.support.compactMap { support.firstIndex(of: $0) }, table.values))
    }
    let standards = sources.map(standard)
    var values: [Value] = []
    var placed = [Int](repeating: -1, count: tables.count)
    for combination in 0..<(1 << support.count) {
      for (index, source) in sources.enumerated() {
        let wanted = tables[index].places.enumerated().reduce(0) { $0 | (combination >> $1.element & 1) << $1.offset }
        if placed[index] != wanted { put(tables[index].values[wanted], source) }
        placed[index] = wanted
      }
      values.append(compute(self))
    }
    for (source, value) in zip(sources, standards) { put(value, source) }
    return values
  }

  /// A cell as a table; `nil` if it hangs on too many switches.
  private static func table(_ cell: Cell) -> (support: [Int], values: [Value])? {
    switch cell {
    case .table(let support, let values): return (support, values)
    case .unknown: return nil
    case .sum(let parts): return table(cell.support, parts, when: SwitchedNumber(.one))
    case .occasional(let parts, let indicator): return table(cell.support, parts, when: indicator)
    }
  }

  private static func table(
    _ support: [Int], _ parts: [SwitchedNumber], when indicator: SwitchedNumber
  ) -> (support: [Int], values: [Value])? {
    guard support.count <= tableLimit, parts.allSatisfy({ $0.open == nil }) else { return nil }
    let values = (0..<(1 << support.count)).map { combination -> Value in
      let on = Set(support.indices.filter { combination >> $0 & 1 == 1 }.map { support[$0] })
      return indicator.value(on) == .zero ? .notApplicable : number(total(parts, on) { _ in nil })
    }
    return (support, values)
  }

  private mutating func put(_ value: Value, _ spot: Spot) {
    switch spot.step {
    case .symbol(let id): calculator.columns.set(value, spot.period, id, spot.body)
    case .field(let id): calculator.columns.set(value, spot.period, id, spot.body, spot.row)
    }
  }

  /// A table without the switches that make no difference to it.
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
    if parts.allSatisfy(\.wholeSupport.isEmpty) { return nil }
    guard parts.count == 1, let only = parts.first, only.open == nil else { return .sum(parts) }
    return .table(support: only.support, values: only.values.map(number))
  }
}
