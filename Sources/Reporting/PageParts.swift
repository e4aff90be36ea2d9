import Exact
import Formula
import Methodology

/// Pieces that several pages are made of.
extension EditionHead {
  private var wording: Wording { words.wording }

  /// A list of what is to be known about the edition, after facts of the page's own.
  func facts(_ own: [(Phrase, String)] = []) -> HTML {
    var facts = own
    if !period.isEmpty { facts.append((.period, period)) }
    facts += [(.edition, edition.id), (.act, act), (.inForce, inForce)]
    return HTML(.dl, .class("facts")) {
      for (label, text) in facts {
        HTML(.div, .class(label == .act ? "long" : "short")) {
          HTML(.dt) { wording(label) }
          HTML(.dd) { text }
        }
      }
    }
  }

  private static let readingsAnchor = "readings-of-the-act"

  /// A line that points at the readings, which stand at the end of the page.
  func readingsNote(_ taken: [ReadingTaken]) -> HTML? {
    guard !taken.isEmpty else { return nil }
    return HTML(.li) {
      HTML(.a, .target(Self.readingsAnchor)) { wording(.readingsCount, ["count": String(taken.count)]) }
    }
  }

  /// How places of the act were read that can be read in more than one way.
  func readingsSection(_ taken: [ReadingTaken]) -> HTML? {
    guard !taken.isEmpty else { return nil }
    return HTML(.section, .id(Self.readingsAnchor)) {
      HTML(.h2) { wording(.readingsTaken) }
      HTML(.ul) { taken.map { taken in HTML(.li) { words(taken) } } }
    }
  }

  /// The end of every page.
  func footer(_ sentences: [String] = []) -> HTML {
    HTML(.footer) {
      for sentence in sentences + [basisLine, fingerprintLine] { HTML(.p) { sentence } }
    }
  }
}

extension ValueText {
  /// A mark for what does not stand in the act; nothing for what does.
  func mark(_ basis: Basis) -> HTML? {
    guard basis != .text else { return nil }
    return HTML(.span, .class("mark \(basis.rawValue)"), .title(meaning(basis))) { self.basis(basis) }
  }

  func meaning(_ basis: Basis) -> String {
    switch basis {
    case .text: wording(.basisText)
    case .inferred: wording(.inferredMeans)
    case .assumed: wording(.assumedMeans)
    }
  }

  /// A mark for a value that is not there.
  func mark(_ value: Value) -> HTML? {
    switch value {
    case .missing: HTML(.span, .class("mark missing")) { wording(.missing) }
    case .notApplicable: HTML(.span, .class("mark na")) { wording(.notApplicable) }
    default: nil
    }
  }

  /// A bar that shows a value against its maximum; nothing if one of them is not there.
  func bar(_ value: Value, of maximum: Value?) -> HTML? {
    guard let value = value.number?.value, let maximum = maximum?.number?.value, maximum.sign > 0,
      let share = value.divided(by: maximum)
    else { return nil }
    return HTML(.span, .class("bar"), .fill(max(0, min(100, share * 100))))
  }
}
