/// A built-in function of the formula language, declared once: the parser, the checker, the evaluator and the
/// reference page all read this table.
public enum Function: String, Sendable, CaseIterable {
  case min, max, sum, mean, abs, round, clamp, sqrt, ln, exp, percent, share, reported, applicable, steps

  /// How it is called.
  public var signature: String { entry.signature }
  /// What it yields, in a sentence for a methodologist.
  public var summary: String { entry.summary }
  /// Formulas with their results; a test computes each.
  public var examples: [(formula: String, result: String)] { entry.examples }
  /// How many arguments it takes.
  public var arity: ClosedRange<Int> { entry.arity }

  private struct Entry {
    let signature: String
    let arity: ClosedRange<Int>
    let summary: String
    let examples: [(formula: String, result: String)]
  }

  private static let many = 1...64

  private var entry: Entry {
    switch self {
    case .min:
      Entry(
        signature: "min(a, b, …)", arity: Self.many, summary: "The least of the figures, all of one unit.",
        examples: [("min(5, 0.2 * 30)", "5")])
    case .max:
      Entry(
        signature: "max(a, b, …)", arity: Self.many, summary: "The greatest of the figures, all of one unit.",
        examples: [("max(0, 3 - 4)", "0")])
    case .sum:
      Entry(
        signature: "sum(a, b, …)", arity: Self.many, summary: "The figures added up.",
        examples: [("sum(0.1, 0.2)", "0.3")])
    case .mean:
      Entry(
        signature: "mean(a, b, …)", arity: Self.many, summary: "The arithmetic mean of the figures.",
        examples: [("mean(1, 0.5, 0)", "0.5")])
    case .abs:
      Entry(
        signature: "abs(a)", arity: 1...1, summary: "The figure without its sign.", examples: [("abs(3 - 5)", "2")])
    case .round:
      Entry(
        signature: "round(a, step, mode)", arity: 3...3,
        summary: "The figure rounded to a multiple of the step; the mode is half_up (a half goes away from zero), "
          + "half_even, up (away from zero), down (towards zero), floor or ceil.",
        examples: [
          ("round(89.995, 0.01, half_up)", "90"), ("round(89.985, 0.01, half_even)", "89.98"),
          ("round(-2.5, 1, down)", "-2"), ("round(7, 5, ceil)", "10"),
        ])
    case .clamp:
      Entry(
        signature: "clamp(a, least, greatest)", arity: 3...3,
        summary: "The figure held between two others.", examples: [("clamp(1.2, 0, 1)", "1")])
    case .sqrt:
      Entry(
        signature: "sqrt(a)", arity: 1...1,
        summary: "The square root; exact where it is a fraction, else to at least 25 significant digits.",
        examples: [("sqrt(6.25)", "2.5")])
    case .ln:
      Entry(
        signature: "ln(a)", arity: 1...1,
        summary: "The natural logarithm of a share, to at least 25 significant digits.", examples: [("ln(1)", "0")])
    case .exp:
      Entry(
        signature: "exp(a)", arity: 1...1,
        summary: "The exponential of a share, to at least 25 significant digits.", examples: [("exp(0)", "1")])
    case .percent:
      Entry(
        signature: "percent(a)", arity: 1...1, summary: "A share as a percentage.",
        examples: [("percent(3 / 4)", "75")])
    case .share:
      Entry(
        signature: "share(a)", arity: 1...1, summary: "A percentage as a share.",
        examples: [("share(percent(0.75))", "0.75")])
    case .reported:
      Entry(
        signature: "reported(a)", arity: 1...1,
        summary: "Yes if the figure has a value, no if it is missing or does not apply.",
        examples: [("reported(1 / 0)", "no"), ("reported(1)", "yes")])
    case .applicable:
      Entry(
        signature: "applicable(score)", arity: 1...1, summary: "No if the score does not concern the body.",
        examples: [("applicable(1)", "yes")])
    case .steps:
      Entry(
        signature: "steps(scale, a)", arity: 2...2,
        summary: "The figure that a scale (шкала) of the rule file gives for a value.", examples: [])
    }
  }
}

/// A function over the rows of a record table, or over the bodies.
public enum AggregateFunction: String, Sendable, CaseIterable {
  case sum, mean, count, min, max, median, any, all, rank, percentile, percentile_rank

  /// Whether the name is never a plain function, so that `count(facts)` needs no `where` to be told apart.
  var isOnlyAggregate: Bool { Function(rawValue: rawValue) == nil }

  public var signature: String {
    switch self {
    case .count, .any, .all: "\(rawValue)(rows where condition)"
    case .percentile: "percentile(rows where condition: a, percent)"
    case .rank, .percentile_rank: "\(rawValue)(bodies where condition: a)"
    default: "\(rawValue)(rows where condition: a)"
    }
  }

  /// What it yields, in a sentence for a methodologist.
  public var summary: String {
    switch self {
    case .sum: "The figures of the rows added up; zero if no row meets the condition."
    case .mean: "The arithmetic mean of the rows' figures; missing if no row meets the condition."
    case .count: "How many rows meet the condition."
    case .min: "The least of the rows' figures; missing if no row meets the condition."
    case .max: "The greatest of the rows' figures; missing if no row meets the condition."
    case .median: "The middle figure, or the mean of the two middle ones; missing if no row meets the condition."
    case .any: "Yes if at least one row meets the condition."
    case .all: "Yes if every row meets the condition, or there is none."
    case .rank:
      "The place of this body among the bodies, the greatest figure first; equal figures share a place and the "
        + "places after them are left out (1, 2, 2, 4)."
    case .percentile:
      "The figure below which the given percentage of the rows' figures lie, between two of them in proportion "
        + "(Hyndman and Fan 1996, type 7)."
    case .percentile_rank: "The percentage of the bodies whose figure is less than this body's."
    }
  }

  /// A formula that uses it.
  public var example: String {
    switch self {
    case .sum: "sum(services where not one_day: late)"
    case .mean: "mean over bodies where kind == own.kind: late_total"
    case .count: "count(facts where direction == 'openness')"
    case .min: "min(services: satisfaction)"
    case .max: "max over bodies: late_total"
    case .median: "median(services: satisfaction)"
    case .any: "any(services where late > 0)"
    case .all: "all(services where late == 0)"
    case .rank: "rank over bodies where kind == own.kind: overall"
    case .percentile: "percentile(services: satisfaction, 90)"
    case .percentile_rank: "percentile_rank over bodies: overall"
    }
  }

  /// How many figures stand after the colon.
  public var arguments: Int {
    switch self {
    case .count, .any, .all: 0
    case .percentile: 2
    default: 1
    }
  }

  /// Whether it needs to know which body asks, and so runs over `bodies` only.
  public var isRelative: Bool { self == .rank || self == .percentile_rank }
}
