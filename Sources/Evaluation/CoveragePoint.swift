import Formula
import Methodology
import SourceText

/// A place of a rule file that tests should reach.
public struct CoveragePoint: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case value
    case holds
    case fails
    case isThere = "is_there"
    case isMissing = "is_missing"
    case bites
    case isIdle = "is_idle"
    case stepsIn = "steps_in"
    case figure, row, otherwise, band, reading
  }

  public let mark: CoverageMark
  public let kind: Kind
  /// The path by which ``Edition/figures`` know what it belongs to.
  public let path: String
  /// What stands there: a condition, a clause, a case, the bounds of a row.
  public let text: String
  public let span: Span
}

extension Edition {
  /// The places that tests of the edition should reach, in the order of its file.
  ///
  /// What an amendment takes over from the edition that it amends is not among them: the tests of that one reach it.
  public var coveragePoints: [CoveragePoint] {
    let all = CoverageEnumeration(edition: self).points.filter { $0.span.file === file }
    let keyed = all.enumerated().map { (key: ($0.element.span.range.lowerBound, $0.offset), point: $0.element) }
    return keyed.sorted { $0.key < $1.key }.map(\.point)
  }

  /// Where formulas ask for each parameter; one that none asks for only tells which rows are due, or nothing at all.
  public var usesOfParameters: [SymbolID: [ParameterUse]] {
    var result: [SymbolID: [ParameterUse]] = [:]
    for placed in placedFormulas {
      placed.formula.term.forEach {
        guard case .parameter(let id, _) = $0.form else { return }
        result[id, default: []].append(ParameterUse(formula: placed, range: $0.range))
      }
    }
    return result
  }
}

/// A place in a formula that asks for a parameter.
public struct ParameterUse: Sendable {
  public let formula: PlacedFormula
  public let range: Range<Int>
}
