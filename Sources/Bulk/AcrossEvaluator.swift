import Dataset
import Evaluation
import Exact
import Formula
import Methodology
import Synchronization

/// Computes aggregates over all bodies, holding of each body no more than they take.
struct AcrossEvaluator {
  let program: ColumnProgram
  let evaluator: Evaluator

  /// The bodies with what aggregates give to each; `nil` if only an evaluation of all of them together tells.
  func completed(_ bodies: BodyColumns, threads: Int) async -> BodyColumns? {
    var bodies = bodies
    for stage in program.stages {
      guard let held = await held(stage, bodies, threads: threads) else { return nil }
      for ((number, aggregate), figures) in zip(stage.aggregates, held) {
        guard !figures.hasFailures, let column = figures.column(aggregate.identity) else { return nil }
        bodies.across[number] = column
      }
    }
    return bodies
  }

  /// What aggregates over bodies give to some of these, for the exact evaluator.
  static func known(
    _ program: ColumnProgram, _ across: [Int: AcrossColumn], _ rows: [Int]
  ) -> KnownAggregates? {
    guard !program.stages.isEmpty else { return nil }
    var known = KnownAggregates()
    for (number, aggregate) in program.stages.flatMap(\.aggregates) {
      guard let column = across[number] else { continue }
      let values = rows.map { column.figures[Int(column.places[$0])].value }
      for term in aggregate.places { known.set(term, values) }
    }
    return known
  }

  // MARK: One stage

  private struct Part: Sendable {
    let index: Int
    var held: [HeldFigures]
    /// Bodies that columns cannot tell.
    var doubtful: [Int] = []
  }

  private func held(_ stage: AcrossStage, _ bodies: BodyColumns, threads: Int) async -> [HeldFigures]? {
    let parts = BlockMemory.parts(of: bodies.count, threads: threads)
    let done = await withTaskGroup(of: Part.self) { group in
      for (index, range) in parts.enumerated() {
        group.addTask { Self.held(stage, bodies, range, index) }
      }
      var done: [Part] = []
      for await part in group { done.append(part) }
      return done.sorted { $0.index < $1.index }
    }
    guard var held = done.first?.held else { return nil }
    for part in done.dropFirst() {
      for (index, figures) in part.held.enumerated() { held[index].append(figures) }
    }
    await decide(stage, bodies, Set(done.flatMap(\.doubtful)), threads: threads, &held)
    let undecided = zip(stage.aggregates, held).flatMap { $1.undecided($0.aggregate.identity.function) }
    await decide(stage, bodies, Set(undecided), threads: threads, &held)
    return held
  }

  private static func held(
    _ stage: AcrossStage, _ bodies: BodyColumns, _ range: Range<Int>, _ index: Int
  ) -> Part {
    let machine = BlockMachine(stage.program, withEvidence: true)
    var part = Part(index: index, held: stage.aggregates.map { _ in HeldFigures() })
    BlockSource.with(bodies, stage.program) { source in
      source.compute(
        range, on: machine,
        take: { block in
          for (row, body) in block.enumerated() {
            let isPrecise = take(stage, machine, row, &part)
            if !isPrecise || machine.memory.doubts[row] != 0 || source.isUnfit?[body] == true {
              part.doubtful.append(body)
            }
          }
        },
        leave: { body in
          // The keys of a body stand without its rows.
          source.loadWithoutRows(body, into: machine)
          machine.run(count: 1)
          _ = take(stage, machine, 0, &part)
          part.doubtful.append(body)
        })
    }
    return part
  }

  /// Takes what the aggregates need of a row; `false` if a figure is known too little to be compared with others.
  private static func take(_ stage: AcrossStage, _ machine: BlockMachine, _ row: Int, _ part: inout Part) -> Bool {
    var isPrecise = true
    let memory = machine.memory
    func mark(_ slot: Int) -> UInt8 { memory.absences[slot]?[row] ?? Absent.none }
    for (index, (_, aggregate)) in stage.aggregates.enumerated() {
      let identity = aggregate.identity
      var status = HeldFigures.Status.included
      if let filter = identity.filter {
        switch mark(filter) {
        case Absent.none: status = memory.values[filter][row] != 0 ? .included : .out
        case Absent.notApplicable: status = .out
        case Absent.missing: status = .missing
        default: status = .failed
        }
      }
      var number = HeldFigures.Number()
      if let figure = identity.figure {
        switch mark(figure) {
        case Absent.none:
          if status == .included, let own = machine.evidence?.bounds(figure, row) {
            number = HeldFigures.Number(
              memory.values[figure][row], error: own.error, places: own.places, bits: Int(own.partsBits.rounded(.up)))
          }
        // A body that the figure does not concern is none of those that are compared.
        case Absent.notApplicable: if status == .included { status = .out }
        case Absent.missing: if status == .included { status = .missing }
        default: if status == .included || identity.function.isRelative { status = .failed }
        }
      }
      isPrecise = isPrecise && number.isPrecise
      part.held[index].add(
        status, number, own: identity.keys.map { memory.values[$0.own][row] },
        asked: identity.keys.map { memory.values[$0.asking][row] })
    }
    return isPrecise
  }

  // MARK: Bodies that columns cannot tell

  /// How many of them are evaluated together, and so in memory whole.
  private static let batch = 2048

  private func decide(
    _ stage: AcrossStage, _ bodies: BodyColumns, _ rows: Set<Int>, threads: Int, _ held: inout [HeldFigures]
  ) async {
    guard !rows.isEmpty else { return }
    let rows = rows.sorted()
    let terms = stage.aggregates.flatMap { [$0.aggregate.figure].compactMap { $0 } + $0.aggregate.filters }
    let work = OrderedWork<Stretches, Decisions, Never>(Stretches(of: rows.count, length: Self.batch))
    let all = Mutex<[Decisions]>([])
    await work.run(
      threads: threads,
      worker: {
        { stretch in
          let rows = Array(rows[stretch])
          let evaluation = evaluator.evaluate(
            bodies.exactly(rows, of: evaluator.edition), known: Self.known(program, bodies.across, rows), for: terms)
          let decisions = stage.aggregates.map { _, aggregate in
            rows.indices.map { Self.exactly(aggregate, evaluation, $0) }
          }
          return Decisions(rows: rows, decisions: decisions)
        }
      }, take: { decisions, _ in all.withLock { $0.append(decisions) } })
    for batch in all.withLock({ $0 }) {
      for (index, decisions) in batch.decisions.enumerated() {
        for (row, (status, number)) in zip(batch.rows, decisions) { held[index].set(status, number, of: row) }
      }
    }
  }

  /// What the exact evaluator says of some bodies, by aggregate.
  private struct Decisions: Sendable {
    let rows: [Int]
    let decisions: [[(HeldFigures.Status, Rational?)]]
  }

  private static func exactly(
    _ aggregate: AcrossAggregate, _ evaluation: Evaluation, _ body: Int
  ) -> (HeldFigures.Status, Rational?) {
    let decisions = aggregate.filters.map { evaluation.value(of: $0, body: body) }
    let isAlone = decisions.count == 1 && aggregate.identity.keys.isEmpty
    var status = HeldFigures.Status.included
    if decisions.contains(.truth(false)) || (isAlone && decisions == [.notApplicable]) {
      status = .out
    } else if let absent = decisions.first(where: \.isAbsent) {
      status = absent.hasFailed ? .failed : .missing
    }
    guard let figure = aggregate.figure, status == .included || aggregate.identity.function.isRelative else {
      return (status, nil)
    }
    switch evaluation.value(of: figure, body: body) {
    case .number(let number) where !number.isApproximate: return (status, status == .included ? number.value : nil)
    case .notApplicable: return (status == .included ? .out : status, nil)
    case .missing(let absence):
      return (Value.missing(absence).hasFailed ? .failed : status == .included ? .missing : status, nil)
    // What stands for another number cannot be told here.
    case .number, .truth, .text: return (.failed, nil)
    }
  }
}

extension Value {
  /// Whether it is missing for an operation without a result.
  fileprivate var hasFailed: Bool {
    guard case .missing(let absence) = self else { return false }
    return absence.reasons.contains { if case .failed = $0 { true } else { false } }
  }
}

extension BlockMemory {
  /// Stretches of bodies for threads, each of whole blocks.
  static func parts(of count: Int, threads: Int) -> [Range<Int>] {
    let blocks = (count + rows - 1) / rows
    let parts = max(1, min(threads, blocks))
    return (0..<parts).map { part in
      min(count, blocks * part / parts * rows)..<min(count, blocks * (part + 1) / parts * rows)
    }
  }
}
