import Dataset
import Exact
import Formula
import Methodology
import SourceText
import Testing
import TestSupport

/// Any table written in any of the dialects that people's programs write reads back as it was.
@Suite struct DialectTests {
  @Test(arguments: 0..<200) func roundTrip(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let edition = try CaseFolder.edition("forms")
    let dialect = Dialect(&random)
    let table = try #require(edition.tables.first)
    let count = Int.random(in: 0..<8, using: &random)
    let bodies = (0..<count).map { number in
      ["body \(number)", random.pick(["central", "local"])]
        + edition.inputs.map { dialect.cell($0.input, &random) }
    }
    var records: [[String]] = []
    for body in bodies {
      for _ in 0..<Int.random(in: 0..<5, using: &random) {
        let cells = table.fields.map { field -> String in
          guard case .input(let input) = field.content else { return "" }
          return dialect.cell(input, &random)
        }
        // A row of nothing but empty cells still names its body.
        records.append([body[0]] + cells)
      }
    }
    let names = ["id", "kind"] + edition.inputs.map(\.declaration.name)
    let files = [
      "bodies.csv": dialect.write([names] + bodies, &random),
      "items.csv": dialect.write([["body"] + table.fields.map(\.name)] + records, &random),
    ]
    try withFolder(files) { path in
      let findings = Findings()
      let dataset = try #require(
        DatasetReader.read(folder: path, for: edition, findings: findings), "\(rendered(findings))")
      // `"1,234"` between commas is read as it stands, with a warning.
      #expect(findings.all.allSatisfy { $0.code == "E0536" }, "\(rendered(findings))")
      let period = try #require(dataset.periods.first)
      #expect(period.bodies.count == bodies.count)
      for (body, cells) in zip(period.bodies, bodies) {
        #expect(body.id == cells[0] && body.kind == cells[1])
        for (value, cell) in zip(body.inputs, cells.dropFirst(2)) { expect(value, is: cell) }
        let own = records.filter { $0[0] == body.id }
        #expect(body.records[0].count == own.count)
        for (row, cells) in zip(body.records[0], own) {
          for (value, cell) in zip(row.values, cells.dropFirst()) { expect(value, is: cell) }
        }
      }
    }
  }

  private func expect(_ value: Value, is cell: String) {
    switch value {
    case .missing: #expect(cell.isEmpty)
    case .number(let number): #expect(number.value == Rational(decimal: cell))
    case .truth(let truth): #expect(cell == (truth ? "yes" : "no"))
    case .text(let text): #expect(Array(text.utf8) == Array(cell.utf8))
    case .notApplicable: Issue.record("not applicable")
    }
  }
}

/// One way of writing a table.
private struct Dialect {
  enum Encoding: CaseIterable {
    case utf8, markedUTF8, utf16, windows1251
  }

  let separator: Character
  let lineBreak: String
  let decimalSign: Character
  let thousandsSign: String
  let encoding: Encoding
  let quotesAll: Bool

  init(_ random: inout SeededGenerator) {
    separator = random.pick([",", ";", "\t"])
    lineBreak = random.pick(["\n", "\r\n", "\r"])
    decimalSign = random.pick([".", ","])
    thousandsSign = random.pick(["", " ", "\u{A0}"])
    encoding = random.pick(Encoding.allCases)
    quotesAll = random.chance(20)
  }

  /// A figure in its plain form; nothing if it is not reported.
  func cell(_ input: Input, _ random: inout SeededGenerator) -> String {
    guard !random.chance(10) else { return "" }
    switch input.kind {
    case .count: return String(Int.random(in: 0..<10_000_000, using: &random))
    case .number:
      let (from, to) = (input.from.flatMap(\.exactInt) ?? -2_000_000, input.to.flatMap(\.exactInt) ?? 2_000_000)
      return decimal(from, to, &random)
    case .share: return decimal(0, 1, &random)
    case .percent: return decimal(0, 100, &random)
    case .yesNo: return random.chance(50) ? "yes" : "no"
    case .choice: return random.pick(input.choices)
    case .text:
      let parts = ["слово", "a", "\"", "\"\"", separator.description, ",", "\n", " ", "№", "«»", "12", "-", "да"]
      let text = (0..<Int.random(in: 1..<6, using: &random)).map { _ in random.pick(parts) }.joined()
      // Blanks around a cell do not count, and a dash alone is nothing.
      return "т" + text + "т"
    }
  }

  private func decimal(_ from: Int, _ to: Int, _ random: inout SeededGenerator) -> String {
    let places = Int.random(in: 0..<6, using: &random)
    let power = (0..<places).reduce(1) { power, _ in power * 10 }
    let count = Int.random(in: from * power...to * power, using: &random)
    let digits = String(count.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = count < 0 ? "-" : ""
    return places == 0 ? sign + padded : sign + padded.dropLast(places) + "." + padded.suffix(places)
  }

  func write(_ rows: [[String]], _ random: inout SeededGenerator) -> [UInt8] {
    var text = ""
    for row in rows {
      text += row.map { written($0, &random) }.joined(separator: String(separator)) + lineBreak
      if random.chance(5) { text += lineBreak }
    }
    return encode(text)
  }

  private func written(_ cell: String, _ random: inout SeededGenerator) -> String {
    let cell = localised(cell, &random)
    let special: [Unicode.Scalar] = ["\"", "\n", "\r"] + separator.unicodeScalars
    guard quotesAll || cell.unicodeScalars.contains(where: special.contains) || random.chance(5) else {
      return random.chance(5) ? " \(cell) " : cell
    }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }

  private func localised(_ cell: String, _ random: inout SeededGenerator) -> String {
    if cell == "yes" { return random.pick(["yes", "Да", "TRUE"]) }
    if cell == "no" { return random.pick(["no", "нет", "0"]) }
    guard Rational(decimal: cell) != nil else { return cell }
    let parts = cell.split(separator: ".")
    var whole = parts[0].drop { $0 == "-" }
    var groups: [Substring] = []
    while whole.count > 3 {
      groups.insert(whole.suffix(3), at: 0)
      whole = whole.dropLast(3)
    }
    groups.insert(whole, at: 0)
    let fraction = parts.count > 1 ? "\(decimalSign)\(parts[1])" : ""
    return (cell.hasPrefix("-") ? "-" : "") + groups.joined(separator: thousandsSign) + fraction
  }

  private func encode(_ text: String) -> [UInt8] {
    switch encoding {
    case .utf8: return Array(text.utf8)
    case .markedUTF8: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case .utf16: return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .windows1251:
      return text.unicodeScalars.map { scalar in
        switch scalar.value {
        case 0..<0x80: UInt8(scalar.value)
        case 0xA0, 0xAB, 0xBB: UInt8(scalar.value)
        case 0x410...0x44F: UInt8(scalar.value - 0x350)
        case 0x2116: 0xB9
        default: UInt8(ascii: "?")
        }
      }
    }
  }
}
