import Dataset
import Formula
import Methodology

extension Evaluation {
  /// What the tested body's values rest on: the names, and all that was used to compute them.
  ///
  /// - Parameters:
  ///   - names: scores and derived quantities of the first body.
  ///   - band: whether its band is looked at as well.
  /// - Returns: the marks.
  public func marks(under names: [SymbolID], band: Bool) -> Set<CoverageMark> {
    var walk = CoverageWalk(self)
    walk.walk(from: names, band: band)
    return walk.marks
  }
}

/// Goes down from values to what they were computed from, and marks what it meets.
///
/// It asks the calculator for the values of the parts of a formula again, so that computing them is not slowed down by
/// keeping a record.
struct CoverageWalk {
  /// A value that is looked at, once.
  private struct Stop: Hashable {
    let step: EvaluationStep
    let period: Int
    let body: Int
    /// The row of the field; 0 for a name.
    let row: Int
  }

  let evaluation: Evaluation
  let calculator: Calculator
  private(set) var marks: Set<CoverageMark> = []
  private var seen: Set<Stop> = []
  private var open: [Stop] = []

  var edition: Edition { calculator.edition }

  init(_ evaluation: Evaluation) {
    self.evaluation = evaluation
    calculator = evaluation.calculator
  }

  mutating func walk(from names: [SymbolID], band: Bool) {
    for id in names { visit(id, evaluation.period, 0) }
    if band, let bands = edition.bands {
      mark(.bands)
      visit(bands.score, evaluation.period, 0)
      let name = evaluation.band(body: 0)?.name
      if let index = bands.rows.firstIndex(where: { $0.name == name }) { mark(.band(index)) }
    }
    while let stop = open.popLast() { walk(stop) }
  }

  mutating func mark(_ mark: CoverageMark) { marks.insert(mark) }

  mutating func visit(_ id: SymbolID, _ period: Int, _ body: Int) {
    visit(Stop(step: .symbol(id), period: period, body: body, row: 0))
  }

  mutating func visit(_ field: FieldID, _ row: Int, _ place: Calculator.Place) {
    visit(Stop(step: .field(field), period: place.period, body: place.body, row: row))
  }

  private mutating func visit(_ stop: Stop) {
    if seen.insert(stop).inserted { open.append(stop) }
  }

  private mutating func walk(_ stop: Stop) {
    var place = Calculator.Place(period: stop.period, body: stop.body, owner: "")
    switch stop.step {
    case .field(let id):
      guard let formula = edition.tables[id.table].fields[id.field].formula else { return }
      place.rows = [stop.row]
      mark(.value(stop.step))
      walk(formula.term, .field(id), place)
    case .symbol(let id):
      switch edition[id].content {
      case .derived(let derived):
        mark(.value(stop.step))
        walk(derived.formula.term, .rule(id), place)
      case .score(let score): walk(score, id, place)
      case .reading:
        if let choice = calculator.columns.value(stop.period, id, stop.body).text { mark(.choice(id, choice)) }
      case .kind, .input, .parameter, .scale: break
      }
    }
  }
}
