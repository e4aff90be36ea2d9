import Exact
import SourceText

/// The reference page of the formula language, made from the tables that the parser and the checker read.
public enum FormulaReference {
  /// The page, in Markdown.
  public static var markdown: String {
    ([words, signs, functions, aggregates, roundingModes, findings] as [[String]])
      .map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private static var words: [String] {
    table("Words", ["word", "meaning"], Token.Keyword.allCases.map { ["`\($0.rawValue)`", $0.summary] })
  }

  private static var signs: [String] {
    table("Signs", ["sign", "meaning"], Token.Symbol.allCases.map { ["`\($0.rawValue)`", $0.summary] })
  }

  private static var functions: [String] {
    let rows = Function.allCases.map { function in
      let examples = function.examples.map { "`\($0.formula)` is `\($0.result)`" }
      return ["`\(function.signature)`", function.summary, examples.joined(separator: "; ")]
    }
    return table("Functions", ["function", "yields", "examples"], rows)
  }

  private static var aggregates: [String] {
    let rows = AggregateFunction.allCases.map { ["`\($0.signature)`", $0.summary, "`\($0.example)`"] }
    return table("Aggregates over rows or bodies", ["aggregate", "yields", "example"], rows)
  }

  private static var roundingModes: [String] {
    table("Ways of rounding", ["mode", "rounds"], RoundingMode.allCases.map { ["`\($0.rawValue)`", $0.summary] })
  }

  private static var findings: [String] {
    let kinds = DiagnosticKind.formulaKinds.sorted { $0.code < $1.code }
    return ["### What the checker finds"]
      + kinds.flatMap { ["", "**\($0.code)**: \($0.template)", "", $0.explanation] }
  }

  /// A heading and a table; `|` inside a cell is escaped.
  private static func table(_ title: String, _ head: [String], _ rows: [[String]]) -> [String] {
    let lines = [head, head.map { _ in "---" }] + rows
    return ["### \(title)", ""] + lines.map { cells in "| " + cells.map(escaped).joined(separator: " | ") + " |" }
  }

  private static func escaped(_ cell: String) -> String {
    cell.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}

extension Token.Keyword {
  /// What the word says, in a sentence for a methodologist.
  fileprivate var summary: String {
    switch self {
    case .if: "Begins a choice between two values: `if condition then a else b`."
    case .then: "What holds if the condition does."
    case .else: "What holds otherwise; it is never left out."
    case .and: "Both conditions hold; no as soon as one of them is no, even if the other is missing."
    case .or: "At least one condition holds; yes as soon as one of them is yes, even if the other is missing."
    case .not: "The condition does not hold."
    case .in: "The value is one of a list: `kind in [central, local]`; also `not in`."
    case .where: "Takes only the rows or bodies that meet a condition."
    case .over: "Names the rows or bodies of an aggregate without brackets: `mean over bodies: late_total`."
    case .yes: "The value of a condition that holds."
    case .no: "The value of a condition that does not hold."
    }
  }
}

extension Token.Symbol {
  fileprivate var summary: String {
    switch self {
    case .plus: "Adds figures of one unit."
    case .minus: "Subtracts figures of one unit; before a figure it turns the sign."
    case .times: "Multiplies; the units are multiplied too."
    case .slash: "Divides; two figures of one unit give a share. A division by zero leaves the result missing."
    case .caret: "Raises to a power; goes before the minus sign and from right to left."
    case .open, .close: "Brackets: what stands in them is computed first; also around what a function is given."
    case .openList, .closeList: "A list of values, after `in`."
    case .comma: "Stands between the figures of a function and the values of a list. It is no decimal sign."
    case .colon: "Stands before the figure that an aggregate takes from each row."
    case .equal: "Equal to."
    case .unequal: "Not equal to."
    case .less: "Less than."
    case .atMost: "Less than or equal to."
    case .greater: "Greater than."
    case .atLeast: "Greater than or equal to."
    case .fallback: "What is taken if the value before it is missing or does not apply: `previous.late ?? late`."
    }
  }
}

extension RoundingMode {
  fileprivate var summary: String {
    switch self {
    case .halfUp: "To the nearest multiple; a half goes away from zero: 2.5 to 3, -2.5 to -3."
    case .halfEven: "To the nearest multiple; a half goes to the even one: 2.5 to 2, 3.5 to 4."
    case .up: "Away from zero: 2.1 to 3, -2.1 to -3."
    case .down: "Towards zero: 2.9 to 2, -2.9 to -2."
    case .floor: "To the lower multiple: 2.9 to 2, -2.1 to -3."
    case .ceil: "To the higher multiple: 2.1 to 3, -2.9 to -2."
    }
  }
}
