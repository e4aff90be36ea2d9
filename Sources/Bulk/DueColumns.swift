import Dataset
import Methodology

/// The rows that are due in a table, by numbers for their keys.
struct DueColumns {
  private let edition: Edition
  private let readings: [String: String]
  private let due: DueRows
  /// The fields of the key with what each can be.
  private let key: [(field: Int, choices: [String])]

  /// `nil` for a table in which no rows are due.
  init?(_ table: RecordTable, _ edition: Edition, _ readings: [String: String]) {
    guard let due = DueRows(table, in: edition) else { return nil }
    self.edition = edition
    self.readings = readings
    self.due = due
    key = table.key.map { field in
      guard case .input(let input) = table.fields[field].content else { return (field, []) }
      return (field, input.choices)
    }
  }

  /// Whether every body has the rows that are due, and no others.
  func isMet(by rows: RecordColumns, of bodies: HeldBodies, isThere: (Int) -> Bool) -> Bool {
    var known: [[String]: Set<Int>] = [:]
    let columns = key.map { rows.fields[$0.field]?.values ?? [] }
    guard key.allSatisfy({ !$0.choices.isEmpty }) else { return rows.starts.last == 0 }
    let inputs = due.names.map { inputColumn($0, bodies) }
    for body in bodies.kinds.indices where isThere(body) {
      guard let bodyCase = bodyCase(of: body, bodies, inputs) else { continue }
      let expected = known[bodyCase] ?? Set(due.keys(in: bodyCase).map(number))
      known[bodyCase] = expected
      let own = rows.rows(ofBodies: body..<body + 1)
      // No key stands twice, so that as many rows are the same rows.
      let areDue = own.allSatisfy { row in
        expected.contains(zip(key, columns).reduce(0) { $0 * $1.0.choices.count + Int($1.1[row]) })
      }
      guard areDue, own.count == expected.count else { return false }
    }
    return true
  }

  private func number(_ key: [String]) -> Int {
    zip(self.key, key).reduce(0) { $0 * $1.0.choices.count + ($1.0.choices.firstIndex(of: $1.1) ?? 0) }
  }

  private func inputColumn(_ name: String, _ bodies: HeldBodies) -> (choices: [String], column: BodyColumns.Column)? {
    let position = edition.inputs.firstIndex { $0.declaration.name == name }
    return position.flatMap { position in
      bodies.columns.column(position).map { (edition.inputs[position].input.choices, $0) }
    }
  }

  /// What a body has for each name that the rows due depend on; `nil` if something of that is not known.
  private func bodyCase(
    of body: Int, _ bodies: HeldBodies, _ inputs: [(choices: [String], column: BodyColumns.Column)?]
  ) -> [String]? {
    var values = zip(due.names, inputs).makeIterator()
    return due.bodyCase { name in
      guard let (_, input) = values.next(), let declaration = edition.declaration(name) else { return nil }
      switch declaration.content {
      case .kind: return edition.kinds[Int(bodies.kinds[body])].name
      case .reading(let reading): return readings[name] ?? readings[declaration.shortName] ?? reading.standard
      case .input:
        guard let (choices, column) = input, column.isMissing?[body] != true else { return nil }
        let position = Int(column.values[body])
        return choices.indices.contains(position) ? choices[position] : nil
      default: return nil
      }
    }
  }
}
