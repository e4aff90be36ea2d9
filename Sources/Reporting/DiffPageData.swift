import Comparison
import Exact
import Methodology

/// What the scripts of the page draw from: the bodies, and apart from them the shares, which are read only when they are
/// asked for.
struct DiffPageData {
  let bodies: DiffBodies
  let changes: ChangeText
  private var wording: Wording { bodies.wording }

  /// The page's data blocks.
  var pieces: [HTML] {
    [.data(id: "body-data", table)] + (bodies.hasShares ? [.data(id: "share-data", shares)] : [])
  }

  // MARK: Bodies

  /// A row is a list, so that many of them stay short: id, title, kind, score before and after, ranks, bands.
  var table: JSON {
    let kinds = bodies.kinds
    let (before, after) = bodies.bandColours
    var reasons = Index()
    func place(_ band: Bands.Row?, _ colours: BandColours) -> JSON {
      colours.ordered.firstIndex { $0.name == band?.name }.map { .integer($0) } ?? .null
    }
    let rows = bodies.rows.map { row -> JSON in
      .array([
        .text(row.id), row.title.map { .text($0) } ?? .null,
        .integer(kinds.firstIndex { $0.name == row.kind } ?? 0), cell(row.before, &reasons), cell(row.after, &reasons),
        row.ranks.before.map { .integer($0) } ?? .null, row.ranks.after.map { .integer($0) } ?? .null,
        place(row.bands.before, before), place(row.bands.after, after),
      ])
    }
    return .members([
      "language": .text(wording.code), "places": .integer(bodies.places), "hasShares": .truth(bodies.hasShares),
      "kinds": .array(kinds.map { .texts([$0.name, $0.title]) }), "bandsBefore": bands(before),
      "bandsAfter": bands(after), "reasons": .texts(reasons.texts), "words": words, "rows": .array(rows),
    ])
  }

  private func bands(_ colours: BandColours) -> JSON {
    .array(colours.ordered.map { .texts([$0.name, bodies.band($0), colours.style($0)]) })
  }

  /// A number is its exact text, with the units that are shown where these are not all of it; an absence says why.
  private func cell(_ cell: DiffBodies.Cell, _ reasons: inout Index) -> JSON {
    switch cell {
    case .number(let number):
      let shown = number.rounded(places: bodies.places, mode: .halfUp)
      let exact = JSON.text(Self.exact(number))
      guard shown != number, let units = shown.flatMap({ ($0 * .decimalUnit(bodies.places)).exactInt }) else {
        return exact
      }
      return .array([.integer(units), exact])
    case .missing(let texts): return .members(["missing": .array(texts.map { .integer(reasons[$0]) })])
    case .notApplicable: return .integer(1)
    case .notEvaluated: return .integer(2)
    case .noSuchScore: return .integer(3)
    case .words(let text): return .members(["words": .text(text)])
    }
  }

  /// The decimal of a number where it has a short one, else its fraction.
  static func exact(_ number: Rational) -> String {
    let digits = number.finiteDecimal
    if let digits, digits.utf8.count <= longestExact { return digits }
    return "\(number.numerator)/\(number.denominator)"
  }

  private static let longestExact = 24

  // MARK: Shares

  /// What shares belong to is written once; a body refers to it.
  var shares: JSON {
    let text = ShareText(changes: changes)
    var causes = Index()
    var written: [JSON] = [.null]
    func place(_ share: Attribution.Share?) -> JSON {
      guard let share else { return .integer(0) }
      let place = causes["\(share.changes)\(share.figures)"] + 1
      if place == written.count { written.append(cause(share, text.parts(share))) }
      return .integer(place)
    }
    let waterfalls = bodies.rows.map { row -> JSON in
      guard let attribution = row.attribution, let before = row.before.number, let after = row.after.number,
        let waterfall = Waterfall(from: before, to: after, attribution, tablePlaces: bodies.places)
      else { return .null }
      let errors = waterfall.steps.map { step in
        step.share?.standardError.map { JSON.text($0.fixed(places: waterfall.places + 1)) } ?? .null
      }
      return .members([
        "places": .integer(waterfall.places), "start": .integer(waterfall.start), "end": .integer(waterfall.end),
        "causes": .array(waterfall.steps.map { place($0.share) }),
        "units": .array(waterfall.steps.map { .integer($0.units) }),
        "exact": .texts(waterfall.steps.map { Self.exact($0.value) }),
        "errors": attribution.isExact ? nil : .array(errors),
      ])
    }
    return .members(["causes": .array(written), "bodies": .array(waterfalls)])
  }

  private func cause(_ share: Attribution.Share, _ parts: [ShareText.Part]) -> JSON {
    .members([
      "cause": .text(share.cause.rawValue),
      "parts": .array(
        parts.map { part in
          .members([
            "text": .text(part.text), "scope": part.scope.map { .text($0) }, "cite": part.citation.map { .text($0) },
            "anchor": part.change.map { .text(DiffRulesPiece.anchor($0)) },
          ])
        }),
    ])
  }

  /// Texts by their places in a list in which each stands once.
  private struct Index {
    private(set) var texts: [String] = []
    private var places: [String: Int] = [:]

    subscript(text: String) -> Int {
      mutating get {
        if let place = places[text] { return place }
        places[text] = texts.count
        texts.append(text)
        return texts.count - 1
      }
    }
  }

  // MARK: Words

  /// The words that the scripts use; what stands in braces they fill in.
  private var words: JSON {
    let own: KeyValuePairs<String, DiffPagePhrase> = [
      "shownOf": .shownOf, "noMatch": .noMatch, "notEvaluated": .unevaluated, "noSuchScore": .noSuchScore,
      "reasonsBefore": .reasonsBefore, "reasonsAfter": .reasonsAfter,
      "whyMissingBefore": .whyMissingBefore, "whyMissingAfter": .whyMissingAfter, "sharesOf": .sharesOf,
      "change": .oneChange, "share": .share, "running": .running, "others": .otherChanges,
      "unexplained": .unexplained, "rules": .causeRules, "data": .causeData, "both": .causeBoth, "byCause": .byCause,
      "together": .together, "exactly": .exactly, "plusMinus": .plusMinus, "sampled": .sampled, "noShares": .noShares,
      "toTable": .toTable, "scaleFrom": .readFromNotZero, "before": .scoreBefore, "after": .scoreAfter,
      "difference": .scoreDifference,
    ]
    let shared: KeyValuePairs<String, Phrase> = [
      "missing": .missing, "notApplicable": .notApplicableShort, "about": .approximately,
    ]
    return .object(
      own.map { JSON.Member($0, .text(wording.template($1))) }
        + shared.map { JSON.Member($0, .text(wording.template($1))) })
  }
}
