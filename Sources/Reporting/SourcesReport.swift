import Methodology
import SourceText

/// Every figure and formula of an edition with the place of the act that it comes from.
public struct SourcesReport: Sendable {
  let head: EditionHead
  let figures: [SourcedFigure]

  /// - Parameters:
  ///   - edition: the edition.
  ///   - bases: the bases to list; `[.inferred, .assumed]` lists what does not stand in the act.
  ///   - language: the language of titles and words.
  public init(_ edition: Edition, bases: Set<Basis> = Set(Basis.allCases), language: Wording.Language = .english) {
    head = EditionHead(edition, wording: Wording(language))
    figures = edition.figures.filter { bases.contains($0.provenance.basis) }
  }

  var words: ValueText { head.words }
  var wording: Wording { head.words.wording }

  /// The figures of each kind, in the order of the edition; kinds without figures are left out.
  var groups: [(kind: SourcedFigure.Kind, figures: [SourcedFigure])] {
    let kinds: [SourcedFigure.Kind] = [.figure, .row, .formula, .rounding, .band, .assessor]
    return kinds.compactMap { kind in
      let members = figures.filter { $0.kind == kind }
      return members.isEmpty ? nil : (kind, members)
    }
  }

  func title(_ kind: SourcedFigure.Kind) -> String {
    switch kind {
    case .figure: wording(.figures)
    case .row: wording(.scaleRows)
    case .formula: wording(.formulas)
    case .rounding: wording(.roundings)
    case .band: wording(.bands)
    case .assessor: wording(.assessors)
    }
  }

  /// A figure as it is shown: with its unit, roundings in words.
  func shown(_ figure: SourcedFigure) -> String {
    switch figure.kind {
    case .rounding: words.rounding(figure.text)
    case .figure: figure.unit.map { words.shown(figure.text, $0) } ?? figure.text
    default: figure.text
    }
  }

  /// The table for a terminal, a part for each kind, with the totals at the end.
  public var text: String {
    var table = TextTable([
      TextTable.Column(wording(.name), limit: 44), TextTable.Column(wording(.figure), limit: 46),
      TextTable.Column(wording(.source), limit: 30), TextTable.Column(wording(.basis)),
    ])
    for (kind, members) in groups {
      table.section("\(title(kind)) (\(members.count))")
      for figure in members {
        let provenance = figure.provenance
        table.add([figure.path, shown(figure), provenance.citation, words.basis(provenance.basis)])
      }
    }
    let closing = ([head.partial].compactMap { $0 } + [head.basisLine, head.fingerprintLine])
    let lines = [head.line, head.act, ""].map(Printable.text) + [table.text] + closing.map(Printable.text)
    return lines.map { $0 + "\n" }.joined()
  }

  public var json: JSON {
    .object(
      head.members + [
        JSON.Member(
          "figures",
          .array(
            figures.map { figure in
              .object(
                [
                  JSON.Member("path", .text(figure.path)), JSON.Member("kind", .text(figure.kind.rawValue)),
                  JSON(figure.titles).map { JSON.Member("titles", $0) }, JSON.Member("text", .text(figure.text)),
                  figure.unit.map { JSON.Member("unit", .text($0.description)) },
                ].compactMap { $0 } + JSON.source(figure.provenance) + [
                  JSON.Member("file", .text(figure.provenance.span.file.name)),
                  JSON.Member("line", .integer(figure.provenance.span.start.line)),
                ])
            }))
      ])
  }

  /// A row for each figure; the heads do not change with the language.
  public var csv: String {
    var table = CSVTable(heads: ["path", "kind", "title", "text", "unit", "basis", "citation"])
    for figure in figures {
      table.add([
        .text(figure.path), .text(figure.kind.rawValue), .optional(words.title(figure.titles)),
        figure.kind == .figure ? .figure(figure.text) : .text(figure.text), .optional(figure.unit?.description),
        .text(figure.provenance.basis.rawValue), .text(figure.provenance.citation),
      ])
    }
    return table.text
  }
}
