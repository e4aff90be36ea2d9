import Dataset
import Evaluation
import Exact
import Formula
import Methodology
import SourceText

/// Computes an edition for many bodies at once, with the same results as ``Evaluator``.
///
/// It computes in doubles with bounds on their errors. Where the bounds leave open on which side of a figure a value
/// lies, and where a person must be told something, the body is left to ``Evaluator``.
public struct ColumnEvaluator: Sendable {
  public let program: ColumnProgram
  private let evaluator: Evaluator

  /// An evaluator in columns.
  ///
  /// - Parameter evaluator: the edition with its readings.
  /// - Throws: what of the edition cannot be computed in columns.
  public init(_ evaluator: Evaluator) throws(NotInColumns) {
    self.evaluator = evaluator
    program = try ColumnCompiler.compile(evaluator)
  }

  /// Computes all scores.
  ///
  /// - Parameters:
  ///   - bodies: what the bodies report.
  ///   - threads: how many parts are worked on at once.
  ///   - findings: takes what must be told of results.
  /// - Returns: the scores.
  public func evaluate(_ bodies: BodyColumns, threads: Int = 1, findings: Findings = Findings()) async -> ColumnResults
  {
    let results = ColumnResults(program, count: bodies.count)
    await evaluate(bodies, into: results, threads: threads, findings: findings)
    return results
  }

  /// Computes all scores into the place of earlier ones of as many bodies.
  ///
  /// - Parameters:
  ///   - bodies: what the bodies report.
  ///   - results: results of this evaluator, which nobody reads meanwhile.
  ///   - threads: how many parts are worked on at once.
  ///   - findings: takes what must be told of results.
  public func evaluate(
    _ bodies: BodyColumns, into results: ColumnResults, threads: Int = 1, findings: Findings = Findings()
  ) async {
    precondition(results.count == bodies.count && results.program === program, "results of another evaluator")
    let blocks = (bodies.count + BlockMemory.rows - 1) / BlockMemory.rows
    let parts = max(1, min(threads, blocks))
    let doubtful = await withTaskGroup(of: [Int].self) { group in
      for part in 0..<parts {
        let start = min(bodies.count, blocks * part / parts * BlockMemory.rows)
        let end = min(bodies.count, blocks * (part + 1) / parts * BlockMemory.rows)
        group.addTask { evaluate(bodies, start..<end, into: results) }
      }
      var rows: [Int] = []
      for await part in group { rows += part }
      return rows.sorted()
    }
    evaluateExactly(doubtful, of: bodies, into: results, findings)
  }

  /// Computes a stretch of rows; returns those that are left to the exact evaluator.
  private func evaluate(_ bodies: BodyColumns, _ range: Range<Int>, into results: ColumnResults) -> [Int] {
    let machine = BlockMachine(program)
    return BlockSource.with(bodies, program) { source in
      var doubtful: [Int] = []
      var start = range.lowerBound
      while start < range.upperBound {
        let rows = start..<min(start + BlockMemory.rows, range.upperBound)
        source.load(rows, into: machine)
        program.direct(machine.memory, to: results, at: start)
        machine.run(count: rows.count)
        program.collect(machine.memory, rows, into: results)
        if machine.memory.hasDoubts {
          for row in rows where machine.memory.doubts[row - start] != 0 { doubtful.append(row) }
        }
        start = rows.upperBound
      }
      return evaluateAgain(doubtful, from: source, into: results)
    }
  }

  /// Computes the doubtful rows again in blocks of their own, with evidence on each row; returns what is still doubtful.
  private func evaluateAgain(_ rows: [Int], from source: BlockSource, into results: ColumnResults) -> [Int] {
    guard !rows.isEmpty else { return [] }
    let machine = BlockMachine(program, withEvidence: true)
    let memory = machine.memory
    var doubtful: [Int] = []
    for start in stride(from: 0, to: rows.count, by: BlockMemory.rows) {
      let block = rows[start..<min(start + BlockMemory.rows, rows.count)]
      source.gather(block, into: machine)
      machine.run(count: block.count)
      let slots = program.outputs.map(\.slot) + (program.bandSlot.map { [$0] } ?? [])
      for (place, row) in block.enumerated() {
        if memory.doubts[place] != 0 {
          doubtful.append(row)
          continue
        }
        for (column, slot) in slots.enumerated() {
          results.set(memory.values[slot][place], memory.absences[slot]?[place] ?? Absent.none, column, row)
        }
      }
    }
    return doubtful
  }

  private func evaluateExactly(
    _ rows: [Int], of bodies: BodyColumns, into results: ColumnResults, _ findings: Findings
  ) {
    results.exactCount = rows.count
    guard !rows.isEmpty else { return }
    let list = rows.map { bodies.body($0, of: evaluator.edition) }
    let dataset = Dataset(layout: InputLayout(evaluator.edition), periods: [PeriodData(name: "", bodies: list)])
    let evaluation = evaluator.evaluate(dataset)
    findings.add(contentsOf: evaluation.findings)
    for (index, row) in rows.enumerated() {
      for (column, score) in results.scores.enumerated() {
        results.set(evaluation.value(score.id, body: index), column, row)
      }
      let band = evaluation.band(body: index).flatMap { band in results.bands.firstIndex { $0.name == band.name } }
      results.set(
        band.map { .number(Number($0)) } ?? .notApplicable, results.scores.count, row)
    }
  }
}

extension BlockSource {
  /// Calls a closure with the columns of bodies as a program wants them.
  static func with<Result>(_ bodies: BodyColumns, _ program: ColumnProgram, _ body: (BlockSource) -> Result) -> Result {
    func open(_ index: Int, _ columns: [Column]) -> Result {
      guard index < program.sources.count else { return body(BlockSource(columns: columns)) }
      let source = program.sources[index]
      switch source.origin {
      case .kind:
        return bodies.kinds.withUnsafeBufferPointer { values in
          let codes = program.edition.kinds.map { program.code($0.name) }
          guard let start = values.baseAddress else { return open(index + 1, columns) }
          let column = Column(
            slot: source.slot, values: start, isMissing: nil, places: 0,
            codes: codes == codes.indices.map(Double.init) ? nil : codes,
            fallback: nil)
          return open(index + 1, columns + [column])
        }
      case .input(let position):
        let (declaration, input) = program.inputs[position]
        let all =
          bodies.inputs[declaration.name]
          ?? BodyColumns.Column(
            [Double](repeating: 0, count: bodies.count), isMissing: [Bool](repeating: true, count: bodies.count))
        return all.values.withUnsafeBufferPointer { values in
          guard let start = values.baseAddress else { return open(index + 1, columns) }
          func add(_ isMissing: UnsafePointer<Bool>?) -> Result {
            let column = Column(
              slot: source.slot, values: start, isMissing: isMissing, places: all.places,
              codes: input.kind == .choice ? input.choices.map(program.code) : nil,
              fallback: program.constant(input.fallback))
            return open(index + 1, columns + [column])
          }
          guard let isMissing = all.isMissing else { return add(nil) }
          return isMissing.withUnsafeBufferPointer { add($0.baseAddress) }
        }
      }
    }
    return open(0, [])
  }
}

extension ColumnProgram {
  func code(_ text: String) -> Double { Double(texts.firstIndex(of: text) ?? 0) }

  /// A value of the rules as columns hold it.
  func constant(_ value: Value?) -> ColumnConstant? {
    switch value {
    case .number(let number): ColumnConstant(number.value)
    case .truth(let truth): ColumnConstant(truth ? .one : .zero)
    case .text(let text): ColumnConstant(Rational(Int(code(text))))
    default: nil
    }
  }

  /// Lets results be written where they are wanted.
  func direct(_ memory: BlockMemory, to results: ColumnResults, at start: Int) {
    for (index, output) in outputs.enumerated() where isDirect[index] {
      memory.values[output.slot] = results.column(index) + start
    }
    if let bandSlot, bandIsDirect { memory.values[bandSlot] = results.column(outputs.count) + start }
  }

  /// Copies what was not written where it is wanted, and which rows have no value.
  func collect(_ memory: BlockMemory, _ rows: Range<Int>, into results: ColumnResults) {
    func take(_ slot: Int, _ index: Int, _ isDirect: Bool) {
      if !isDirect { (results.column(index) + rows.lowerBound).update(from: memory.values[slot], count: rows.count) }
      results.mark(index, rows, memory.absences[slot])
    }
    for (index, output) in outputs.enumerated() { take(output.slot, index, isDirect[index]) }
    if let bandSlot { take(bandSlot, outputs.count, bandIsDirect) }
  }
}
