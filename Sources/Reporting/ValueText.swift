import Exact
import Formula
import Methodology

/// Puts values, units, titles and reasons into words for one edition and language.
struct ValueText: Sendable {
  let edition: Edition
  let wording: Wording

  // MARK: Titles

  func title(_ titles: Titles) -> String? { titles.text(wording.code) }

  /// The title of a declared name; the name itself if it has none.
  func title(ofName name: String) -> String { edition.declaration(name).flatMap { title($0.titles) } ?? name }

  /// The title of a declared name with the name, by which rule file and data know it.
  func label(ofName name: String) -> String {
    guard let title = edition.declaration(name).flatMap({ title($0.titles) }) else { return name }
    return "\(title) [\(name)]"
  }

  func kind(_ name: String) -> String {
    edition.kinds.first { $0.name == name }.flatMap { title($0.titles) } ?? name
  }

  // MARK: Values

  /// A value for reading; what is absent in words.
  func shown(_ value: Value) -> String {
    switch value {
    case .number(let number): DecimalText.shown(number, wording)
    case .truth(let truth): wording(truth ? .yes : .no)
    case .text(let text): text
    case .missing: wording(.missing)
    case .notApplicable: wording(.notApplicable)
    }
  }

  /// A value with its unit.
  func shown(_ value: Value, _ unit: Unit?) -> String {
    let text = shown(value)
    guard value.number != nil, let unit else { return text }
    return shown(text, unit)
  }

  /// The digits of a figure with its unit.
  func shown(_ text: String, _ unit: Unit) -> String {
    if unit == .percent { return wording(.valueAndPercent, ["value": text]) }
    guard let unit = self.unit(unit) else { return text }
    return wording(.valueAndUnit, ["value": text, "unit": unit])
  }

  /// A value against its maximum, with its unit.
  func shown(_ value: Value, of maximum: Value?, _ unit: Unit?) -> String {
    guard value.number != nil, let maximum = maximum?.number else { return shown(value, unit) }
    let figures = ["value": shown(value), "maximum": DecimalText.shown(maximum, wording)]
    guard let unit = self.unit(unit) else { return wording(.valueOfMaximum, figures) }
    return wording(.valueOfMaximumAndUnit, figures.merging(["unit": unit]) { first, _ in first })
  }

  /// A unit in words; `nil` for a pure number.
  func unit(_ unit: Unit?) -> String? {
    guard let unit, !unit.isShare else { return nil }
    func power(_ name: String, _ exponent: Int) -> String {
      let title = edition.units[name].flatMap(title) ?? (unit == .percent ? wording(.percent) : name)
      return exponent == 1 ? title : "\(title)^\(exponent)"
    }
    let above = unit.exponents.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { power($0.key, $0.value) }
    let below = unit.exponents.filter { $0.value < 0 }.sorted { $0.key < $1.key }.map { power($0.key, -$0.value) }
    return ([above.isEmpty ? "1" : above.joined(separator: " · ")] + below).joined(separator: " / ")
  }

  // MARK: Dates and ranges

  func date(_ date: CalendarDate) -> String {
    func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    return wording(.date, ["year": String(date.year), "month": digits(date.month), "day": digits(date.day)])
  }

  /// The bounds of a band or of a row of a scale, in words.
  func range(_ lower: Scale.Bound?, _ upper: Scale.Bound?) -> String {
    let figures = ["low": lower?.value.description ?? "", "high": upper?.value.description ?? ""]
    if let lower, let upper, lower.isIncluded, upper.isIncluded {
      return lower.value == upper.value ? lower.value.description : wording(.between, figures)
    }
    let low = lower.map { wording($0.isIncluded ? .from : .above, figures) }
    let high = upper.map { wording($0.isIncluded ? .upTo : .below, figures) }
    guard let low else { return high ?? wording(.anyValue) }
    return high.map { wording(.bothBounds, ["lower": low, "upper": $0]) } ?? low
  }

  // MARK: Reasons

  /// Why something is missing, in words.
  func reason(_ reason: Reason) -> String {
    switch reason {
    case .input(let name): return wording(.noInput, ["title": label(ofName: name)])
    case .cell(let table, let row, let field):
      let found = edition.tables.first { $0.name == table }
      let fieldTitles = found?.fields.first { $0.name == field }?.titles
      return wording(
        .noCell, ["table": tableTitle(table), "row": row, "field": fieldTitles.flatMap(title) ?? field])
    case .table(let table): return wording(.noTable, ["table": tableTitle(table)])
    case .row(let table, let key): return wording(.noRow, ["table": tableTitle(table), "key": key])
    case .uncovered(let scale, let value):
      return wording(.uncovered, ["scale": label(ofName: scale), "value": value])
    case .noFigure(let parameter, let key):
      return wording(.noFigure, ["title": label(ofName: parameter), "key": key])
    case .noEarlierPeriod(let name): return wording(.noEarlierPeriod, ["title": label(ofName: name)])
    case .nothingToAggregate(let source): return wording(.nothingToAggregate, ["source": source])
    case .notApplicable(let name): return wording(.doesNotApply, ["title": label(ofName: name)])
    case .failed(let failure, let place): return words(failure, label(ofName: place))
    }
  }

  func reasons(_ absence: Absence) -> [String] { absence.reasons.map(reason) }

  private func tableTitle(_ name: String) -> String {
    edition.tables.first { $0.name == name }.flatMap { title($0.titles) } ?? name
  }

  private func words(_ failure: ArithmeticFailure, _ place: String) -> String {
    switch failure {
    case .divisionByZero: wording(.divisionByZero, ["place": place])
    case .domain(let function, let arguments):
      wording(
        .outsideDomain,
        [
          "place": place, "function": function.rawValue,
          "arguments": arguments.map(\.description).joined(separator: "; "),
        ])
    case .tooManyDigits: wording(.tooManyDigits, ["place": place])
    case .tooLarge(let function): wording(.tooLarge, ["place": place, "function": function.rawValue])
    }
  }

  // MARK: Provenance

  func basis(_ basis: Basis) -> String {
    switch basis {
    case .text: wording(.basisText)
    case .inferred: wording(.basisInferred)
    case .assumed: wording(.basisAssumed)
    }
  }

  /// How many figures are of which basis, as a sentence.
  func basisSentence(_ phrase: Phrase, _ count: (Basis) -> Int) -> String {
    let counts = Basis.allCases.map { ($0.rawValue, String(count($0))) }
    return wording(phrase, Dictionary(counts, uniquingKeysWith: { first, _ in first }))
  }

  /// A rounding as the rule file has it (`0.01 half_up`), in words.
  func rounding(_ text: String) -> String {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let mode = RoundingMode(rawValue: String(parts[1])) else { return text }
    let phrase: Phrase =
      switch mode {
      case .halfUp: .halfUp
      case .halfEven: .halfEven
      case .up: .up
      case .down: .down
      case .floor: .floor
      case .ceil: .ceil
      }
    return wording(.roundedTo, ["step": String(parts[0]), "mode": wording(phrase)])
  }
}
