import Dataset
import Evaluation
import Exact
import Formula
import Methodology

/// What many bodies report, a column for each figure.
public struct BodyColumns: Sendable {
  /// The figures of one input.
  public struct Column: Sendable {
    /// The double nearest to each figure; 1 and 0 for yes and no; the position among the choices for a choice.
    public let values: [Double]
    /// How many decimals the figures have at most; they have at most 15 digits.
    public let places: Int
    /// Whether each figure was not reported; `nil` if all were.
    public let isMissing: [Bool]?

    public init(_ values: [Double], places: Int = 0, isMissing: [Bool]? = nil) {
      self.values = values
      self.places = places
      self.isMissing = isMissing
    }
  }

  /// How many bodies there are.
  public let count: Int
  /// The position of each body's kind in the edition's list.
  public let kinds: [Double]
  /// The inputs by name; those left out are not reported.
  public let inputs: [String: Column]
  /// The rows of each record table by the table's index; none if nothing has rows.
  let records: [RecordColumns]
  /// The same bodies in the periods before, the latest first, as far as they are known.
  let earlier: [BodyColumns]
  /// Whether each body was there; `nil` if all were.
  let isThere: [Bool]?
  /// Bodies with figures that columns do not hold; `nil` if there are none.
  let isUnfit: [Bool]?
  /// What the columns were made of.
  let origin: Origin
  /// What aggregates over bodies give, by their numbers in a program.
  var across: [Int: AcrossColumn] = [:]

  enum Origin: Sendable {
    /// Somebody gave them; where a figure is not reported, the `default` of its input holds.
    case given
    case dataset(Dataset)
    case folder(FolderRows)
  }

  /// - Parameters:
  ///   - count: how many bodies there are.
  ///   - kinds: the position of each body's kind in the edition's list; may be left out if there is one kind.
  ///   - inputs: the inputs by name.
  public init(count: Int, kinds: [Double]? = nil, inputs: [String: Column]) {
    self.count = count
    self.kinds = kinds ?? [Double](repeating: 0, count: count)
    self.inputs = inputs
    records = []
    earlier = []
    isThere = nil
    isUnfit = nil
    origin = .given
  }

  /// Columns that were read of a folder, with those of the periods before, the latest first.
  init(
    _ bodies: HeldBodies, of edition: Edition, records: [RecordColumns], earlier: [BodyColumns], isThere: [Bool]?,
    unfit: Set<Int>, rows: FolderRows
  ) {
    count = bodies.kinds.count
    kinds = bodies.kinds
    inputs = Dictionary(
      edition.inputs.enumerated().compactMap { position, input in
        bodies.columns.column(position).map { (input.declaration.name, $0) }
      }, uniquingKeysWith: { first, _ in first })
    self.records = records
    self.earlier = earlier
    self.isThere = isThere
    isUnfit = Self.marks(unfit, count: bodies.kinds.count)
    origin = .folder(rows)
  }

  private static func marks(_ bodies: Set<Int>, count: Int) -> [Bool]? {
    bodies.isEmpty ? nil : (0..<count).map { bodies.contains($0) }
  }

  /// The columns of the bodies of the last period of a dataset, with what they had before.
  ///
  /// - Parameters:
  ///   - dataset: what the bodies report.
  ///   - evaluator: the edition with its readings.
  public init(_ dataset: Dataset, for evaluator: Evaluator) {
    let rows = CompleteRows(dataset, for: evaluator.edition, readings: evaluator.readings)
    let last = dataset.periods.count - 1
    let bodies = dataset.periods.last?.bodies ?? []
    var earlier: [BodyColumns] = []
    var period = last
    let ids = evaluator.edition.periodsLookedBack == 0 ? [] : bodies.map(\.id)
    while !ids.isEmpty, let before = dataset.previous(ofPeriodAt: period) {
      let places = ids.map { dataset.periods[before].position(of: $0) }
      earlier.append(BodyColumns(rows, before, places, of: evaluator.edition, earlier: [], dataset))
      period = before
    }
    self.init(rows, last, bodies.indices.map { $0 }, of: evaluator.edition, earlier: earlier, dataset)
  }

  /// The columns of a period, for bodies at certain places in it; `nil` for one that is not there.
  private init(
    _ rows: CompleteRows, _ period: Int, _ places: [Int?], of edition: Edition, earlier: [BodyColumns],
    _ dataset: Dataset
  ) {
    let own = rows.dataset.periods.indices.contains(period) ? rows.dataset.periods[period].bodies : []
    let bodies = places.map { $0.map { own[$0] } }
    count = bodies.count
    let kindPlaces = Dictionary(
      edition.kinds.enumerated().map { ($0.element.name, Double($0.offset)) }, uniquingKeysWith: { first, _ in first })
    kinds = bodies.map { $0.flatMap { kindPlaces[$0.kind] } ?? 0 }
    var unfit = Set<Int>()
    var inputs: [String: Column] = [:]
    for (position, (declaration, input)) in edition.inputs.enumerated() where input.kind != .text {
      var column = ColumnBuilder(input, isDefaulted: input.fallback != nil)
      for (index, body) in bodies.enumerated() where !column.add(body?.inputs[position]) { unfit.insert(index) }
      inputs[declaration.name] = column.column
    }
    self.inputs = inputs
    var records: [RecordColumns] = []
    for table in edition.tables {
      records.append(RecordColumns(table, rows, period, places, bodies, unfit: &unfit))
    }
    self.records = records
    self.earlier = earlier
    for period in earlier {
      for (index, isUnfit) in (period.isUnfit ?? []).enumerated() where isUnfit { unfit.insert(index) }
    }
    isThere = places.contains(nil) ? places.map { $0 != nil } : nil
    isUnfit = Self.marks(unfit, count: bodies.count)
    origin = .dataset(dataset)
  }

  var isGiven: Bool { if case .given = origin { true } else { false } }

  /// The period that lies a number of periods before this one; `nil` if nothing is known of it.
  func period(back: Int) -> BodyColumns? {
    if back == 0 { return self }
    return earlier.indices.contains(back - 1) ? earlier[back - 1] : nil
  }

  /// Some of the bodies as they were reported, for the exact evaluator.
  func exactly(_ rows: [Int], of edition: Edition) -> Dataset {
    let dataset: Dataset
    switch origin {
    case .given:
      let bodies = rows.map { body($0, of: edition) }
      return Dataset(layout: InputLayout(edition), periods: [PeriodData(name: "", bodies: bodies)])
    case .folder(let folder): return folder.dataset(of: rows)
    case .dataset(let own): dataset = own
    }
    guard let last = dataset.periods.last else { return dataset }
    let bodies = rows.map { last.bodies[$0] }
    let periods = dataset.periods.dropLast().map { period in
      period.replacing(bodies: bodies.compactMap { period.body($0.id) })
    }
    return dataset.replacing(periods: periods + [last.replacing(bodies: bodies)])
  }

  private func body(_ row: Int, of edition: Edition) -> Body {
    let kind = Int(kinds[row])
    let values = edition.inputs.map { declaration, input -> Value in
      let missing = input.fallback ?? .missing(Absence(.input(declaration.name)))
      guard let column = inputs[declaration.name], column.isMissing?[row] != true else { return missing }
      return column.value(row, input, missing: missing)
    }
    return Body(
      id: String(row), kind: edition.kinds.indices.contains(kind) ? edition.kinds[kind].name : "", titles: Titles(),
      inputs: values, records: edition.tables.map { _ in [] }, span: nil)
  }
}

extension BodyColumns.Column {
  /// The double nearest to a decimal and its decimals; `nil` for a number with more than 15 digits.
  static func held(_ number: Rational) -> (value: Double, places: Int)? {
    guard let parts = number.wordParts else { return nil }
    var power: Int64 = 1
    for places in 0...15 {
      if power.isMultiple(of: parts.denominator) {
        let value = number.nearestDouble
        return value.magnitude * Double(power) < mostUnits ? (value, places) : nil
      }
      power *= 10
    }
    return nil
  }

  /// Doubles tell decimals of fewer units than this apart.
  static let mostUnits = 1e15

  /// The decimal that a double is the nearest to; `nil` if it has more than 15 digits.
  static func decimal(_ value: Double, places: Int) -> Rational? {
    for places in 0...max(0, min(places, 15)) {
      let units = (value * power(places)).rounded()
      guard units.magnitude < mostUnits else { return nil }
      if units / power(places) == value { return Rational(Int(units), over: Int(power(places))) }
    }
    return nil
  }

  static func power(_ places: Int) -> Double { (0..<places).reduce(1) { power, _ in power * 10 } }

  fileprivate func value(_ row: Int, _ input: Input, missing: Value) -> Value {
    switch input.kind {
    case .yesNo: return .truth(values[row] != 0)
    case .choice: return .text(input.choices[Int(values[row])])
    default:
      return Self.decimal(values[row], places: places).map { .number(Number($0)) } ?? missing
    }
  }
}
