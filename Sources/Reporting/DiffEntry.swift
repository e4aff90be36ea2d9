import Comparison

/// What is told together: one change, or the cases of a figure that changes in several.
struct DiffEntry {
  let first: RuleChange
  let others: [RuleChange]

  var all: [RuleChange] { [first] + others }

  /// Changes in their order, with the cases of one figure put together.
  static func entries(_ changes: [RuleChange]) -> [DiffEntry] {
    var entries: [DiffEntry] = []
    for change in changes {
      if let last = entries.last, last.isOfOneFigure(as: change) {
        entries[entries.count - 1] = DiffEntry(first: last.first, others: last.others + [change])
      } else {
        entries.append(DiffEntry(first: change, others: []))
      }
    }
    return entries
  }

  private func isOfOneFigure(as change: RuleChange) -> Bool {
    !first.keys.isEmpty && !change.keys.isEmpty && first.aspect == change.aspect && first.scope == change.scope
      && first.side?.name == change.side?.name
  }
}
