import Dataset
import Evaluation
import Exact
import Methodology
import SourceText

/// How computed results compare with official ones: what differs, by how much, and where it begins.
public struct VerificationReport: Sendable {
  private let verification: Verification
  private let replay: Replay
  private let official: OfficialResults
  private let wording: Wording

  /// - Parameters:
  ///   - verification: the comparison.
  ///   - replay: the years as they were computed.
  ///   - official: the results that they were compared with.
  ///   - language: the language of titles and words.
  public init(
    _ verification: Verification, of replay: Replay, against official: OfficialResults,
    language: Wording.Language = .english
  ) {
    self.verification = verification
    self.replay = replay
    self.official = official
    wording = Wording(language)
  }

  private var heads: [EditionHead] { replay.years.map { EditionHead($0.evaluation, wording: wording) } }

  private func words(_ difference: Verification.Difference) -> ValueText {
    ValueText(edition: difference.edition, wording: wording)
  }

  /// The differences for a terminal, and how much was compared.
  public var text: String {
    let table = verification.differences.isEmpty ? nil : table
    var closing = verification.compared > 0 ? [summary] : []
    if table != nil { closing.append(wording(.beginsHere)) }
    if !verification.unpublished.isEmpty {
      closing.append(wording.counted(.unpublishedCount, verification.unpublished.count))
    }
    closing.append(wording(.comparedWith, ["file": OfficialResults.fileName]))
    closing += heads.map(\.yearFingerprintLine)
    return [Printable.text(wording(.verificationTitle)) + "\n", table, closing.map { $0 + "\n" }.joined()]
      .compactMap { $0 }.joined(separator: "\n")
  }

  private var summary: String {
    let counts = [
      "count": verification.compared, "bodies": verification.bodies, "wrong": verification.differences.count,
    ].mapValues(String.init)
    return wording(verification.differences.isEmpty ? .agrees : .differs, counts)
  }

  private var table: String {
    var table = TextTable([
      TextTable.Column(wording(.period)), TextTable.Column(wording(.edition)), TextTable.Column(wording(.body)),
      TextTable.Column(""), TextTable.Column(wording(.score), limit: 50),
      TextTable.Column(wording(.official), isNumeric: true), TextTable.Column(wording(.computed), isNumeric: true),
      TextTable.Column(wording(.difference), isNumeric: true),
    ])
    for difference in verification.differences {
      table.add([
        String(difference.year), difference.edition.id, difference.body, difference.isOrigin ? "●" : "",
        difference.score == nil ? wording(.band) : words(difference).label(ofName: difference.name),
        difference.official, computed(difference), by(difference) ?? "",
      ])
    }
    return table.text
  }

  private func computed(_ difference: Verification.Difference) -> String {
    switch difference.computed {
    case .number(let number, _): DecimalText.shown(number, wording)
    case .value(let value): words(difference).shown(value)
    case .band(let band): band.map { words(difference).title($0.titles) ?? $0.name } ?? wording(.missing)
    }
  }

  private func by(_ difference: Verification.Difference) -> String? {
    guard case .number(_, let by) = difference.computed else { return nil }
    return DecimalText.signed(by, wording)
  }

  /// The comparison for other programs.
  public var json: JSON {
    .members([
      "official": .text(official.fingerprint.description),
      "years": .array(
        zip(replay.years, heads).map { year, head in
          .members([
            "year": .integer(year.year), "edition": .text(year.edition.id),
            "rules": .text(year.edition.fingerprint.description), "data": head.data.map { .text($0.description) },
          ])
        }), "bodies": .integer(verification.bodies),
      "compared": .integer(verification.compared), "differences": .array(verification.differences.map(json)),
      "unpublished": .array(
        verification.unpublished.map { .members(["year": .integer($0.year), "body": .text($0.body)]) }),
    ])
  }

  private func json(_ difference: Verification.Difference) -> JSON {
    var members = [
      JSON.Member("year", .integer(difference.year)), JSON.Member("edition", .text(difference.edition.id)),
      JSON.Member("body", .text(difference.body)), JSON.Member("score", .text(difference.name)),
      JSON.Member("official", .text(difference.official)),
    ]
    switch difference.computed {
    case .number(let number, let by):
      members.append(JSON.Member("computed", .object(JSON.status(.number(number)))))
      members.append(JSON.Member("difference", .text(DecimalText.exact(Number(by)))))
    case .value(let value): members.append(JSON.Member("computed", .object(JSON.status(value))))
    case .band(let band): members.append(JSON.Member("computed", band.map { .text($0.name) } ?? .null))
    }
    members.append(JSON.Member("origin", .truth(difference.isOrigin)))
    members.append(JSON.Member("line", .integer(difference.span.start.line)))
    return .object(members)
  }

  /// A row for each difference; the heads do not change with the language.
  public var csv: String {
    var table = CSVTable(heads: ["year", "edition", "body", "score", "official", "computed", "difference", "origin"])
    for difference in verification.differences {
      var row: [CSVTable.Cell] = [
        .figure(String(difference.year)), .text(difference.edition.id), .text(difference.body), .text(difference.name),
        .text(difference.official),
      ]
      switch difference.computed {
      case .number(let number, let by):
        row += [.figure(DecimalText.exact(number)), .figure(DecimalText.exact(Number(by)))]
      case .value(let value): row += [CSVTable.Cell(value), .empty]
      case .band(let band): row += [.text(band?.name ?? "missing"), .empty]
      }
      table.add(row + [.text(difference.isOrigin ? "yes" : "no")])
    }
    return table.text
  }
}
