import Formula
import Methodology

/// The figures that stand side by side in a row: the inputs of a body, or the fields of a record.
struct FigureSet {
  struct Figure {
    let name: String
    /// Reads the figure; `nil` if the rules compute it.
    let reader: CellReader?
    let fallback: Value?
  }

  let figures: [Figure]
  let positions: [String: Int]
  /// The figures that cannot exceed another beside them.
  let limits: [(figure: Int, limit: Int)]

  /// The inputs of an edition.
  init(inputsOf edition: Edition) {
    self.init(
      edition.inputs.map { declaration, input in
        Figure(name: declaration.name, reader: CellReader(input), fallback: input.fallback)
      })
  }

  /// The fields of a record table.
  init(fieldsOf table: RecordTable) {
    self.init(
      table.fields.map { field in
        guard case .input(let input) = field.content else {
          return Figure(name: field.name, reader: nil, fallback: nil)
        }
        return Figure(name: field.name, reader: CellReader(input), fallback: input.fallback)
      })
  }

  private init(_ figures: [Figure]) {
    self.figures = figures
    let positions = Dictionary(figures.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
    self.positions = positions
    limits = figures.enumerated().compactMap { offset, figure in
      guard let name = figure.reader?.input.atMost, let limit = positions[name] else { return nil }
      return (offset, limit)
    }
  }

  /// The names of the figures that are reported.
  var reportedNames: [String] { figures.filter { $0.reader != nil }.map(\.name) }

  /// The pairs of figures of a row of which the first exceeds the second.
  func exceeded(in values: [Value]) -> [(figure: Int, limit: Int)] {
    limits.filter { pair in
      guard let value = values[pair.figure].number, let limit = values[pair.limit].number else { return false }
      return limit < value
    }
  }
}
