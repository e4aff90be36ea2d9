import Methodology

/// The columns that another edition reads from the same data: two editions that are compared share one folder.
struct SharedColumns {
  static let none = SharedColumns(names: [:])

  /// The columns of each table by its name.
  private let names: [String: Set<String>]

  private init(names: [String: Set<String>]) {
    self.names = names
  }

  init(with edition: Edition) {
    let tables = edition.tables.map { table in
      (table.name, Set(table.fields.filter { $0.input != nil }.map(\.name)))
    }
    names = Dictionary(tables + [("bodies", Set(edition.inputs.map(\.declaration.name)))]) { $0.union($1) }
  }

  func has(_ column: String, inTable table: String) -> Bool { names[table]?.contains(column) ?? false }

  func has(table: String) -> Bool { names[table] != nil }
}
