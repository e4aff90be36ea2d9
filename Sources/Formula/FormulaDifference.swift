/// Where two formulas differ: the smallest parts of each that the other does not have.
///
/// Formulas are compared as trees, so that brackets and spaces are no difference. The operands of a sum, product, list
/// or function are lined up with one another, so that one that is added or dropped is the only one that is told.
public struct FormulaDifference: Sendable {
  /// The ranges of the parts in the text of each formula.
  public private(set) var before: Set<Range<Int>> = []
  public private(set) var after: Set<Range<Int>> = []

  private let rename: @Sendable (String) -> String

  public var isEmpty: Bool { before.isEmpty && after.isEmpty }

  /// - Parameters:
  ///   - before: the one formula.
  ///   - after: the other.
  ///   - rename: what a name of the one is called in the other.
  public init(_ before: Expression, _ after: Expression, rename: @escaping @Sendable (String) -> String = { $0 }) {
    self.rename = rename
    compare(before, after)
  }

  private mutating func compare(_ first: Expression, _ second: Expression) {
    if isSame(first, second) { return }
    if first.head == second.head, !first.operands.isEmpty, !second.operands.isEmpty {
      return lineUp(first.operands, second.operands)
    }
    // `a` is a chain of one where the other formula has `a and b`.
    let lists = [([Operand(first)], second.chain(second.head)), (first.chain(first.head), [Operand(second)])]
    for (left, right) in lists where !commonOperands(left, right).isEmpty { return lineUp(left, right) }
    mark(first, second)
  }

  private mutating func lineUp(_ left: [Operand], _ right: [Operand]) {
    var (i, j) = (0, 0)
    for (nextLeft, nextRight) in commonOperands(left, right) + [(left.count, right.count)] {
      compareRuns(Array(left[i..<nextLeft]), Array(right[j..<nextRight]))
      (i, j) = (nextLeft + 1, nextRight + 1)
    }
  }

  /// What stands between operands that are the same: pairs if they are as many, else no pairs at all.
  private mutating func compareRuns(_ left: [Operand], _ right: [Operand]) {
    guard left.count == right.count else {
      before.formUnion(left.flatMap(\.parts).map(\.range))
      after.formUnion(right.flatMap(\.parts).map(\.range))
      return
    }
    for (first, second) in zip(left, right) {
      for (part, otherPart) in zip(first.parts, second.parts) {
        if first.sign == second.sign { compare(part, otherPart) } else { mark(part, otherPart) }
      }
    }
  }

  private mutating func mark(_ first: Expression, _ second: Expression) {
    before.insert(first.range)
    after.insert(second.range)
  }

  private func isSame(_ first: Expression, _ second: Expression) -> Bool {
    guard first.label(renaming: rename) == second.label, first.children.count == second.children.count else {
      return false
    }
    return zip(first.children, second.children).allSatisfy(isSame)
  }

  /// The longest list of operands that both have in the same order.
  private func commonOperands(_ left: [Operand], _ right: [Operand]) -> [(Int, Int)] {
    var lengths = [[Int]](repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
    let same = left.map { first in
      right.map { second in
        first.sign == second.sign && first.parts.count == second.parts.count
          && zip(first.parts, second.parts).allSatisfy(isSame)
      }
    }
    for i in left.indices.reversed() {
      for j in right.indices.reversed() {
        lengths[i][j] = same[i][j] ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      if same[i][j] {
        pairs.append((i, j))
        (i, j) = (i + 1, j + 1)
      } else if lengths[i + 1][j] >= lengths[i][j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }
}

/// An operand of a chain such as `a - b + c`, with what stands before it; of a choice a condition with its value.
private struct Operand {
  let parts: [Expression]
  let sign: String

  init(_ expression: Expression, sign: String = "+") {
    self.init([expression], sign: sign)
  }

  init(_ parts: [Expression], sign: String) {
    self.parts = parts
    self.sign = sign
  }
}

extension Expression {
  private static let chains = ["sum", "*", "and", "or", "if"]

  /// What a node is, whatever stands in it; chains of additions and subtractions are one kind of node.
  fileprivate var head: String {
    switch form {
    case .arithmetic(.plus, _, _), .arithmetic(.minus, _, _): "sum"
    case .aggregate(let function, let source, _, _): "aggregate \(function.text) \(source.text)"
    default: label
    }
  }

  fileprivate var operands: [Operand] {
    switch form {
    case .arithmetic(.plus, let left, let right): left.chain("sum") + [Operand(right)]
    case .arithmetic(.minus, let left, let right): left.chain("sum") + [Operand(right, sign: "-")]
    case .arithmetic(.times, let left, let right): left.chain("*") + [Operand(right)]
    case .logic(let symbol, let left, let right): left.chain(symbol.rawValue) + [Operand(right)]
    case .conditional(let condition, let then, let otherwise):
      [Operand([condition, then], sign: "if")] + otherwise.chain("if", sign: "else")
    case .aggregate(_, _, let condition, let arguments):
      (condition.map { [Operand($0, sign: "where")] } ?? []) + arguments.map { Operand($0, sign: ":") }
    case .comparison, .arithmetic, .fallback:
      // Their operands have places of their own and cannot be moved about.
      children.enumerated().map { Operand($1, sign: String($0)) }
    default: children.map { Operand($0) }
    }
  }

  /// The operands, if it is a chain of that kind; else the one that it would be in such a chain.
  fileprivate func chain(_ head: String, sign: String = "+") -> [Operand] {
    Self.chains.contains(head) && self.head == head ? operands : [Operand(self, sign: sign)]
  }

  fileprivate func label(renaming rename: (String) -> String) -> String {
    guard case .name(let name) = form else { return label }
    return Expression(.name(rename(name)), range).label
  }
}
