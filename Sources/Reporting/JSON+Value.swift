import Formula
import Methodology

extension JSON {
  /// The members that tell a value, or why there is none.
  static func status(_ value: Value) -> [Member] {
    switch value {
    case .number(let number):
      [Member("status", "scored"), Member("value", .text(DecimalText.exact(number)))]
        + (number.isApproximate ? [Member("approximate", true)] : [])
    case .truth(let truth): [Member("status", "scored"), Member("value", .text(truth ? "yes" : "no"))]
    case .text(let text): [Member("status", "scored"), Member("value", .text(text))]
    case .missing(let absence):
      [Member("status", "missing"), Member("because", .texts(absence.reasons.map(\.description)))]
    case .notApplicable: [Member("status", "not-applicable")]
    }
  }

  /// The members that tell where a figure comes from.
  static func source(_ provenance: Provenance) -> [Member] {
    [Member("citations", .texts(provenance.citations)), Member("basis", .text(provenance.basis.rawValue))]
  }
}
