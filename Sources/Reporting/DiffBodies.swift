import Comparison
import Evaluation
import Exact
import Formula
import Methodology

/// The bodies of a comparison as the page shows them.
struct DiffBodies {
  let outcome: OutcomeDiff
  let wording: Wording
  let heads: (before: EditionHead, after: EditionHead)
  /// The decimals that scores are shown with.
  let places: Int
  let rows: [Row]

  /// A body.
  struct Row {
    let index: Int
    let id: String
    let title: String?
    let kind: String
    let before: Cell
    let after: Cell
    /// The exact difference, where both sides have a number.
    let difference: Rational?
    let ranks: (before: Int?, after: Int?)
    let bands: (before: Bands.Row?, after: Bands.Row?)
    let attribution: Attribution?

    var name: String { title ?? id }

    var bandChanges: Bool {
      guard let before = bands.before, let after = bands.after else { return false }
      return before.name != after.name
    }

    var shift: Int? { ranks.before.flatMap { before in ranks.after.map { before - $0 } } }
  }

  /// What a side has for a body.
  enum Cell {
    case number(Rational)
    case missing([String])
    case notApplicable
    case notEvaluated
    case noSuchScore
    case words(String)

    var number: Rational? { if case .number(let number) = self { number } else { nil } }
    var reasons: [String] { if case .missing(let reasons) = self { reasons } else { [] } }
  }

  init(_ outcome: OutcomeDiff, wording: Wording) {
    self.outcome = outcome
    self.wording = wording
    let heads = (
      before: EditionHead(outcome.before, wording: wording), after: EditionHead(outcome.after, wording: wording)
    )
    self.heads = heads
    let main = outcome.mainScore
    places = max(Self.places(outcome.before, main?.before), Self.places(outcome.after, main?.after))
    rows = outcome.members.enumerated().map { index, member in
      let values = main.map { outcome.values($0, member) }
      let words = member.after == nil ? heads.before.words : heads.after.words
      return Row(
        index: index, id: member.id, title: words.title(member.titles), kind: member.kind,
        before: Self.cell(values?.before, isThere: member.before != nil, heads.before.words),
        after: Self.cell(values?.after, isThere: member.after != nil, heads.after.words),
        difference: main.flatMap { outcome.difference($0, member) }, ranks: outcome.ranks(of: member),
        bands: outcome.bands(of: member),
        attribution: outcome.attributions.indices.contains(index) ? outcome.attributions[index] : nil)
    }
  }

  static func places(_ evaluation: Evaluation, _ score: SymbolID?) -> Int {
    guard let score else { return 0 }
    let numbers = evaluation.bodies.indices.compactMap { evaluation.value(score, body: $0).number }
    return numbers.isEmpty ? 0 : DecimalText.places(of: numbers, rounding: evaluation.edition[score].rounding)
  }

  static func cell(_ value: Value?, isThere: Bool, _ words: ValueText) -> Cell {
    guard let value else { return isThere ? .noSuchScore : .notEvaluated }
    switch value {
    case .number(let number): return .number(number.value)
    case .missing(let absence): return .missing(words.reasons(absence))
    case .notApplicable: return .notApplicable
    case .truth, .text: return .words(words.shown(value))
    }
  }

  // MARK: Words

  /// The title of the score that bodies are judged by.
  var scoreTitle: String {
    let main = outcome.mainScore
    let later = main?.after.map { outcome.rules.after[$0] } ?? main?.before.map { outcome.rules.before[$0] }
    return later.map { $0.titles.text(wording.code) ?? $0.name } ?? ""
  }

  /// The kinds of bodies with their titles, in the order of the later edition.
  var kinds: [(name: String, title: String)] {
    let known = outcome.rules.after.kinds + outcome.rules.before.kinds
    let names = (known.map(\.name) + rows.map(\.kind)).unique.filter { name in rows.contains { $0.kind == name } }
    return names.map { name in
      (name, known.first { $0.name == name }?.titles.text(wording.code) ?? name)
    }
  }

  var bandColours: (before: BandColours, after: BandColours) {
    (BandColours(outcome.rules.before.bands), BandColours(outcome.rules.after.bands))
  }

  func band(_ band: Bands.Row) -> String { band.titles.text(wording.code) ?? band.name }

  /// A number as tables show it.
  func shown(_ number: Rational) -> String { number.fixed(places: places) }

  /// The difference of the numbers as they are shown, so that a reader can check it; an exact one too small to be seen
  /// is told apart from none.
  func shownDifference(_ row: Row) -> String? {
    row.difference.flatMap {
      Self.shownDifference(from: row.before, to: row.after, exact: $0, places: places, wording)
    }
  }

  static func shownDifference(
    from before: Cell, to after: Cell, exact: Rational, places: Int, _ wording: Wording
  ) -> String? {
    guard let before = before.number, let after = after.number else { return nil }
    let rounded = [before, after].compactMap { $0.rounded(places: places, mode: .halfUp) }
    guard rounded.count == 2 else { return nil }
    let text = (rounded[1] - rounded[0]).signed(places: places)
    return rounded[1] == rounded[0] && !exact.isZero ? wording(.approximately, ["value": text]) : text
  }

  // MARK: Counts

  var hasShares: Bool { rows.contains { $0.attribution != nil } }

  var moves: [Row] {
    rows.filter { $0.difference?.isZero == false }.highestFirst { $0.difference?.magnitude }
  }
}
