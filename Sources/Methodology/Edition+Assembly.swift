import Formula

extension Edition {
  /// An edition of declarations that stand together in no rule file, such as those of two editions in one.
  ///
  /// It has neither bands nor assessors, and its head and text are those of another. A circle of steps that need one
  /// another is handed to `onCircle`; there is no such edition then.
  package init?(
    like edition: Edition, kinds: [BodyKind], declarations: [Declaration], tables: [RecordTable], roots: [SymbolID],
    onCircle: ([EvaluationStep]) -> Void
  ) {
    var isCircular = false
    let order = EvaluationOrder(declarations: declarations, tables: tables).steps { circle in
      isCircular = true
      onCircle(circle)
    }
    guard !isCircular else { return nil }
    self.init(edition, kinds: kinds, declarations: declarations, tables: tables, roots: roots, order: order)
  }
}
