import Dataset
import Evaluation
import Exact
import Formula
import Methodology

/// Which of two editions, or of two sets of data, something belongs to.
enum Side: Int, CaseIterable, Hashable {
  case before, after
}

/// What bodies reported, as each of two editions reads each of one or two sets of data.
struct MergedSources {
  /// By edition and set of data: the data with the rows that are due.
  private let readings: [[CompleteRows]]
  /// How many sets of data there are: one, or two if the data differs as well.
  let dataCount: Int
  /// The bodies by period, the last period last: all that any set of data has.
  let bodies: [[String]]

  /// - Parameter readings: by edition, then by set of data.
  init(_ readings: [[CompleteRows]]) {
    self.readings = readings
    dataCount = readings[0].count
    let depth = readings.joined().map { Self.chain($0).count }.max() ?? 0
    bodies = (0..<depth).reversed().map { distance in
      readings.joined().reversed().flatMap { rows in
        Self.period(rows, distance).map { rows.dataset.periods[$0].bodies.map(\.id) } ?? []
      }.unique
    }
  }

  /// The periods that look back from the last, the last first.
  private static func chain(_ rows: CompleteRows) -> [Int] {
    var chain: [Int] = []
    var next = rows.dataset.periods.indices.last
    while let period = next {
      chain.append(period)
      next = rows.dataset.previous(ofPeriodAt: period)
    }
    return chain
  }

  private static func period(_ rows: CompleteRows, _ distance: Int) -> Int? {
    let chain = chain(rows)
    return chain.indices.contains(distance) ? chain[distance] : nil
  }

  /// Whether the sets of data have the same bodies in all periods.
  var hasSameBodies: Bool {
    bodies.indices.allSatisfy { period in
      bodies[period].allSatisfy { id in Set((0..<dataCount).map { has(id, period, $0) }).count == 1 }
    }
  }

  /// Whether a set of data has a body.
  func has(_ id: String, _ period: Int, _ data: Int) -> Bool {
    Side.allCases.contains { body(id, period, $0, data) != nil }
  }

  /// A body as an edition reads a set of data; `nil` where it is not evaluated.
  func body(_ id: String, _ period: Int, _ side: Side, _ data: Int) -> Body? {
    placed(id, period, side, data)?.body
  }

  private func placed(
    _ id: String, _ period: Int, _ side: Side, _ data: Int
  ) -> (rows: CompleteRows, period: Int, position: Int, body: Body)? {
    let rows = readings[side.rawValue][data]
    guard let own = Self.period(rows, bodies.count - 1 - period),
      let position = rows.dataset.periods[own].position(of: id)
    else { return nil }
    return (rows, own, position, rows.dataset.periods[own].bodies[position])
  }

  func input(_ symbol: SymbolID, of id: String, _ period: Int, _ side: Side, _ data: Int) -> Value? {
    let rows = readings[side.rawValue][data]
    return body(id, period, side, data).flatMap { rows.dataset.layout.value(of: symbol, in: $0.inputs) }
  }

  /// A row of a record table with whether it is due but was not reported.
  struct Row {
    let row: Body.Row
    let isAbsent: Bool
  }

  func rows(ofTable table: Int, of id: String, _ period: Int, _ side: Side, _ data: Int) -> [Row] {
    guard let (rows, own, position, body) = placed(id, period, side, data) else { return [] }
    return body.records[table].enumerated().map { index, row in
      Row(row: row, isAbsent: rows.isAbsent(index, of: table, position, own))
    }
  }

  /// Whether nothing is known of a record table.
  func lacks(table name: String, _ period: Int, _ side: Side, _ data: Int) -> Bool {
    let rows = readings[side.rawValue][data]
    guard let own = Self.period(rows, bodies.count - 1 - period) else { return false }
    return rows.dataset.periods[own].lacks(table: name)
  }

  /// Whether an input is the same for all bodies, read by one edition and set of data or by another.
  func isSame(_ one: InputSource, _ other: InputSource) -> Bool {
    bodies.indices.allSatisfy { period in
      bodies[period].allSatisfy { id in
        // An edition that does not look back has nothing to say of earlier periods.
        guard let first = input(one.symbol, of: id, period, one.side, one.data),
          let second = input(other.symbol, of: id, period, other.side, other.data)
        else { return period < bodies.count - 1 || one.data == other.data }
        return Optional(first).isSame(as: second)
      }
    }
  }
}

/// An input of one edition, read from one set of data.
struct InputSource: Hashable {
  let symbol: SymbolID
  let side: Side
  let data: Int
}

extension Value? {
  /// Whether two figures are the same, or neither is there for whatever reason.
  func isSame(as other: Value?) -> Bool {
    let (isAbsent, isOtherAbsent) = (self?.isAbsent ?? true, other?.isAbsent ?? true)
    return isAbsent || isOtherAbsent ? isAbsent == isOtherAbsent : self == other
  }
}

extension MergedSources {
  /// Whether both editions see the same rows of a record table in each set of data.
  func hasSameRows(_ before: Int?, _ after: Int?) -> Bool {
    guard let before, let after else { return false }
    return bodies.indices.allSatisfy { period in
      bodies[period].allSatisfy { id in
        (0..<dataCount).allSatisfy { data in
          paired(before, after, of: id, period, data).allSatisfy { $0.before != nil && $0.after != nil }
        }
      }
    }
  }

  /// Whether a field is the same in all rows that both editions see.
  func isSameField(_ first: Int, of before: Int, _ second: Int, of after: Int) -> Bool {
    bodies.indices.allSatisfy { period in
      bodies[period].allSatisfy { id in
        (0..<dataCount).allSatisfy { data in
          paired(before, after, of: id, period, data).allSatisfy { pair in
            guard let one = pair.before, let other = pair.after else { return true }
            return Optional(one.row.values[first]).isSame(as: other.row.values[second])
          }
        }
      }
    }
  }

  /// A row as both editions see it, or only one.
  struct PairedRow {
    let before: Row?
    let after: Row?

    subscript(side: Side) -> Row? { side == .before ? before : after }
    var isAbsent: Bool { (after ?? before)?.isAbsent ?? false }
    var label: String { (after ?? before)?.row.label ?? "" }
  }

  /// The rows of a table in one set of data, matched between the editions by their labels and order.
  func paired(_ before: Int?, _ after: Int?, of id: String, _ period: Int, _ data: Int) -> [PairedRow] {
    let first = before.map { rows(ofTable: $0, of: id, period, .before, data) } ?? []
    var second = after.map { rows(ofTable: $0, of: id, period, .after, data) } ?? []
    var pairs: [PairedRow] = []
    let isAligned = first.map(\.row.label) == second.map(\.row.label)
    for (index, row) in first.enumerated() {
      if isAligned, second[index].isAbsent == row.isAbsent {
        pairs.append(PairedRow(before: row, after: second[index]))
      } else if !isAligned,
        let place = second.firstIndex(where: { $0.row.label == row.row.label && $0.isAbsent == row.isAbsent })
      {
        pairs.append(PairedRow(before: row, after: second.remove(at: place)))
      } else {
        pairs.append(PairedRow(before: row, after: nil))
        if isAligned { pairs.append(PairedRow(before: nil, after: second[index])) }
      }
    }
    return pairs + (isAligned ? [] : second.map { PairedRow(before: nil, after: $0) })
  }
}
