import Exact
import Formula
import Methodology

/// What a cell holds.
public enum CellContent: Sendable {
  case value(Value)
  /// The figure was not reported.
  case nothing
  case fault(CellFault)
}

/// What is wrong with a value.
public enum CellFault: Error, Sendable, Equatable {
  case notANumber
  /// Whether a sign between thousands may have been meant.
  case notWhole(looksGrouped: Bool)
  case outOfRange
  case notYesOrNo
  case notAChoice
  /// A value that is at hand is of another type.
  case wrongType
}

/// Reads and checks values of one input or field.
///
/// A class, so that a reader can be had for each cell without copying what it knows.
public final class CellReader: Sendable {
  public let input: Input
  private let choices: [Choice]

  private struct Choice {
    let name: String
    let bytes: [UInt8]
    let value: Value
  }

  public init(_ input: Input) {
    self.input = input
    choices = input.choices.map { Choice(name: $0, bytes: Array($0.utf8), value: .text($0)) }
  }

  /// Reads a text as it would stand in a table.
  public func read(_ text: String) -> CellContent {
    let bytes = Array(text.utf8)
    return read(bytes, Blank.trim(bytes, 0..<bytes.count)).content
  }

  /// Checks a value that is at hand.
  public func check(_ value: Value) -> CellFault? {
    switch (input.kind, value) {
    case (_, .missing), (.yesNo, .truth), (.text, .text): nil
    case (.choice, .text(let text)): input.choices.contains(text) ? nil : .notAChoice
    case (.count, .number(let number)), (.number, .number(let number)), (.share, .number(let number)),
      (.percent, .number(let number)):
      check(number.value, looksGrouped: false)
    default: .wrongType
    }
  }

  /// What a cell holds, and whether its decimal comma may have been meant to part thousands.
  package func read(_ bytes: [UInt8], _ range: Range<Int>) -> (content: CellContent, isAmbiguous: Bool) {
    guard !CellWords.isNothing(bytes, range) else { return (.nothing, false) }
    switch input.kind {
    case .count, .number, .share, .percent:
      guard let number = CellNumber(bytes, range), !number.hasPercentSign || input.kind == .percent else {
        return (.fault(.notANumber), false)
      }
      if let fault = check(number.value, looksGrouped: number.looksGrouped) { return (.fault(fault), false) }
      return (.value(.number(Number(number.value))), number.looksGrouped && number.hasComma)
    case .yesNo:
      guard let truth = CellWords.truth(bytes, range) else { return (.fault(.notYesOrNo), false) }
      return (.value(.truth(truth)), false)
    case .choice:
      return (choice(bytes, range).map { .value($0.value) } ?? .fault(.notAChoice), false)
    case .text:
      return (.value(.text(String(decoding: bytes[range], as: UTF8.self))), false)
    }
  }

  private func choice(_ bytes: [UInt8], _ range: Range<Int>) -> Choice? {
    if let choice = choices.first(where: { $0.bytes.count == range.count && $0.bytes.elementsEqual(bytes[range]) }) {
      return choice
    }
    guard range.count <= 1000, bytes[range].contains(where: { $0 >= 0x80 }) else { return nil }
    // One letter can be written in several ways in Unicode.
    let text = String(decoding: bytes[range], as: UTF8.self)
    return choices.first { $0.name == text }
  }

  private func check(_ value: Rational, looksGrouped: Bool) -> CellFault? {
    if input.kind == .count, !value.isInteger { return .notWhole(looksGrouped: looksGrouped) }
    if let from = input.from, value < from { return .outOfRange }
    if let to = input.to, to < value { return .outOfRange }
    return nil
  }
}
