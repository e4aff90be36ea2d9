import Evaluation
import Exact
import Methodology

/// The row of a scale that a value fell into, among the rows of its case.
struct ScaleHit {
  /// The value that was looked up.
  let value: Number
  let row: Scale.Row
  let rows: [Scale.Row]

  /// Finds the row by the place of its figure in the rule file; `nil` if no row covers the value.
  init?(_ explanation: Explanation, in edition: Edition) {
    guard case .scale(let scale) = edition.declaration(explanation.name)?.content,
      let span = explanation.provenance?.span,
      let text = explanation.row, let colon = text.firstIndex(of: ":"), let value = Rational(decimal: text[..<colon])
    else { return nil }
    for key in scale.cases {
      guard let rows = scale.rows[key], let row = rows.first(where: { $0.figure.provenance.span == span }) else {
        continue
      }
      self.value = Number(value)
      self.row = row
      self.rows = rows
      return
    }
    return nil
  }
}
