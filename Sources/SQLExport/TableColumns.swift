import Formula
import Methodology

/// The tables that a query reads, as the user has to fill them.
struct TableColumns {
  struct Column {
    let name: String
    let input: Input?
    /// What it is called in the database, if not by its name.
    let kind: SQLTerm.Kind
    let isRequired: Bool
  }

  struct Table {
    let name: String
    let columns: [Column]
  }

  /// The table that tells of which record tables nothing is known.
  static let unknownTables = "unknown_tables"

  let bodies: Table
  let records: [Table]

  init(_ edition: Edition) {
    var names = NameList(["period", "id", "kind"])
    let own = [
      Column(name: "period", input: nil, kind: .number(.count, isExact: true), isRequired: true),
      Column(name: "id", input: nil, kind: .text, isRequired: true),
      Column(name: "kind", input: nil, kind: .text, isRequired: true),
    ]
    bodies = Table(
      name: "bodies",
      columns: own
        + edition.inputs.map { declaration, input in
          Column(name: names.take(declaration.name), input: input, kind: Self.kind(of: input), isRequired: false)
        })
    var tables = NameList(["bodies", Self.unknownTables])
    records = edition.tables.map { table in
      var names = NameList(["period", "body"])
      let fields = table.fields.enumerated().compactMap { index, field in
        field.input.map {
          Column(
            name: names.take(field.name), input: $0, kind: Self.kind(of: $0), isRequired: table.key.contains(index))
        }
      }
      let owner = Column(name: "body", input: nil, kind: .text, isRequired: true)
      return Table(name: tables.take(table.name), columns: [own[0], owner] + fields)
    }
  }

  static func kind(of input: Input) -> SQLTerm.Kind {
    switch input.kind {
    case .count: .number(.count, isExact: true)
    case .number, .share, .percent: .number(.figure, isExact: true)
    case .yesNo: .truth
    case .choice, .text: .text
    }
  }
}

extension TableColumns.Column {
  /// The type with which the engine holds it.
  func type(_ dialect: SQLDialect) -> String {
    switch kind {
    case .truth: return "BOOLEAN"
    case .text: return dialect.textType
    case .number(let shape, _):
      if name == "period", input == nil { return "INTEGER" }
      return shape == .count ? "BIGINT" : dialect.decimalType(shape)
    }
  }
}
