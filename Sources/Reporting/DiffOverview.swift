import Comparison
import Methodology

/// The comparison in a dozen lines: what a reader has to know who reads no further.
struct DiffOverview {
  struct Line {
    let label: String
    let text: String
  }

  let rules: RuleDiff
  let words: ChangeText
  let facts: RuleOverview
  private let penaltyFigures: Set<Int>
  private var wording: Wording { words.wording }
  private var worth: ChangeWorth { ChangeWorth(diff: rules, wording: wording) }

  init(_ rules: RuleDiff, words: ChangeText) {
    self.rules = rules
    self.words = words
    facts = RuleOverview(rules)
    penaltyFigures = rules.penaltyFigures
  }

  var lines: [Line] {
    guard !rules.changes.isEmpty else { return acts }
    let parts = generalParts
    let directions = facts.directions.map { ($0, text($0)) }
    let same =
      parts.filter(\.changes.isEmpty).map { cited($0) }
      + directions.filter { $0.1.isEmpty }.map { worth.title($0.0.direction) }
    let unchanged = same.isEmpty ? [] : [Line(label: wording(.unchanged), text: same.joined(separator: "; "))]
    return acts + nature + kinds
      + parts.filter { !$0.changes.isEmpty }.map { Line(label: wording($0.phrase), text: told($0.changes)) }
      + others(than: parts.flatMap(\.changes))
      + directions.filter { !$0.1.isEmpty }.map { Line(label: title($0.0), text: $0.1) }
      + unchanged
      + readings + count
  }

  // MARK: Acts

  /// The acts of both sides; two drafts of one edition have one act.
  private var acts: [Line] {
    let (before, after) = (act(of: rules.before, .sideBefore), act(of: rules.after, .sideAfter))
    let isOne = before.map(\.text) == after.map(\.text)
    return isOne ? act(of: rules.after, .bothSides) : before + after
  }

  private func act(of edition: Edition, _ phrase: DiffOverviewPhrase) -> [Line] {
    let head = EditionHead(edition, wording: wording)
    let years = edition.years.map(String.init).joined(separator: ", ")
    let words = ["edition": edition.id, "act": head.act, "period": head.inForce, "years": years]
    let partial = edition.partial.flatMap { $0.text(wording.code) }
    return [Line(label: wording(phrase), text: wording(years.isEmpty ? .sideText : .sideTextWithYears, words))]
      + (partial.map { [Line(label: wording(.partialText, ["edition": edition.id]), text: $0)] } ?? [])
  }

  /// Whether the later edition came in place of the earlier one, or amends it; nothing of drafts of one edition.
  private var nature: [Line] {
    if rules.before.id == rules.after.id { return [] }
    guard let amendment = rules.after.amendment else {
      return [Line(label: wording(.nature), text: wording(.wholeText))]
    }
    // Between the two may stand other amendments.
    guard rules.isAmendment else { return [] }
    let told = Set(rules.changes.flatMap(\.amendedBy))
    // What is told may name a place more closely.
    let others = amendment.citations.filter { place in
      !told.contains { $0 == place || $0.hasPrefix(place + ",") }
    }
    let places = worth.list(amendment.citations, most: 14, separator: ", ")
    return [Line(label: wording(.nature), text: wording(.amendment, ["places": places]))]
      + (others.isEmpty || told.isEmpty
        ? [] : [Line(label: wording(.amendedElsewhere), text: worth.list(others, most: 8, separator: ", "))])
  }

  /// In which order figures stand that differ from kind to kind.
  private var kinds: [Line] {
    guard rules.after.kinds.count > 1, !rules.isAmendment || rules.changes.contains(where: { !$0.keys.isEmpty })
    else { return [] }
    let names = rules.after.kinds.map { $0.titles.text(wording.code) ?? $0.name }
    return [Line(label: wording(.figuresByKind), text: names.joined(separator: " / "))]
  }

  // MARK: What belongs to no direction

  private struct Part {
    let phrase: DiffOverviewPhrase
    let changes: [RuleChange]
    let sources: (before: Provenance?, after: Provenance?)
  }

  private var generalParts: [Part] {
    let told = rules.groups.flatMap(\.told)
    func isOverall(_ change: RuleChange) -> Bool {
      change.scope.first.map { $0.name == facts.main?.any?.name } ?? false
    }
    func isPenalty(_ change: RuleChange) -> Bool { change.aspect == .penalty || penaltyFigures.contains(change.id) }
    let assessors = told.filter { $0.aspect == .assessor }
    let bands = told.filter { $0.aspect == .bands }
    let scope = told.filter { $0.aspect == .applies || $0.aspect == .kind }
    // A quantity that penalties are computed from can change though nothing else of them does.
    let penalties = rules.groups.flatMap(\.changes).filter(isPenalty)
    let overall = told.filter { change in
      isOverall(change) && change.aspect != .assessor && change.aspect != .atLeast && !isPenalty(change)
    }
    return [
      facts.main.map { main in
        Part(phrase: .overallPart, changes: overall, sources: (main.before?.provenance, main.after?.provenance))
      },
      rules.before.bands == nil && rules.after.bands == nil
        ? nil
        : Part(
          phrase: .bandsPart, changes: bands,
          sources: (rules.before.bands?.provenance, rules.after.bands?.provenance)),
      Part(phrase: .penaltiesPart, changes: penalties, sources: (nil, nil)),
      rules.before.assessors.rules.isEmpty && rules.after.assessors.rules.isEmpty
        ? nil : Part(phrase: .assessorsPart, changes: assessors, sources: (nil, nil)),
      Part(phrase: .scopePart, changes: scope, sources: (nil, nil)),
    ].compactMap { $0 }
  }

  /// What an amendment changes besides.
  private func others(than told: [RuleChange]) -> [Line] {
    let ids = Set(told.map(\.id))
    let others = rules.isAmendment ? rules.changes.filter { $0.scope.isEmpty && !ids.contains($0.id) } : []
    return others.isEmpty
      ? [] : [Line(label: wording(.general), text: amended(others).joined(separator: "; "))]
  }

  private func cited(_ part: Part) -> String {
    let what = wording(part.phrase)
    return words.cited(what, part.sources.before?.citation, part.sources.after?.citation)
  }

  private func told(_ changes: [RuleChange]) -> String {
    // Figures say more in a line than formulas.
    let figures = changes.filter { $0.aspect == .figure }
    return worth.list(
      (figures + changes.filter { $0.aspect != .figure }).map { withFate($0, words.placed($0)) }.unique, most: 3)
  }

  /// What a change is about, told as new or gone where it is.
  private func withFate(_ change: RuleChange, _ text: String) -> String {
    change.kind == .added || change.kind == .dropped ? words.list(words.kind(change), text) : text
  }

  // MARK: Directions

  private func title(_ direction: RuleOverview.Direction) -> String {
    direction.direction.any.map { $0.titles.text(wording.code) ?? $0.name } ?? direction.name
  }

  /// What changes in a direction; empty if nothing does.
  private func text(_ direction: RuleOverview.Direction) -> String {
    let own = rules.groups.first { $0.score?.name == direction.name }?.told ?? []
    let pieces = rules.isAmendment ? amended(own) : DirectionText(direction, own, worth).pieces
    return pieces.joined(separator: "; ")
  }

  /// The changes of an amendment one by one, without what they say.
  private func amended(_ changes: [RuleChange]) -> [String] {
    let items = changes.map { withFate($0, words.headingWithSource($0)) }.unique
    return items.isEmpty ? [] : [worth.list(items, most: 8)]
  }

  // MARK: The rest

  private var readings: [Line] {
    let (old, new) = (rules.before.readings.map(\.declaration), rules.after.readings.map(\.declaration))
    guard !old.isEmpty || !new.isEmpty, !rules.isAmendment else { return [] }
    let added = new.count { rules.match.origin(of: $0.id) == nil }
    let dropped = old.count { rules.match.partner(of: $0.id) == nil }
    let counts = ["before": old.count, "after": new.count, "added": added, "dropped": dropped]
    return [
      Line(label: wording(.readingsPart), text: wording(.readingsCounts, counts.mapValues { String($0) }))
    ]
  }

  private var count: [Line] {
    let told = rules.groups.reduce(0) { $0 + $1.told.count }
    let all = wording.counted(.changesCount, rules.changes.count)
    let text =
      told == rules.changes.count ? all : wording(.toldOneByOne, ["all": all, "told": String(told)])
    return [Line(label: wording(.inFull), text: text)]
  }
}
