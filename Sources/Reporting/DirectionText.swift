import Comparison

/// Puts what happens to the criteria of a direction into words, the largest first.
struct DirectionText {
  private let direction: RuleOverview.Direction
  private let changes: [RuleChange]
  private let worth: ChangeWorth
  private var wording: Wording { worth.wording }

  private typealias Criterion = RuleOverview.Criterion

  init(_ direction: RuleOverview.Direction, _ changes: [RuleChange], _ worth: ChangeWorth) {
    self.direction = direction
    self.changes = changes
    self.worth = worth
  }

  var pieces: [String] {
    let own = counts + maximum + fates + inner + formulas + figures
    return own == counts && changes.isEmpty ? [] : own
  }

  /// How many criteria there are, by kind of body where that is not the same.
  private var counts: [String] {
    func text(_ numbers: [Int]) -> String {
      Set(numbers).count == 1 ? String(numbers[0]) : numbers.map(String.init).joined(separator: " / ")
    }
    let (old, new) = (direction.counts.map(\.before), direction.counts.map(\.after))
    guard !old.isEmpty, old + new != Array(repeating: 0, count: old.count * 2) else { return [] }
    return old == new
      ? [wording(.criteriaSame, ["count": text(new)])]
      : [wording(.criteriaCount, ["before": text(old), "after": text(new)])]
  }

  private var maximum: [String] {
    worth.shift(direction.direction).map { [wording(.maximumMoved, ["shift": $0])] } ?? []
  }

  private var fates: [String] {
    let added = direction.criteria.filter { $0.before == nil }
    let dropped = direction.criteria.filter { $0.after == nil }
    let swaps = replacements(dropped, added)
    let moved = direction.criteria.filter { $0.moved != nil }
    let kept = direction.criteria.filter { $0.before != nil && $0.after != nil && $0.moved == nil }
    return [
      piece(.newOnes, added.filter { one in !swaps.contains { $0.1.any?.id == one.any?.id } }) {
        worth.worth($0, isAfter: true)
      },
      piece(.goneOnes, dropped.filter { one in !swaps.contains { $0.0.any?.id == one.any?.id } }) {
        worth.worth($0, isAfter: false)
      },
      piece(
        .replacedOnes,
        swaps.map {
          wording(.replacedBy, ["before": worth.title($0.0), "after": worth.worth($0.1, isAfter: true)])
        }),
      piece(.worthOnes, worth.shifts(kept)),
      piece(.movedOnes, moves(moved)), piece(.renamedOnes, kept.filter(isRenamed).map(rename)),
    ].compactMap { $0 }
  }

  /// What has come in the place of something of the same worth, where only one can be meant.
  private func replacements(_ dropped: [Criterion], _ added: [Criterion]) -> [(Criterion, Criterion)] {
    dropped.compactMap { old in
      let value = worth.value(old.maxima, isAfter: false)
      guard value != nil, dropped.count(where: { worth.value($0.maxima, isAfter: false) == value }) == 1 else {
        return nil
      }
      let partners = added.filter { worth.value($0.maxima, isAfter: true) == value }
      return partners.count == 1 ? (old, partners[0]) : nil
    }
  }

  /// What stands elsewhere now, by where that is.
  private func moves(_ moved: [Criterion]) -> [String] {
    moved.map { $0.moved?.to?.name }.unique.map { name in
      let own = moved.filter { $0.moved?.to?.name == name }
      let titles = own.map { criterion in
        worth.shift(criterion).map { wording(.worth, ["title": worth.title(criterion), "value": $0]) }
          ?? worth.title(criterion)
      }
      let to = own.first?.moved?.to.map { worth.quoted($0.titles, $0.name) } ?? ""
      return wording(.movedInto, ["title": titles.joined(separator: ", "), "to": to])
    }
  }

  private func isRenamed(_ criterion: Criterion) -> Bool {
    changes.contains { $0.kind == .renamed && $0.after?.symbol == criterion.after?.id }
  }

  private func rename(_ criterion: Criterion) -> String {
    let titles = [criterion.before, criterion.after].map { $0.map { worth.quoted($0.titles, $0.name) } ?? "" }
    return wording(.renamedTo, ["before": titles[0], "after": titles[1]])
  }

  /// What came, went or weighs otherwise deeper down; what moved into a criterion is told with the criteria.
  private var inner: [String] {
    let known = Set(direction.criteria.compactMap { $0.after?.name })
    let all = direction.inner.filter { !known.contains($0.any?.name ?? "") }
    return [
      piece(.innerNew, all.filter { $0.before == nil }) { worth.worth($0, isAfter: true) },
      piece(.innerGone, all.filter { $0.after == nil }) { worth.worth($0, isAfter: false) },
      piece(.innerWorth, worth.shifts(all.filter { $0.before != nil && $0.after != nil && $0.moved == nil })),
      piece(.movedOnes, moves(all.filter { $0.moved != nil && $0.before != nil && $0.after != nil })),
    ].compactMap { $0 }
  }

  /// The scores whose formulas differ, but for the direction itself.
  private var formulas: [String] {
    let titles = changes.filter { $0.aspect == .formula && $0.kind == .changed }
      .compactMap { $0.after.map { worth.quoted($0.titles, $0.name) } }.unique
    return [piece(.otherwiseReckoned, titles, most: 3)].compactMap { $0 }
  }

  private var figures: [String] {
    let count = changes.count { ($0.aspect == .figure || $0.aspect == .scale) && !isMaximum($0) }
    return count == 0 ? [] : [wording.counted(.otherFigures, count)]
  }

  private func isMaximum(_ change: RuleChange) -> Bool {
    change.after.map { worth.diff.isMaximum($0, inLater: true) } ?? false
  }

  private func piece(_ phrase: DiffOverviewPhrase, _ criteria: [Criterion], _ text: (Criterion) -> String) -> String? {
    piece(phrase, criteria.map(text))
  }

  private func piece(
    _ phrase: DiffOverviewPhrase, _ items: [String], most: Int = ChangeWorth.mostNames
  ) -> String? {
    items.isEmpty ? nil : wording(phrase, ["list": worth.list(items, most: most, separator: ", ")])
  }
}
