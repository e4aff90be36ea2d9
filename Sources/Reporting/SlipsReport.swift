import Methodology
import SourceText

/// The slips of the acts themselves, act by act: what one would send to those who wrote them.
public struct SlipsReport: Sendable {
  /// The slips that an edition's own text has; those that it took over stand under the edition that had them first.
  private struct Part {
    let head: EditionHead
    let slips: [Slip]
  }

  private struct Slip {
    let slip: KnownSlip
    /// The later editions that still have it.
    let alsoIn: [String]
  }

  private let parts: [Part]
  private let wording: Wording

  /// - Parameters:
  ///   - editions: the editions, in the order in which they are told.
  ///   - language: the language of texts and words.
  public init(_ editions: [Edition], language: Wording.Language = .english) {
    let wording = Wording(language)
    self.wording = wording
    parts = editions.compactMap { edition in
      let inherited = Set(edition.notes.filter { $0.span.file.name != edition.file.name }.map { Self.place(of: $0) })
      let isHere = { (slip: KnownSlip) in
        !inherited.contains(Self.place(of: slip)) || !editions.contains { $0.file.name == slip.span.file.name }
      }
      let slips = edition.notes.filter(isHere).map { slip in
        let place = Self.place(of: slip)
        let others = editions.filter { other in
          other.file.name != edition.file.name && other.notes.contains { Self.place(of: $0) == place }
        }
        return Slip(slip: slip, alsoIn: others.map(\.id))
      }
      return slips.isEmpty ? nil : Part(head: EditionHead(edition, wording: wording), slips: slips)
    }
  }

  /// Where a slip is recorded, which tells whether two editions have the same one.
  private static func place(of slip: KnownSlip) -> String { "\(slip.span.file.name):\(slip.span.start.line)" }

  private var all: [Slip] { parts.flatMap(\.slips) }

  private var summary: String {
    guard !all.isEmpty else { return wording(.noSlips) }
    return wording.counted(.slipsCount, all.count, ["found": String(all.count { $0.slip.code != nil })])
  }

  private func text(_ slip: Slip) -> String { slip.slip.texts.text(wording.code) ?? slip.slip.subject }

  private func remarks(_ slip: Slip) -> [String] {
    var remarks: [String] = []
    if let code = slip.slip.code { remarks.append(wording(.foundByCheck, ["code": code])) }
    if !slip.alsoIn.isEmpty { remarks.append(wording(.alsoIn, ["list": slip.alsoIn.joined(separator: ", ")])) }
    return remarks
  }

  // MARK: Text

  private static let lineWidth = 100

  /// The slips for a terminal.
  public var text: String {
    var lines = [wording(.slipsTitle), summary]
    for part in parts {
      lines += ["", part.head.line, part.head.act].map(Printable.text)
      for (index, slip) in part.slips.enumerated() {
        let number = "  \(index + 1). "
        let indent = String(repeating: " ", count: number.utf8.count)
        let paragraphs = [slip.slip.citations.joined(separator: "; "), text(slip)] + remarks(slip)
        let wrapped = paragraphs.flatMap { TextWrapping.lines($0, width: Self.lineWidth - indent.utf8.count) }
        lines += wrapped.enumerated().map { ($0 == 0 ? number : indent) + $1 }
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: Data

  /// The slips for other programs.
  public var json: JSON {
    .members([
      "slips": .array(
        parts.flatMap { part in
          part.slips.map { slip -> JSON in
            .members([
              "methodology": .text(part.head.edition.methodology), "edition": .text(part.head.edition.id),
              "alsoIn": slip.alsoIn.isEmpty ? nil : .texts(slip.alsoIn), "about": .text(slip.slip.subject),
              "code": slip.slip.code.map(JSON.text), "citations": .texts(slip.slip.citations),
              "texts": JSON(slip.slip.texts),
            ])
          }
        })
    ])
  }

  /// A row for each slip; the heads do not change with the language.
  public var csv: String {
    var table = CSVTable(heads: ["methodology", "edition", "act", "about", "citation", "text", "code", "also_in"])
    for part in parts {
      for slip in part.slips {
        table.add([
          .text(part.head.edition.methodology), .text(part.head.edition.id), .text(part.head.edition.act.number),
          .text(slip.slip.subject), .text(slip.slip.citations.joined(separator: "; ")), .text(text(slip)),
          .optional(slip.slip.code), .text(slip.alsoIn.joined(separator: " ")),
        ])
      }
    }
    return table.text
  }

  // MARK: Page

  /// The slips as a page that needs nothing but itself.
  public var html: String {
    Page(
      title: wording(.slipsTitle), wording: wording,
      content: [
        HTML(.header) {
          HTML(.h1) { wording(.slipsTitle) }
          HTML(.p, .class("lead")) { summary }
        },
        HTML(.main) { parts.map(section) },
      ]
    ).text
  }

  private func section(_ part: Part) -> HTML {
    HTML(.section) {
      HTML(.h2) { part.head.line }
      HTML(.p, .class("soft")) { part.head.act }
      HTML(.ol, .class("slips")) {
        part.slips.map { slip in
          HTML(.li) {
            HTML(.strong) { slip.slip.citations.joined(separator: "; ") }
            HTML(.div) { text(slip) }
            remarks(slip).map { remark in HTML(.small) { remark + " " } }
          }
        }
      }
    }
  }
}
