import Formula
import SourceText
import Testing

/// Formula and type, formula and finding.
@Suite struct TermBuilderTests {
  /// The formula, the type that it has, and the record table in whose rows it stands.
  struct Typed: Sendable, CustomTestStringConvertible {
    let formula: String
    let type: String
    let table: String?

    init(_ formula: String, _ type: String, table: String? = nil) {
      self.formula = formula
      self.type = type
      self.table = table
    }

    var testDescription: String { formula }
  }

  static let good: [Typed] = [
    // Bare numbers take the unit of what they stand beside.
    Typed("1 + 2", "a number"),
    Typed("100 - weight", "a number of points"),
    Typed("2 * weight", "a number of points"),
    Typed("weight * 2", "a number of points"),
    Typed("weight / 2", "a number of points"),
    Typed("1 / services_total", "a number of 1 / services"),
    Typed("readiness * 2", "a number"),
    Typed("2 * readiness", "a number"),
    Typed("readiness / 2", "a number"),
    Typed("readiness > 0.7", "yes or no"),
    Typed("plan_done >= 70", "yes or no"),
    Typed("-weight", "a number of points"),
    // Units multiply and divide.
    Typed("services_late / services_total", "a share"),
    Typed("просрочено / оказано", "a share"),
    Typed("services_late / services_total * 10000", "a number"),
    Typed("10000 * services_late / services_total", "a share"),
    Typed("weight - services_late / services_total * 10000", "a number of points"),
    Typed("weight - services_late / services_total * per_10000", "a number of points"),
    Typed("weight * readiness", "a number of points"),
    Typed("readiness * weight", "a number of points"),
    Typed("readiness * readiness", "a share"),
    Typed("weight / services_total", "a number of points / services"),
    Typed("weight / services_total * services_late", "a number of points"),
    Typed("weight * delay / services_total", "a number of days * points / services"),
    Typed("weight / weight", "a share"),
    Typed("plan_done / plan_done", "a share"),
    Typed("readiness / weight", "a number of 1 / points"),
    // Powers and roots.
    Typed("services_total ^ 2", "a number of services^2"),
    Typed("services_total ^ -1", "a number of 1 / services"),
    Typed("services_total ^ 0", "a share"),
    Typed("sqrt(services_total ^ 2)", "a number of services"),
    Typed("sqrt(services_total * services_total)", "a number of services"),
    Typed("sqrt(readiness)", "a share"),
    Typed("sqrt(2)", "a number"),
    Typed("readiness ^ 0.5", "a share"),
    Typed("2 ^ readiness", "a number"),
    Typed("ln(readiness)", "a share"),
    Typed("exp(-readiness)", "a share"),
    // A huge exponent must not overflow.
    Typed("services_total ^ 4611686018427387904 * services_total ^ 4611686018427387904", "a number of services^1000"),
    // Percentages.
    Typed("percent(services_late / services_total)", "a percentage"),
    Typed("share(plan_done)", "a share"),
    Typed("percent(readiness) - plan_done", "a percentage"),
    Typed("weight * share(plan_done)", "a number of points"),
    // Functions.
    Typed("min(5, weight, 7)", "a number of points"),
    Typed("max(0, 1)", "a number"),
    Typed("sum(services_late, services_total)", "a number of services"),
    Typed("mean(readiness, 1)", "a share"),
    Typed("abs(services_late - services_total)", "a number of services"),
    Typed("clamp(weight, 0, 10)", "a number of points"),
    Typed("round(weight, 0.01, half_up)", "a number of points"),
    Typed("round(readiness, 0.01, floor)", "a share"),
    Typed("reported(services_late)", "yes or no"),
    Typed("reported(kind)", "yes or no"),
    Typed("applicable(openness.portals.data)", "yes or no"),
    // Conditions and fallbacks.
    Typed("if inspected then weight else 0", "a number of points"),
    Typed("if inspected == no then 1 else 2", "a number"),
    Typed("if services_late > 0 and not inspected or kind == local then 1 else 0", "a number"),
    Typed("services_late ?? 0", "a number of services"),
    Typed("previous.services_late ?? services_late", "a number of services"),
    Typed("previous.kind == kind", "yes or no"),
    // Choices.
    Typed("kind", "a choice of `central`, `local`"),
    Typed("kind == central", "yes or no"),
    Typed("kind == 'central'", "yes or no"),
    Typed("'central' == kind", "yes or no"),
    Typed("central != kind", "yes or no"),
    Typed("kind in [central, 'local']", "yes or no"),
    Typed("kind not in [central]", "yes or no"),
    Typed("reading.survey_mean == same_kind", "yes or no"),
    Typed("(if inspected then kind else previous.kind) == local", "yes or no"),
    Typed("(previous.kind ?? kind) == local", "yes or no"),
    Typed("remark == 'no remarks'", "yes or no"),
    Typed("services_late in [0, 1, services_total]", "yes or no"),
    Typed("direction == 'openness'", "yes or no", table: "facts"),
    Typed("direction == service_quality", "yes or no", table: "facts"),
    // Parameters and scales take their keys from where they stand.
    Typed("timeliness_weight", "a number of points"),
    Typed("survey_points", "a number of points"),
    Typed("mean(services: points_of_way)", "a number of points"),
    Typed("sum(portal where placed: portal_points)", "a number of points"),
    Typed("points_of_way", "a number of points", table: "services"),
    Typed("steps(satisfaction_points, x)", "a number of points"),
    Typed("steps(plan_points, plan_done)", "a number of points"),
    Typed("mean(services: steps(way_points, lateness))", "a number of points"),
    // Aggregates.
    Typed("count(services)", "a number of services"),
    Typed("count(services where one_day)", "a number of services"),
    Typed("count(facts)", "a number"),
    Typed("count(facts where direction == 'openness' and days > 3)", "a number"),
    Typed("count over bodies", "a number"),
    Typed("sum(services where not one_day: late)", "a number of services"),
    Typed("sum(services: late / provided)", "a share"),
    Typed("median(services: satisfaction)", "a number"),
    Typed("any(services where late > 0)", "yes or no"),
    Typed("all(services where late == 0)", "yes or no"),
    Typed("percentile(services: late, 90)", "a number of services"),
    Typed("percentile(services: late, plan_done)", "a number of services"),
    Typed("mean over bodies where kind == own.kind: services_late", "a number of services"),
    Typed("services_late - (mean over bodies: services_late)", "a number of services"),
    Typed("rank over bodies: overall", "a number"),
    Typed("percentile_rank over bodies: overall", "a percentage"),
    Typed("mean over bodies: sum(services: late)", "a number of services"),
    Typed("mean over bodies: sum(services where late > own.services_late: late)", "a number of services"),
    Typed("mean over bodies: timeliness_weight", "a number of points"),
    Typed("sum(services: late * count(facts where days > 0))", "a number of services"),
    Typed("late / provided", "a share", table: "services"),
    Typed("late / sum(services: late)", "a share", table: "services"),
    // A name that is also that of a function.
    Typed("count + 1", "a number"),
    Typed("70 < share and share < 100", "yes or no"),
  ]

  @Test(arguments: good) func type(_ row: Typed) {
    let outcome = Outcome(FormulaText(row.formula), in: .shared, table: row.table)
    #expect(outcome.findings.isEmpty, "\(outcome.rendered)")
    #expect(outcome.term?.type.description == row.type)
  }

  /// The formula with the place of the finding marked, its code, the record table, and a part of its text.
  struct Refused: Sendable, CustomTestStringConvertible {
    let marked: String
    let code: String
    let table: String?
    let says: String

    init(_ marked: String, _ code: String, table: String? = nil, says: String = "") {
      self.marked = marked
      self.code = code
      self.table = table
      self.says = says
    }

    var testDescription: String { marked }
  }

  static let bad: [Refused] = [
    // Names.
    Refused("⟦services_lat⟧ / services_total", "E0203", says: "did you mean `services_late`?"),
    Refused("⟦previous.services_lat⟧", "E0203", says: "did you mean `previous.services_late`?"),
    Refused("1 + ⟦просрочен⟧", "E0203", says: "did you mean `просрочено`?"),
    Refused("⟦wеight⟧ + 1", "E0203", says: "The `е` in what is written here is a Cyrillic letter"),
    Refused("inspected == ⟦да⟧", "E0203", says: "`да` is written `yes`"),
    Refused("sum(services: ⟦lat⟧)", "E0203", says: "did you mean `late`?"),
    Refused("⟦late⟧ / services_total", "E0211", says: "known only in its rows: `sum(services: late)`"),
    Refused("sum(facts: ⟦late⟧)", "E0211"),
    Refused("services_late / ⟦services⟧", "E0211", says: "it has many rows; write `count(services)`"),
    Refused("sum(⟦services⟧)", "E0211", says: "`sum(services: figure)`"),
    Refused("⟦bodies⟧ + 1", "E0211", says: "`count(bodies)`"),
    Refused("⟦own.services_late⟧", "E0211", says: "inside an aggregate over `bodies`"),
    Refused("sum(services: ⟦own.services_late⟧)", "E0211"),
    Refused("⟦previous.weight⟧", "E0211", says: "not figures of the act"),
    Refused("mean over bodies: ⟦own.weight⟧", "E0211"),
    Refused("⟦satisfaction_points⟧ + 1", "E0211", says: "`steps(satisfaction_points, value)`"),
    Refused("⟦median⟧(1, 2)", "E0211", says: "`median(rows where condition: a)`"),
    Refused("⟦abs⟧(services: late)", "E0211", says: "`abs(a)`"),
    Refused("⟦rank⟧(services: late)", "E0211", says: "`rank over bodies: figure`"),
    // An aggregate over bodies leaves the rows around it.
    Refused("sum(services: (mean over bodies: ⟦late⟧))", "E0211"),
    // The percentage of a percentile is none of the rows' figures.
    Refused("percentile(services: late, ⟦late⟧)", "E0211"),
    Refused("percentile(services: late, ⟦readiness⟧)", "E0207", says: "`percent(a)`"),
    // Functions.
    Refused("⟦average⟧(a, b)", "E0204", says: "did you mean `mean`?"),
    Refused("⟦ОКРУГЛ⟧(a, 1)", "E0204", says: "did you mean `round`?"),
    Refused("⟦MAX⟧(a, 1)", "E0204", says: "did you mean `max`?"),
    Refused("⟦IF⟧(a, 1, 2)", "E0204", says: "write `if … then … else …`"),
    Refused("⟦clmp⟧(a, 1, 2)", "E0204", says: "did you mean `clamp`?"),
    Refused("⟦meen⟧ over bodies: overall", "E0204", says: "did you mean `mean`?"),
    Refused("⟦clamp(x, 1)⟧", "E0205", says: "`clamp` takes 3 figures, found 2"),
    Refused("⟦abs()⟧", "E0205", says: "`abs` takes 1 figure, found none"),
    Refused("⟦max()⟧", "E0205", says: "`max` takes 1 to 64 figures, found none"),
    Refused("⟦round(x, 0.01)⟧", "E0205", says: "round(a, step, mode)"),
    Refused("⟦sum(services where one_day)⟧", "E0205", says: "`sum` takes 1 figure after the colon, found none"),
    Refused("⟦count(services: late)⟧", "E0205", says: "`count` takes no figure after the colon, found 1"),
    Refused("⟦any(services)⟧", "E0205", says: "`any` takes a condition after `where`, found none"),
    Refused("⟦percentile(services: late)⟧", "E0205", says: "`percentile` takes 2 figures after the colon, found 1"),
    Refused("⟦mean(services: late, 1)⟧", "E0205"),
    // Types.
    Refused("if ⟦services_late⟧ then 0 else 1", "E0206", says: "compare it with a number, such as `… > 0`"),
    Refused("weight + ⟦inspected⟧", "E0206", says: "`if … then 1 else 0`"),
    Refused("⟦kind⟧ + 1", "E0206", says: "found a choice of `central`, `local`"),
    Refused("⟦kind⟧ < 1", "E0206"),
    Refused("not ⟦5⟧", "E0206"),
    Refused("inspected and ⟦weight⟧", "E0206"),
    Refused("if inspected then 1 else ⟦no⟧", "E0206"),
    Refused("inspected ?? ⟦0⟧", "E0206"),
    Refused("⟦'5'⟧ + 1", "E0206"),
    Refused("kind == ⟦role⟧", "E0206"),
    Refused("count(services where ⟦late⟧)", "E0206"),
    Refused("sum(services: ⟦one_day⟧)", "E0206"),
    Refused("steps(⟦1 + 2⟧, x)", "E0206", says: "expected the name of a scale"),
    Refused("steps(⟦weight⟧, x)", "E0206", says: "expected the name of a scale"),
    Refused("steps(⟦satisfaction_point⟧, x)", "E0203", says: "did you mean `satisfaction_points`?"),
    // Units.
    Refused("⟦weight + services_late⟧", "E0207"),
    Refused("⟦weight - services_late / services_total⟧", "E0207", says: "a coefficient turns a share into points"),
    Refused("⟦weight - 10000 * services_late / services_total⟧", "E0207", says: "or a number after the share"),
    Refused("⟦readiness > plan_done⟧", "E0207", says: "`percent(a)` turns a share into a percentage"),
    Refused("⟦services_late == delay⟧", "E0207"),
    Refused("max(⟦weight, services_late⟧)", "E0207"),
    Refused("max(0, ⟦weight, services_late⟧)", "E0207"),
    Refused("clamp(⟦weight, 0, readiness⟧)", "E0207"),
    Refused("if inspected then ⟦weight else delay⟧", "E0207"),
    Refused("⟦services_late ?? weight⟧", "E0207"),
    Refused("⟦services_late in [weight⟧]", "E0207"),
    Refused("round(⟦weight, readiness⟧, half_up)", "E0207"),
    Refused("sqrt(⟦services_total⟧)", "E0207", says: "the square of a unit"),
    Refused("ln(⟦services_total⟧)", "E0207", says: "a share is needed here"),
    Refused("percent(⟦plan_done⟧)", "E0207"),
    Refused("share(⟦readiness⟧)", "E0207"),
    Refused("⟦services_total⟧ ^ 0.5", "E0207", says: "not a whole number"),
    Refused("⟦services_total⟧ ^ readiness", "E0207"),
    Refused("2 ^ ⟦services_total⟧", "E0207"),
    Refused("steps(plan_points, ⟦readiness⟧)", "E0207", says: "`percent(a)`"),
    // Choices.
    Refused("kind == ⟦centre⟧", "E0212", says: "not one of `central`, `local`"),
    Refused("kind == ⟦centrl⟧", "E0212", says: "did you mean `central`?"),
    Refused("kind == ⟦сentral⟧", "E0212", says: "The `с` in what is written here is a Cyrillic letter"),
    Refused("kind == ⟦'regional'⟧", "E0212"),
    Refused("kind in [central, ⟦remote⟧]", "E0212"),
    Refused("⟦centre⟧ == kind", "E0212"),
    Refused("direction == ⟦openness⟧", "E0218", table: "facts", says: "both a declared name and one of"),
    Refused("direction in [complaints, ⟦openness⟧]", "E0218", table: "facts"),
    // Keys.
    Refused("⟦points_of_way⟧", "E0213", says: "which `way` is meant"),
    Refused("mean(facts: ⟦points_of_way⟧)", "E0213"),
    Refused("steps(⟦way_points⟧, readiness)", "E0213"),
    // Rounding and tables.
    Refused("round(x, 0.01, ⟦nearest⟧)", "E0216", says: "the ways are `half_up`"),
    Refused("round(x, 0.01, ⟦halfup⟧)", "E0216", says: "did you mean `half_up`?"),
    Refused("round(x, 0.01, ⟦2 + 2⟧)", "E0216"),
    Refused("sum(⟦service⟧: late)", "E0217", says: "did you mean `services`?"),
    Refused("mean over ⟦bodes⟧: overall", "E0217", says: "did you mean `bodies`?"),
    Refused("count(⟦overall⟧)", "E0217"),
  ]

  @Test(arguments: bad) func finding(_ row: Refused) throws {
    let marked = MarkedFormula(row.marked)
    let outcome = Outcome(marked.formula, in: .shared, table: row.table)
    #expect(outcome.term == nil)
    #expect(outcome.codes == [row.code], "\(outcome.rendered)")
    #expect(outcome.ranges == [try #require(marked.range)], "\(outcome.rendered)")
    #expect(outcome.rendered.contains(row.says) || row.says.isEmpty, "\(outcome.rendered)")
  }

  @Test func allThatIsWrongIsFound() {
    let outcome = Outcome(FormulaText("if lat then kind == centre else weight + services_late"), in: .shared)
    #expect(outcome.codes == ["E0203", "E0212", "E0207"])
  }

  /// What the place of the formula asks for.
  static let expectations: [(String, ValueType, [String])] = [
    ("5", StubScope.points, []), ("weight", StubScope.points, []), ("readiness * 5", StubScope.points, []),
    ("readiness", StubScope.points, ["E0207"]), ("services_late", StubScope.points, ["E0207"]),
    ("services_late", .bareNumber, []), ("inspected", .bareNumber, ["E0206"]), ("inspected", .truth, []),
    ("weight", .truth, ["E0206"]), ("central", StubScope.kind, []), ("'local'", StubScope.kind, []),
    ("if inspected then central else local", StubScope.kind, []), ("centre", StubScope.kind, ["E0212"]),
    ("role", StubScope.kind, ["E0206"]), ("readiness", StubScope.percent, ["E0207"]),
    ("kind", .text, []), ("5", .text, ["E0206"]),
  ]

  @Test(arguments: expectations) func expectation(_ formula: String, _ expected: ValueType, _ codes: [String]) {
    let outcome = Outcome(FormulaText(formula), in: .shared, expecting: expected)
    #expect(outcome.codes == codes, "\(outcome.rendered)")
    #expect((outcome.term == nil) == !codes.isEmpty)
  }

  /// Fields of the innermost rows are at level 0, of the rows around them at level 1.
  @Test func levels() throws {
    let formula = "sum(services: late * count(facts where days > 0 and late > 0))"
    let term = try #require(Outcome(FormulaText(formula), in: .shared).term)
    var levels: [String] = []
    term.forEach { term in
      guard case .field(let table, let field, let level) = term.form else { return }
      levels.append("\(table).\(field)@\(level)")
    }
    #expect(levels == ["0.1@0", "1.1@0", "0.1@1"])
  }

  @Test func keysAreResolved() throws {
    let term = try #require(Outcome(FormulaText("sum(portal: portal_points)"), in: .shared).term)
    guard case .aggregate(.sum, over: .table(2), condition: nil, let arguments) = term.form,
      case .parameter(_, let keys) = arguments[0].form, keys.count == 2,
      case .field(table: 2, field: 0, level: 0) = keys[0].form, case .read(let kind) = keys[1].form
    else {
      Issue.record("\(term)")
      return
    }
    #expect(kind == StubScope.shared.symbol("kind")?.id)
  }
}
