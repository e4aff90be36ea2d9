import Formula
import Methodology

/// Which rows a body must have in a record table that is `complete`.
public struct DueRows: Sendable {
  /// A table with more rows due than this is refused: nobody fills it in.
  public static let limit = 100_000

  /// The names that a body's rows depend on: the kind, inputs, readings and whatever else is a choice.
  public let names: [String]
  private let rows: [[String]: Rows]

  private struct Rows {
    let keys: [[String]]
    let set: Set<[String]>
  }

  /// The rows due in a table; `nil` if none are, or more than ``limit``.
  public init?(_ table: RecordTable, in edition: Edition) {
    guard let completeness = table.completeness else { return nil }
    let fields = table.key.map { Field(name: table.fields[$0].name, choices: table.fields[$0].choices) }
    var parameter: Parameter?
    if let id = completeness.parameter {
      guard case .parameter(let found) = edition[id].content else { return nil }
      parameter = found
    }
    let parameterKeys = parameter?.keys ?? []
    let cases = parameter?.cases ?? [[]]
    let outside = parameterKeys.indices.filter { index in !fields.contains { $0.name == parameterKeys[index] } }
    names = outside.map { parameterKeys[$0] }

    var due: [[String]: Set<[String]>] = [:]
    var count = 0
    for figure in cases {
      let choices = fields.map { field in
        parameterKeys.firstIndex(of: field.name).map { field.choices.contains(figure[$0]) ? [figure[$0]] : [] }
          ?? field.choices
      }
      guard let rows = Self.product(choices, atMost: Self.limit - count) else { return nil }
      count += rows.count
      due[outside.map { figure[$0] }, default: []].formUnion(rows)
    }
    let ranks = fields.map { field in Dictionary(field.choices.enumerated().map { ($1, $0) }) { first, _ in first } }
    rows = due.mapValues { set in
      let keys = set.sorted { left, right in
        for (rank, pair) in zip(ranks, zip(left, right)) where pair.0 != pair.1 {
          return (rank[pair.0] ?? 0) < (rank[pair.1] ?? 0)
        }
        return false
      }
      return Rows(keys: keys, set: set)
    }
  }

  /// The case of a body: what it has for each of ``names``; `nil` if something of that is not known.
  public func bodyCase(resolve: (String) -> String?) -> [String]? {
    var values: [String] = []
    for name in names {
      guard let value = resolve(name) else { return nil }
      values.append(value)
    }
    return values
  }

  /// The case of a body of a kind that reported certain inputs, under readings where they are not the standard ones.
  public func bodyCase(
    kind: String, inputs: [Value], layout: InputLayout, in edition: Edition, readings: [String: String] = [:]
  ) -> [String]? {
    bodyCase { name in
      guard let declaration = edition.declaration(name) else { return nil }
      switch declaration.content {
      case .kind: return kind
      case .reading(let reading): return readings[name] ?? readings[declaration.shortName] ?? reading.standard
      case .input: return layout.value(of: declaration.id, in: inputs)?.text
      default: return nil
      }
    }
  }

  /// The keys of the rows due in a case, in the order of the table's key and of its choices.
  public func keys(in bodyCase: [String]) -> [[String]] { rows[bodyCase]?.keys ?? [] }

  /// Whether a row is due in a case.
  public func isDue(_ key: [String], in bodyCase: [String]) -> Bool { rows[bodyCase]?.set.contains(key) ?? false }

  private struct Field {
    let name: String
    let choices: [String]
  }

  private static func product(_ lists: [[String]], atMost limit: Int) -> [[String]]? {
    var rows: [[String]] = [[]]
    for list in lists {
      guard rows.count * list.count <= limit else { return nil }
      rows = rows.flatMap { row in list.map { row + [$0] } }
    }
    return rows
  }
}

extension Methodology.Field {
  /// The names that the field picks from; none if it is no choice.
  var choices: [String] {
    guard case .input(let input) = content else { return [] }
    return input.choices
  }
}
