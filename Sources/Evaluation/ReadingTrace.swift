import Dataset
import Formula
import Methodology

/// What every value of an evaluation becomes under every combination of the readings that it hangs on.
///
/// The columns are gone through in the order in which they are computed. The readings that a value may hang on are those
/// that what it is computed from hangs on; it is computed under each of their combinations, and a reading that makes no
/// difference in any of them is dropped at once. So the combinations stay few though the readings of an edition are many,
/// and nothing is left out: two readings that only matter together are found as well. Where they become too many all the
/// same, what the value is computed from is combined by its distinct values instead.
struct ReadingTrace {
  /// The combinations of readings that a value is tabulated by at most.
  static let limit = 1 << 16

  struct Variable {
    let id: SymbolID
    let choices: [String]
    /// The index of the choice that the evaluation took.
    let taken: Int
  }

  /// One value, or the values of a field in the rows of one body, by combination.
  struct Cell {
    /// The variables that it hangs on, in order.
    let support: [Int]
    let contents: Contents

    /// The contents by combination; `nil` if they are not kept so.
    var table: [[Value]]? {
      if case .table(let table) = contents { return table }
      return nil
    }
  }

  enum Contents {
    /// By combination, the last variable of the support changing fastest.
    case table([[Value]])
    /// Each content that there can be, once; and by variable of the support and choice the one where nothing else is
    /// chosen otherwise.
    case distinct([[Value]], alone: [[[Value]]])
    /// Too many even so.
    case unknown
  }

  let variables: [Variable]
  private let evaluator: Evaluator
  private let limit: Int
  /// The computations that may still be made, so that many bodies do not take hours.
  private(set) var budget = 1 << 23
  private(set) var calculator: Calculator
  /// By period, column and body; columns that hang on nothing are left out.
  private var cells: [[EvaluationStep: [Cell?]]]

  private var edition: Edition { evaluator.edition }

  init(_ evaluation: Evaluation, of evaluator: Evaluator, fixed: Set<SymbolID>, limit: Int) {
    self.evaluator = evaluator
    self.limit = limit
    calculator = evaluation.calculator
    variables = evaluator.edition.readings.filter { !fixed.contains($0.declaration.id) }.map { declaration, reading in
      let choices = reading.choices.map(\.name)
      let choice = evaluator.readings[declaration.name] ?? reading.standard
      return Variable(id: declaration.id, choices: choices, taken: choices.firstIndex(of: choice) ?? 0)
    }
    cells = evaluation.dataset.periods.map { _ in [:] }
    let earlier = evaluation.dataset.periods.count > 1 ? edition.stepsForEarlierPeriods() : []
    for period in cells.indices {
      for step in period == cells.count - 1 ? edition.order : earlier { trace(step, period) }
    }
  }

  /// What a value of the last period hangs on and becomes; `nil` if no reading matters to it.
  func cell(_ id: SymbolID, body: Int) -> Cell? { cells.last?[.symbol(id)]?[body] }

  /// The content of a cell where one variable has another choice; `nil` if it is not known.
  func content(_ cell: Cell, where variable: Int, is choice: Int) -> [Value]? {
    switch cell.contents {
    case .table(let table): table[index(in: cell.support) { $0 == variable ? choice : variables[$0].taken }]
    case .distinct(_, let alone): cell.support.firstIndex(of: variable).map { alone[$0][choice] }
    case .unknown: nil
    }
  }

  // MARK: Going through

  private mutating func trace(_ step: EvaluationStep, _ period: Int) {
    let bodies = calculator.dataset.periods[period].bodies.indices
    if case .symbol(let id) = step, let variable = variables.firstIndex(where: { $0.id == id }) {
      let contents = variables[variable].choices.map { [Value.text($0)] }
      cells[period][step] = bodies.map { _ in Cell(support: [variable], contents: .table(contents)) }
      return
    }
    let sources = sources(of: step, period)
    guard !sources.isEmpty else { return }
    let looksAcross = edition.looksAcrossBodies(step)
    let column = bodies.map { body -> Cell? in
      let id = calculator.dataset.periods[period].bodies[body].id
      let own = sources.filter { looksAcross || $0.bodyID == id }
      return own.isEmpty ? nil : traced(step, period, body, own, looksAcross: looksAcross)
    }
    if column.contains(where: { $0 != nil }) { cells[period][step] = column }
  }

  /// A cell that another is computed from, with its place.
  struct Source {
    let period: Int
    let step: EvaluationStep
    let body: Int
    let bodyID: String
    let support: [Int]
    /// Its contents by combination; `nil` if they are not known so.
    let table: [[Value]]?
  }

  private func sources(of step: EvaluationStep, _ period: Int) -> [Source] {
    func varying(_ need: EvaluationStep, _ period: Int) -> [Source] {
      (cells[period][need] ?? []).enumerated().compactMap { body, cell in
        cell.map {
          Source(
            period: period, step: need, body: body, bodyID: calculator.dataset.periods[period].bodies[body].id,
            support: $0.support, table: $0.table)
        }
      }
    }
    let same = edition.needs(of: step).flatMap { varying($0, period) }
    guard let earlier = calculator.dataset.previous(ofPeriodAt: period) else { return same }
    return same + edition.earlierNeeds(of: step).flatMap { varying($0, earlier) }
  }

  private mutating func traced(
    _ step: EvaluationStep, _ period: Int, _ body: Int, _ sources: [Source], looksAcross: Bool
  ) -> Cell? {
    let support = Set(sources.flatMap(\.support)).sorted()
    let tables = sources.compactMap(\.table)
    guard tables.count == sources.count else { return Cell(support: support, contents: .unknown) }
    guard let count = combinations(support), spend(count * (looksAcross ? sources.count : 1)) else {
      return Cell(support: support, contents: joined(step, period, body, sources, support))
    }
    var contents: [[Value]] = []
    contents.reserveCapacity(count)
    var placed = sources.map { index(in: $0.support) { variables[$0].taken } }
    for combination in 0..<count {
      let digits = digits(of: combination, support)
      for (place, source) in sources.enumerated() {
        let wanted = index(in: source.support) { digits[$0] }
        if placed[place] != wanted { put(tables[place][wanted], source) }
        placed[place] = wanted
      }
      contents.append(compute(step, period, body))
    }
    restore(sources)
    return pruned(support, contents)
  }

  /// Takes computations from the budget; `false` if it does not have as many.
  mutating func spend(_ effort: Int) -> Bool {
    guard effort <= budget else { return false }
    budget -= effort
    return true
  }

  /// Puts back what the evaluation has.
  mutating func restore(_ sources: [Source]) {
    for source in sources {
      guard let table = source.table else { continue }
      put(table[index(in: source.support) { variables[$0].taken }], source)
    }
  }

  mutating func put(_ content: [Value], _ source: Source) {
    switch source.step {
    case .symbol(let id): calculator.columns.set(content[0], source.period, id, source.body)
    case .field(let id):
      for (row, value) in content.enumerated() { calculator.columns.set(value, source.period, id, source.body, row) }
    }
  }

  func compute(_ step: EvaluationStep, _ period: Int, _ body: Int) -> [Value] {
    switch step {
    case .symbol(let id):
      let declaration = edition[id]
      let place = Calculator.Place(period: period, body: body, owner: declaration.name)
      return [evaluator.value(of: declaration, place, calculator)]
    case .field(let id):
      guard let formula = edition.tables[id.table].fields[id.field].formula else { return [] }
      return calculator.dataset.periods[period].bodies[body].records[id.table].indices.map { row in
        calculator.value(formula.term, at: Calculator.Place(period: period, body: body, owner: "", rows: [row]))
      }
    }
  }

  /// A table without the variables that make no difference to it; `nil` if none does.
  private func pruned(_ support: [Int], _ contents: [[Value]]) -> Cell? {
    var (support, contents) = (support, contents)
    var position = 0
    while position < support.count {
      let stride = support[(position + 1)...].reduce(1) { $0 * variables[$1].choices.count }
      let choices = variables[support[position]].choices.count
      let firsts = contents.indices.filter { $0 / stride % choices == 0 }
      let matters = firsts.contains { first in
        (1..<choices).contains { contents[first + $0 * stride] != contents[first] }
      }
      if matters {
        position += 1
      } else {
        contents = firsts.map { contents[$0] }
        support.remove(at: position)
      }
    }
    return support.isEmpty ? nil : Cell(support: support, contents: .table(contents))
  }

  // MARK: Combinations

  /// How many combinations variables have; `nil` if too many.
  func combinations(_ support: [Int]) -> Int? {
    var count = 1
    for variable in support {
      count *= variables[variable].choices.count
      guard count <= limit else { return nil }
    }
    return count
  }

  func index(in support: [Int], choosing choice: (Int) -> Int) -> Int {
    support.reduce(0) { $0 * variables[$1].choices.count + choice($1) }
  }

  /// The choice of each variable in a combination of some; of those outside of it nothing is said.
  func digits(of combination: Int, _ support: [Int]) -> [Int] {
    var digits = [Int](repeating: 0, count: variables.count)
    var rest = combination
    for variable in support.reversed() {
      digits[variable] = rest % variables[variable].choices.count
      rest /= variables[variable].choices.count
    }
    return digits
  }
}
