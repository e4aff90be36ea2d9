import Evaluation
import Exact
import Formula
import Methodology
import SourceText

extension ReadingsReport {
  private static let lineWidth = 100
  /// The bodies that are named of those that a choice moves; JSON and CSV have them all.
  private static let moveLimit = 5

  /// The readings for a terminal, and with data what hangs on each.
  public var text: String {
    guard !edition.readings.isEmpty else { return Printable.text(head.line) + "\n" + wording(.noReadings) + "\n" }
    var blocks = [Printable.text(head.line) + "\n"]
    blocks += edition.readings.map { block($0.declaration, $0.reading) }
    if let study { blocks.append(summary(study)) }
    return blocks.joined(separator: "\n")
  }

  private func block(_ declaration: Declaration, _ reading: Reading) -> String {
    let alternatives = study?.alternatives(to: declaration.id) ?? []
    var lines = wrapped(words.label(ofShortName: declaration), indent: 0)
    lines += wrapped(declaration.provenance.citation, indent: 2)
    for choice in reading.choices {
      let alternative = alternatives.first { $0.choice == choice.name }
      let isTaken = study != nil ? alternative == nil : choice.name == reading.standard
      var title = choice.name + (words.title(choice.titles).map { ": " + $0 } ?? "")
      if choice.name == reading.standard { title += " (\(wording(.isDefault)))" }
      lines += wrapped((isTaken ? "● " : "○ ") + title, indent: 2)
      if let alternative, let study { lines += effect(alternative, study) }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    TextWrapping.lines(text, width: Self.lineWidth - indent).enumerated().map { index, line in
      String(repeating: " ", count: indent + (index > 0 ? 2 : 0)) + line
    }
  }

  private func effect(_ alternative: ReadingStudy.Alternative, _ study: ReadingStudy) -> [String] {
    let moves = moves(alternative, in: study)
    guard !moves.isEmpty else { return ["      " + wording(.readingIdle)] }
    let counts = [
      "bodies": moves.count, "all": study.evaluation.bodies.count, "bands": moves.count(where: \.changesBand),
    ].mapValues(String.init)
    var lines = ["      " + wording(.bodiesMoved, counts)]
    // A change of band is told before the others of its size.
    let told = (moves.filter(\.changesBand) + moves.filter { !$0.changesBand }).prefix(Self.moveLimit)
    lines += told.map { "        " + line($0, study) }
    if moves.count > told.count { lines.append("        " + wording.counted(.andMore, moves.count - told.count)) }
    return lines
  }

  private func line(_ move: Move, _ study: ReadingStudy) -> String {
    let places = places(study)
    let values = [move.from, move.to].map { value in
      value.number.map { $0.value.fixed(places: places) } ?? words.shown(value)
    }.joined(separator: " → ")
    var parts = [Printable.text(study.evaluation.bodies[move.body].id), values]
    if let change = move.change {
      // What rounds to nothing is still a move.
      let isSmall = change.rounded(places: places, mode: .halfUp) == .zero
      parts.append("(\(isSmall ? DecimalText.signed(change, wording) : change.signed(places: places)))")
    }
    if move.changesBand { parts.append([move.bandFrom, move.bandTo].map(band).joined(separator: " → ")) }
    return parts.joined(separator: "  ")
  }

  /// The decimals of the score that bodies are judged by.
  private func places(_ study: ReadingStudy) -> Int {
    guard let score = study.edition.mainScore else { return 0 }
    let numbers = study.evaluation.bodies.indices.compactMap { study.evaluation.value(score, body: $0).number }
    return DecimalText.places(of: numbers, rounding: edition[score].rounding)
  }

  // MARK: All readings together

  private func summary(_ study: ReadingStudy) -> String {
    guard let score = study.edition.mainScore else { return "" }
    let hasBands = edition.bands != nil
    var heads = [
      TextTable.Column(wording(.body)), TextTable.Column(words.title(ofName: edition[score].name), isNumeric: true),
      TextTable.Column(wording(.least), isNumeric: true), TextTable.Column(wording(.greatest), isNumeric: true),
      TextTable.Column(wording(.readingsTitle), isNumeric: true),
    ]
    if hasBands { heads.append(TextTable.Column(wording(.bandsPossible), limit: 50)) }
    var table = TextTable(heads)
    let places = places(study)
    var overflows: [Int] = []
    for body in study.evaluation.bodies.indices {
      let outcome = study.outcome(of: score, body: body)
      if !outcome.isComplete { overflows.append(outcome.readings.count) }
      func cell(_ number: Number?) -> String { number?.value.fixed(places: places) ?? "—" }
      var cells = [
        study.evaluation.bodies[body].id, cell(outcome.value.number), cell(outcome.numbers.first),
        cell(outcome.numbers.last), String(outcome.readings.count),
      ]
      if hasBands { cells.append(study.bands(body: body).map(band).joined(separator: ", ")) }
      table.add(cells)
    }
    var closing: [String] = []
    if hasBands {
      let counts = ["count": bodiesWithOneBand(study).count, "all": study.evaluation.bodies.count].mapValues(
        String.init)
      closing.append(wording(.bandsHold, counts))
    }
    if !study.readingsApart.isEmpty {
      let list = study.readingsApart.map { edition[$0].shortName }.joined(separator: ", ")
      closing.append(wording(.readingsApart, ["list": list]))
    }
    if let most = overflows.max() {
      let name = words.title(ofName: edition[score].name)
      closing.append(wording(.tooManyCombinations, ["score": name, "count": String(most)]))
    }
    closing.append(head.fingerprintLine)
    return table.text + "\n" + closing.flatMap { wrapped($0, indent: 0) }.map { $0 + "\n" }.joined()
  }
}

extension ValueText {
  /// The title of a reading with the name by which the command line knows it.
  func label(ofShortName declaration: Declaration) -> String {
    title(declaration.titles).map { "\(declaration.shortName) — \($0)" } ?? declaration.shortName
  }
}
