import Formula
import Methodology

/// A part of a formula, by the place of the formula and the range of its text.
public struct FormulaSite: Sendable, Hashable {
  public let place: FormulaPlace
  public let range: Range<Int>

  public init(_ place: FormulaPlace, _ range: Range<Int>) {
    self.place = place
    self.range = range
  }
}

/// Something in an edition that a result can rest on.
public enum CoverageMark: Sendable, Hashable {
  /// A score, derived quantity or field was computed.
  case value(EvaluationStep)
  /// A number, comparison, membership or `not` in a formula was looked at.
  case part(FormulaSite)
  /// The condition of an `if` held, or did not.
  case branch(FormulaSite, Bool)
  /// What stands before a `??` was there, or was not.
  case fallback(FormulaSite, isThere: Bool)
  /// An `applies` or `when` held, or did not.
  case condition(FormulaPlace, Bool)
  /// An `at_least` or `at_most` changed the score, or left it as it was.
  case bound(SymbolID, Score.Part, bites: Bool)
  /// An `if_missing` stepped in.
  case substitute(SymbolID)
  /// The figure of a parameter for a case.
  case figure(SymbolID, [String])
  /// A scale was asked.
  case scale(SymbolID)
  /// A row of a scale, by its position in the list of its case.
  case row(SymbolID, [String], Int)
  /// What a scale gives where no row covers the value.
  case otherwise(SymbolID, [String])
  /// The band of a score was looked up.
  case bands
  /// A band, by its position.
  case band(Int)
  /// A reading was taken so.
  case choice(SymbolID, String)
}
