import Dataset
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

  /// - Parameters:
  ///   - count: how many bodies there are.
  ///   - kinds: the position of each body's kind in the edition's list; may be left out if there is one kind.
  ///   - inputs: the inputs by name.
  public init(count: Int, kinds: [Double]? = nil, inputs: [String: Column]) {
    self.count = count
    self.kinds = kinds ?? [Double](repeating: 0, count: count)
    self.inputs = inputs
  }

  /// The columns of the bodies of a period; `nil` if a figure has more digits than a column holds.
  public init?(_ bodies: [Body], of edition: Edition, layout: InputLayout) {
    count = bodies.count
    kinds = bodies.map { body in Double(edition.kinds.firstIndex { $0.name == body.kind } ?? 0) }
    var inputs: [String: Column] = [:]
    for (declaration, input) in edition.inputs where input.kind != .text {
      guard let position = layout.position(of: declaration.id),
        let column = Column(bodies.map { $0.inputs[position] }, input)
      else { return nil }
      inputs[declaration.name] = column
    }
    self.inputs = inputs
  }

  /// The body of a row, for the exact evaluator.
  func body(_ row: Int, of edition: Edition) -> Body {
    let kind = Int(kinds[row])
    let values = edition.inputs.map { declaration, input -> Value in
      let missing = input.fallback ?? .missing(Absence(.input(declaration.name)))
      guard let column = inputs[declaration.name], column.isMissing?[row] != true else { return missing }
      return column.value(row, input)
    }
    return Body(
      id: String(row), kind: edition.kinds.indices.contains(kind) ? edition.kinds[kind].name : "", titles: Titles(),
      inputs: values, records: edition.tables.map { _ in [] }, span: nil)
  }
}

extension BodyColumns.Column {
  fileprivate init?(_ values: [Value], _ input: Input) {
    var places = 0
    var numbers: [Double] = []
    numbers.reserveCapacity(values.count)
    for value in values {
      switch value {
      case .number(let number):
        guard let parts = number.value.wordParts, let own = Self.places(of: parts.denominator) else { return nil }
        places = max(places, own)
        numbers.append(number.value.nearestDouble)
      case .truth(let truth): numbers.append(truth ? 1 : 0)
      case .text(let text): numbers.append(Double(input.choices.firstIndex(of: text) ?? 0))
      case .missing, .notApplicable: numbers.append(.nan)
      }
    }
    let isMissing = numbers.map(\.isNaN)
    self.init(numbers, places: places, isMissing: isMissing.contains(true) ? isMissing : nil)
    let largest = numbers.lazy.filter { !$0.isNaN }.map(\.magnitude).max() ?? 0
    guard largest * Self.power(places) < 1e15 else { return nil }
  }

  static func places(of denominator: Int64) -> Int? {
    var power: Int64 = 1
    for places in 0...15 {
      if power.isMultiple(of: denominator) { return places }
      power *= 10
    }
    return nil
  }

  static func power(_ places: Int) -> Double { (0..<places).reduce(1) { power, _ in power * 10 } }

  func value(_ row: Int, _ input: Input) -> Value {
    switch input.kind {
    case .yesNo: return .truth(values[row] != 0)
    case .choice: return .text(input.choices[Int(values[row])])
    default:
      let power = Self.power(places)
      return .number(Number(Rational(Int((values[row] * power).rounded()), over: Int(power)) ?? .zero))
    }
  }
}
