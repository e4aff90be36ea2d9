import Dataset
import Exact
import Formula
import Methodology

/// The reasons of one value: what it is, how it comes about, and what it rests on.
public struct Explanation: Sendable {
  public enum Role: String, Sendable {
    case score, derived, input, parameter, scale, aggregate, previous, reading, field, kind
  }

  /// What happens to a score after its formula.
  public struct Adjustment: Sendable {
    public enum Kind: String, Sendable {
      case penalty
      case atLeast = "at_least"
      case atMost = "at_most"
      case round
      case ifMissing = "if_missing"
      case shareOut = "share_out"
    }

    public let kind: Kind
    public let titles: Titles
    /// The formula, or the rounding, as the rule file has it.
    public let formula: String
    /// The formula with the body's figures.
    public let figures: String?
    public let value: Value
    public let provenance: Provenance?
  }

  /// A row or body that an aggregate took in.
  public struct Contribution: Sendable {
    public let label: String
    public let value: Value
    /// The formula with the row's figures; `nil` where it says no more than the value.
    public let figures: String?
  }

  /// What a scale was asked for, and what it had.
  public struct LookUp: Sendable {
    /// The value that was looked up; `nil` for a row that several rows of a record table fell into.
    public let value: Number?
    /// The row that covers it; `nil` if none does.
    public let row: Scale.Row?
    /// All rows of the case.
    public let rows: [Scale.Row]
    /// What tells what holds where no row covers the value: readings and other choices with what was chosen.
    public let otherwise: [(name: String, choice: String)]

    /// `25: not covered`, `4.85: 4.8 … 5`.
    public var text: String {
      let range = row.map { Scale.text($0.lower, $0.upper) } ?? "not covered"
      return value.map { "\($0): \(range)" } ?? range
    }
  }

  /// Why the reasons of a node are left out.
  public enum Abridgement: String, Sendable {
    /// They stand at the same name earlier in the explanation.
    case toldBefore = "told_before"
    /// They lie deeper than anyone reads; the name can be explained on its own.
    case tooDeep = "too_deep"
  }

  public let name: String
  public let titles: Titles
  public let role: Role
  public let value: Value
  public let unit: Unit?
  public let maximum: Value?
  public let provenance: Provenance?
  public let formula: String?
  public let figures: String?
  /// What the formula gives, before penalties, bounds and rounding; `nil` if there are none.
  public let base: Value?
  public let adjustments: [Adjustment]
  /// For a scale, what it was asked for.
  public let lookUp: LookUp?
  public let contributions: [Contribution]
  public let assessor: Titles?
  /// Why something did not apply.
  public let appliesWhen: String?
  public let children: [Explanation]
  /// Why there are no children though the value has reasons; `nil` if all of them are there.
  public let abridgement: Abridgement?
}

extension Evaluation {
  /// The reasons of a name's value for a body.
  ///
  /// What a value rests on twice is explained where it is met first, so that an explanation is no larger than the
  /// formulas that it rests on.
  public func explain(_ id: SymbolID, body: Int) -> Explanation {
    let place = Calculator.Place(period: period, body: body, owner: edition[id].name)
    var explainer = Explainer(evaluation: self)
    return explainer.explain(id, at: place)
  }
}
