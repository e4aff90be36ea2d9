import Exact
import Formula

/// What an aggregate over bodies takes of each body, held until all are known.
struct HeldFigures: Sendable {
  enum Status: UInt8 {
    case out, included, missing, failed
  }

  /// A figure next to its double; one with a small denominator is known exactly.
  struct Number {
    var double = 0.0
    var error = 0.0
    /// The number times 10^places and the divisor.
    var units = 0
    var divisor: Int32 = 1
    /// Less than none for a number that is not known exactly.
    var places: Int8 = -1

    init() {}

    /// The number of a row of a column.
    init(_ value: Double, error: Double, places: Int, bits: Int) {
      double = value
      self.error = error
      let places = max(0, places)
      guard places <= 15 else { return }
      let power = BodyColumns.Column.power(places)
      let scaled = value * power
      let scaledError = error * power * Bounds.slack + scaled.magnitude * Bounds.unit
      guard scaled.magnitude < BodyColumns.Column.mostUnits else { return }
      if bits == 0 {
        guard scaledError < 0.25 else { return }
        units = Int(scaled.rounded())
        // Decimals of so few digits are the same where their nearest doubles are.
        double = Double(units) / power
        self.error = 0
      } else {
        guard let fraction = NearFraction(scaled, error: scaledError, bits: bits) else { return }
        (units, divisor) = (fraction.numerator, fraction.denominator)
      }
      self.places = Int8(places)
    }

    /// Whether it is known well enough to be told from most others: one that is not would be near to all of them.
    var isPrecise: Bool { error <= 0x1p-30 * max(1, double.magnitude) }

    /// Whether it is a finite decimal that is known exactly.
    var isDecimal: Bool { places >= 0 && divisor == 1 && error == 0 }

    var rational: Rational? {
      guard places >= 0 else { return nil }
      let power = Int(BodyColumns.Column.power(Int(places)))
      return Rational(units, over: Int(divisor)).flatMap { $0.divided(by: Rational(power)) }
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
