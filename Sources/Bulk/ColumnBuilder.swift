import Exact
import Formula
import Methodology

/// Makes a column of values one after another.
struct ColumnBuilder {
  private let choices: [String: Double]
  /// Whether every value is there or stands for one that is not reported.
  private let isDefaulted: Bool
  private var values: [Double] = []
  private var isMissing: [Bool] = []
  private var hasMissing = false
  private var places = 0

  init(_ input: Input, isDefaulted: Bool = false, capacity: Int = 0) {
    values.reserveCapacity(capacity)
    isMissing.reserveCapacity(capacity)
    choices = Dictionary(
      input.choices.enumerated().map { ($0.element, Double($0.offset)) }, uniquingKeysWith: { first, _ in first })
    self.isDefaulted = isDefaulted
  }

  var column: BodyColumns.Column {
    BodyColumns.Column(values, places: places, isMissing: hasMissing ? isMissing : nil)
  }

  /// Adds a value, `nil` for one of a body that is not there; `false` if a column does not hold it.
  mutating func add(_ value: Value?) -> Bool {
    var number = 0.0
    var isHeld = true
    var isAbsent = false
    switch value {
    case .number(let exact)?:
      if !exact.isApproximate, let held = BodyColumns.Column.held(exact.value) {
        places = max(places, held.places)
        number = held.value
      } else {
        isHeld = false
      }
    case .truth(let truth)?: number = truth ? 1 : 0
    case .text(let text)?:
      isHeld = choices[text] != nil
      number = choices[text] ?? 0
    case .missing?, .notApplicable?, nil:
      isAbsent = !isDefaulted
      isHeld = !isDefaulted || value == nil
    }
    values.append(number)
    isMissing.append(isAbsent)
    hasMissing = hasMissing || isAbsent
    return isHeld
  }
}
