import Exact
import Formula
import Methodology
import SourceText

/// Puts into words what is wrong with a value.
struct FaultWords {
  let input: Input
  let reporter: Reporter

  /// Tells a fault of a value as it was found at a place that is given in words.
  func report(
    _ fault: CellFault, found: @autoclosure () -> String, place: @autoclosure () -> String,
    at span: @autoclosure () -> Span?
  ) {
    let kind =
      switch fault {
      case .notANumber: DiagnosticKind.notANumber
      case .notWhole: DiagnosticKind.notWhole
      case .outOfRange: DiagnosticKind.outOfRange
      case .notYesOrNo: DiagnosticKind.notYesOrNo
      case .notAChoice: DiagnosticKind.notAChoice
      case .wrongType: DiagnosticKind.wrongType
      }
    reporter.report(
      kind, ["place": place(), "expected": expected(fault), "found": Reporter.shown(found())], at: span(),
      help: help(fault, found()))
  }

  private func expected(_ fault: CellFault) -> String {
    switch fault {
    case .notAChoice: Listing.quoted(input.choices)
    case .outOfRange: range ?? typeName
    default: typeName
    }
  }

  private var typeName: String {
    switch input.kind {
    case .count: "a whole number"
    case .number: "a number"
    case .share: "a share, which is a number"
    case .percent: "a percentage"
    case .yesNo: "yes or no"
    case .choice: "one of \(Listing.quoted(input.choices))"
    case .text: "a text"
    }
  }

  private var range: String? {
    switch (input.from, input.to) {
    case (let from?, let to?): "a number from \(from) to \(to)"
    case (let from?, nil): "\(from) or more"
    case (nil, let to?): "\(to) or less"
    case (nil, nil): nil
    }
  }

  private func help(_ fault: CellFault, _ found: String) -> Message? {
    switch fault {
    case .notANumber: NumberAdvice.of(found, for: input.kind)
    case .notWhole(looksGrouped: true):
      Message(
        "was a thousands sign meant? write `{number}`",
        ["number": String(found.unicodeScalars.filter { ("0"..."9").contains($0) || $0 == "-" }.map(Character.init))])
    case .notAChoice: reporter.suggestion(found, among: input.choices)
    default: nil
    }
  }
}

extension Reporter {
  /// Tells that a figure exceeds another, which it cannot.
  func reportExceeded(
    _ value: Value, limit name: String, _ limit: Value, place: String, at span: Span?, limitSpan: Span?
  ) {
    let words = ["place": place, "found": value.plainText, "limit": name, "bound": limit.plainText]
    let note = Diagnostic.Note(Message("`{limit}` is {bound}", words), at: limitSpan)
    report(.aboveLimit, words, at: span, notes: [note])
  }
}
