import Evaluation
import Exact
import Formula

/// From the figures of all bodies to what the aggregate gives to each.
extension HeldFigures {
  /// Included bodies whose numbers must be known exactly and are not yet.
  func undecided(_ function: AggregateFunction) -> [Int] {
    let included = members.included
    switch function {
    case .count, .any, .all: return []
    case .sum, .mean, .median, .percentile: return included.joined().filter { number(of: $0) == nil }
    case .min, .max:
      return included.flatMap { extremes($0, isLeast: function == .min) }.filter { number(of: $0) == nil }
    case .rank, .percentile_rank:
      return included.flatMap { members in
        runs(members).filter { $0.count > 1 }.joined().filter { number(of: $0) == nil }
      }
    }
  }

  /// The bodies that may have the least or greatest figure.
  private func extremes(_ members: [Int], isLeast: Bool) -> [Int] {
    func near(_ body: Int) -> Double { isLeast ? -numbers[body].double : numbers[body].double }
    let reached = members.map { near($0) - 2 * numbers[$0].error }.max() ?? 0
    return members.filter { near($0) + 2 * numbers[$0].error >= reached }
  }

  /// Bodies in the order of their figures, the greatest first; those whose order doubles do not tell stand together.
  private func runs(_ members: [Int]) -> [[Int]] {
    let sorted = members.sorted { numbers[$0].double > numbers[$1].double }
    var runs: [[Int]] = []
    var reached = 0.0
    for body in sorted {
      let number = numbers[body]
      if !runs.isEmpty, number.double + 2 * number.error >= reached {
        runs[runs.count - 1].append(body)
        reached = min(reached, number.double - 2 * number.error)
      } else {
        runs.append([body])
        reached = number.double - 2 * number.error
      }
    }
    return runs
  }

  /// What each body gets; `nil` if it cannot be told from what is held.
  func column(_ identity: AcrossAggregate.Identity) -> AcrossColumn? {
    let (included, isLacking) = members
    if identity.function.isRelative { return ranks(identity.function, included, isLacking) }
    var figures: [AcrossColumn.Figure] = []
    let isExistence = identity.function == .any || identity.function == .all
    for (members, isLacking) in zip(included, isLacking) {
      // One body is enough, whatever is missing about others.
      if isExistence, !members.isEmpty || !isLacking {
        figures.append(AcrossColumn.Figure(members.isEmpty == (identity.function == .all)))
        continue
      }
      guard !isLacking else {
        figures.append(.missing)
        continue
      }
      guard let figure = figure(identity, members) else { return nil }
      figures.append(figure)
    }
    return AcrossColumn(figures: figures, places: askedGroups)
  }

  private func figure(_ identity: AcrossAggregate.Identity, _ members: [Int]) -> AcrossColumn.Figure? {
    if identity.function == .count { return AcrossColumn.Figure(Rational(members.count)) }
    guard !members.isEmpty else { return identity.function == .sum ? AcrossColumn.Figure(.zero) : .missing }
    switch identity.function {
    case .sum: return sum(members).map { AcrossColumn.Figure($0) }
    case .mean:
      return sum(members)?.divided(by: Rational(members.count)).flatMap {
        $0.bitWidth <= Rational.bitWidthLimit ? AcrossColumn.Figure($0) : nil
      }
    case .min, .max:
      let candidates = extremes(members, isLeast: identity.function == .min).compactMap { number(of: $0) }
      return (identity.function == .min ? candidates.min() : candidates.max()).map { AcrossColumn.Figure($0) }
    case .median, .percentile:
      let known = members.compactMap { number(of: $0) }
      guard known.count == members.count else { return nil }
      let percent = identity.percent ?? Rational(50)
      return Percentile.of(known, percent: percent).map { AcrossColumn.Figure($0) }
    case .count, .any, .all, .rank, .percentile_rank: return nil
    }
  }

  /// The exact sum; `nil` if a number is not known, or if it grows beyond all use.
  private func sum(_ members: [Int]) -> Rational? {
    // Numbers of the same denominator are added up as whole numbers.
    var sums: [Denominator: Int] = [:]
    var result = Rational.zero
    for body in members {
      let number = numbers[body]
      if exact[body] == nil, number.places >= 0 {
        let denominator = Denominator(places: number.places, divisor: number.divisor)
        let (sum, overflow) = sums[denominator, default: 0].addingReportingOverflow(number.units)
        guard !overflow else { return nil }
        sums[denominator] = sum
      } else {
        guard let number = exact[body] else { return nil }
        result = result + number
        guard result.bitWidth <= Rational.bitWidthLimit else { return nil }
      }
    }
    for (denominator, sum) in sums {
      guard let part = denominator.part(sum) else { return nil }
      result = result + part
      guard result.bitWidth <= Rational.bitWidthLimit else { return nil }
    }
    return result
  }

  private struct Denominator: Hashable {
    let places: Int8
    let divisor: Int32

    func part(_ units: Int) -> Rational? {
      let power = Rational(Int(BodyColumns.Column.power(Int(places))))
      return Rational(units, over: Int(divisor))?.divided(by: power)
    }
  }

  /// The places of bodies among those of their group; a body that is not among them has none.
  private func ranks(_ function: AggregateFunction, _ included: [[Int]], _ isLacking: [Bool]) -> AcrossColumn? {
    var figures = [AcrossColumn.Figure.missing]
    var places = [Int32](repeating: 0, count: status.count)
    for (group, members) in included.enumerated() where !isLacking[group] {
      var greater = 0
      for run in runs(members) {
        guard let ties = ties(run) else { return nil }
        for tied in ties {
          let less = members.count - greater - tied.count
          let number = function == .rank ? Rational(greater + 1) : Rational(100 * less, over: members.count)
          figures.append(AcrossColumn.Figure(number ?? .zero))
          for body in tied where askedGroups[body] == Int32(group) { places[body] = Int32(figures.count - 1) }
          greater += tied.count
        }
      }
    }
    return AcrossColumn(figures: figures, places: places)
  }

  /// Bodies with the same number, the greatest first.
  private func ties(_ run: [Int]) -> [[Int]]? {
    if run.count == 1 { return [run] }
    let first = numbers[run[0]]
    if run.allSatisfy({ exact[$0] == nil && numbers[$0].isDecimal && numbers[$0].double == first.double }) {
      return [run]
    }
    var known: [(body: Int, number: Rational)] = []
    for body in run {
      guard let number = number(of: body) else { return nil }
      known.append((body, number))
    }
    known.sort { $0.number > $1.number }
    var result: [[Int]] = []
    for (index, entry) in known.enumerated() {
      if index > 0, known[index - 1].number == entry.number {
        result[result.count - 1].append(entry.body)
      } else {
        result.append([entry.body])
      }
    }
    return result
  }
}
