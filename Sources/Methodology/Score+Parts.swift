import Formula

extension Score {
  /// The clauses of a score; the raw values are their keys in a rule file.
  public enum Part: String, Sendable, CaseIterable {
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

  public subscript(part: Part) -> Clause? {
    switch part {
    case .weight: weight
    case .applies: applies
    case .penalty: penalty
    case .atLeast: atLeast
    case .atMost: atMost
    case .ifMissing: ifMissing
    case .minimum: minimum
    case .maximum: maximum
    }
  }

  /// Every clause with its key in the rule file.
  public var clauses: [(key: String, clause: Clause)] {
    Part.allCases.compactMap { part in self[part].map { (part.rawValue, $0) } }
  }

  func replacing(_ rule: Rule) -> Score { copy(rule: rule) }

  func replacing(_ part: Part, by clause: Clause) -> Score { copy(part, clause) }

  /// The score with another rounding of its value.
  public func replacing(_ rounding: Rounding) -> Score { copy(rounding: rounding) }

  private func copy(
    rule: Rule? = nil, _ part: Part? = nil, _ clause: Clause? = nil, rounding: Rounding? = nil
  ) -> Score {
    func kept(_ other: Part) -> Clause? { part == other ? clause : self[other] }
    return Score(
      parent: parent, children: children, rule: rule ?? self.rule, weight: kept(.weight), applies: kept(.applies),
      penalty: kept(.penalty), atLeast: kept(.atLeast), atMost: kept(.atMost), rounding: rounding ?? self.rounding,
      ifMissing: kept(.ifMissing), sharesOut: sharesOut, minimum: kept(.minimum), maximum: kept(.maximum), unit: unit)
  }
}
