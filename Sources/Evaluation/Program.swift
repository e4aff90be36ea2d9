import Dataset
import Methodology

/// An edition and the data that it is computed for, with what formulas ask for at hand.
///
/// A class, so that a calculator is copied cheaply; nothing in it changes.
final class Program: Sendable {
  let edition: Edition
  let rows: CompleteRows
  /// The names of declarations, by the index of their symbols.
  let names: [String]
  let parameters: [Parameter?]
  let scales: [Scale?]
  /// By period, the record tables of which nothing is known.
  let lackedTables: [Set<Int>]
  /// What aggregates over the bodies of the last period give, where the data does not have all of these.
  let known: KnownAggregates?

  var dataset: Dataset { rows.dataset }

  init(_ edition: Edition, _ rows: CompleteRows, known: KnownAggregates? = nil) {
    self.known = known
    self.edition = edition
    self.rows = rows
    lackedTables = rows.dataset.periods.map { period in
      Set(edition.tables.filter { period.lacks(table: $0.name) }.map(\.index))
    }
    names = edition.declarations.map(\.name)
    parameters = edition.declarations.map { declaration in
      if case .parameter(let parameter) = declaration.content { parameter } else { nil }
    }
    scales = edition.declarations.map { declaration in
      if case .scale(let scale) = declaration.content { scale } else { nil }
    }
  }
}
