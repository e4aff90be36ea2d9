import Dataset
import Exact
import Formula
import Methodology

/// Arithmetic and comparison of ranges, and what bounds one term by another.
extension RangeAnalysis {
  func arithmetic(_ symbol: ArithmeticOperator, _ left: Term, _ right: Term, _ rows: [Row]) -> Interval {
    let (first, second) = (possible(left, rows).interval, possible(right, rows).interval)
    switch symbol {
    case .plus: return first + second
    case .minus:
      let difference = first - second
      if difference.least.map({ $0 < .zero }) ?? true, isAtMost(right, left, rows) {
        return Interval(least: .zero, greatest: difference.greatest)
      }
      if difference.greatest.map({ $0 > .zero }) ?? true, isAtMost(left, right, rows) {
        return Interval(least: difference.least, greatest: .zero)
      }
      return difference
    case .times: return first * second
    case .over:
      if let least = first.least, least >= .zero, isAtMost(left, right, rows) {
        let quotient = first / second
        return Interval(least: max(.zero, quotient.least ?? .zero), greatest: min(.one, quotient.greatest ?? .one))
      }
      return first / second
    case .power:
      guard let exponent = second.single, let least = first.least, least >= .zero, exponent > .zero else {
        return .everything
      }
      return first.map { try? Number($0).raised(to: Number(exponent)).value }
    }
  }

  /// How deep definitions are looked into for what bounds them; each level may double the work.
  static let deepestProof = 10

  /// Whether one term can never exceed another, by what the inputs declare.
  func isAtMost(_ left: Term, _ right: Term, _ rows: [Row], depth: Int = 0) -> Bool {
    guard depth < Self.deepestProof, ranges.effort.spend() else { return false }
    func isAtMost(_ left: Term, _ right: Term, _ inner: [Row]? = nil) -> Bool {
      self.isAtMost(left, right, inner ?? rows, depth: depth + 1)
    }
    switch (left.form, right.form) {
    case (.read(let first), .read(let second)):
      if first == second || self.isAtMost(first, second) { return true }
      guard let (firstTerm, secondTerm) = definitions(first, second) else { return false }
      return isAtMost(firstTerm, secondTerm)
    case (.field(let table, let field, let level), .field(_, let other, let otherLevel)) where level == otherLevel:
      guard field != other else { return true }
      if let input = edition.tables[table].fields[field].input {
        return input.atMost == edition.tables[table].fields[other].name
      }
      guard let formula = edition.tables[table].fields[field].formula else { return false }
      return isAtMost(formula.term, right)
    case (.conditional(_, let then, let otherwise), _):
      return isAtMost(then, right) && isAtMost(otherwise, right)
    case (.fallback(let first, let second), _):
      return isAtMost(first, right) && isAtMost(second, right)
    case (
      .aggregate(.sum, .table(let table), let condition, let first),
      .aggregate(.sum, .table(let other), let otherCondition, let second)
    ) where table == other:
      guard let first = first.first, let second = second.first,
        isAtMost(first, second, rows + [Row(table: table)])
      else { return false }
      if Self.isSame(condition, otherCondition) { return true }
      // Rows that only the second sum takes in must not lower it.
      return otherCondition == nil
        && possible(second, rows + [Row(table: table)]).interval.least.map { $0 >= .zero } ?? false
    case (.constant(let value), _):
      guard let number = value.number?.value, let least = possible(right, rows).interval.least else { return false }
      return number <= least
    case (.arithmetic(.minus, let first, let second), _):
      return isAtMost(first, right) && (possible(second, rows).interval.least.map { $0 >= .zero } ?? false)
    case (.call(.max, let arguments), _):
      return arguments.allSatisfy { isAtMost($0, right) }
    case (.call(.min, let arguments), _):
      return arguments.contains { isAtMost($0, right) }
    default:
      return false
    }
  }

  func isAtMost(_ first: SymbolID, _ second: SymbolID) -> Bool {
    var name = first
    for _ in 0..<Self.deepestProof {
      guard case .input(let input) = edition[name].content, let bound = input.atMost.flatMap(edition.declaration) else {
        return false
      }
      if bound.id == second { return true }
      name = bound.id
    }
    return false
  }

  /// The terms behind two names of which at least one is derived.
  func definitions(_ first: SymbolID, _ second: SymbolID) -> (Term, Term)? {
    func definition(_ id: SymbolID) -> Term? {
      guard case .derived(let derived) = edition[id].content else { return nil }
      return derived.formula.term
    }
    let (left, right) = (definition(first), definition(second))
    if left == nil, right == nil { return nil }
    let type = edition[first].type
    return (left ?? Term(.read(first), type, 0..<0), right ?? Term(.read(second), type, 0..<0))
  }

  static func isSame(_ left: Term?, _ right: Term?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    guard left.children.count == right.children.count else { return false }
    let isSameForm: Bool =
      switch (left.form, right.form) {
      case (.constant(let first), .constant(let second)): first == second
      case (.read(let first), .read(let second)): first == second
      case (.field(_, let first, let level), .field(_, let second, let other)): first == second && level == other
      case (.not, .not), (.negation, .negation): true
      case (.comparison(let first, _, _), .comparison(let second, _, _)): first == second
      case (.logic(let first, _, _), .logic(let second, _, _)): first == second
      default: false
      }
    return isSameForm && zip(left.children, right.children).allSatisfy { isSame($0, $1) }
  }

  func compare(_ symbol: ComparisonOperator, _ left: Possible, _ right: Possible) -> Possible {
    switch (left, right) {
    case (.numbers(let first), .numbers(let second)):
      return Self.compare(symbol, first - second)
    case (.texts(let first?), .texts(let second?)):
      guard ranges.effort.spend(min(first.count, second.count)) else { return .anyTruth }
      let canBeEqual = !first.isDisjoint(with: second)
      let canDiffer = !(first.count == 1 && first == second)
      return symbol == .equal ? .truths(yes: canBeEqual, no: canDiffer) : .truths(yes: canDiffer, no: canBeEqual)
    default:
      return .anyTruth
    }
  }

  /// What a comparison can be, given the range of left minus right.
  static func compare(_ symbol: ComparisonOperator, _ difference: Interval) -> Possible {
    let canBeLess = difference.least.map { $0 < .zero } ?? true
    let canBeMore = difference.greatest.map { $0 > .zero } ?? true
    let canBeEqual = difference.contains(.zero)
    return switch symbol {
    case .equal: .truths(yes: canBeEqual, no: canBeLess || canBeMore)
    case .unequal: .truths(yes: canBeLess || canBeMore, no: canBeEqual)
    case .less: .truths(yes: canBeLess, no: canBeMore || canBeEqual)
    case .atMost: .truths(yes: canBeLess || canBeEqual, no: canBeMore)
    case .greater: .truths(yes: canBeMore, no: canBeLess || canBeEqual)
    case .atLeast: .truths(yes: canBeMore || canBeEqual, no: canBeLess)
    }
  }
}
