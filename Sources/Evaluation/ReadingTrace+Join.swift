import Formula
import Methodology

/// Values that hang on too many combinations of readings to be tabulated.
extension ReadingTrace {
  /// The computations that are made for one value.
  private static let joinLimit = 1 << 20

  /// What a value can become: what it is computed from is combined by its distinct contents.
  ///
  /// Sources that share a variable are not free of each other, so that the combinations of shared variables are gone
  /// through one by one. Under each of them every source has contents of its own, among which all others are free.
  mutating func joined(
    _ step: EvaluationStep, _ period: Int, _ body: Int, _ sources: [Source], _ support: [Int]
  ) -> Contents {
    let shared = support.filter { variable in sources.count { $0.support.contains(variable) } > 1 }
    guard let count = combinations(shared) else { return .unknown }
    let parts = sources.map { distinctContents(of: $0, by: shared) }
    let lists = (0..<count).map { combination -> [[[Value]]] in
      let digits = digits(of: combination, shared)
      return zip(sources, parts).map { source, part in
        part[index(in: shared.filter(source.support.contains)) { digits[$0] }]
      }
    }
    let effort = lists.reduce(0) { sum, list in
      list.reduce(1) { min(Self.joinLimit, $0 * $1.count) } + sum
    }
    guard effort < Self.joinLimit, spend(effort) else { return .unknown }
    var found: [[Value]] = []
    var seen: Set<[Value]> = []
    for list in lists {
      forEachCombination(of: list, sources) { trace in
        let content = trace.compute(step, period, body)
        if seen.insert(content).inserted { found.append(content) }
      }
    }
    restore(sources)
    let alone = support.map { variable in
      variables[variable].choices.indices.map { contentAlone(step, period, body, sources, variable, $0) }
    }
    return .distinct(found, alone: alone)
  }

  /// By combination of those shared variables that a source hangs on: its contents, each once.
  private func distinctContents(of source: Source, by shared: [Int]) -> [[[Value]]] {
    let own = shared.filter(source.support.contains)
    let count = own.reduce(1) { $0 * variables[$1].choices.count }
    var contents = [[[Value]]](repeating: [], count: count)
    var seen = [Set<[Value]>](repeating: [], count: count)
    for (combination, content) in (source.table ?? []).enumerated() {
      let digits = digits(of: combination, source.support)
      let place = index(in: own) { digits[$0] }
      if seen[place].insert(content).inserted { contents[place].append(content) }
    }
    return contents
  }

  /// Puts every combination of contents in their places, and calls a closure for each.
  private mutating func forEachCombination(
    of lists: [[[Value]]], _ sources: [Source], _ visit: (ReadingTrace) -> Void
  ) {
    var places = lists.map { _ in 0 }
    for (list, source) in zip(lists, sources) {
      guard let first = list.first else { return }
      put(first, source)
    }
    while true {
      visit(self)
      var position = lists.count - 1
      while position >= 0, places[position] + 1 == lists[position].count {
        places[position] = 0
        put(lists[position][0], sources[position])
        position -= 1
      }
      guard position >= 0 else { return }
      places[position] += 1
      put(lists[position][places[position]], sources[position])
    }
  }

  /// The content where one variable has a choice and all others what the evaluation took.
  private mutating func contentAlone(
    _ step: EvaluationStep, _ period: Int, _ body: Int, _ sources: [Source], _ variable: Int, _ choice: Int
  ) -> [Value] {
    for source in sources {
      guard let table = source.table else { continue }
      put(table[index(in: source.support) { $0 == variable ? choice : variables[$0].taken }], source)
    }
    defer { restore(sources) }
    return compute(step, period, body)
  }
}
