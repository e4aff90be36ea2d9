extension Term {
  /// Whether two terms compute the same in the same way, wherever they stand.
  package func isSame(as other: Term) -> Bool {
    guard form.isSameNode(as: other.form) else { return false }
    let (own, others) = (children, other.children)
    return own.count == others.count && zip(own, others).allSatisfy { $0.isSame(as: $1) }
  }
}

extension Term.Form {
  /// Whether two nodes are the same, but for the terms inside them.
  fileprivate func isSameNode(as other: Term.Form) -> Bool {
    switch (self, other) {
    case (.constant(let value), .constant(let otherValue)): value == otherValue
    case (.read(let id), .read(let other)), (.own(let id), .own(let other)), (.previous(let id), .previous(let other)):
      id == other
    case (.parameter(let id, _), .parameter(let other, _)), (.steps(let id, _, _), .steps(let other, _, _)):
      id == other
    case (.field(let table, let field, let level), .field(let otherTable, let otherField, let otherLevel)):
      table == otherTable && field == otherField && level == otherLevel
    case (.negation, .negation), (.not, .not), (.conditional, .conditional), (.fallback, .fallback): true
    case (.arithmetic(let symbol, _, _), .arithmetic(let other, _, _)): symbol == other
    case (.comparison(let symbol, _, _), .comparison(let other, _, _)): symbol == other
    case (.logic(let symbol, _, _), .logic(let other, _, _)): symbol == other
    case (.membership(_, _, let isNegated), .membership(_, _, let other)): isNegated == other
    case (.call(let function, _), .call(let other, _)): function == other
    case (.rounding(_, _, let mode), .rounding(_, _, let other)): mode == other
    case (.aggregate(let function, let source, let condition, _), .aggregate(let other, let otherSource, let second, _)):
      function == other && source == otherSource && (condition == nil) == (second == nil)
    default: false
    }
  }
}
