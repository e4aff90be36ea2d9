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
    guard let bodies = await AcrossEvaluator(program: program, evaluator: evaluator).completed(bodies, threads: threads)
    else { return evaluateExactly(Array(0..<bodies.count), of: bodies, into: results, findings) }
    let doubtful = await withTaskGroup(of: [Int].self) { group in
      for part in BlockMemory.parts(of: bodies.count, threads: threads) {
        group.addTask { evaluate(bodies, part, into: results) }
      }
      var rows: [Int] = []
      for await part in group { rows += part }
      return rows.sorted()
    }
    evaluateExactly(doubtful, of: bodies, into: results, findings)
  }

  /// Computes a stretch of bodies; returns those that are left to the exact evaluator.
  private func evaluate(_ bodies: BodyColumns, _ range: Range<Int>, into results: ColumnResults) -> [Int] {
    let machine = BlockMachine(program)
    return BlockSource.with(bodies, program) { source in
      var doubtful: [Int] = []
      source.compute(
        range, on: machine,
        prepare: { program.direct(machine.memory, to: results, at: $0.lowerBound) },
        take: { rows in
          program.collect(machine.memory, rows, into: results)
          for row in rows where machine.memory.hasDoubts && machine.memory.doubts[row - rows.lowerBound] != 0 {
            doubtful.append(row)
          }
        },
        leave: { doubtful.append($0) })
      return evaluateAgain(doubtful + source.unfit(in: range), from: source, into: results)
    }
  }

  /// Computes doubtful bodies again in blocks of their own, with evidence on each row; returns those still doubtful.
  private func evaluateAgain(_ bodies: [Int], from source: BlockSource, into results: ColumnResults) -> [Int] {
    guard !bodies.isEmpty else { return [] }
    let machine = BlockMachine(program, withEvidence: true)
    let memory = machine.memory
    let slots = program.outputs.map(\.slot) + (program.bandSlot.map { [$0] } ?? [])
    var (blocks, doubtful) = source.blocks(of: Set(bodies).sorted())
    for block in blocks {
      source.gather(block, into: machine)
      machine.run(count: block.count)
      for (place, body) in block.enumerated() {
        if memory.doubts[place] != 0 || source.isUnfit?[body] == true {
          doubtful.append(body)
          continue
        }
        for (column, slot) in slots.enumerated() {
          results.set(memory.values[slot][place], memory.absences[slot]?[place] ?? Absent.none, column, body)
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
    let evaluation = evaluator.evaluate(
      bodies.exactly(rows, of: evaluator.edition), known: AcrossEvaluator.known(program, bodies.across, rows))
    findings.add(contentsOf: evaluation.told)
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
  fileprivate func unfit(in range: Range<Int>) -> [Int] { isUnfit.map { list in range.filter { list[$0] } } ?? [] }

  /// Calls a closure with the columns of bodies as a program wants them.
  static func with<Result>(_ bodies: BodyColumns, _ program: ColumnProgram, _ body: (BlockSource) -> Result) -> Result {
    let tables = program.tables.map { table in
      bodies.period(back: table.back).flatMap {
        $0.records.indices.contains(table.index) ? $0.records[table.index] : nil
      }
    }
    let figures = program.sources.compactMap { Figures($0, of: bodies, program) }
    func open(_ index: Int, _ columns: [Column]) -> Result {
      guard index < figures.count else {
        let across = program.sources.compactMap { source in
          if case .across(let number) = source.origin { bodies.across[number].map { (source.slot, $0) } } else { nil }
        }
        return body(BlockSource(columns: columns, tables: tables, isUnfit: bodies.isUnfit, across: across))
      }
      let own = figures[index]
      func add(_ values: UnsafePointer<Double>?, _ isMissing: UnsafePointer<Bool>?) -> Result {
        let column = Column(
          slot: own.slot, level: program.levels[own.slot], values: values, isMissing: isMissing,
          places: own.column?.places ?? 0, all: own.all, codes: own.codes, fallback: own.fallback)
        return open(index + 1, columns + [column])
      }
      guard let column = own.column else { return add(nil, nil) }
      return column.values.withUnsafeBufferPointer { values in
        guard let isMissing = column.isMissing else { return add(values.baseAddress, nil) }
        return isMissing.withUnsafeBufferPointer { add(values.baseAddress, $0.baseAddress) }
      }
    }
    return open(0, [])
  }

  /// The figures that stand for a source of a program.
  private struct Figures {
    let slot: Int
    /// `nil` where every body has the same.
    var column: BodyColumns.Column?
    var all: Double?
    var codes: [Double]?
    var fallback: ColumnConstant?

    /// `nil` for what an aggregate over bodies gives.
    init?(_ source: ColumnProgram.Source, of bodies: BodyColumns, _ program: ColumnProgram) {
      slot = source.slot
      switch source.origin {
      case .across: return nil
      case .isThere(let back):
        let period = bodies.period(back: back)
        column = period?.isThere.map { BodyColumns.Column($0.map { $0 ? 1 : 0 }) }
        all = period == nil ? 0 : 1
      case .kind(let back):
        column = bodies.period(back: back).map { BodyColumns.Column($0.kinds) }
        let own = program.edition.kinds.map { program.code($0.name) }
        codes = own == own.indices.map(Double.init) ? nil : own
        all = own.first ?? 0
      case .input(let position, let back):
        let (declaration, input) = program.inputs[position]
        column = bodies.period(back: back)?.inputs[declaration.name]
        codes = input.kind == .choice ? input.choices.map(program.code) : nil
        // In columns that were read what holds otherwise stands already.
        fallback = bodies.isGiven ? program.constant(input.fallback) : nil
      case .field(let field, let table):
        let records = bodies.period(back: table.back)?.records
        column = records.flatMap { $0.indices.contains(table.index) ? $0[table.index].fields[field] : nil }
        if case .input(let input) = program.edition.tables[table.index].fields[field].content, input.kind == .choice {
          codes = input.choices.map(program.code)
        }
      }
    }
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
