import Exact
import Formula

/// What an aggregate over bodies takes of each body, held until all are known.
struct HeldFigures: Sendable {
  enum Status: UInt8 {
    case out, included, missing, failed
  }

  /// A figure next to its double; a decimal is known exactly.
  struct Number {
    var double = 0.0
    var error = 0.0
    /// The decimal in units of its last place.
    var units = 0
    /// The decimals; less than none for a number that is not known to be one.
    var places: Int8 = -1

    static let mostUnits = 1e15

    init() {}

    /// The number of a row of a column.
    init(_ value: Double, error: Double, places: Int, bits: Int) {
      double = value
      self.error = error
      let places = max(0, places)
      guard bits == 0, places <= 15 else { return }
      let power = BodyColumns.Column.power(places)
      let scaled = value * power
      guard scaled.magnitude < Self.mostUnits, error * power * Bounds.slack + scaled.magnitude * Bounds.unit < 0.25
      else {
        return
      }
      units = Int(scaled.rounded())
      self.places = Int8(places)
      // Decimals of so few digits are the same where their nearest doubles are.
      double = Double(units) / power
      self.error = 0
    }

    var rational: Rational? {
      places < 0 ? nil : Rational(units, over: Int(BodyColumns.Column.power(Int(places))))
    }
  }

  private(set) var status: [Status] = []
  private(set) var numbers: [Number] = []
  /// The group of each body, and the one that it asks about.
  private(set) var groups: [Int32] = []
  private(set) var askedGroups: [Int32] = []
  private(set) var groupCount = 0
  /// The numbers that the exact evaluator was asked for.
  private(set) var exact: [Int: Rational] = [:]
  /// Whether an operation without a result is among them, of which a person must be told.
  private(set) var hasFailures = false
  private var groupNumbers: [[Double]: Int32] = [:]

  mutating func add(_ status: Status, _ number: Number, own: [Double], asked: [Double]) {
    self.status.append(status)
    numbers.append(number)
    groups.append(group(own))
    askedGroups.append(group(asked))
    hasFailures = hasFailures || status == .failed
  }

  private mutating func group(_ key: [Double]) -> Int32 {
    if let number = groupNumbers[key] { return number }
    groupNumbers[key] = Int32(groupCount)
    groupCount += 1
    return Int32(groupCount - 1)
  }

  mutating func append(_ other: HeldFigures) {
    var renumbered = [Int32](repeating: 0, count: other.groupCount)
    for (key, number) in other.groupNumbers { renumbered[Int(number)] = group(key) }
    status += other.status
    numbers += other.numbers
    groups += other.groups.map { renumbered[Int($0)] }
    askedGroups += other.askedGroups.map { renumbered[Int($0)] }
    hasFailures = hasFailures || other.hasFailures
  }

  /// Sets what the exact evaluator says of a body.
  mutating func set(_ status: Status, _ number: Rational?, of body: Int) {
    self.status[body] = status
    exact[body] = number
    hasFailures = hasFailures || status == .failed
    if let number {
      var near = Number()
      near.double = number.nearestDouble
      near.error = abs(near.double) * Bounds.unit * Bounds.slack + Bounds.tiny
      numbers[body] = near
    }
  }

  /// The exact number of a body, if it is known.
  func number(of body: Int) -> Rational? { exact[body] ?? numbers[body].rational }

  /// The bodies of each group that are taken in, and whether of any it or its figure is missing.
  var members: (included: [[Int]], isLacking: [Bool]) {
    var included = [[Int]](repeating: [], count: groupCount)
    var isLacking = [Bool](repeating: false, count: groupCount)
    for (body, group) in groups.enumerated() {
      switch status[body] {
      case .included: included[Int(group)].append(body)
      case .missing, .failed: isLacking[Int(group)] = true
      case .out: break
      }
    }
    return (included, isLacking)
  }
}
