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
  let path: String
  let parent: SymbolID?
  var id = SymbolID(0)
  var children: [SymbolID] = []
  var formula: PendingFormula?
  var combination = Score.Combination.sum
  var clauses: [Score.Part: PendingClause] = [:]
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
