import Exact
import Formula

/// What an aggregate over bodies gives to each of them.
struct AcrossColumn: Sendable {
  struct Figure: Sendable {
    let value: Value
    let constant: ColumnConstant
    let absence: UInt8

    init(_ number: Rational) {
      value = .number(Number(number))
      constant = ColumnConstant(any: number)
      absence = Absent.none
    }

    init(_ truth: Bool) {
      value = .truth(truth)
      constant = ColumnConstant(any: truth ? .one : .zero)
      absence = Absent.none
    }

    private init() {
      value = .missing(Absence(.nothingToAggregate("bodies")))
      constant = .zero
      absence = Absent.missing
    }

    static let missing = Figure()
  }

  let figures: [Figure]
  /// Which of them each body has.
  let places: [Int32]

  /// Puts what bodies have into the column of a source.
  func load(_ bodies: some Collection<Int>, slot: Int, into machine: BlockMachine) {
    let memory = machine.memory
    let out = memory.sourceSpace(slot)
    memory.values[slot] = out
    memory.absences[slot] = nil
    var bounds: Bounds?
    for (row, body) in bodies.enumerated() {
      let figure = figures[Int(places[body])]
      out[row] = figure.constant.value
      bounds = bounds?.union(figure.constant.bounds) ?? figure.constant.bounds
      if figure.absence != Absent.none { machine.ownMarks(slot)[row] = figure.absence }
    }
    memory.bounds[slot] = bounds ?? ColumnConstant.zero.bounds
  }
}
