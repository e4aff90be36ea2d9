import Exact

/// A staircase in doubles.
struct StaircaseTable {
  struct Edge {
    let value: Double
    let tolerance: Double
    let bounds: Bounds
  }

  let figures: [Double]
  let isCovered: [Bool]
  /// What each edge adds to the figure before it, where all such sums are exact.
  let sums: [Double]?
  var base: Double { figures[0] }
  private let edges: [(constant: ColumnConstant, belongsToUpper: Bool)]
  private let figureBounds: [Bounds]

  init(_ staircase: Staircase) {
    edges = staircase.edges.map { (ColumnConstant($0.value) ?? .zero, $0.belongsToUpper) }
    let constants = staircase.results.map { $0.flatMap(ColumnConstant.init) ?? .zero }
    figures = constants.map(\.value)
    isCovered = staircase.results.map { $0 != nil }
    figureBounds = constants.map(\.bounds)
    sums = Self.exactSums(figures)
  }

  private static func exactSums(_ figures: [Double]) -> [Double]? {
    var sums: [Double] = []
    var reached = figures[0]
    for figure in figures.dropFirst() {
      let step = figure - reached
      guard reached + step == figure else { return nil }
      reached = figure
      sums.append(step)
    }
    return sums
  }

  /// How far a value and an edge can be apart in doubles though they are the same.
  private func tolerance(_ edge: ColumnConstant, _ bounds: Bounds) -> Double {
    // The threshold is an edge moved by this, which is rounded once more.
    let tolerance = Bounds.tolerance(bounds, edge.bounds)
    return tolerance == 0 ? 0 : tolerance + abs(edge.value) * Bounds.unit * 2
  }

  /// The least double that counts as beyond each edge.
  func thresholds(for bounds: Bounds) -> [Double] {
    edges.map { edge, belongsToUpper in
      let tolerance = tolerance(edge, bounds)
      return belongsToUpper ? edge.value - tolerance : (edge.value + tolerance).nextUp
    }
  }

  /// The edges at which doubles do not tell on which side a value lies.
  func undecided(for bounds: Bounds) -> [Edge] {
    edges.compactMap { edge, _ in
      let tolerance = tolerance(edge, bounds)
      guard !Bounds.separates(bounds, edge.bounds, tolerance: tolerance * 2),
        bounds.least - 2 * tolerance <= edge.value, edge.value <= bounds.greatest + 2 * tolerance
      else { return nil }
      return Edge(value: edge.value, tolerance: tolerance * 2, bounds: edge.bounds)
    }
  }

  /// The steps that values within bounds can stand on.
  func reachable(from bounds: Bounds) -> ClosedRange<Int> {
    var low = 0
    var high = edges.count
    for (index, edge) in edges.enumerated() {
      let margin = tolerance(edge.constant, bounds) * 2
      if bounds.least - margin > edge.constant.value { low = index + 1 }
      if bounds.greatest + margin < edge.constant.value { high = min(high, index) }
    }
    return min(low, high)...high
  }

  func isWhole(_ steps: ClosedRange<Int>) -> Bool { isCovered[steps].allSatisfy { $0 } }

  func bounds(of steps: ClosedRange<Int>) -> Bounds {
    let covered = steps.filter { isCovered[$0] }.map { figureBounds[$0] }
    guard let first = covered.first else { return ColumnConstant.zero.bounds }
    return covered.dropFirst().reduce(first) { $0.union($1) }
  }
}

/// Figures by codes in doubles.
struct LookUpTable {
  let offsets: [[Int]]
  let figures: [Double]
  let isThere: [Bool]
  let hasHoles: Bool
  let bounds: Bounds

  init(_ lookUp: LookUp) {
    offsets = lookUp.offsets
    let constants = lookUp.figures.map { $0.flatMap(ColumnConstant.init) }
    let there = constants.compactMap { $0?.bounds }
    let all = there.dropFirst().reduce(there.first ?? ColumnConstant.zero.bounds) { $0.union($1) }
    figures = constants.map { $0?.value ?? all.least }
    isThere = constants.map { $0 != nil }
    hasHoles = there.count < constants.count
    bounds = all
  }
}
