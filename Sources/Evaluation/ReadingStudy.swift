import Dataset
import Exact
import Formula
import Methodology
import SourceText

/// What hangs on how ambiguous places of an act are read, for the bodies of a dataset.
public struct ReadingStudy: Sendable {
  /// What one score of one body can become.
  public struct Outcome: Sendable {
    /// Its value as the evaluation has it.
    public let value: Value
    /// The readings that it hangs on, alone or together with others.
    ///
    /// Where their combinations are too many for a table, those that what it is computed from hangs on.
    public let readings: [SymbolID]
    /// Its values under all combinations of these readings, each once; empty if they are too many.
    public let values: [Value]

    /// The numbers among the values, the least first.
    public var numbers: [Number] { values.compactMap(\.number).sorted() }

    /// Whether all combinations were looked at.
    public var isComplete: Bool { !values.isEmpty }
  }

  public let evaluation: Evaluation
  private let evaluator: Evaluator
  private let dataset: Dataset
  private let trace: ReadingTrace
  /// The readings that say which rows are due; with another choice the data is another.
  private let apart: [SymbolID]

  /// Studies the readings of an edition with a dataset.
  ///
  /// - Parameters:
  ///   - evaluator: the edition; its choices are those from which others are told.
  ///   - dataset: the data.
  public init(_ evaluator: Evaluator, _ dataset: Dataset) {
    self.init(evaluator, dataset, limit: ReadingTrace.limit)
  }

  init(_ evaluator: Evaluator, _ dataset: Dataset, limit: Int) {
    self.evaluator = evaluator
    self.dataset = dataset
    evaluation = evaluator.evaluate(dataset)
    let names = Set(evaluator.edition.tables.flatMap { DueRows($0, in: evaluator.edition)?.names ?? [] })
    apart = evaluator.edition.readings.map(\.declaration).filter { names.contains($0.name) }.map(\.id)
    trace = ReadingTrace(evaluation, of: evaluator, fixed: Set(apart), limit: limit)
  }

  public var edition: Edition { evaluator.edition }

  /// The readings that are looked at one by one and in no combination with others, since they say which rows are due.
  public var readingsApart: [SymbolID] { apart }

  /// What a score or derived quantity of a body can become.
  public func outcome(of id: SymbolID, body: Int) -> Outcome {
    let value = evaluation.value(id, body: body)
    guard let cell = trace.cell(id, body: body) else { return Outcome(value: value, readings: [], values: [value]) }
    let values =
      switch cell.contents {
      case .table(let table): table.map { $0[0] }.unique
      case .distinct(let contents, _): contents.map { $0[0] }
      case .unknown: [Value]()
      }
    return Outcome(value: value, readings: cell.support.map { trace.variables[$0].id }, values: values)
  }

  /// The bands that a body can fall into, the one that it is in first; `nil` stands for none.
  ///
  /// Empty if the combinations of readings are too many, or if the edition has no bands.
  public func bands(body: Int) -> [Bands.Row?] {
    guard let bands = edition.bands else { return [] }
    let outcome = outcome(of: bands.score, body: body)
    guard outcome.isComplete else { return [] }
    var seen: Set<String?> = []
    let apartValues = apart.flatMap(alternatives).map { $0.value(bands.score, body: body) }
    return ([outcome.value] + outcome.values + apartValues).map { $0.number.flatMap { bands.band(of: $0.value) } }
      .filter { seen.insert($0?.name).inserted }
  }

  /// An evaluation that differs in one choice.
  public struct Alternative: Sendable {
    public let reading: SymbolID
    public let choice: String
    fileprivate let values: @Sendable (SymbolID, Int) -> Value

    /// The value of a score or derived quantity under it.
    public func value(_ id: SymbolID, body: Int) -> Value { values(id, body) }
  }

  /// The evaluations that differ from the one at hand in the choice of one reading.
  public func alternatives(to reading: SymbolID) -> [Alternative] {
    guard case .reading(let declared) = edition[reading].content else { return [] }
    let name = edition[reading].name
    let taken = evaluator.readings[name] ?? declared.standard
    return declared.choices.map(\.name).filter { $0 != taken }.map { choice in
      Alternative(reading: reading, choice: choice, values: values(reading, choice))
    }
  }

  private func values(_ reading: SymbolID, _ choice: String) -> @Sendable (SymbolID, Int) -> Value {
    guard let variable = trace.variables.firstIndex(where: { $0.id == reading }), !leavesSomethingOpen,
      let wanted = trace.variables[variable].choices.firstIndex(of: choice)
    else {
      let other = evaluator.choosing(choice, for: edition[reading].name).evaluate(dataset)
      return { other.value($0, body: $1) }
    }
    return { [trace, evaluation] id, body in
      guard let cell = trace.cell(id, body: body), cell.support.contains(variable),
        let content = trace.content(cell, where: variable, is: wanted)
      else { return evaluation.value(id, body: body) }
      return content[0]
    }
  }

  /// Whether some score hangs on more combinations than are looked at.
  private var leavesSomethingOpen: Bool {
    edition.scores.contains { score in
      evaluation.bodies.indices.contains { body in
        if case .unknown = trace.cell(score.id, body: body)?.contents { true } else { false }
      }
    }
  }
}
