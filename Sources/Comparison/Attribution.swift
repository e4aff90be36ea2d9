import Exact
import Methodology

/// What moved a score by how much: every change with its share, the shares adding up to the whole difference.
///
/// A share is the change's Shapley value (L. S. Shapley, A value for n-person games, 1953): what the change does to the
/// score, averaged over all orders in which the changes can be made. It is exact unless it says otherwise.
public struct Attribution: Sendable {
  /// The share of one change, or of several that cannot be told apart.
  public struct Share: Sendable {
    /// The changes of the rules, by their places in ``RuleDiff/changes``.
    public let changes: [Int]
    /// The figures whose data differs, by the names of inputs and record tables.
    public let figures: [String]
    public let value: Rational
    /// The standard error of a share that is not averaged over all orders; `nil` for one that is exact.
    public let standardError: Rational?

    package init(changes: [Int], figures: [String], value: Rational, standardError: Rational? = nil) {
      self.changes = changes
      self.figures = figures
      self.value = value
      self.standardError = standardError
    }

    /// Whether the rules did it, the data, or both in a way that cannot be told apart.
    public var cause: Cause { changes.isEmpty ? .data : figures.isEmpty ? .rules : .both }
  }

  public enum Cause: String, Sendable, CaseIterable {
    case rules, data, both
  }

  /// The shares that are not zero, the greatest first.
  public let shares: [Share]

  package init(_ shares: [Share]) {
    self.shares = shares.filter { !$0.value.isZero }.enumerated().sorted { left, right in
      let (first, second) = (left.element.value.magnitude, right.element.value.magnitude)
      return first == second ? left.offset < right.offset : first > second
    }.map(\.element)
  }

  /// The whole difference, which is the sum of the shares.
  public var difference: Rational { shares.reduce(.zero) { $0 + $1.value } }

  /// What the rules did, the data did, or both together.
  public func part(of cause: Cause) -> Rational {
    shares.filter { $0.cause == cause }.reduce(.zero) { $0 + $1.value }
  }

  public var isExact: Bool { shares.allSatisfy { $0.standardError == nil } }
}
