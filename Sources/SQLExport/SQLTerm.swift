import Exact
import Formula

/// A term as an engine reads it, with what must be known of it to go on.
struct SQLTerm: Sendable {
  enum Kind: Sendable, Equatable {
    /// `isExact` if no digits were lost on the way.
    case number(DecimalShape, isExact: Bool)
    case truth
    case text
  }

  /// How firmly the parts of an expression hold together; the firmest is `atom`.
  enum Binding: Int, Comparable, Sendable {
    case or, and, not, comparison, sum, product, atom

    static func < (left: Binding, right: Binding) -> Bool { left.rawValue < right.rawValue }
  }

  var sql: String
  var kind: Kind
  var binding: Binding
  /// Whether it can be `NULL`, which stands for a missing value.
  var isNullable: Bool
  /// A truth that tells whether the figure, which then is `NULL`, does not concern the body; `nil` if it always does.
  var notApplicable: String?
  /// The columns that it reads.
  var reach: Reach
  /// What it always is, if that is known.
  var constant: Value?

  init(
    _ sql: String, _ kind: Kind, _ binding: Binding = .atom, isNullable: Bool = true, notApplicable: String? = nil,
    reach: Reach = Reach(), constant: Value? = nil
  ) {
    self.sql = sql
    self.kind = kind
    self.binding = binding
    self.isNullable = isNullable
    self.notApplicable = notApplicable
    self.reach = reach
    self.constant = constant
  }

  /// The expression in parentheses, unless it holds together as firmly as is asked.
  func sql(within binding: Binding) -> String { self.binding >= binding ? sql : "(" + sql + ")" }

  var atom: String { sql(within: .atom) }

  var isExact: Bool {
    if case .number(_, let isExact) = kind { return isExact }
    return true
  }

  var shape: DecimalShape {
    if case .number(let shape, _) = kind { return shape }
    return DecimalShape(integer: 1, scale: 0)
  }

  /// Whether the term is short enough to be written more than once.
  var isShort: Bool { binding == .atom && sql.utf8.count <= 80 || constant != nil }
}

/// The layers of which a term reads columns: it can be computed in any later one.
struct Reach: Sendable, Equatable {
  /// Of the rows of the record table at hand; -1 for none.
  var rows = -1
  /// Of the bodies; -1 for none.
  var bodies = -1

  func joined(to other: Reach) -> Reach {
    Reach(rows: max(rows, other.rows), bodies: max(bodies, other.bodies))
  }

  /// The first layer in which it can be computed.
  var next: Int { max(rows, bodies, 0) + 1 }
}

extension Sequence where Element == SQLTerm {
  var reach: Reach { reduce(Reach()) { $0.joined(to: $1.reach) } }
  var areNullable: Bool { contains { $0.isNullable } }
}
