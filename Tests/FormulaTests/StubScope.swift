import Formula

/// The names that the formulas of the tests use, declared as a small methodology declares them.
struct StubScope: Scope {
  private var symbols: [String: Symbol] = [:]
  private var tables: [String: TableShape] = [:]

  static let points = ValueType.number(Unit(name: "points"))
  static let services = ValueType.number(Unit(name: "services"))
  static let days = ValueType.number(Unit(name: "days"))
  static let share = ValueType.number(.share)
  static let percent = ValueType.number(.percent)
  static let kind = ValueType.choice(ChoiceDomain(["central", "local"]))
  static let way = ValueType.choice(ChoiceDomain(["portal", "centre", "electronic"]))
  static let direction = ValueType.choice(ChoiceDomain(["service_quality", "openness", "complaints"]))

  static let shared = StubScope()

  init() {
    let quantities: [(String, ValueType)] = [
      ("kind", Self.kind), ("role", .choice(ChoiceDomain(["ordinary", "agency"]))),
      ("services_total", Self.services), ("services_late", Self.services), ("total", Self.services),
      ("late_total", Self.services), ("оказано", Self.services), ("просрочено", Self.services), ("delay", Self.days),
      ("plan_done", Self.percent), ("readiness", Self.share), ("inspected", .truth), ("remark", .text),
      ("overall", Self.points), ("openness", Self.points), ("openness.portals", Self.points),
      ("openness.portals.data", Self.points), ("a", .bareNumber), ("b", .bareNumber), ("x", .bareNumber),
      ("count", .bareNumber), ("share", .bareNumber), ("ётта", .bareNumber),
      ("reading.survey_mean", .choice(ChoiceDomain(["same_kind", "all_bodies"]))),
    ]
    for (name, type) in quantities { add(name, .quantity, type) }
    add("weight", .parameter(keys: []), Self.points)
    add("per_10000", .parameter(keys: []), Self.points)
    add("timeliness_weight", .parameter(keys: ["kind"]), Self.points)
    add("points_of_way", .parameter(keys: ["way"]), Self.points)
    add("portal_points", .parameter(keys: ["item", "kind"]), Self.points)
    add("survey_points", .parameter(keys: ["reading.survey_mean"]), Self.points)
    add("satisfaction_points", .steps(keys: ["kind"], argument: .bareNumber), Self.points)
    add("plan_points", .steps(keys: [], argument: Self.percent), Self.points)
    add("way_points", .steps(keys: ["way"], argument: Self.share), Self.points)
    add(
      table: "services", Unit(name: "services"),
      [
        ("provided", Self.services), ("late", Self.services), ("one_day", .truth), ("satisfaction", .bareNumber),
        ("way", Self.way), ("lateness", Self.share),
      ])
    add(table: "facts", nil, [("direction", Self.direction), ("days", Self.days)])
    add(
      table: "portal", nil,
      [("item", .choice(ChoiceDomain(["data_list", "data_sets"]))), ("placed", .truth), ("defects", .bareNumber)])
  }

  private mutating func add(_ name: String, _ role: Symbol.Role, _ type: ValueType) {
    symbols[name] = Symbol(SymbolID(symbols.count), name, role, type)
  }

  private mutating func add(table name: String, _ unit: Unit?, _ fields: [(name: String, type: ValueType)]) {
    tables[name] = TableShape(index: tables.count, name: name, unit: unit, fields: fields)
  }

  func symbol(_ name: String) -> Symbol? { symbols[name] }
  func table(_ name: String) -> TableShape? { tables[name] }
  var names: [String] { symbols.keys.sorted() + tables.keys.sorted() }
}
