import Metodika

/// How scores are computed, for those who wonder at the time that it takes.
struct ScoringNote {
  /// From this many bodies on it matters to everybody that they are not scored in columns.
  static let many = 10_000

  let isVerbose: Bool

  func tell(_ outcome: ColumnScorer.Outcome) {
    let (bodies, exact) = (outcome.bodies, outcome.exactBodies)
    switch outcome.way {
    case .asRead:
      tell("\(bodies) bodies are scored in columns as they are read, \(exact) of them by the exact evaluator")
    case .readTwice:
      tell(
        """
        \(bodies) bodies are scored in columns as their table is read again, since the edition has an aggregate over \
        bodies, for which it was read before, \(exact) of them by the exact evaluator
        """)
    case .ofHeldColumns(let reason):
      tell(
        """
        \(bodies) bodies are scored in columns, which are held until all is read since the edition has \(reason), \
        \(exact) of them by the exact evaluator
        """)
    }
  }

  func tell(bodies: Int, exactly exact: Int) {
    tell("\(bodies) bodies are scored in columns, \(exact) of them by the exact evaluator")
  }

  func tell(wholeSince reason: String) { tell("the data is read as a whole: \(reason)") }

  func tell(exactly bodies: Int, since reason: String) {
    guard isVerbose || bodies >= Self.many else { return }
    write("\(bodies) bodies are scored by the exact evaluator alone, since the edition has \(reason)")
  }

  private func tell(_ text: String) { if isVerbose { write(text) } }

  private func write(_ text: String) { Terminal.write("note: \(text)\n", to: .standardError) }
}
