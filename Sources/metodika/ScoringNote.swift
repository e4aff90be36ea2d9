import Metodika

/// How scores are computed, for those who wonder at the time that it takes.
struct ScoringNote {
  /// From this many bodies on it matters to everybody that they are not scored in columns.
  static let many = 10_000

  let isVerbose: Bool

  func tell(columns bodies: Int, exactly exactBodies: Int, isStreamed: Bool) {
    guard isVerbose else { return }
    let way = isStreamed ? "as they are read" : "after the folder is read as a whole"
    tell("\(bodies) bodies are scored in columns \(way), \(exactBodies) of them by the exact evaluator")
  }

  func tell(exactly bodies: Int, since reason: String) {
    guard isVerbose || bodies >= Self.many else { return }
    tell("\(bodies) bodies are scored by the exact evaluator alone, since the edition has \(reason)")
  }

  private func tell(_ text: String) { Terminal.write("note: \(text)\n", to: .standardError) }
}
