import Exact
import Formula
import Methodology

/// Computes what a formula gives a kind of body whatever it reports, with readings taken as the rule file does.
struct ForeseenValue {
  let edition: Edition
  let kind: String

  private static let deepest = 40

  /// The most that a score can give; `nil` if the rule file leaves it to what is reported, or does not say.
  func maximum(of id: SymbolID) -> Rational? { maximum(of: id, depth: 0) }

  /// Whether a score concerns the kind of body; yes if that hangs on what is reported.
  func concerns(_ id: SymbolID) -> Bool {
    var place: SymbolID? = id
    while let score = place.flatMap({ edition[$0].score }) {
      if let clause = score.applies, case .truth(false)? = value(clause.formula.term, depth: 0) { return false }
      place = score.parent
    }
    return true
  }

  private func maximum(of id: SymbolID, depth: Int) -> Rational? {
    guard depth < Self.deepest, let score = edition[id].score else { return nil }
    if let clause = score.maximum { return value(clause.formula.term, depth: 0)?.number?.value }
    guard case .children(.sum) = score.rule else { return nil }
    let applicable = score.children.filter(concerns)
    let parts = applicable.compactMap { maximum(of: $0, depth: depth + 1) }
    return parts.count == applicable.count && !parts.isEmpty ? parts.reduce(.zero) { $0 + $1 } : nil
  }

  /// The value of a formula; `nil` if it hangs on what is reported.
  func value(_ term: Term) -> Value? { value(term, depth: 0) }

  private func value(_ term: Term, depth: Int) -> Value? {
    guard depth < Self.deepest else { return nil }
    func inner(_ term: Term) -> Value? { value(term, depth: depth + 1) }
    func number(_ term: Term) -> Rational? { inner(term)?.number?.value }
    switch term.form {
    case .constant(let value): return value
    case .read(let id): return read(id, depth)
    case .parameter(let id, let keys):
      guard case .parameter(let parameter) = edition[id].content else { return nil }
      let texts = keys.compactMap { inner($0)?.text }
      guard texts.count == keys.count else { return nil }
      return parameter.figure(texts).map { .number(Number($0.value)) }
    case .negation(let operand): return number(operand).map { .number(Number(-$0)) }
    case .not(let operand): return inner(operand)?.truth.map { .truth(!$0) }
    case .arithmetic(let sign, let left, let right):
      guard let first = number(left), let second = number(right) else { return nil }
      return Self.result(sign, first, second).map { .number(Number($0)) }
    case .comparison(let sign, let left, let right):
      guard let first = inner(left), let second = inner(right) else { return nil }
      return Self.compared(sign, first, second).map { .truth($0) }
    case .logic(let sign, let left, let right):
      let sides = [inner(left)?.truth, inner(right)?.truth]
      // One side can be enough to decide.
      if sides.contains(sign == .or) { return .truth(sign == .or) }
      return sides.contains(nil) ? nil : .truth(sign == .and)
    case .conditional(let condition, let then, let otherwise):
      return inner(condition)?.truth.flatMap { inner($0 ? then : otherwise) }
    case .membership(let member, let list, let isNegated):
      guard let text = inner(member)?.text else { return nil }
      let texts = list.compactMap { inner($0)?.text }
      return texts.count == list.count ? .truth(texts.contains(text) != isNegated) : nil
    case .call(let function, let arguments):
      let numbers = arguments.compactMap(number)
      guard numbers.count == arguments.count else { return nil }
      switch function {
      case .min: return numbers.min().map { .number(Number($0)) }
      case .max: return numbers.max().map { .number(Number($0)) }
      default: return nil
      }
    default: return nil
    }
  }

  private func read(_ id: SymbolID, _ depth: Int) -> Value? {
    switch edition[id].content {
    case .kind: .text(kind)
    case .reading(let reading): .text(reading.standard)
    case .derived(let derived): value(derived.formula.term, depth: depth + 1)
    case .parameter(let parameter): parameter.figure([]).map { .number(Number($0.value)) }
    case .score: maximum(of: id, depth: depth + 1).map { .number(Number($0)) }
    case .input, .scale: nil
    }
  }

  private static func result(_ sign: ArithmeticOperator, _ first: Rational, _ second: Rational) -> Rational? {
    switch sign {
    case .plus: first + second
    case .minus: first - second
    case .times: first * second
    case .over: first.divided(by: second)
    case .power: nil
    }
  }

  private static func compared(_ sign: ComparisonOperator, _ first: Value, _ second: Value) -> Bool? {
    if let text = first.text, let other = second.text {
      return sign == .equal ? text == other : sign == .unequal ? text != other : nil
    }
    guard let left = first.number?.value, let right = second.number?.value else { return nil }
    return switch sign {
    case .equal: left == right
    case .unequal: left != right
    case .less: left < right
    case .atMost: left <= right
    case .greater: left > right
    case .atLeast: left >= right
    }
  }
}
