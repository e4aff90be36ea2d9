import Formula
import RuleYAML
import SourceText

/// A formula that is read but whose names are not yet resolved.
struct PendingFormula {
  let text: FormulaText
  let expression: Expression
}

struct PendingClause {
  let formula: PendingFormula
  let condition: PendingFormula?
  let titles: Titles
  let provenance: Provenance
}

/// A score while its rule file is being read.
final class PendingScore {
  /// The clauses of a score; the raw values are their keys in a rule file.
  enum Part: String, CaseIterable {
    case weight, applies, penalty
    case atLeast = "at_least"
    case atMost = "at_most"
    case ifMissing = "if_missing"
    case minimum = "min"
    case maximum = "max"

    /// Whether the clause may hold only in some cases (`when`).
    var canBeConditional: Bool {
      switch self {
      case .penalty, .atLeast, .atMost, .ifMissing: true
      case .weight, .applies, .minimum, .maximum: false
      }
    }
  }

  let path: String
  let parent: SymbolID?
  var id = SymbolID(0)
  var children: [SymbolID] = []
  var formula: PendingFormula?
  var combination = Score.Combination.sum
  var clauses: [Part: PendingClause] = [:]
  var rounding: Rounding?
  var sharesOut = false

  init(path: String, parent: SymbolID?) {
    self.path = path
    self.parent = parent
  }
}

struct PendingField {
  enum Content {
    case input(Input)
    case derived(PendingFormula?, declared: ValueType?)
  }

  let name: String
  let titles: Titles
  let provenance: Provenance
  let content: Content
}

struct PendingTable {
  let name: String
  let titles: Titles
  let provenance: Provenance
  let unit: Unit?
  let fields: [PendingField]
  let key: [Int]
  /// What `complete` says: `yes`, or the parameter that tells the rows that are due.
  let complete: Scalar?
  let form: String?
}

/// A declaration while its rule file is being read.
struct PendingDeclaration {
  enum Content {
    case kind
    case input(Input)
    case reading(Reading)
    case parameter(Parameter)
    case scale(Scale)
    case derived(PendingFormula?)
    case score(PendingScore)
  }

  let name: String
  let titles: Titles
  let provenance: Provenance
  let content: Content
  /// The type, where it need not be found out from the formula.
  let declared: ValueType?
}
