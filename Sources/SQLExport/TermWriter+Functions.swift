import Exact
import Formula
import Methodology

/// Functions, roundings and scales.
extension TermWriter {
  func call(_ function: Function, _ arguments: [Term], _ term: Term) throws(QueryParts.Refused) -> SQLTerm {
    switch function {
    case .reported: return isReported(try write(arguments[0]))
    case .applicable: return try isApplicable(arguments[0])
    default: break
    }
    let terms = try arguments.map { (term) throws(QueryParts.Refused) in plain(try write(term)) }
    switch function {
    case .min: return arithmetic.extreme("least", terms.map(shortIfNullable))
    case .max: return arithmetic.extreme("greatest", terms.map(shortIfNullable))
    case .clamp:
      let least = arithmetic.extreme("least", [terms[0], terms[2]].map(shortIfNullable))
      return arithmetic.extreme("greatest", [terms[1], least].map(shortIfNullable))
    case .sum: return total(terms)
    case .mean: return quotient(total(terms), by: arithmetic.literal(Rational(terms.count)))
    case .abs:
      var result = terms[0]
      result.sql = "abs(\(result.sql))"
      result.binding = .atom
      result.constant = nil
      return result
    case .percent: return arithmetic.product(terms[0], arithmetic.literal(100))
    case .share: return quotient(terms[0], by: arithmetic.literal(100))
    case .sqrt, .ln, .exp: return try elementary(function, terms[0], term)
    case .round, .steps, .reported, .applicable: throw QueryParts.Refused()
    }
  }

  func shortIfNullable(_ term: SQLTerm) -> SQLTerm { term.isNullable ? short(term) : term }

  func total(_ terms: [SQLTerm]) -> SQLTerm {
    terms.dropFirst().reduce(terms.first ?? arithmetic.literal(.zero)) { arithmetic.sum($0, "+", $1) }
  }

  private func isReported(_ term: SQLTerm) -> SQLTerm {
    guard term.isNullable else { return constant(.truth(true)) }
    return SQLTerm("\(term.atom) IS NOT NULL", .truth, .comparison, isNullable: false, reach: term.reach)
  }

  /// Whether a score concerns the body; a score without a value does if its own condition says so.
  private func isApplicable(_ argument: Term) throws(QueryParts.Refused) -> SQLTerm {
    let score = try write(argument)
    guard let notApplicable = score.notApplicable else { return constant(.truth(true)) }
    let no = SQLTerm("NOT \(notApplicable)", .truth, .not, isNullable: false, reach: score.reach)
    guard case .read(let id) = argument.form, let applies = edition[id].score?.applies else { return no }
    let writer = TermWriter(parts: parts, place: .body, owner: owner, text: applies.formula.text)
    let condition = try writer.write(applies.formula.term)
    let text =
      "CASE WHEN \(notApplicable) THEN FALSE WHEN \(score.atom) IS NOT NULL THEN TRUE ELSE \(condition.sql) END"
    return SQLTerm(
      text, .truth, .or, isNullable: condition.isNullable, reach: score.reach.joined(to: condition.reach))
  }

  private func elementary(_ function: Function, _ argument: SQLTerm, _ term: Term) throws(QueryParts.Refused) -> SQLTerm
  {
    guard dialect.hasLongDecimals else { throw noFunction(function.rawValue, at: term) }
    let argument = short(argument)
    let domain =
      switch function {
      case .sqrt: "\(argument.atom) >= 0"
      case .ln: "\(argument.atom) > 0"
      // Beyond this the exact evaluator finds the result too large as well.
      default: "\(argument.atom) <= 23025"
      }
    return inexact(
      "CASE WHEN \(domain) THEN \(function.rawValue)(round(\(argument.sql), \(dialect.workScale))) END", [argument])
  }

  // MARK: Rounding

  func rounding(
    _ operand: Term, _ step: Term, _ mode: RoundingMode, _ term: Term
  ) throws(QueryParts.Refused) -> SQLTerm {
    let figure = plain(try write(operand))
    guard let step = try write(step).constant?.number?.value else {
      throw refuse("the step of a rounding must be a figure that is the same for all", at: term)
    }
    guard step.sign > 0 else { return missing(figure.kind) }
    guard let rounded = rounded(figure, step, mode) else {
      throw refuse("no decimal is one over the step of the rounding", at: term)
    }
    return rounded
  }

  func rounded(_ figure: SQLTerm, _ step: Rational, _ mode: RoundingMode) -> SQLTerm? {
    arithmetic.rounded(mode == .halfUp ? figure : short(figure), to: step, mode)
  }

  // MARK: Scales

  func steps(_ id: SymbolID, _ keys: [SQLTerm], _ argument: SQLTerm) throws(QueryParts.Refused) -> SQLTerm {
    guard case .scale(let scale) = edition[id].content else { throw QueryParts.Refused() }
    let name = edition[id].name
    var looked = plain(argument)
    if let rounding = scale.rounding {
      guard let rounded = rounded(looked, rounding.step, rounding.mode) else {
        throw parts.refuse(name, "no decimal is one over the step of its rounding", at: rounding.provenance.span)
      }
      looked = rounded
    }
    let value = short(arithmetic.decisive(looked))
    let otherwise = try scale.otherwise.map { (parameter) throws(QueryParts.Refused) -> SQLTerm in
      let keys = try parameter.keys.compactMap { edition.declaration($0) }
        .map { (key) throws(QueryParts.Refused) in try column(key.id) }
      return choose(parameter, keys, as: name + ".otherwise")
    }
    let cases = scale.cases.map { key in
      (key: key, term: covered(value, scale.rows[key] ?? []))
    }
    let row = cases.count == 1 && keys.isEmpty ? cases[0].term : choose(cases, keys, as: name)
    let isKnown = ([value] + keys).filter(\.isNullable)
    guard let otherwise else { return bind(row, as: name) }
    let found = bind(row, as: name + " row")
    let (branches, kind) = arithmetic.unified([found, otherwise])
    let text = "coalesce(\(branches[0].sql), \(branches[1].sql))"
    let reach = ([found, otherwise, value] + keys).reach
    guard !isKnown.isEmpty else {
      return bind(SQLTerm(text, kind, isNullable: otherwise.isNullable, reach: reach), as: name)
    }
    let condition = isKnown.map { "\($0.atom) IS NOT NULL" }.joined(separator: " AND ")
    return bind(SQLTerm("CASE WHEN \(condition) THEN \(text) END", kind, .or, reach: reach), as: name)
  }

  /// The figure of the first row that covers a value; `NULL` if none does.
  private func covered(_ value: SQLTerm, _ rows: [Scale.Row]) -> SQLTerm {
    guard !rows.isEmpty else { return missing(.number(.count, isExact: true)) }
    let (figures, kind) = arithmetic.unified(rows.map { arithmetic.literal($0.figure.value) })
    let arms = zip(rows, figures).map { row, figure in
      "WHEN \(covers(row.lower, row.upper, value)) THEN \(figure.sql)"
    }
    var text = "CASE \(arms.joined(separator: " ")) END"
    if case .number(let shape, _) = kind { text = arithmetic.castText(text, shape) }
    return SQLTerm(text, kind, reach: value.reach)
  }

  func covers(_ lower: Scale.Bound?, _ upper: Scale.Bound?, _ value: SQLTerm) -> String {
    func bound(_ bound: Scale.Bound?, _ symbol: String) -> String? {
      bound.map { "\(value.atom) \(symbol)\($0.isIncluded ? "=" : "") \(arithmetic.literal($0.value).atom)" }
    }
    let conditions = [bound(lower, ">"), bound(upper, "<")].compactMap { $0 }
    return conditions.isEmpty ? "\(value.atom) IS NOT NULL" : conditions.joined(separator: " AND ")
  }
}
