import Evaluation
import Methodology
import Reporting
import SourceText

/// Scores bodies in columns and writes a line for each.
struct LineScorer: Sendable {
  /// The lines of bodies that follow one another.
  struct Part: Sendable {
    var lines: [UInt8] = []
    var bodies: Int
    var exactBodies = 0
    /// What a person must be told about the results.
    var told = FindingList()

    /// The same when its lines are written.
    var withoutLines: Part { Part(bodies: bodies, exactBodies: exactBodies, told: told) }

    mutating func append(_ other: Part) {
      lines += other.lines
      bodies += other.bodies
      exactBodies += other.exactBodies
      told.add(contentsOf: other.told)
    }
  }

  let program: ColumnProgram
  let evaluator: Evaluator
  /// The bodies, with what aggregates over all of them give.
  let bodies: BodyColumns
  /// Writes the cells of a body's line before its scores.
  let head: @Sendable (Int, inout DecimalWriter) -> Void

  /// Scores all bodies.
  ///
  /// - Parameters:
  ///   - threads: how many parts are worked on at once.
  ///   - take: takes the lines in the order of bodies, with the part that was begun.
  /// - Throws: what `take` does.
  func write<Failure: Error>(
    threads: Int, take: @escaping @Sendable (Part, Double) throws(Failure) -> Void
  ) async throws(Failure) {
    let bandTexts = BlockScores.bandTexts(of: evaluator.edition)
    let stretches = Stretches(of: bodies.count, length: 8 * BlockMemory.rows)
    try await OrderedWork<Stretches, Part, Failure>(stretches).run(
      threads: threads,
      worker: {
        let machine = BlockMachine(program, withEvidence: true)
        return { range throws(Failure) in part(range, on: machine, bandTexts) }
      }, take: take)
  }

  private func part(_ range: Range<Int>, on machine: BlockMachine, _ bandTexts: [[UInt8]]) -> Part {
    var writer = DecimalWriter()
    // The bodies left to the exact evaluator, with where their lines belong.
    var left: [(body: Int, offset: Int)] = []
    BlockSource.with(bodies, program) { source in
      source.compute(
        range, on: machine,
        take: { block in
          let scores = BlockScores(machine, bandTexts: bandTexts)
          for (place, body) in block.enumerated() {
            let start = writer.bytes.count
            if machine.memory.doubts[place] == 0, source.isUnfit?[body] != true {
              head(body, &writer)
              if scores.write(place, &writer) { continue }
              writer.bytes.removeLast(writer.bytes.count - start)
            }
            left.append((body, start))
          }
        },
        leave: { left.append(($0, writer.bytes.count)) })
    }
    var part = Part(lines: writer.bytes, bodies: range.count, exactBodies: left.count)
    if !left.isEmpty { insertExact(left, &part) }
    return part
  }

  /// Computes bodies exactly and puts their lines between those of the others.
  private func insertExact(_ left: [(body: Int, offset: Int)], _ part: inout Part) {
    let rows = left.map(\.body)
    let evaluation = evaluator.evaluate(
      bodies.exactly(rows, of: evaluator.edition), known: AcrossEvaluator.known(program, bodies.across, rows))
    part.told = evaluation.told
    var writer = DecimalWriter(bytes: part.lines)
    writer.insert(at: left.map(\.offset)) { index, writer in
      head(rows[index], &writer)
      BlockScores.write(evaluation, body: index, &writer)
    }
    part.lines = writer.bytes
  }
}
