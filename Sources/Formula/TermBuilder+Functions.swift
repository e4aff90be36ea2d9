import Exact
import SourceText

/// Calls and aggregates.
extension TermBuilder {
  func buildCall(
    _ word: Expression.Word, _ arguments: [Expression], _ range: Range<Int>, _ around: Surroundings
  ) -> Term? {
    guard let function = Function(rawValue: word.text) else {
      guard let aggregate = AggregateFunction(rawValue: word.text) else { return unknownFunction(word) }
      let reason = Message(
        "it runs over the rows of a record table, or over `bodies`: `{signature}`", ["signature": aggregate.signature])
      return fail(.nameNotHere, ["name": word.text, "reason": reason.text], word.range)
    }
    guard function.arity.contains(arguments.count) else {
      let (least, most) = (function.arity.lowerBound, function.arity.upperBound)
      let expected = least == most ? Self.figures(least) : "\(least) to \(Self.figures(most))"
      let help = Message("it is called as `{signature}`", ["signature": function.signature])
      let words = ["name": word.text, "expected": expected, "found": Self.count(arguments.count)]
      return fail(.wrongArgumentCount, words, range, help: help)
    }
    switch function {
    case .steps: return buildSteps(arguments, range, around)
    case .round: return buildRounding(arguments, range, around)
    case .reported, .applicable:
      guard let argument = build(arguments[0], around) else { return nil }
      return Term(.call(function, [argument]), .truth, range)
    case .min, .max, .sum, .mean, .abs, .clamp:
      let terms = arguments.map { number($0, around) }
      guard !terms.contains(where: { $0 == nil }) else { return nil }
      let numbers = terms.compactMap { $0 }
      // The first figure with a unit is the one that the others are held against; bare numbers go with any.
      let model = numbers.first { $0.type != .bareNumber } ?? numbers[0]
      guard numbers.allSatisfy({ common(model, $0) != nil }) else { return nil }
      return Term(.call(function, numbers), model.type, range)
    case .sqrt:
      guard let argument = number(arguments[0], around), case .number(let unit) = argument.type else { return nil }
      guard let unit else { return Term(.call(function, [argument]), .bareNumber, range) }
      guard let root = unit.squareRoot else {
        let help = Message("a root is taken of a share, a bare number or the square of a unit")
        return mismatch(argument, .number(.share), help: help)
      }
      return Term(.call(function, [argument]), .number(root), range)
    case .ln, .exp:
      guard let argument = number(arguments[0], around), require(argument, .number(.share)) else { return nil }
      return Term(.call(function, [argument]), .number(.share), range)
    case .percent:
      guard let argument = number(arguments[0], around), require(argument, .number(.share)) else { return nil }
      return Term(.call(function, [argument]), .number(.percent), range)
    case .share:
      guard let argument = number(arguments[0], around), require(argument, .number(.percent)) else { return nil }
      return Term(.call(function, [argument]), .number(.share), range)
    }
  }

  func buildSteps(_ arguments: [Expression], _ range: Range<Int>, _ around: Surroundings) -> Term? {
    let argument = number(arguments[1], around)
    guard case .name(let name) = arguments[0].form else {
      return fail(
        .wrongType, ["expected": "the name of a scale", "found": "a formula"], arguments[0].range, help: stepsHelp)
    }
    guard let symbol = scope.symbol(name) else { return unknown(name, arguments[0].range, Surroundings()) }
    guard case .steps(let keys, let expected) = symbol.role else {
      return fail(
        .wrongType, ["expected": "the name of a scale", "found": symbol.type.description], arguments[0].range,
        help: stepsHelp)
    }
    let keyTerms = build(keys: keys, of: name, arguments[0].range, around)
    guard let argument, let keyTerms, require(argument, expected) else { return nil }
    return Term(.steps(symbol.id, keys: keyTerms, argument), symbol.type, range)
  }

  var stepsHelp: Message {
    Message("it is called as `{signature}`", ["signature": Function.steps.signature])
  }

  func buildRounding(_ arguments: [Expression], _ range: Range<Int>, _ around: Surroundings) -> Term? {
    let (operand, step) = (number(arguments[0], around), number(arguments[1], around))
    guard case .name(let name) = arguments[2].form, let mode = RoundingMode(rawValue: name) else {
      let modes = Listing.quoted(RoundingMode.allCases.map(\.rawValue))
      let found = formula.text(in: arguments[2].range)
      let help = nearest(found, among: RoundingMode.allCases.map(\.rawValue))
      return fail(.unknownRounding, ["name": found.excerpt, "values": modes], arguments[2].range, help: help)
    }
    guard let operand, let step, let type = common(operand, step) else { return nil }
    return Term(.rounding(operand, step: step, mode: mode), type, range)
  }

  func buildAggregate(
    _ word: Expression.Word, _ source: Expression.Word, _ condition: Expression?, _ arguments: [Expression],
    _ range: Range<Int>, _ around: Surroundings
  ) -> Term? {
    guard let function = AggregateFunction(rawValue: word.text) else {
      guard let plain = Function(rawValue: word.text) else { return unknownFunction(word) }
      let reason = Message("it takes figures, not rows: `{signature}`", ["signature": plain.signature])
      return fail(.nameNotHere, ["name": word.text, "reason": reason.text], word.range)
    }
    var inner = around
    let over: Term.Source
    var countUnit: Unit?
    if source.text == "bodies" {
      over = .bodies
      inner = Surroundings(isInsideBodies: true)
    } else if let table = scope.table(source.text) {
      over = .table(table.index)
      inner.tables.append(table)
      countUnit = table.unit
    } else {
      let tables = scope.names.filter { scope.table($0) != nil }
      let help = nearest(source.text, among: tables + ["bodies"])
      return fail(.notATable, ["name": source.text], source.range, help: help)
    }
    if function.isRelative, over != .bodies {
      let reason = Message("a place is taken among bodies: `{name} over bodies: figure`", ["name": word.text])
      return fail(.nameNotHere, ["name": word.text, "reason": reason.text], word.range)
    }
    let signature = Message("it is called as `{signature}`", ["signature": function.signature])
    guard arguments.count == function.arguments else {
      let expected = Self.figures(function.arguments) + " after the colon"
      let words = ["name": word.text, "expected": expected, "found": Self.count(arguments.count)]
      return fail(.wrongArgumentCount, words, range, help: signature)
    }
    if condition == nil, function == .any || function == .all {
      let words = ["name": word.text, "expected": "a condition after `where`", "found": "none"]
      return fail(.wrongArgumentCount, words, range, help: signature)
    }
    let conditionTerm = condition.map { truth($0, inner) }
    // Only the first figure is taken from each row; the percentage of `percentile` is one for all.
    let argumentTerms = arguments.enumerated().map { number($1, $0 == 0 ? inner : around) }
    if let conditionTerm, conditionTerm == nil { return nil }
    guard !argumentTerms.contains(where: { $0 == nil }) else { return nil }
    let terms = argumentTerms.compactMap { $0 }
    if function == .percentile, !require(terms[1], .number(.percent)) { return nil }
    let type: ValueType =
      switch function {
      case .any, .all: .truth
      case .count: .number(countUnit)
      case .rank: .bareNumber
      case .percentile_rank: .number(.percent)
      default: terms.first?.type ?? .bareNumber
      }
    return Term(.aggregate(function, over: over, condition: conditionTerm ?? nil, arguments: terms), type, range)
  }

  func unknownFunction(_ word: Expression.Word) -> Term? {
    let names = Function.allCases.map(\.rawValue) + AggregateFunction.allCases.map(\.rawValue)
    let help: Message?
    if let meant = OtherWords.function(meantBy: word.text) {
      help = didYouMean(meant, word.text)
    } else if let keyword = OtherWords.keyword(meantBy: word.text) {
      help = Message(
        keyword == .if ? "write `if … then … else …`" : "`{name}` is written `{instead}`",
        ["name": word.text, "instead": keyword.rawValue])
    } else {
      help = nearest(word.text, among: names)
    }
    return fail(.unknownFunction, ["name": word.text.excerpt], word.range, help: help)
  }

  /// `no figure`, `1 figure`, `3 figures`.
  static func figures(_ count: Int) -> String {
    count == 0 ? "no figure" : count == 1 ? "1 figure" : "\(count) figures"
  }

  static func count(_ count: Int) -> String { count == 0 ? "none" : String(count) }
}
