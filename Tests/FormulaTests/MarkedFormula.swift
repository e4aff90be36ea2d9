import Formula
import SourceText

/// A formula whose text marks the place of the expected finding: `⟦late⟧ / total`.
struct MarkedFormula {
  let formula: FormulaText
  /// The UTF-8 offsets between the markers; `nil` without markers.
  let range: Range<Int>?

  init(_ marked: String) {
    var text = ""
    var start: Int?
    var end: Int?
    for character in marked {
      switch character {
      case "⟦": start = text.utf8.count
      case "⟧": end = text.utf8.count
      default: text.append(character)
      }
    }
    formula = FormulaText(text)
    range = start.flatMap { start in end.map { start..<$0 } }
  }
}

/// What reading a formula came to.
struct Outcome {
  let formula: FormulaText
  let expression: Expression?
  let term: Term?
  let findings: [Diagnostic]

  /// Reads a formula; builds its term if a scope is given.
  init(_ formula: FormulaText, in scope: StubScope? = nil, table: String? = nil, expecting: ValueType? = nil) {
    self.formula = formula
    let found = Findings()
    expression = Parser.parse(formula, findings: found)
    if let expression, let scope {
      term = TermBuilder.build(
        expression, of: formula, in: scope, table: table.flatMap { scope.table($0) }, expecting: expecting,
        findings: found)
    } else {
      term = nil
    }
    findings = found.sorted
  }

  var codes: [String] { findings.map(\.code) }
  var ranges: [Range<Int>] { findings.compactMap { $0.span?.range } }

  /// All findings as a terminal shows them.
  var rendered: String { findings.map { DiagnosticRenderer().render($0) }.joined() }
}

extension Expression {
  /// The tree in one line: `+(name a, number 2)`.
  var debugTree: String {
    children.isEmpty ? label : "\(label)(\(children.map(\.debugTree).joined(separator: ", ")))"
  }

  /// This expression and all inside it.
  var all: [Expression] { [self] + children.flatMap(\.all) }
}
