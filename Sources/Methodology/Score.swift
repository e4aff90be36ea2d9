import Exact
import Formula
import SourceText

/// A score: what a criterion, an indicator or a direction gives a body.
///
/// Its value comes about in this order: the formula or the children combined, less the penalty, held between least
/// and greatest, rounded. A class, so that it is handed around cheaply; nothing in it changes.
public final class Score: Sendable {
  public enum Combination: String, Sendable, CaseIterable {
    case sum
    case mean
    case weightedMean = "weighted_mean"
    case geometricMean = "geometric_mean"
  }

  public enum Rule: Sendable {
    case formula(Formula)
    /// The children, put together; those that do not apply are left out.
    case children(Combination)
  }

  public let parent: SymbolID?
  public let children: [SymbolID]
  public let rule: Rule
  /// The weight among the siblings, where the parent asks for one.
  public let weight: Clause?
  /// When it concerns a body; always if absent.
  public let applies: Clause?
  public let penalty: Clause?
  public let atLeast: Clause?
  public let atMost: Clause?
  public let rounding: Rounding?
  /// What holds if the score would be missing.
  public let ifMissing: Clause?
  /// Whether a sum is scaled up when children do not apply, so that their maximum is shared out among the others.
  public let sharesOut: Bool
  /// The least that the score is meant to reach; 0 if the rule file does not say.
  public let minimum: Clause?
  public let maximum: Clause?
  public let unit: Unit?

  package init(
    parent: SymbolID?, children: [SymbolID], rule: Rule, weight: Clause?, applies: Clause?, penalty: Clause?,
    atLeast: Clause?, atMost: Clause?, rounding: Rounding?, ifMissing: Clause?, sharesOut: Bool, minimum: Clause?,
    maximum: Clause?, unit: Unit?
  ) {
    self.parent = parent
    self.children = children
    self.rule = rule
    self.weight = weight
    self.applies = applies
    self.penalty = penalty
    self.atLeast = atLeast
    self.atMost = atMost
    self.rounding = rounding
    self.ifMissing = ifMissing
    self.sharesOut = sharesOut
    self.minimum = minimum
    self.maximum = maximum
    self.unit = unit
  }

  /// A formula with a source of its own.
  public struct Clause: Sendable {
    public let formula: Formula
    /// When the clause holds; always if absent.
    public let condition: Formula?
    public let titles: Titles
    public let provenance: Provenance

    package init(formula: Formula, condition: Formula?, titles: Titles, provenance: Provenance) {
      self.formula = formula
      self.condition = condition
      self.titles = titles
      self.provenance = provenance
    }
  }

}

/// The degrees of effectiveness that a score falls into.
public struct Bands: Sendable {
  public struct Row: Sendable {
    public let name: String
    public let titles: Titles
    public let lower: Scale.Bound?
    public let upper: Scale.Bound?
    public let provenance: Provenance
  }

  public let score: SymbolID
  public let rounding: Rounding?
  public let rows: [Row]
  public let provenance: Provenance

  /// The band of a score.
  public func band(of value: Rational) -> Row? {
    let rounded = rounding.flatMap { value.rounded(to: $0.step, mode: $0.mode) } ?? value
    return rows.first { Scale.covers($0.lower, $0.upper, rounded) }
  }
}

extension Scale {
  /// Whether a value lies between two bounds.
  public static func covers(_ lower: Bound?, _ upper: Bound?, _ value: Rational) -> Bool {
    (lower.map { $0.isIncluded ? $0.value <= value : $0.value < value } ?? true)
      && (upper.map { $0.isIncluded ? value <= $0.value : value < $0.value } ?? true)
  }
}

/// Who assesses whom.
public struct Assessors: Sendable {
  public struct Assessor: Sendable {
    public let name: String
    public let titles: Titles
  }

  public struct Rule: Sendable {
    public let score: SymbolID
    public let condition: Formula?
    public let assessor: String
    public let provenance: Provenance
  }

  public let assessors: [Assessor]
  /// The first rule for a score whose condition holds tells its assessor.
  public let rules: [Rule]

  package static let none = Assessors(assessors: [], rules: [])
}

/// A slip of the act itself, recorded where it bites.
public struct KnownSlip: Sendable {
  /// What it is about, as findings name it: `steps own_checks`.
  public let subject: String
  /// The code of the finding that it accounts for, if the checker can find it.
  public let code: String?
  public let citations: [String]
  public let texts: Titles
  public let span: Span
}
